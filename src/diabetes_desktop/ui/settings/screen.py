"""The settings screen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.settings import Preferences
from diabetes_desktop.domain.account import Account
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.model_status import ModelStatus
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.settings.display_card import DisplayCard
from diabetes_desktop.ui.settings.model_source_card import ModelSourceCard
from diabetes_desktop.ui.settings.referral_card import ReferralCard
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import Banner, RoleLabel
from diabetes_desktop.ui.wording.errors import error_text


class SettingsScreen(QWidget):
    """Emits `changed` with the preferences now in force."""

    changed = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: BackgroundRunner,
        theme: Theme,
        status: ModelStatus,
        account: Account,
    ) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._account = account
        self._title = RoleLabel("title")
        self._subtitle = RoleLabel("muted")
        self.banner = Banner("settings_message")
        self.model = ModelSourceCard(services, runner, theme, status, account)
        self.display = DisplayCard(services)
        self.referral = ReferralCard(services, account)
        self._lay_out()
        self.display.requested.connect(lambda key, value: self._change({key: value}))
        self.referral.requested.connect(lambda key, value: self._change({key: value}))
        self.model.taken.connect(self.changed)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _change(self, values: Mapping[str, object]) -> None:
        self._runner.run(
            lambda: self._services.change_settings(values, self._account.user),
            owner=self,
            on_success=self._kept,
            on_failure=self._not_kept,
        )

    def _kept(self, preferences: Preferences) -> None:
        self.changed.emit(preferences)
        self._show_settings()
        self.banner.say(self.tr("Saved."), "info")

    def _not_kept(self, error: AppError) -> None:
        self.banner.say(error_text(error))
        self._show_settings()

    def _show_settings(self) -> None:
        self.display.show_settings()
        self.referral.show_settings()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        head.addStretch(1)
        cards = QWidget()
        cards.setProperty("role", "scrolled")
        cards.setMaximumWidth(860)
        stack = QVBoxLayout(cards)
        stack.setContentsMargins(0, 0, 8, 0)
        stack.setSpacing(14)
        for card in (self.model, self.referral, self.display):
            stack.addWidget(card)
        stack.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(cards)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(area, 1)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Settings"))
        self._subtitle.setText(self.tr("what IT has fixed is only shown"))
