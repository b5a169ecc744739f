"""The line below: which model answers, the referral threshold, and what is not as it should be."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from diabetes_desktop.ui.language import threshold_text
from diabetes_desktop.ui.model_status import ModelStatus
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.widgets.model_light import ModelLight
from diabetes_desktop.ui.wording.errors import error_text
from diabetes_desktop.ui.wording.supply import Said, newcomer_text, supply_said

ICONS = {"caution": "⚠", "info": "ℹ", "": ""}


class StatusLine(QFrame):
    """Always on screen; says with what a result would be made."""

    def __init__(self, status: ModelStatus, theme: Theme, services: Services) -> None:
        super().__init__()
        self.setProperty("role", "status")
        self._services = services
        self._status = status
        self._threshold = QLabel()
        self._threshold.setObjectName("status_threshold")
        self._warning = QLabel()
        self._supply = RoleLabel("note", wrap=True)
        self._supply.setObjectName("status_supply")
        self._newcomer = RoleLabel("note", wrap=True)
        self._newcomer.setObjectName("status_newcomer")
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(ModelLight(status, theme))
        row.addWidget(self._threshold)
        row.addStretch(1)
        row.addWidget(self._warning)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._supply)
        column.addWidget(self._newcomer)
        status.supply_changed.connect(self._show_supply)
        self.show_settings()

    def show_settings(self) -> None:
        """Show the threshold in force."""
        threshold = self._services.settings.preferences.referral_threshold
        self._threshold.setText(self.tr("Referral from {0}").format(threshold_text(threshold)))
        self._warning.setText(self.tr("Decision support, not a diagnosis"))
        self._show_supply()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_settings()
        super().changeEvent(event)

    def _show_supply(self) -> None:
        now, supply, newcomer = datetime.now(UTC), self._status.supply, self._status.newcomer
        _say(self._supply, None if supply is None else supply_said(supply, now))
        failure = None if supply is None else supply.failure
        reason = "" if failure is None else error_text(failure)
        self._supply.setToolTip(reason)
        self._supply.setAccessibleDescription(reason)
        came = None if newcomer is None else Said(newcomer_text(newcomer, now), "info")
        _say(self._newcomer, came)


def _say(label: RoleLabel, said: Said | None) -> None:
    label.setText("" if said is None else f"{ICONS[said.tone]} {said.text}")
    label.set_tone("" if said is None else said.tone)
    label.setVisible(said is not None)
