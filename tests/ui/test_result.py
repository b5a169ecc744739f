"""What the doctor reads, and what is never shown: a late, stale or half result."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.fakes import FAKE_MODEL

from diabetes_desktop.application.errors import ModelCrashed, ModelTimedOut
from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.marks import REFERENCE_MODEL
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import Answer, Prediction, SiteRules
from diabetes_desktop.ui.language import percent, threshold_text
from diabetes_desktop.ui.main_window import MainWindow
from diabetes_desktop.ui.patient.result_card import ResultCard
from diabetes_desktop.ui.patient.result_state import Done, Failed, Idle, Running
from diabetes_desktop.ui.patient.risk_pictures import people_of_100
from diabetes_desktop.ui.patient.screen import PatientScreen

from .conftest import DOCTOR, Desk
from .eight_facts import button, field, fill_in, type_into


def patient_screen(window: MainWindow) -> PatientScreen:
    assert window.patient is not None
    return window.patient


def shown(widget: QWidget, name: str) -> str:
    label = widget.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def predict(screen: PatientScreen, qtbot: QtBot) -> None:
    QTest.mouseClick(button(screen, "predict"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not isinstance(screen.panel.state, Running))


def test_class_1_with_its_probability_and_its_model(desk: Desk, qtbot: QtBot) -> None:
    screen = patient_screen(desk.window())
    fill_in(screen.form)
    type_into(screen.form, "patient_id", "HC-7")
    predict(screen, qtbot)
    assert shown(screen, "result_class") == "Class 1 – the model flags diabetes"
    assert shown(screen, "result_probability").endswith("%")
    assert "fake_model v1" in shown(screen, "model_in_use")
    assert "sha256 fafafafa…fafa" in shown(screen, "model_in_use")
    label = screen.findChild(QLabel, "result_class")
    assert isinstance(label, QLabel)
    assert label.accessibleDescription() == "Result class"
    kickers = [each.text() for each in screen.findChildren(QLabel)]
    assert "Model's answer · patient HC-7" in kickers


def test_class_0_is_never_worded_as_no_diabetes(desk: Desk, qtbot: QtBot) -> None:
    screen = patient_screen(desk.window())
    fill_in(screen.form, HbA1c_level="5.7")
    predict(screen, qtbot)
    assert shown(screen, "result_class") == "Class 0 – the model does not flag diabetes"
    desk.language.use("es")
    spanish = "Clase 0 – el modelo no señala diabetes"
    qtbot.waitUntil(lambda: shown(screen, "result_class") == spanish)


@pytest.mark.parametrize("name", ["age", "HbA1c_level", "patient_id"])
def test_any_edit_takes_the_result_away(desk: Desk, qtbot: QtBot, name: str) -> None:
    screen = patient_screen(desk.window())
    fill_in(screen.form)
    predict(screen, qtbot)
    assert isinstance(screen.panel.state, Done)
    QTest.keyClicks(field(screen, name), "1")
    assert isinstance(screen.panel.state, Idle)
    assert shown(screen, "result_class") == ""


def test_a_late_result_is_never_shown_beside_other_facts(desk: Desk, qtbot: QtBot) -> None:
    screen = patient_screen(desk.window())
    fill_in(screen.form)
    desk.host.may_answer.clear()
    QTest.mouseClick(button(screen, "predict"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(desk.host.asked.is_set)
    type_into(screen.form, "age", "30")
    shown_states: list[object] = []
    render = screen.panel.render_state
    screen.panel.render_state = lambda state: (shown_states.append(state), render(state))  # type: ignore[method-assign]
    desk.host.may_answer.set()
    predict(screen, qtbot)
    results = [state for state in shown_states if isinstance(state, Done)]
    assert [result.prediction.patient.age for result in results] == [30.0]


@pytest.mark.parametrize("error", [ModelCrashed(), ModelTimedOut(5.0)])
def test_a_failure_says_why_and_keeps_the_form(
    desk: Desk, qtbot: QtBot, error: ModelCrashed | ModelTimedOut
) -> None:
    screen = patient_screen(desk.window())
    fill_in(screen.form)
    patient = screen.form.patient()
    desk.host.fails_predict = error
    predict(screen, qtbot)
    assert screen.panel.state == Failed(error)
    assert screen.form.patient() == patient
    QTest.mouseClick(button(screen, "retry"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(screen.panel.state, Done))


def test_nobody_scrolls_to_where_nothing_is(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window()
    window.resize(1366, 768)
    screen = patient_screen(window)
    bar = screen.panel.verticalScrollBar()
    fill_in(screen.form)
    predict(screen, qtbot)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    desk.host.fails_predict = ModelCrashed()
    predict(screen, qtbot)
    qtbot.waitUntil(lambda: bar.maximum() == 0)


def test_a_disabled_account_ends_its_session_at_the_next_prediction(
    desk: Desk, qtbot: QtBot
) -> None:
    window = desk.window(DOCTOR)
    screen = patient_screen(window)
    fill_in(screen.form)
    desk.services.accounts().set_enabled(DOCTOR.user, False)
    with qtbot.waitSignal(window.session_ended):
        QTest.mouseClick(button(screen, "predict"), Qt.MouseButton.LeftButton)
    assert shown(screen, "result_class") == ""


def prediction(outcome: int, probability: float | None, threshold: float = 0.1) -> Prediction:
    patient = Patient(Gender.OTHER, 16.0, 0, 0, Smoking.NO_INFO, 22.0, 6.7, 140.0)
    answer = Answer(outcome, probability)
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    case = Case.in_model_units(patient)
    model = replace(FAKE_MODEL, name=REFERENCE_MODEL)
    return Prediction.of(case, answer, SiteRules(threshold), model, now)


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> ResultCard:
    card = ResultCard(desk.theme)
    qtbot.addWidget(card)
    card.show()
    return card


def test_a_model_without_probability_says_so_and_shows_no_risk(card: ResultCard) -> None:
    card.show_prediction(prediction(1, None))
    assert shown(card, "result_probability") == "no probability"
    assert shown(card, "result_people") == "This model gives no probability, only the class."
    assert shown(card, "result_referral") == ""


@pytest.mark.parametrize(
    ("probability", "threshold", "says"),
    [
        (0.0999, 0.1, "Below the referral band (from 10%)."),
        (0.1, 0.1, "In the referral band (from 10%): refer for laboratory confirmation."),
        (0.08, 0.075, "In the referral band (from 7.5%): refer for laboratory confirmation."),
    ],
)
def test_the_referral_band(
    card: ResultCard, probability: float, threshold: float, says: str
) -> None:
    card.show_prediction(prediction(0, probability, threshold))
    assert shown(card, "result_referral") == says


def test_the_marks_are_said_in_words(card: ResultCard) -> None:
    card.show_prediction(prediction(0, 0.05))
    text = shown(card, "result_marks")
    assert "Under 18" in text
    assert "only 18 patients" in text
    assert "Knife edge" in text


@pytest.mark.parametrize(
    ("fraction", "es", "en", "people"),
    [
        (0.0, "<\u00a01\u00a0%", "<\u00a01%", 0),
        (0.004, "<\u00a01\u00a0%", "<\u00a01%", 0),
        (0.64, "64\u00a0%", "64%", 64),
        (0.996, ">\u00a099\u00a0%", ">\u00a099%", 100),
        (1.0, ">\u00a099\u00a0%", ">\u00a099%", 100),
    ],
)
def test_a_probability_is_never_rounded_to_certainty(
    desk: Desk, fraction: float, es: str, en: str, people: int
) -> None:
    assert percent(fraction) == en
    desk.language.use("es")
    assert percent(fraction) == es
    assert people_of_100(fraction) == people


def test_a_threshold_keeps_its_tenth(desk: Desk) -> None:
    desk.language.use("es")
    assert threshold_text(0.075) == "7,5\u00a0%"
