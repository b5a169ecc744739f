"""The inputs with a few choices: sex, two yes/no questions, smoking history."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from diabetes_desktop.domain.patient import (
    GENDER,
    SMOKING_HISTORY,
    Gender,
    Input,
    Smoking,
)
from diabetes_desktop.ui.widgets.segmented_choice import SegmentedChoice, is_next
from diabetes_desktop.ui.wording.inputs import gender_text, input_label, smoking_text


class GenderInput(SegmentedChoice):
    """Female, male or other."""

    def __init__(self) -> None:
        super().__init__(GENDER.name, [(choice, str(choice)) for choice in Gender])
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language on screen."""
        self.set_texts([gender_text(choice) for choice in Gender], input_label(GENDER.name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class FlagInput(SegmentedChoice):
    """No or yes; neither until the doctor says so."""

    def __init__(self, spec: Input, accessible: str) -> None:
        self._spec = spec
        names = [("0", f"{accessible}: No"), ("1", f"{accessible}: Yes")]
        super().__init__(spec.name, names)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language on screen."""
        self.set_texts([self.tr("No"), self.tr("Yes")], input_label(self._spec.name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class SmokingInput(QComboBox):
    """Six choices, none of them preselected; the mouse wheel changes nothing."""

    chosen = Signal(object)
    advanced = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(SMOKING_HISTORY.name)
        self.setAccessibleName("Smoking history")
        for choice in Smoking:
            self.addItem("", choice.value)
        self.retranslate()
        self.setCurrentIndex(-1)
        self.currentIndexChanged.connect(lambda _: self.chosen.emit(self.value()))

    def value(self) -> str | None:
        """What is chosen, or None."""
        data = self.currentData()
        return None if data is None else str(data)

    def choose(self, value: str | None) -> None:
        """Choose `value`, or nothing."""
        self.setCurrentIndex(-1 if value is None else self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_next(event):
            self.advanced.emit()
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        """Open the list; while nothing is chosen, Enter in it must not choose the first."""
        super().showPopup()
        if self.currentIndex() < 0:
            self.view().setCurrentIndex(QModelIndex())

    def retranslate(self) -> None:
        """Set every text in the language on screen."""
        for row, choice in enumerate(Smoking):
            self.setItemText(row, smoking_text(choice))
        self.setPlaceholderText(self.tr("Choose…"))
        self.setAccessibleDescription(input_label(SMOKING_HISTORY.name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
