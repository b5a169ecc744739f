"""The form takes eight facts and nothing that was not typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import ClinicalContext, Sample, Symptoms
from diabetes_desktop.domain.patient import GLUCOSE
from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.patient.body_mass_dialog import BodyMassDialog
from diabetes_desktop.ui.patient.form import PatientForm
from diabetes_desktop.ui.patient.number_input import NumberInput

from .conftest import Desk
from .eight_facts import button, field, fill_in, type_into


@pytest.fixture
def form(desk: Desk, qtbot: QtBot) -> PatientForm:
    form = PatientForm()
    form.setFixedWidth(404)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    QApplication.processEvents()
    return form


def note(form: PatientForm, name: str) -> str:
    parent = field(form, name).parentWidget().parentWidget()
    assert isinstance(parent, NumberInput)
    return parent.note.text()


def test_nothing_is_preselected_and_all_eight_are_missed(form: PatientForm) -> None:
    assert form.missing() == [
        "Gender",
        "Age",
        "Hypertension",
        "Heart disease",
        "Smoking history",
        "BMI",
        "HbA1c",
        "Blood glucose",
    ]
    clinical = [b for b in form.findChildren(QAbstractButton) if ".unit" not in b.objectName()]
    assert not any(b.isChecked() for b in clinical)
    assert not button(form, "predict").isEnabled()
    assert "Blood glucose" in button(form, "predict").toolTip()


def test_eight_facts_make_the_patient(form: PatientForm, qtbot: QtBot) -> None:
    fill_in(form)
    with qtbot.waitSignal(form.predict_requested) as asked:
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (case,) = asked.args
    assert isinstance(case, Case)
    assert case.hba1c == Quantity(6.8, Unit.PERCENT)
    assert case.glucose == Quantity(155, Unit.MG_DL)
    assert case.patient.row() == ("Female", 58.0, 1, 0, "former", 31.2, 6.8, 155.0)


def test_a_decimal_comma_is_a_decimal_point(form: PatientForm) -> None:
    fill_in(form, HbA1c_level="6,8", bmi="31,2")
    patient = form.patient()
    assert patient is not None
    assert (patient.hba1c_level, patient.bmi) == (6.8, 31.2)


def test_enter_goes_from_fact_to_fact_by_keyboard_alone(form: PatientForm) -> None:
    def focused() -> str:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget.objectName()

    def press(*keys: str | Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)  # type: ignore[arg-type]

    field(form, "patient_id").setFocus()
    press(Qt.Key.Key_Return, "f", Qt.Key.Key_Return, "5", "8", Qt.Key.Key_Return)
    assert focused() == "hypertension.0"
    press("y", Qt.Key.Key_Return, "n", Qt.Key.Key_Return)
    assert focused() == "smoking_history"
    press("f", Qt.Key.Key_Return, "3", "1", ",", "2", Qt.Key.Key_Return)
    press("6", ",", "8", Qt.Key.Key_Return, "1", "5", "5", Qt.Key.Key_Return)
    assert focused() == "sample.fasting"
    press("f", Qt.Key.Key_Return, "n", Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert focused() == "predict"
    case = form.case()
    assert case is not None
    assert case.context == ClinicalContext(Sample.FASTING, Symptoms.NO)
    patient = form.patient()
    assert patient is not None
    assert patient.row() == ("Female", 58.0, 1, 0, "former", 31.2, 6.8, 155.0)


def test_control_enter_goes_to_the_first_fact_that_is_missing(form: PatientForm) -> None:
    fill_in(form, bmi="31.2.1", HbA1c_level="x")
    form.request_prediction()
    assert QApplication.focusWidget() is field(form, "bmi")
    assert note(form, "bmi") == "More than one comma or point."
    assert note(form, "HbA1c_level") == "“x” is not part of a number. Only digits."


def test_an_unusual_value_is_asked_for_once_more(form: PatientForm) -> None:
    fill_in(form, bmi="92")
    assert form.patient() is None
    confirm = button(form, "bmi.confirm")
    assert confirm.isVisible()
    QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
    patient = form.patient()
    assert patient is not None
    assert patient.bmi == 92
    type_into(form, "bmi", "91")
    assert form.patient() is None, "another value needs another confirmation"


def test_a_value_in_the_other_unit_asks_and_is_never_converted(
    form: PatientForm, qtbot: QtBot
) -> None:
    fill_in(form, blood_glucose_level="7.8")
    question = "7.8\u00a0mg/dL? Did you mean mmol/L?"
    qtbot.waitUntil(lambda: note(form, "blood_glucose_level") == question)
    assert form.patient() is None
    QTest.mouseClick(button(form, "blood_glucose_level.unit.mmol/L"), Qt.MouseButton.LeftButton)
    assert field(form, "blood_glucose_level").text() == "7.8"
    patient = form.patient()
    assert patient is not None
    assert patient.blood_glucose_level == pytest.approx(140.5248)
    assert note(form, "blood_glucose_level") == "7.8\u00a0mmol/L = 141\u00a0mg/dL"


def test_a_value_outside_the_training_range_is_taken_and_said(form: PatientForm) -> None:
    fill_in(form, blood_glucose_level="350")
    assert form.patient() is not None
    assert "the model has not seen such patients" in note(form, "blood_glucose_level")


def test_the_wheel_changes_no_answer(form: PatientForm) -> None:
    fill_in(form)
    smoking = form.findChild(QComboBox, "smoking_history")
    assert isinstance(smoking, QComboBox)
    for widget in (smoking, field(form, "age")):
        before = form.patient()
        centre = QPointF(widget.rect().center())
        wheel = QWheelEvent(
            centre,
            widget.mapToGlobal(centre),
            QPoint(0, 0),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, wheel)
        assert form.patient() == before


def test_new_patient_empties_the_form(form: PatientForm) -> None:
    fill_in(form)
    type_into(form, "patient_id", "HC-1")
    QTest.keyClick(form, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert len(form.missing()) == 8
    assert form.patient_id() == ""


def test_body_mass_from_weight_and_height(form: PatientForm, qtbot: QtBot) -> None:
    QTest.mouseClick(button(form, "body_mass"), Qt.MouseButton.LeftButton)
    dialog = form.findChild(BodyMassDialog)
    assert isinstance(dialog, BodyMassDialog)
    type_into(dialog, "weight", "85")
    type_into(dialog, "height", "1,65")
    use = dialog.findChild(QAbstractButton, "")
    assert use is not None
    dialog.accept()
    assert field(form, "bmi").text() == "", "1,65 cm is no height: nothing to take"
    QTest.mouseClick(button(dialog, "height.unit.m"), Qt.MouseButton.LeftButton)
    dialog.accept()
    assert field(form, "bmi").text() == "31.2"


def test_errors_reach_the_screen_reader(form: PatientForm) -> None:
    type_into(form, "HbA1c_level", "6.5.1")
    field(form, "age").setFocus()
    edit = field(form, "HbA1c_level")
    assert edit.accessibleName() == "HbA1c"
    assert edit.accessibleDescription() == "HbA1c, %. More than one comma or point."


def test_the_form_fits_the_usual_hospital_screen(form: PatientForm) -> None:
    assert form.sizeHint().height() <= 768 - 26 - 46 - 30  # status line, head, window frame


@pytest.mark.parametrize("locale", ["es_CO", "es_MX", "en_US", "de_DE"])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(alphabet="0123456789.,- e%", max_size=9))
def test_never_a_coerced_value_whatever_the_locale(
    locale: str, text: str, form: PatientForm
) -> None:
    QLocale.setDefault(QLocale(locale))
    type_into(form, "blood_glucose_level", "")
    edit = field(form, "blood_glucose_level")
    edit.clear()
    QTest.keyClicks(edit, text)
    assert edit.text() == text, "what is typed is what stands there"
    parent = edit.parentWidget().parentWidget()
    assert isinstance(parent, NumberInput)
    value = parent.value()
    if value is not None:
        assert value == float(text.strip().replace(",", "."))
        assert value in GLUCOSE.hard


def test_every_label_names_its_control(form: PatientForm) -> None:
    labels = [label for label in form.findChildren(QLabel) if label.buddy() is not None]
    assert len(labels) == 12  # the identification, the eight facts and the context
