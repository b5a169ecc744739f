"""A record in a file becomes facts in the form, after the doctor has seen them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from tests.adapters.fhir.small_files import (
    ICD_10,
    bundle,
    condition,
    glucose,
    hba1c,
    observation,
    patient,
)

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.main_window import MainWindow
from diabetes_desktop.ui.patient.fhir_import_dialog import FhirImportDialog
from diabetes_desktop.ui.patient.fhir_import_table import FhirImportTable
from diabetes_desktop.ui.patient.form import PatientForm
from diabetes_desktop.ui.widgets.labels import Banner

from .conftest import Desk
from .eight_facts import button, field, fill_in, type_into

Resource = dict[str, Any]
NUMBER = {"type": {"coding": [{"code": "MR"}]}, "value": "HC-2031877"}
SMOKED = {"coding": [{"system": "http://snomed.info/sct", "code": "8517006"}]}
BODY_MASS = {"value": 31.2, "system": "http://unitsofmeasure.org", "code": "kg/m2"}


def a_record(who: Resource | None = None) -> list[Resource]:
    """Seven of the eight facts: nothing is said of heart disease."""
    return [
        who or patient(identifier=[NUMBER], name=[{"family": "Apellido", "given": ["Nombre"]}]),
        condition("I10", ICD_10),
        observation("72166-2", valueCodeableConcept=SMOKED),
        observation("39156-5", valueQuantity=BODY_MASS),
        hba1c(51, "2020-02-03", "mmol/mol"),
        glucose(155, loinc="1558-6"),
    ]


@pytest.fixture
def window(desk: Desk) -> MainWindow:
    window = desk.window()
    window.activateWindow()
    return window


@pytest.fixture
def form(window: MainWindow) -> PatientForm:
    assert window.patient is not None
    return window.patient.form


def write(folder: Path, *resources: Resource) -> Path:
    file = folder / "historia.json"
    file.write_text(json.dumps(bundle(*resources)), encoding="utf-8")
    return file


def pick(form: PatientForm, qtbot: QtBot, path: Path) -> None:
    """Press the button and pick a file, as the file dialog of the system tells it."""
    QTest.mouseClick(button(form, "import_fhir"), Qt.MouseButton.LeftButton)
    dialog = form.window().findChild(QFileDialog, "fhir_file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def seen(window: MainWindow, qtbot: QtBot) -> FhirImportDialog:
    """The dialog with what was found, once the file is read."""
    qtbot.waitUntil(lambda: bool(window.findChildren(FhirImportDialog)))
    return window.findChildren(FhirImportDialog)[-1]


def rows(dialog: FhirImportDialog) -> list[list[str]]:
    table = dialog.findChild(FhirImportTable)
    assert isinstance(table, FhirImportTable)
    items = [[table.item(row, column) for column in range(6)] for row in range(table.rowCount())]
    return [[item.text() if item else "" for item in row] for row in items]


def told(dialog: FhirImportDialog, name: str) -> str:
    banner = dialog.findChild(Banner, name)
    assert isinstance(banner, Banner)
    return banner.text()


def accept(dialog: FhirImportDialog) -> None:
    QTest.mouseClick(button(dialog, "fill_form"), Qt.MouseButton.LeftButton)


def test_what_was_found_is_seen_before_it_fills_the_form(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(form, qtbot, write(tmp_path, *a_record()))
    dialog = seen(window, qtbot)

    assert form.is_empty()
    heading = dialog.findChild(QLabel, "imported_patient")
    assert isinstance(heading, QLabel)
    assert heading.text() == "Nombre Apellido · born 1967-05-04 · HC-2031877"
    table = {row[1]: row for row in rows(dialog)}
    assert table["Patient ID"][:3] == ["✓", "Patient ID", "HC-2031877"]
    assert table["Hypertension"][2:5] == ["Yes", "no date", "ICD-10 I10"]
    assert table["Smoking history"][2] == "Former smoker"
    assert table["BMI"][2:5] == ["31.2\u00a0kg/m²", "2026-01-02", "LOINC 39156-5"]
    assert table["HbA1c"] == [
        "⚠",
        "HbA1c",
        "51\u00a0mmol/mol",
        "2020-02-03",
        "LOINC 4548-4",
        "More than a year old",
    ]
    assert table["Sample"][2] == "Fasting"
    assert table["Heart disease"][0] == "○"
    assert "say yes or no" in table["Heart disease"][5]
    summary = dialog.findChild(QLabel, "import_summary")
    assert isinstance(summary, QLabel)
    assert summary.text() == "7 of 8 facts were found. Missing: Heart disease"

    accept(dialog)
    assert form.patient_id() == "HC-2031877"
    assert form.missing() == ["Heart disease"]
    QTest.mouseClick(button(form, "heart_disease.0"), Qt.MouseButton.LeftButton)
    case = form.case()
    assert case is not None
    assert case.hba1c == Quantity(51, Unit.MMOL_MOL)
    assert case.glucose == Quantity(155, Unit.MG_DL)
    assert case.context.sample is Sample.FASTING
    assert (case.patient.hypertension, case.patient.bmi) == (1, 31.2)


def test_the_cursor_goes_to_what_is_missing(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(form, qtbot, write(tmp_path, *a_record()))
    accept(seen(window, qtbot))
    focused = window.focusWidget()
    assert focused.objectName() == "heart_disease.0"


def test_two_patients_are_never_mixed(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    fill_in(form)
    field(form, "patient_id").setText("otro")
    pick(form, qtbot, write(tmp_path, patient(), hba1c(6.1)))
    dialog = seen(window, qtbot)
    assert "two patients are never mixed" in told(dialog, "import_replaces")
    accept(dialog)
    assert form.patient_id() == ""
    assert form.missing() == [
        "Hypertension",
        "Heart disease",
        "Smoking history",
        "BMI",
        "Blood glucose",
    ]


def start_reading(window: MainWindow, path: Path) -> None:
    """As after the file was picked; the form goes on while it is read."""
    assert window.patient is not None
    window.patient.records.read(path)


def test_what_was_typed_while_the_file_was_read_is_told_and_enter_takes_nothing(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    start_reading(window, write(tmp_path, *a_record()))
    fill_in(form)
    field(form, "patient_id").setText("otro")
    before = form.case()
    dialog = seen(window, qtbot)
    assert "while the file was read" in told(dialog, "import_replaces")
    assert "two patients are never mixed" in told(dialog, "import_replaces")
    focused = QApplication.focusWidget()
    assert focused is button(dialog, "cancel_import")
    assert not button(dialog, "fill_form").isDefault()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(focused, key)
        assert form.case() == before
    assert dialog.isVisible()
    accept(dialog)
    assert form.patient_id() == "HC-2031877"


def test_enter_takes_nothing_where_something_would_be_lost(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    field(form, "patient_id").setText("otro")
    pick(form, qtbot, write(tmp_path, *a_record()))
    dialog = seen(window, qtbot)
    assert "while the file was read" not in told(dialog, "import_replaces")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert form.patient_id() == "otro"
    dialog.close()


def test_enter_fills_an_empty_form(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(form, qtbot, write(tmp_path, *a_record()))
    dialog = seen(window, qtbot)
    assert told(dialog, "import_replaces") == ""
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert form.patient_id() == "HC-2031877"


def test_what_came_into_the_form_behind_the_dialog_is_told_before_it_is_lost(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(form, qtbot, write(tmp_path, *a_record()))
    dialog = seen(window, qtbot)
    field(form, "patient_id").setText("otro")
    accept(dialog)
    assert form.patient_id() == "otro"
    assert "two patients are never mixed" in told(dialog, "import_replaces")
    accept(dialog)
    assert form.patient_id() == "HC-2031877"


def test_a_record_that_is_no_longer_in_use_is_told(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(form, qtbot, write(tmp_path, patient(active=False)))
    dialog = seen(window, qtbot)
    assert "no longer in use" in told(dialog, "import_out_of_use")
    dialog.close()


def test_two_record_numbers_are_left_to_the_doctor(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    other = {**NUMBER, "system": "urn:other", "value": "222"}
    pick(form, qtbot, write(tmp_path, patient(identifier=[NUMBER, other])))
    dialog = seen(window, qtbot)
    assert rows(dialog)[0][:3] == ["⚠", "Patient ID", "—"]
    assert rows(dialog)[0][5] == "Several that differ: type it"
    dialog.close()


def test_a_newer_result_that_can_not_be_used_is_told_with_the_older_one(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    newer = hba1c(11.2, "2026-02-01", status="preliminary")
    pick(form, qtbot, write(tmp_path, patient(), hba1c(5.2, "2026-01-10"), newer))
    dialog = seen(window, qtbot)
    row = next(row for row in rows(dialog) if row[1] == "HbA1c")
    assert row[:3] == ["⚠", "HbA1c", "—"]
    assert row[5] == (
        "A newer result (2026-02-01) could not be used: result not final. "
        "The older one (5.2\u00a0%, 2026-01-10) was not taken"
    )
    dialog.close()


@pytest.mark.parametrize("change", ["number", "unit"])
def test_the_sample_of_the_record_goes_with_its_glucose(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path, change: str
) -> None:
    pick(form, qtbot, write(tmp_path, *a_record()))
    accept(seen(window, qtbot))
    assert form.context.context().sample is Sample.FASTING
    edited = QSignalSpy(form.edited)
    if change == "unit":
        unit = button(form, "blood_glucose_level.unit.mmol/L")
        QTest.mouseClick(unit, Qt.MouseButton.LeftButton)
    else:
        type_into(form, "blood_glucose_level", "145")
    assert form.context.context().sample is Sample.UNKNOWN
    assert edited.count() >= 1


def test_what_leaves_the_glucose_as_it_is_leaves_its_sample(
    desk: Desk, window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    record = [*a_record()[:-1], glucose(900, loinc="1558-6")]
    pick(form, qtbot, write(tmp_path, *record))
    accept(seen(window, qtbot))
    QTest.mouseClick(button(form, "blood_glucose_level.confirm"), Qt.MouseButton.LeftButton)
    type_into(form, "HbA1c_level", "7")
    desk.language.use("es")
    assert form.context.context().sample is Sample.FASTING


def test_the_sample_that_the_doctor_chose_stays(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(form, qtbot, write(tmp_path, *a_record()))
    accept(seen(window, qtbot))
    QTest.mouseClick(button(form, "sample.random"), Qt.MouseButton.LeftButton)
    type_into(form, "blood_glucose_level", "145")
    assert form.context.context().sample is Sample.RANDOM


def test_nothing_changes_when_the_doctor_cancels(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    fill_in(form)
    before = form.case()
    pick(form, qtbot, write(tmp_path, *a_record()))
    QTest.keyClick(seen(window, qtbot), Qt.Key.Key_Escape)
    assert form.case() == before


def test_of_several_patients_the_doctor_chooses_one(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    other = patient(id="q", gender="male", name=[{"text": "Otra Persona"}])
    pick(form, qtbot, write(tmp_path, *a_record(), other))
    dialog = seen(window, qtbot)
    assert not button(dialog, "fill_form").isEnabled()
    choice = dialog.findChild(QComboBox, "imported_patient_choice")
    assert isinstance(choice, QComboBox)
    assert choice.currentIndex() == -1
    choice.setCurrentIndex(choice.findText("Otra Persona", Qt.MatchFlag.MatchStartsWith))
    accept(dialog)
    assert button(form, "gender.Male").isChecked()
    assert "HbA1c" in form.missing()


def test_results_of_others_are_told(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    theirs = hba1c(9.9, subject={"reference": "Patient/q"})
    pick(form, qtbot, write(tmp_path, *a_record(), theirs))
    assert ": 1." in told(seen(window, qtbot), "import_others")


@pytest.mark.parametrize("when", ["2026-01-02T09:00:00Z", "2026-01"])
def test_values_of_one_day_may_be_of_one_sample(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path, when: str
) -> None:
    pick(form, qtbot, write(tmp_path, patient(), hba1c(6.6, when), glucose(130)))
    assert told(seen(window, qtbot), "import_days") == ""


def test_values_of_different_days_are_told(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(form, qtbot, write(tmp_path, patient(), hba1c(6.6, "2025-12-30"), glucose(130)))
    assert "different days" in told(seen(window, qtbot), "import_days")


def test_an_unusual_value_is_asked_for_as_ever(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(form, qtbot, write(tmp_path, patient(), hba1c(19.5)))
    accept(seen(window, qtbot))
    assert "HbA1c" in form.missing()
    assert button(form, "HbA1c_level.confirm").isVisible()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("number", [5.625, 6.4999, 7.0])
def test_a_number_is_the_same_in_the_form(
    desk: Desk,
    window: MainWindow,
    form: PatientForm,
    qtbot: QtBot,
    tmp_path: Path,
    language: str,
    number: float,
) -> None:
    desk.language.use(language)
    pick(form, qtbot, write(tmp_path, *a_record(), hba1c(number, "2026-01-05")))
    accept(seen(window, qtbot))
    QTest.mouseClick(button(form, "heart_disease.0"), Qt.MouseButton.LeftButton)
    case = form.case()
    assert case is not None
    assert case.hba1c == Quantity(number, Unit.PERCENT)


def test_a_file_that_is_no_record_is_refused_in_words(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    fill_in(form)
    before = form.case()
    file = tmp_path / "nota.json"
    file.write_text("<Patient/>", encoding="utf-8")
    pick(form, qtbot, file)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox, "import_failed")))
    box = window.findChild(QMessageBox, "import_failed")
    assert isinstance(box, QMessageBox)
    assert box.text() == "The file is XML: export it as FHIR R4 in JSON. Nothing was imported."
    box.close()
    assert form.case() == before


def test_a_screen_reader_hears_the_table_and_tab_leaves_it(
    window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(form, qtbot, write(tmp_path, *a_record()))
    dialog = seen(window, qtbot)
    table = dialog.findChild(FhirImportTable)
    assert isinstance(table, FhirImportTable)
    assert "Blood glucose, 155\u00a0mg/dL, 2026-01-02" in table.accessibleDescription()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not table
    dialog.close()


def test_while_a_file_is_read_no_other_one_is_asked_for(
    desk: Desk, window: MainWindow, form: PatientForm, qtbot: QtBot, tmp_path: Path
) -> None:
    import_button = button(form, "import_fhir")
    pick(form, qtbot, write(tmp_path, *a_record()))
    assert (import_button.isEnabled(), import_button.text()) == (False, "Reading…")
    seen(window, qtbot)
    assert (import_button.isEnabled(), import_button.text()) == (True, "Import FHIR…")
