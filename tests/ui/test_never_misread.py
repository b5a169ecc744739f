"""What an independent reading of the screens found: each was seen failing before it was mended."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.fakes import FAKE_MODEL

from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.domain.patient import HBA1C
from diabetes_desktop.ui.gallery import clipped_texts, every_screen
from diabetes_desktop.ui.language import Language
from diabetes_desktop.ui.last_resort import LastResort
from diabetes_desktop.ui.patient.number_input import NumberInput
from diabetes_desktop.ui.patient.result_state import Done, Failed, Idle, Running
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.widgets.password_edit import PasswordEdit

from .conftest import Desk
from .eight_facts import button, field, fill_in
from .test_result import patient_screen, predict, prediction
from .test_settings_screen import choose


def test_a_password_can_not_be_brought_back(desk: Desk, qtbot: QtBot) -> None:
    password = PasswordEdit("password", "Password")
    qtbot.addWidget(password)
    QTest.keyClicks(password.edit, "a secret that was typed")
    assert password.take() == "a secret that was typed"
    show = password.findChild(QPushButton)
    assert isinstance(show, QPushButton)
    show.setChecked(True)
    QTest.keyClick(password.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert password.edit.text() == ""


def test_another_setting_changes_no_unit_and_takes_no_result(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window()
    screen = patient_screen(window)
    fill_in(screen.form, HbA1c_level="15")
    QTest.mouseClick(button(screen, "HbA1c_level.unit.mmol/mol"), Qt.MouseButton.LeftButton)
    predict(screen, qtbot)
    before = screen.form.patient()
    choose(window, "ui.theme", "dark")
    qtbot.waitUntil(lambda: desk.theme.name == "dark")
    assert screen.form.patient() == before
    assert isinstance(screen.panel.state, Done)


def test_a_new_patient_starts_in_the_hospitals_unit(desk: Desk) -> None:
    screen = patient_screen(desk.window())
    QTest.mouseClick(button(screen, "HbA1c_level.unit.mmol/mol"), Qt.MouseButton.LeftButton)
    screen.form.start_new()
    assert button(screen, "HbA1c_level.unit.%").isChecked()


def test_only_another_model_takes_an_answer_away(desk: Desk, qtbot: QtBot) -> None:
    screen = patient_screen(desk.window())
    fill_in(screen.form)
    predict(screen, qtbot)
    desk.status.switched.emit(FAKE_MODEL)
    assert isinstance(screen.panel.state, Done)
    desk.status.switched.emit(replace(FAKE_MODEL, version="2"))
    assert isinstance(screen.panel.state, Idle)


def test_a_changed_model_is_said_beside_the_form_and_below_it(desk: Desk, qtbot: QtBot) -> None:
    screen = patient_screen(desk.window())
    fill_in(screen.form)
    desk.host.fails_predict = ModelRefused(ModelFault.FILE_CHANGED, "", "model.onnx")
    predict(screen, qtbot)
    assert isinstance(screen.panel.state, Failed)
    lights = [x.text() for x in desk.windows[0].findChildren(QLabel, "model_light")]
    assert lights == ["No model answers"]


@pytest.mark.parametrize(("key", "value"), [("1", 1), ("0", 0), ("y", 1), ("n", 0)])
def test_one_is_yes_and_zero_is_no(desk: Desk, key: str, value: int) -> None:
    screen = patient_screen(desk.window())
    first = button(screen, "hypertension.0")
    first.setFocus()
    QTest.keyClick(first, key)
    assert button(screen, f"hypertension.{value}").isChecked()


def test_a_digit_on_a_unit_switches_nothing(desk: Desk) -> None:
    screen = patient_screen(desk.window())
    unit = button(screen, "HbA1c_level.unit.%")
    QTest.keyClick(unit, "2")
    assert unit.isChecked()


def test_the_number_pads_enter_goes_on(desk: Desk) -> None:
    screen = patient_screen(desk.window())
    screen.window().activateWindow()
    QApplication.processEvents()
    female = button(screen, "gender.Female")
    female.setFocus()
    QTest.keyClick(female, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert QApplication.focusWidget() is field(screen, "age")


def test_pressing_predict_again_asks_once(desk: Desk, qtbot: QtBot) -> None:
    screen = patient_screen(desk.window())
    fill_in(screen.form)
    desk.host.may_answer.clear()
    for _ in range(12):
        screen.form.request_prediction()
    assert isinstance(screen.panel.state, Running)
    done: list[object] = []
    desk.runner.run(lambda: 1, owner=screen, on_success=done.append, on_failure=done.append)
    qtbot.waitUntil(lambda: bool(done))
    desk.host.may_answer.set()
    qtbot.waitUntil(lambda: isinstance(screen.panel.state, Done))


def test_a_rounded_probability_stays_on_its_side_of_the_threshold(desk: Desk) -> None:
    from diabetes_desktop.ui.wording.results import people_text, probability_text

    below, at = prediction(0, 0.0996), prediction(0, 0.1)
    assert probability_text(below) == "9.9%"
    assert "about 10" in people_text(below)
    assert probability_text(at) == "10%"


def test_what_a_person_wrote_is_never_markup(desk: Desk, qtbot: QtBot) -> None:
    label = RoleLabel()
    qtbot.addWidget(label)
    label.setText("patient <i>HC</i>7")
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_echo_does_not_round(desk: Desk, qtbot: QtBot) -> None:
    number_input = NumberInput(HBA1C, "HbA1c")
    qtbot.addWidget(number_input)
    number_input.set_text("6.5494")
    assert number_input.note.text().startswith("6.5494\u00a0% = ")


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("size", [(940, 500), (1093, 614), (1366, 768), (1920, 1080)])
def test_nothing_is_cut_off_on_any_screen(desk: Desk, language: str, size: tuple[int, int]) -> None:
    desk.language.use(language)
    for name, window in every_screen(desk.services, desk.runner, desk.theme, desk.status):
        if window.objectName() == "main_window":
            window.resize(*size)
        window.show()
        for _ in range(6):  # layouts inside layouts settle one after another
            QApplication.processEvents()
        assert clipped_texts(window) == [], name


class Longer(QTranslator):
    """A language whose texts are 40 % longer than the English ones."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(  # type: ignore[override]
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        more = len(text) * 2 // 5
        return f"{text}{(' longer' * more)[:more]}"


