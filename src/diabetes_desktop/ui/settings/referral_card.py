"""The referral threshold, for administrators."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.number_text import Refused, parse_number
from diabetes_desktop.domain.referral import (
    REFERRAL_THRESHOLD_HIGHEST,
    REFERRAL_THRESHOLD_LOWEST,
)
from diabetes_desktop.ui.language import number, percent
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.widgets.labels import Card, RoleLabel
from diabetes_desktop.ui.widgets.number_field import NumberField
from diabetes_desktop.ui.wording.inputs import refusal_text

KEY = "referral.threshold"


class ReferralCard(Card):
    """Emits `requested` with the key and the threshold as a fraction."""

    requested = Signal(str, object)

    def __init__(self, services: Services, account: Account) -> None:
        super().__init__(margin=18, spacing=10)
        self._services = services
        self._may_change = account.may(Role.ADMINISTRATOR)
        self._shown: float | None = None
        self._heading = RoleLabel("heading")
        self._explanation = RoleLabel("muted", wrap=True)
        self._field = NumberField(KEY, "Referral threshold")
        self._field.setFixedWidth(220)
        percent_sign = RoleLabel("muted")
        percent_sign.setText("% ")
        self._field.add_trailing(percent_sign)
        self._save = QPushButton()
        self._save.setObjectName("save_threshold")
        self._save.setAccessibleName("Save threshold")
        self._save.clicked.connect(self._submit)
        self._field.advanced.connect(self._submit)
        self._field.edited.connect(self._verdict)
        row = QHBoxLayout()
        row.addWidget(self._field)
        row.addWidget(self._save, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._explanation)
        self.column.addLayout(row)
        self.show_settings()

    def show_settings(self) -> None:
        """Show the threshold in force and whether it can be changed here."""
        fixed = self._services.settings.is_fixed(KEY)
        threshold = self._services.settings.preferences.referral_threshold
        self._heading.setText(self.tr("Referral threshold"))
        self._explanation.setText(
            self.tr(
                "From this probability on, a result says “refer for laboratory confirmation”. "
                "The model's class does not change with it."
            )
        )
        self._save.setText(self.tr("Save"))
        if threshold != self._shown:  # what is half typed stays when something else changes
            self._shown = threshold
            self._field.edit.setText(number(threshold * 100, 1))
        for widget in (self._field, self._save):
            widget.setEnabled(self._may_change and not fixed)
        self._field.say(self._note(fixed))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_settings()
        super().changeEvent(event)

    def _note(self, fixed: bool) -> str:
        if fixed:
            return self.tr("fixed by IT")
        if not self._may_change:
            return self.tr("An administrator can change it.")
        return self._range_text()

    def _range_text(self) -> str:
        low, high = percent(REFERRAL_THRESHOLD_LOWEST), percent(REFERRAL_THRESHOLD_HIGHEST)
        return self.tr("from {0} to {1}, at most one decimal").format(low, high)

    def _verdict(self) -> float | None:
        parsed = parse_number(self._field.edit.text())
        if isinstance(parsed, Refused):
            self._field.say(refusal_text(parsed), "alert")
            return None
        # One decimal, as it is shown everywhere: 8.25 would read 8.3.
        exact = parsed is not None and round(parsed, 1) == parsed
        fraction = round(parsed / 100, 3) if parsed is not None and exact else None
        allowed = REFERRAL_THRESHOLD_LOWEST, REFERRAL_THRESHOLD_HIGHEST
        if fraction is None or not allowed[0] <= fraction <= allowed[1]:
            self._field.say(self._range_text(), "alert")
            return None
        self._field.say(self._range_text())
        return fraction

    def _submit(self) -> None:
        fraction = self._verdict()
        if fraction is not None:
            self.requested.emit(KEY, fraction)
