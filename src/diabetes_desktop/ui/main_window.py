"""The main window: navigation at the left, one screen, the model's state below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from diabetes_desktop.application.settings import Preferences
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.model.screen import ModelScreen
from diabetes_desktop.ui.model_status import ModelStatus
from diabetes_desktop.ui.patient.screen import PatientScreen
from diabetes_desktop.ui.report import clipboard
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.settings.screen import SettingsScreen
from diabetes_desktop.ui.sidebar import Sidebar
from diabetes_desktop.ui.status_line import StatusLine
from diabetes_desktop.ui.theme.theme import Theme


class MainWindow(QMainWindow):
    """Wires the screens of one session; closed for good when the person signs out."""

    signed_out = Signal()
    session_ended = Signal(object)
    preferences_changed = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: BackgroundRunner,
        theme: Theme,
        status: ModelStatus,
        account: Account,
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Diabetes Desktop")
        self._services = services
        self.sidebar = Sidebar(theme, account)
        self.status_line = StatusLine(status, theme, services)
        self._pages = QStackedWidget()
        self.settings = SettingsScreen(services, runner, theme, status, account)
        self.model = ModelScreen(services, runner, theme, status, account)
        self.patient: PatientScreen | None = None
        if account.may(Role.DOCTOR):
            self.patient = PatientScreen(services, runner, theme, account)
            self._pages.addWidget(self.patient)
            self.patient.session_ended.connect(self.session_ended)
            status.switched.connect(self.patient.forget_other_models)
            self.patient.model_refused.connect(status.lose)
        self._pages.addWidget(self.model)
        self._pages.addWidget(self.settings)
        self._lay_out()
        self.sidebar.navigated.connect(self.go_to)
        self.sidebar.signed_out.connect(self.signed_out)
        self.settings.changed.connect(self._apply)
        self.go_to("patient" if self.patient else "settings")

    def show_fitting(self) -> None:
        """Show it whole: maximized where the screen is no larger than the design's."""
        available = self.screen().availableGeometry()
        if available.width() <= 1400 or available.height() <= 800:
            self.showMaximized()
        else:
            self.resize(1440, 860)
            self.show()

    def end(self) -> None:
        """Close for good, with everything that was typed."""
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        clipboard.forget()
        super().closeEvent(event)

    def go_to(self, place: str) -> None:
        """Show `patient`, `model` or `settings`."""
        screen = {"patient": self.patient, "model": self.model}.get(place) or self.settings
        self._pages.setCurrentWidget(screen)
        self.sidebar.show_place(place)
        if screen is self.patient:
            self.patient.form.setFocus()

    def _apply(self, preferences: Preferences) -> None:
        if self.patient is not None:
            self.patient.apply(preferences)
        self.model.apply(preferences)
        self.status_line.show_settings()
        self.preferences_changed.emit(preferences)

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.sidebar)
        body.addWidget(self._pages, 1)
        central = QWidget()
        central.setProperty("role", "window")
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(central)
        self.setMinimumSize(940, 500)  # 1920 × 1080 at 200 % holds it, with its frame
        self.resize(1366, 768)
