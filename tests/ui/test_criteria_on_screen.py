"""The criteria beside the answer, the banner where they part, and the doctor's decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.domain.decision import LONGEST_REASON, Conclusion
from diabetes_desktop.domain.prediction import Answer
from diabetes_desktop.ui.patient.decision_dialog import DecisionDialog
from diabetes_desktop.ui.patient.result_alert import ResultAlert
from diabetes_desktop.ui.patient.result_state import Done, Running
from diabetes_desktop.ui.patient.risk_pictures import DotArray
from diabetes_desktop.ui.patient.screen import PatientScreen
from diabetes_desktop.ui.widgets.labels import Banner

from .conftest import BOTH, DOCTOR, Desk
from .eight_facts import button, fill_in, type_into

LEFT = Qt.MouseButton.LeftButton
MISSED = {"HbA1c_level": "6.6", "blood_glucose_level": "200"}


@pytest.fixture
def screen(desk: Desk) -> PatientScreen:
    screen = desk.window().patient
    assert screen is not None
    return screen


@pytest.fixture
def misses(desk: Desk) -> Desk:
    """A model that answers class 0 to everybody."""
    desk.host.answers = lambda _: Answer(0, 0.05)
    return desk


@pytest.fixture(autouse=True)
def no_dialog_left(desk: Desk) -> Iterator[None]:
    yield
    for dialog in dialogs(QDialog):
        dialog.close()


def dialogs(kind: type[QDialog]) -> list[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def shown(widget: QWidget, name: str) -> str:
    label = widget.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def predict(screen: PatientScreen, qtbot: QtBot, *context: str, **facts: str) -> None:
    fill_in(screen.form, **facts)
    for name in context:
        QTest.mouseClick(button(screen.form, name), LEFT)
    QTest.mouseClick(button(screen, "predict"), LEFT)
    qtbot.waitUntil(lambda: not isinstance(screen.panel.state, Running))
    assert isinstance(screen.panel.state, Done)


def the_alert(qtbot: QtBot) -> ResultAlert:
    qtbot.waitUntil(lambda: bool(dialogs(ResultAlert)))
    (alert,) = dialogs(ResultAlert)
    assert isinstance(alert, ResultAlert)
    return alert


def close_by(key: Qt.Key, qtbot: QtBot) -> None:
    """Press `key` until the alert is gone; it is deaf for its first half second."""

    def gone() -> bool:
        for alert in dialogs(ResultAlert):
            QTest.keyClick(alert, key)
        return dialogs(ResultAlert) == []

    qtbot.waitUntil(gone)


def the_decision(qtbot: QtBot) -> DecisionDialog:
    qtbot.waitUntil(lambda: bool(dialogs(DecisionDialog)))
    (dialog,) = dialogs(DecisionDialog)
    assert isinstance(dialog, DecisionDialog)
    return dialog


def test_the_context_is_optional_and_nothing_is_assumed(screen: PatientScreen) -> None:
    fill_in(screen.form)
    case = screen.form.case()
    assert isinstance(case, Case)
    assert case.context == ClinicalContext()


def test_the_context_goes_with_the_case_and_leaves_with_the_patient(
    screen: PatientScreen,
) -> None:
    fill_in(screen.form)
    for name in ("sample.fasting", "symptoms.no", "condition.pregnancy"):
        QTest.mouseClick(button(screen.form, name), LEFT)
    case = screen.form.case()
    assert case is not None
    assert case.context == ClinicalContext(Sample.FASTING, Symptoms.NO, HbA1cCondition.PREGNANCY)
    screen.form.start_new()
    fill_in(screen.form)
    case = screen.form.case()
    assert case is not None
    assert case.context == ClinicalContext()


def test_editing_the_context_takes_the_result_away(screen: PatientScreen, qtbot: QtBot) -> None:
    predict(screen, qtbot)
    QTest.mouseClick(button(screen.form, "sample.random"), LEFT)
    assert not isinstance(screen.panel.state, Done)


def test_a_criterion_that_is_met_is_said_in_the_unit_typed(
    screen: PatientScreen, qtbot: QtBot
) -> None:
    QTest.mouseClick(button(screen.form, "HbA1c_level.unit.mmol/mol"), LEFT)
    predict(screen, qtbot, "sample.fasting", HbA1c_level="48", blood_glucose_level="120")
    assert shown(screen, "guideline") == "ADA 2026"
    assert shown(screen, "criteria_verdict") == "▲  Meets a diagnostic criterion: confirm"
    assert "HbA1c 48\u00a0mmol/mol ≥ 48\u00a0mmol/mol" in shown(screen, "criteria_text")


def test_an_unknown_sample_says_what_each_would_mean(screen: PatientScreen, qtbot: QtBot) -> None:
    predict(screen, qtbot, HbA1c_level="5.4", blood_glucose_level="155")
    text = shown(screen, "criteria_text")
    assert "if fasting, meets a diagnostic criterion (≥ 126\u00a0mg/dL)" in text
    assert "if 2 h after 75 g, prediabetes (≥ 140\u00a0mg/dL)" in text
    assert "if random, no criterion." in text


def test_agreement_shows_no_banner_and_interrupts_nobody(
    screen: PatientScreen, qtbot: QtBot
) -> None:
    predict(screen, qtbot, HbA1c_level="6.8")
    assert not screen.panel.discordance.isVisible()
    assert shown(screen, "agreement") == "= agree"
    QApplication.processEvents()
    assert dialogs(ResultAlert) == []


def test_a_missed_criterion_interrupts_once_and_leaves_its_banner(
    misses: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    predict(screen, qtbot, "sample.fasting", **MISSED)
    alert = the_alert(qtbot)
    assert "confirm diabetes (ADA)" in alert.accessibleDescription()
    close_by(Qt.Key.Key_Escape, qtbot)
    assert screen.panel.discordance.isVisible()
    assert shown(screen, "agreement") == "≠ disagree"
    misses.language.use("es")
    qtbot.waitUntil(lambda: "No descarte diabetes" in shown(screen, "discordance_text"))
    assert dialogs(ResultAlert) == []


def test_enter_on_the_alert_only_closes_it(
    misses: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    predict(screen, qtbot, "sample.fasting", **MISSED)
    alert = the_alert(qtbot)
    QTest.keyClick(alert, Qt.Key.Key_Return)
    assert alert.isVisible(), "a key that was meant for the form does not close it"
    close_by(Qt.Key.Key_Return, qtbot)
    assert dialogs(DecisionDialog) == []


def test_a_class_1_that_no_criterion_supports_has_a_banner_and_no_alert(
    desk: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    desk.host.answers = lambda _: Answer(1, 0.9)
    predict(screen, qtbot, "sample.fasting", HbA1c_level="5.4", blood_glucose_level="90")
    assert "no diagnostic criterion is met" in shown(screen, "discordance_text")
    QApplication.processEvents()
    assert dialogs(ResultAlert) == []


def test_a_sample_that_would_decide_is_asked_for(
    misses: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    predict(screen, qtbot, HbA1c_level="5.4", blood_glucose_level="130")
    assert "depends on what was not stated" in shown(screen, "discordance_text")
    assert shown(screen, "agreement") == "? depends"


def choose(dialog: DecisionDialog, conclusion: Conclusion, reason: str = "") -> None:
    choice = dialog.findChild(QRadioButton, f"conclusion.{conclusion}")
    assert isinstance(choice, QRadioButton)
    choice.click()
    edit = dialog.findChild(QPlainTextEdit, "reason")
    assert isinstance(edit, QPlainTextEdit)
    edit.setPlainText(reason)


def test_the_decision_is_kept_with_the_result(
    misses: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    predict(screen, qtbot, "sample.fasting", **MISSED)
    QTest.mouseClick(button(the_alert(qtbot), "alert_record_decision"), LEFT)
    dialog = the_decision(qtbot)
    assert not button(dialog, "save_decision").isEnabled(), "nothing is preselected"
    choose(dialog, Conclusion.CRITERIA, "dos pruebas")
    QTest.mouseClick(button(dialog, "save_decision"), LEFT)
    qtbot.waitUntil(lambda: dialogs(DecisionDialog) == [])
    result = screen.result()
    assert result is not None
    assert result.decision is not None
    assert (result.decision.conclusion, result.decision.reason, result.decision.user) == (
        Conclusion.CRITERIA,
        "dos pruebas",
        BOTH.user,
    )
    noted = "✓ Decision noted on this result: I go by the criteria. dos pruebas"
    assert shown(screen, "decided").startswith(noted)
    assert result.doctor == BOTH.full_name


def test_another_decision_starts_from_the_one_before(
    misses: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    predict(screen, qtbot, "sample.fasting", **MISSED)
    the_alert(qtbot).close()
    for reason in ("primera", "segunda"):
        QTest.mouseClick(button(screen, "record_decision"), LEFT)
        dialog = the_decision(qtbot)
        choose(dialog, Conclusion.REPEAT_TEST, reason)
        QTest.mouseClick(button(dialog, "save_decision"), LEFT)
        qtbot.waitUntil(lambda: dialogs(DecisionDialog) == [])
    QTest.mouseClick(button(screen, "record_decision"), LEFT)
    edit = the_decision(qtbot).findChild(QPlainTextEdit, "reason")
    assert isinstance(edit, QPlainTextEdit)
    assert edit.toPlainText() == "segunda"


@pytest.mark.parametrize(
    ("conclusion", "reason", "may_save"),
    [
        (Conclusion.OTHER, "", False),
        (Conclusion.OTHER, "   ", False),
        (Conclusion.OTHER, "se remite", True),
        (Conclusion.MODEL, "", True),
        (Conclusion.MODEL, "x" * LONGEST_REASON, True),
        (Conclusion.MODEL, "x" * (LONGEST_REASON + 1), False),
    ],
)
def test_what_says_nothing_is_no_decision(
    qtbot: QtBot, conclusion: Conclusion, reason: str, may_save: bool
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DecisionDialog(parent, "—")
    choose(dialog, conclusion, reason)
    assert button(dialog, "save_decision").isEnabled() == may_save


def test_a_decision_that_can_not_be_kept_keeps_what_was_typed(
    misses: Desk, screen: PatientScreen, qtbot: QtBot, break_accounts: Callable[[], None]
) -> None:
    predict(screen, qtbot, "sample.fasting", **MISSED)
    the_alert(qtbot).close()
    QTest.mouseClick(button(screen, "record_decision"), LEFT)
    dialog = the_decision(qtbot)
    choose(dialog, Conclusion.OTHER, "se remite")
    break_accounts()
    QTest.mouseClick(button(dialog, "save_decision"), LEFT)
    qtbot.waitUntil(lambda: button(dialog, "save_decision").isEnabled())
    assert dialog.isVisible()
    edit = dialog.findChild(QPlainTextEdit, "reason")
    assert isinstance(edit, QPlainTextEdit)
    assert edit.toPlainText() == "se remite"
    result = screen.result()
    assert result is not None
    assert result.decision is None


@pytest.fixture
def break_accounts(desk: Desk) -> Callable[[], None]:
    """The allow-list's file is damaged while it is in use."""

    def damage() -> None:
        for path in desk.profile.accounts_file.parent.glob(f"{desk.profile.accounts_file.name}*"):
            path.write_bytes(b"damaged " * 4096)

    return damage


