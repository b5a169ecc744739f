"""Types eight facts as a doctor does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from diabetes_desktop.ui.patient.form import PatientForm

FACTS = {"age": "58", "bmi": "31.2", "HbA1c_level": "6.8", "blood_glucose_level": "155"}
CHOICES = {"gender": "Female", "hypertension": "1", "heart_disease": "0"}


def field(form: QWidget, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def button(form: QWidget, name: str) -> QPushButton:
    found = form.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def type_into(form: QWidget, name: str, text: str) -> None:
    edit = field(form, name)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


def fill_in(form: PatientForm, **changes: str) -> None:
    """All eight facts, some of them changed."""
    for name, choice in CHOICES.items():
        QTest.mouseClick(
            button(form, f"{name}.{changes.get(name, choice)}"), Qt.MouseButton.LeftButton
        )
    smoking = form.findChild(QComboBox, "smoking_history")
    assert isinstance(smoking, QComboBox)
    smoking.setCurrentIndex(smoking.findData(changes.get("smoking_history", "former")))
    for name, text in FACTS.items():
        type_into(form, name, changes.get(name, text))
    predict = button(form, "predict")
    predict.setFocus()
    QApplication.processEvents()
