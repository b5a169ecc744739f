"""The explanation comes after the answer, never before it, and never beside another patient's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from diabetes_desktop.application.errors import (
    AppError,
    ModelCrashed,
    NotExplainable,
    ReferenceMissing,
    TooSlowToExplain,
)
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.prediction import Answer
from diabetes_desktop.ui.model_status import Ready
from diabetes_desktop.ui.patient.result_state import Done, Running
from diabetes_desktop.ui.patient.screen import PatientScreen

from .conftest import DOCTOR, Desk
from .eight_facts import button, field, fill_in, type_into


@pytest.fixture
def screen(desk: Desk) -> PatientScreen:
    screen = desk.window(DOCTOR).patient
    assert screen is not None
    return screen


def predict(screen: PatientScreen, qtbot: QtBot) -> Done:
    QTest.mouseClick(button(screen, "predict"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not isinstance(screen.panel.state, Running))
    state = screen.panel.state
    assert isinstance(state, Done)
    return state


def explained(screen: PatientScreen) -> Explanation | None:
    result = screen.result()
    return None if result is None else result.explanation


def message(screen: PatientScreen) -> str:
    label = screen.findChild(QLabel, "explanation_message")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def test_it_follows_the_answer(screen: PatientScreen, qtbot: QtBot) -> None:
    fill_in(screen.form)
    done = predict(screen, qtbot)
    qtbot.waitUntil(lambda: explained(screen) is not None)
    explanation = explained(screen)
    assert explanation is not None
    assert explanation.probability == done.prediction.answer.probability
    assert message(screen) == ""


def test_the_form_stays_alive_while_the_model_is_asked_why(
    desk: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    desk.host.may_explain.clear()
    fill_in(screen.form)
    predict(screen, qtbot)
    assert message(screen) == "Asking the model why…"
    type_into(screen.form, "age", "61")
    assert field(screen, "age").text() == "61"
    desk.host.may_explain.set()
    late = predict(screen, qtbot)
    qtbot.waitUntil(lambda: explained(screen) is not None)
    assert late.prediction.patient.age == 61
    curve = explained(screen).curves[1]  # type: ignore[union-attr]
    assert 61 in curve.values, "the explanation is of this patient, not of the one before"


def test_a_class_without_probability_is_not_explained(
    desk: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    desk.host.answers = lambda _: Answer(1, None)
    fill_in(screen.form)
    predict(screen, qtbot)
    qtbot.waitUntil(lambda: "without a probability" in message(screen))
    assert explained(screen) is None
    desk.language.use("es")
    qtbot.waitUntil(lambda: "sin probabilidad" in message(screen))


def test_an_explanation_that_fails_leaves_the_answer(
    desk: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    desk.host.fails_explain = ModelCrashed()
    fill_in(screen.form)
    predict(screen, qtbot)
    qtbot.waitUntil(lambda: "stopped" in message(screen) or "twice" in message(screen))
    assert isinstance(screen.panel.state, Done)


@pytest.mark.parametrize(
    ("error", "told", "told_in_spanish"),
    [
        (NotExplainable("x 1"), "x 1 does not answer the hypothetical", "x 1 no responde sobre"),
        (TooSlowToExplain("x 1"), "x 1 is too slow", "x 1 es demasiado lento"),
        (ReferenceMissing("D:/model"), "read in D:/model", "leer en D:/model"),
    ],
)
def test_what_can_not_be_explained_is_told_and_the_model_goes_on(
    desk: Desk,
    screen: PatientScreen,
    qtbot: QtBot,
    error: AppError,
    told: str,
    told_in_spanish: str,
) -> None:
    desk.host.fails_explain = error
    fill_in(screen.form)
    predict(screen, qtbot)
    qtbot.waitUntil(lambda: told in message(screen))
    assert isinstance(screen.panel.state, Done)
    assert isinstance(desk.status.state, Ready)
    desk.language.use("es")
    qtbot.waitUntil(lambda: told_in_spanish in message(screen))
    desk.language.use("en")
    predict(screen, qtbot)
    qtbot.waitUntil(lambda: explained(screen) is not None)


def test_the_next_patient_does_not_wait_for_the_explanation_of_the_one_before(
    desk: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    desk.host.may_explain.clear()
    fill_in(screen.form)
    predict(screen, qtbot)
    qtbot.waitUntil(desk.host.asked_to_explain.is_set)
    type_into(screen.form, "age", "61")
    late = predict(screen, qtbot)
    assert late.prediction.patient.age == 61
    desk.host.may_explain.set()
    qtbot.waitUntil(lambda: explained(screen) is not None)


def test_a_disabled_account_ends_its_session_at_the_explanation_at_the_latest(
    desk: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    desk.host.may_explain.clear()
    fill_in(screen.form)
    predict(screen, qtbot)
    desk.services.accounts().set_enabled(DOCTOR.user, False)
    desk.host.may_explain.set()
    with qtbot.waitSignal(screen.session_ended):
        QTest.mouseClick(button(screen, "predict"), Qt.MouseButton.LeftButton)


def test_what_is_said_after_a_result_is_in_sight_however_far_one_had_scrolled(
    screen: PatientScreen, qtbot: QtBot
) -> None:
    fill_in(screen.form)
    predict(screen, qtbot)
    qtbot.waitUntil(lambda: explained(screen) is not None)
    bar = screen.panel.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    type_into(screen.form, "age", "61")
    said = screen.findChild(QLabel, "result_message")
    assert isinstance(said, QLabel)
    assert not said.visibleRegion().isEmpty()