def test_a_decision_of_a_disabled_account_ends_its_session(misses: Desk, qtbot: QtBot) -> None:
    screen = misses.window(DOCTOR).patient
    assert screen is not None
    predict(screen, qtbot, "sample.fasting", **MISSED)
    the_alert(qtbot).close()
    QTest.mouseClick(button(screen, "record_decision"), LEFT)
    dialog = the_decision(qtbot)
    choose(dialog, Conclusion.MODEL)
    misses.services.accounts().set_enabled(DOCTOR.user, False)
    with qtbot.waitSignal(screen.session_ended):
        QTest.mouseClick(button(dialog, "save_decision"), LEFT)


def test_the_same_question_again_keeps_the_decision_and_does_not_interrupt(
    misses: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    predict(screen, qtbot, "sample.fasting", **MISSED)
    the_alert(qtbot).close()
    QTest.mouseClick(button(screen, "record_decision"), LEFT)
    dialog = the_decision(qtbot)
    choose(dialog, Conclusion.CRITERIA)
    QTest.mouseClick(button(dialog, "save_decision"), LEFT)
    qtbot.waitUntil(lambda: dialogs(DecisionDialog) == [])
    QTest.mouseClick(button(screen, "predict"), LEFT)
    qtbot.waitUntil(lambda: isinstance(screen.panel.state, Done))
    result = screen.result()
    assert result is not None
    assert result.decision is not None
    qtbot.waitUntil(lambda: screen.result().explanation is not None)  # type: ignore[union-attr]
    assert dialogs(ResultAlert) == []


def test_a_decision_on_a_result_that_is_gone_is_not_called_noted(
    misses: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    predict(screen, qtbot, "sample.fasting", **MISSED)
    the_alert(qtbot).close()
    QTest.mouseClick(button(screen, "record_decision"), LEFT)
    dialog = the_decision(qtbot)
    choose(dialog, Conclusion.CRITERIA)
    screen.forget_result()  # another model took over
    QTest.mouseClick(button(dialog, "save_decision"), LEFT)
    error = dialog.findChild(Banner, "decision_error")
    assert isinstance(error, Banner)
    qtbot.waitUntil(lambda: "no longer on screen" in error.text())
    assert dialog.isVisible()


def test_an_edit_at_once_leaves_no_alert_over_the_next_patient(
    misses: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    fill_in(screen.form, **MISSED)
    QTest.mouseClick(button(screen.form, "sample.fasting"), LEFT)
    screen.panel.changed.connect(
        lambda: (
            screen.form.start_new() if isinstance(screen.panel.state, Done) else None  # type: ignore[func-returns-value]
        )
    )
    QTest.mouseClick(button(screen, "predict"), LEFT)
    qtbot.waitUntil(lambda: screen.form.is_empty())
    QApplication.processEvents()
    assert dialogs(ResultAlert) == []
    assert not misses.host.asked_to_explain.is_set()


def test_the_alert_names_the_patient(misses: Desk, screen: PatientScreen, qtbot: QtBot) -> None:
    type_into(screen.form, "patient_id", "HC-9")
    predict(screen, qtbot, "sample.fasting", **MISSED)
    texts = [label.text() for label in the_alert(qtbot).findChildren(QLabel)]
    assert "patient HC-9" in texts


def test_pregnancy_is_never_called_normal_or_in_agreement(
    misses: Desk, screen: PatientScreen, qtbot: QtBot
) -> None:
    facts = {"HbA1c_level": "5.0", "blood_glucose_level": "95"}
    predict(screen, qtbot, "sample.fasting", "condition.pregnancy", **facts)
    assert shown(screen, "criteria_verdict") == "◆  Not assessed: pregnancy"
    assert shown(screen, "agreement") == "? not comparable"
    assert "HbA1c that is not valid" in shown(screen, "result_marks")


def test_where_the_data_has_nobody_no_people_are_counted(
    screen: PatientScreen, qtbot: QtBot
) -> None:
    predict(screen, qtbot, HbA1c_level="5.3")
    assert "100 people" not in shown(screen, "result_people")
    dots = screen.panel.findChild(DotArray)
    assert isinstance(dots, DotArray)
    assert not dots.isVisible()


@pytest.mark.parametrize(("glucose", "says"), [("50", "hypoglycaemia"), ("620", "crisis")])
def test_a_glucose_that_can_not_wait_is_said_first(
    screen: PatientScreen, qtbot: QtBot, glucose: str, says: str
) -> None:
    fill_in(screen.form)
    type_into(screen.form, "blood_glucose_level", glucose)
    if glucose == "620":
        QTest.mouseClick(button(screen.form, "blood_glucose_level.confirm"), LEFT)
    QTest.mouseClick(button(screen, "predict"), LEFT)
    qtbot.waitUntil(lambda: isinstance(screen.panel.state, Done))
    assert says in screen.panel.critical.text()
    assert says in the_alert(qtbot).accessibleDescription()
    assert shown(screen, "agreement") != "= agree"


def test_both_guidelines_where_the_policy_says_so(
    policy: Path, make_desk: Callable[[], Desk], qtbot: QtBot
) -> None:
    policy.write_text('[criteria]\nguideline = "both"\n', encoding="utf-8")
    screen = make_desk().window().patient
    assert screen is not None
    predict(screen, qtbot, "sample.fasting", HbA1c_level="6.6", blood_glucose_level="200")
    titles = [each.text() for each in screen.findChildren(QLabel, "guideline")]
    verdicts = [each.text() for each in screen.findChildren(QLabel, "criteria_verdict")]
    assert titles == ["ADA 2026", "WHO 2019"]
    assert verdicts == ["▲  Confirms diabetes", "▲  Meets a diagnostic criterion: confirm"]
