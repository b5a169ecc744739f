"""One numeric input of the form: text, unit, verdict, and the question when it is unusual."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.number_text import Refusal, Refused
from diabetes_desktop.domain.patient import Input
from diabetes_desktop.domain.reading import Band, Reading, read
from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.patient.reading_text import reading_text, tone_of
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.widgets.number_field import NumberField
from diabetes_desktop.ui.widgets.segmented_choice import SegmentedChoice
from diabetes_desktop.ui.wording.inputs import input_label, unit_text

PAUSE_MS = 800  # after which a text that could still grow is judged as it stands


class NumberInput(NumberField):
    """Emits `changed` whenever the value that it would give may have changed."""

    changed = Signal()

    def __init__(self, spec: Input, accessible: str) -> None:
        super().__init__(spec.name, accessible)
        self.spec = spec
        self._hospital_unit = self._unit = spec.units[0]
        self._confirmed = False
        self._unit_label = RoleLabel("muted")
        self._toggle = self._make_toggle(accessible) if len(spec.units) > 1 else None
        self.add_trailing(self._toggle or self._unit_label)
        self._action = QPushButton()
        self._action.setObjectName(f"{spec.name}.confirm")
        self._action.setAccessibleName(f"{accessible}: Confirm")
        self._action.setProperty("role", "small")
        self._action.setAutoDefault(False)
        self._action.hide()
        self.note_row.addWidget(self._action)
        self._action.clicked.connect(self._confirm)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.show_verdict)
        self.edited.connect(self._on_edited)
        self.edit.editingFinished.connect(self.show_verdict)
        self.retranslate()

    def reading(self) -> Reading | Refused | None:
        """What the text means in the chosen unit."""
        return read(self.spec, self.edit.text(), self._unit)

    def value(self) -> float | None:
        """The value in the model's unit, once it can be used; None until then."""
        reading = self.reading()
        if not isinstance(reading, Reading) or reading.band is Band.IMPOSSIBLE:
            return None
        if reading.band is Band.UNUSUAL and not self._confirmed:
            return None
        return reading.value

    def quantity(self) -> Quantity | None:
        """The number as typed, with its unit, once it can be used."""
        reading = self.reading()
        if self.value() is None or not isinstance(reading, Reading):
            return None
        return Quantity(reading.typed, reading.unit)

    def set_hospital_unit(self, unit: Unit) -> None:
        """The unit that each patient starts with; a field in use keeps the doctor's choice."""
        if unit is not self._hospital_unit:
            self._hospital_unit = unit
            self.set_unit(unit)

    def set_unit(self, unit: Unit) -> None:
        """Choose the unit; what was typed stays and is read anew, never converted."""
        if self._toggle is not None:
            self._toggle.choose(unit.value)
        self._unit = unit
        self._on_edited()
        self.show_verdict()

    def set_text(self, text: str) -> None:
        """Put `text` as if it had been typed."""
        self.edit.setText(text)
        self.show_verdict()

    def clear(self) -> None:
        """Empty, in the hospital's unit."""
        self.set_text("")
        self.set_unit(self._hospital_unit)

    def show_verdict(self) -> None:
        """Say below the field what was read, or why it was not taken."""
        self._say(self.reading())

    def retranslate(self) -> None:
        """Set every text in the language on screen."""
        self._unit_label.setText(unit_text(self._unit) + " ")
        self._action.setText(self.tr("Confirm"))
        if self._toggle is not None:
            self._toggle.set_texts([str(unit) for unit in self.spec.units], self.tr("Unit"))
        self.show_verdict()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _make_toggle(self, accessible: str) -> SegmentedChoice:
        choices = [(unit.value, f"{accessible}: {unit.value}") for unit in self.spec.units]
        toggle = SegmentedChoice(f"{self.spec.name}.unit", choices, small=True)
        toggle.choose(self._unit.value)
        toggle.chosen.connect(lambda value: self.set_unit(Unit(value)))
        toggle.advanced.connect(self.advanced)
        return toggle

    def _on_edited(self) -> None:
        self._confirmed = False
        reading = self.reading()
        growing = self.edit.hasFocus() and _unfinished(self.spec, reading)
        self._say(None if growing else reading)
        if growing:
            self._pause.start()
        self.changed.emit()

    def _confirm(self) -> None:
        self._confirmed = True
        self.show_verdict()
        self.changed.emit()
        self.advanced.emit()

    def _say(self, reading: Reading | Refused | None) -> None:
        text = reading_text(self.spec, reading, self._unit, self._confirmed)
        self.say(text, tone_of(reading, self._confirmed))
        unusual = isinstance(reading, Reading) and reading.band is Band.UNUSUAL
        self._action.setVisible(unusual and not self._confirmed)
        label = input_label(self.spec.name)
        description = f"{label}, {unit_text(self._unit)}. {text}"
        self.edit.setAccessibleDescription(description.strip())


def _unfinished(spec: Input, reading: Reading | Refused | None) -> bool:
    """Whether more digits could still make it a usual value: no reproach while typing."""
    if isinstance(reading, Refused):
        return reading.reason is Refusal.INCOMPLETE
    return isinstance(reading, Reading) and reading.value < spec.usual.low
