"""BMI from weight and height, for those who have the measures and not the index."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QWidget

from diabetes_desktop.domain.body_mass import (
    HeightUnit,
    WeightUnit,
    body_mass_index,
    centimetres,
    kilograms,
)
from diabetes_desktop.domain.number_text import Refused, parse_number
from diabetes_desktop.ui.language import number
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.widgets.number_field import NumberField
from diabetes_desktop.ui.widgets.segmented_choice import SegmentedChoice
from diabetes_desktop.ui.wording.inputs import refusal_text


class BodyMassDialog(QDialog):
    """Emits `computed` with the index in kg/m²; a value is shown before it is taken."""

    computed = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("BMI from weight and height"))
        self._weight = NumberField("weight", "Weight")
        self._weight_unit = SegmentedChoice("weight.unit", _choices("Weight", WeightUnit))
        self._height = NumberField("height", "Height")
        self._inches = NumberField("inches", "Inches")
        self._height_unit = SegmentedChoice("height.unit", _choices("Height", HeightUnit))
        self._result = RoleLabel("heading")
        ok, cancel = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        self._buttons = QDialogButtonBox(ok | cancel)
        self._ok = self._buttons.button(ok)
        self._ok.setText(self.tr("Use this BMI"))
        self._ok.setAccessibleName("Use this BMI")
        self._buttons.button(cancel).setText(self.tr("Cancel"))
        self._bmi: float | None = None
        self._lay_out()
        self._connect()
        self._weight_unit.choose(WeightUnit.KG)
        self._height_unit.choose(HeightUnit.CM)
        self._weight.setFocus()

    def accept(self) -> None:
        """Give the index to the form; nothing happens while there is none."""
        if self._bmi is not None:
            self.computed.emit(self._bmi)
            super().accept()

    def _lay_out(self) -> None:
        self._weight_unit.set_texts([unit.value for unit in WeightUnit], self.tr("Unit"))
        self._height_unit.set_texts([unit.value for unit in HeightUnit], self.tr("Unit"))
        height = QHBoxLayout()
        height.addWidget(self._height, 1)
        height.addWidget(self._inches, 1)
        grid = QGridLayout(self)
        grid.setColumnMinimumWidth(1, 170)
        grid.addWidget(_label(self.tr("Weight")), 0, 0)
        grid.addWidget(self._weight, 0, 1)
        grid.addWidget(self._weight_unit, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_label(self.tr("Height")), 1, 0)
        grid.addLayout(height, 1, 1)
        grid.addWidget(self._height_unit, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._result, 2, 0, 1, 3)
        grid.addWidget(self._buttons, 3, 0, 1, 3)

    def _connect(self) -> None:
        for field in (self._weight, self._height, self._inches):
            field.edited.connect(self._compute)
        for choice in (self._weight_unit, self._height_unit):
            choice.chosen.connect(self._compute)
        self._weight.advanced.connect(self._height.setFocus)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _compute(self) -> None:
        feet = self._height_unit.value() == HeightUnit.FT_IN
        self._inches.setVisible(feet)
        weight, height = self._read(self._weight), self._read(self._height)
        inches = self._read(self._inches) if feet else 0.0
        if feet and not self._inches.edit.text().strip():
            inches = 0.0
        self._bmi = None
        if weight is not None and height is not None and inches is not None:
            self._bmi = self._index(weight, height, inches)
        shown = "—" if self._bmi is None else f"{number(self._bmi, 1)} kg/m²"
        self._result.setText(self.tr("BMI: {0}").format(shown))
        self._ok.setEnabled(self._bmi is not None)

    def _index(self, weight: float, height: float, inches: float) -> float | None:
        kg = kilograms(weight, WeightUnit(str(self._weight_unit.value())))
        cm = centimetres(height, HeightUnit(str(self._height_unit.value())), inches)
        try:
            return body_mass_index(kg, cm)
        except ValueError as impossible:
            field = self._weight if impossible.args == ("weight",) else self._height
            field.say(self.tr("Not possible in this unit."), "alert")
            return None

    def _read(self, field: NumberField) -> float | None:
        parsed = parse_number(field.edit.text())
        if isinstance(parsed, Refused):
            field.say(refusal_text(parsed), "alert")
            return None
        field.say("")
        return parsed


def _choices(accessible: str, units: type[WeightUnit] | type[HeightUnit]) -> list[tuple[str, str]]:
    return [(unit.value, f"{accessible}: {unit.value}") for unit in units]


def _label(text: str) -> RoleLabel:
    label = RoleLabel("strong")
    label.setText(text)
    return label
