"""The line below: which model answers, the referral threshold, the language."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from diabetes_desktop.ui.language import threshold_text
from diabetes_desktop.ui.model_status import ModelStatus
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.model_light import ModelLight


class StatusLine(QFrame):
    """Always on screen; says with what a result would be made."""

    def __init__(self, status: ModelStatus, theme: Theme, services: Services) -> None:
        super().__init__()
        self.setProperty("role", "status")
        self._services = services
        self._threshold = QLabel()
        self._threshold.setObjectName("status_threshold")
        self._warning = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(24)
        row.addWidget(ModelLight(status, theme))
        row.addWidget(self._threshold)
        row.addStretch(1)
        row.addWidget(self._warning)
        self.show_settings()

    def show_settings(self) -> None:
        """Show the threshold in force."""
        threshold = self._services.settings.preferences.referral_threshold
        self._threshold.setText(self.tr("Referral from {0}").format(threshold_text(threshold)))
        self._warning.setText(self.tr("Decision support, not a diagnosis"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_settings()
        super().changeEvent(event)
