"""Language, theme and units: each takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout

from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.settings.choice_box import ChoiceBox
from diabetes_desktop.ui.widgets.labels import Card, RoleLabel

KEYS = ("ui.language", "ui.theme", "units.hba1c", "units.glucose")
NAMES = ("Language", "Theme", "HbA1c unit", "Glucose unit")


class DisplayCard(Card):
    """Emits `requested` with the key and value that the user chose."""

    requested = Signal(str, object)

    def __init__(self, services: Services) -> None:
        super().__init__(margin=18, spacing=10)
        self._services = services
        self._heading = RoleLabel("heading")
        self._labels = [RoleLabel("strong") for _ in KEYS]
        self._boxes = [ChoiceBox(key, name) for key, name in zip(KEYS, NAMES, strict=True)]
        self._locks = [RoleLabel("note") for _ in KEYS]
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        rows = zip(self._labels, self._boxes, self._locks, strict=True)
        for row, (label, box, lock) in enumerate(rows):
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(lock, row, 2)
            box.chosen.connect(self.requested)
        self.column.addWidget(self._heading)
        self.column.addLayout(grid)
        self.show_settings()

    def show_settings(self) -> None:
        """Show the values in force, and which of them the site policy fixes."""
        self._heading.setText(self.tr("Display and units"))
        preferences = self._services.settings.preferences
        values = (
            preferences.language,
            preferences.theme,
            preferences.hba1c_unit.value,
            preferences.glucose_unit.value,
        )
        for place, key in enumerate(KEYS):
            fixed = self._services.settings.is_fixed(key)
            self._labels[place].setText(self._label(key))
            self._boxes[place].show_choices(self._choices(key), values[place])
            self._boxes[place].setEnabled(not fixed)
            self._locks[place].setText(self.tr("fixed by IT") if fixed else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_settings()
        super().changeEvent(event)

    def _label(self, key: str) -> str:
        return {
            "ui.language": self.tr("&Language"),
            "ui.theme": self.tr("&Theme"),
            "units.hba1c": self.tr("&HbA1c in"),
            "units.glucose": self.tr("&Glucose in"),
        }[key]

    def _choices(self, key: str) -> list[tuple[str, str]]:
        return {
            "ui.language": [
                ("system", self.tr("As the system")),
                ("es", "Español"),
                ("en", "English"),
            ],
            "ui.theme": [
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("contrast-light", self.tr("High contrast, light")),
                ("contrast-dark", self.tr("High contrast, dark")),
            ],
            "units.hba1c": _as_they_are(Unit.PERCENT, Unit.MMOL_MOL),
            "units.glucose": _as_they_are(Unit.MG_DL, Unit.MMOL_L),
        }[key]


def _as_they_are(*units: Unit) -> list[tuple[str, str]]:
    return [(unit.value, unit.value) for unit in units]