def test_a_language_with_longer_words_still_fits(desk: Desk) -> None:
    longer = Longer()
    QApplication.installTranslator(longer)
    try:
        for name, window in every_screen(desk.services, desk.runner, desk.theme, desk.status):
            window.show()
            for _ in range(6):
                QApplication.processEvents()
            assert clipped_texts(window) == [], (name, clipped_texts(window))
    finally:
        QApplication.removeTranslator(longer)


def test_predict_is_always_in_sight(desk: Desk) -> None:
    window = desk.window(size=(940, 500))
    screen = patient_screen(window)
    QApplication.processEvents()
    bottom = button(screen, "predict").mapTo(window, button(screen, "predict").rect().bottomLeft())
    assert bottom.y() < 500
    window.resize(1366, 742)  # 768 less the frame of the window
    for _ in range(3):
        QApplication.processEvents()
    assert screen.form.area.verticalScrollBar().maximum() == 0, "the form never scrolls at 1366"


def test_qts_own_words_follow_the_language(desk: Desk, qtbot: QtBot) -> None:
    language: Language = desk.language
    language.use("es")
    assert QApplication.translate("QLineEdit", "&Undo") != "&Undo"
    language.use("en")
    assert QApplication.translate("QLineEdit", "&Undo") == "&Undo"


def test_a_bug_shows_one_calm_dialog_without_its_words(desk: Desk, qtbot: QtBot) -> None:
    import sys

    reports: list[BaseException] = []
    last_resort = LastResort(lambda bug: (reports.append(bug), "abcd1234")[1])
    last_resort.install()
    try:
        for _ in range(3):
            try:
                raise ZeroDivisionError("HbA1c 6.8 of patient HC-7")
            except ZeroDivisionError as error:
                sys.excepthook(type(error), error, error.__traceback__)
    finally:
        last_resort.remove()
    boxes = [w for w in QApplication.topLevelWidgets() if w.objectName() == "last_resort"]
    assert len(boxes) == 1
    text = boxes[0].property("text")
    assert "abcd1234" in text
    assert "HC-7" not in text
    boxes[0].close()
