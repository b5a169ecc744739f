"""What an administrator can do about the versions of a registry's model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Event

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.model_supply import Supply, SupplyState
from diabetes_desktop.application.registry_ports import PeriodOfUse
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.prediction import ModelIdentity
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.model.go_back_dialog import GoBackDialog
from diabetes_desktop.ui.model.registry_card import RegistryReport
from diabetes_desktop.ui.model_status import ModelStatus
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.widgets.labels import Banner
from diabetes_desktop.ui.wording.errors import error_text
from diabetes_desktop.ui.wording.models import model_text
from diabetes_desktop.ui.wording.supply import Said, supply_said


class VersionActions(QWidget):
    """Two buttons; what comes of them is said in `banner`."""

    def __init__(
        self,
        services: Services,
        runner: BackgroundRunner,
        status: ModelStatus,
        account: Account,
        banner: Banner,
    ) -> None:
        super().__init__()
        self._services, self._runner, self._status = services, runner, status
        self._user = account.user
        self._is_administrator = account.may(Role.ADMINISTRATOR)
        self._banner = banner
        self._earlier: Sequence[PeriodOfUse] = ()
        self._answering = ""
        self._cancel: Event | None = None  # of the check under way
        self._going = False
        self._check, self._back = QPushButton(), QPushButton()
        self._check.setObjectName("check_registry")
        self._back.setObjectName("go_back")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._check)
        row.addWidget(self._back)
        self._check.clicked.connect(self._check_or_cancel)
        self._back.clicked.connect(self._ask)
        status.switched.connect(self._went)
        status.refused.connect(self._did_not_go)
        self.show_report(None)

    def show_report(self, report: RegistryReport | None) -> None:
        """Offer what works now: nothing where no registry is in use."""
        self.setVisible(self._is_administrator and report is not None)
        if report is not None:
            self._answering = report.supply.version
            self._earlier = _earlier(report.periods, self._answering)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()
        super().changeEvent(event)

    def _check_or_cancel(self) -> None:
        if self._cancel is not None:
            self._cancel.set()
            return
        cancel = self._cancel = Event()
        self._banner.say(lambda: self.tr("Asking the registry…"), "info")
        self._refresh()
        self._runner.run(
            lambda: self._services.registry().check_now(self._user, cancel),
            owner=self,
            on_success=lambda supply: self._checked(supply, cancelled=cancel.is_set()),
            on_failure=self._did_not_check,
        )

    def _checked(self, supply: Supply | None, *, cancelled: bool) -> None:
        self._cancel = None
        if cancelled:
            self._banner.say(lambda: self.tr("The check was cancelled."), "info")
        elif supply is not None:
            tone = self._found(supply).tone
            self._banner.say(lambda: self._found(supply).text, tone or "info")
        self._status.look()
        self._refresh()

    def _found(self, supply: Supply) -> Said:
        said = supply_said(supply, datetime.now(UTC))
        if said is not None:
            return said
        if supply.state is SupplyState.CURRENT:
            current = self.tr("The registry names version {0}, which answers.")
            return Said(current.format(supply.version))
        return Said(self.tr("The registry has been asked."))

    def _did_not_check(self, error: AppError) -> None:
        self._cancel = None
        self._banner.say(lambda: error_text(error))
        self._refresh()

    def _ask(self) -> None:
        dialog = GoBackDialog(self, self._earlier, self._answering)
        dialog.chosen.connect(self._go_back)
        dialog.open()

    def _go_back(self, version: str) -> None:
        self._going = True
        starting = self.tr("Starting version {0} and running its test cases…")
        self._banner.say(starting.format(version), "info")
        self._refresh()
        self._status.go_back(version, self._user)

    def _went(self, identity: ModelIdentity) -> None:
        if self._going:
            self._going = False
            name = model_text(identity)
            self._banner.say(lambda: self.tr("{0} answers from now on.").format(name), "info")
            self._refresh()

    def _did_not_go(self, error: AppError) -> None:
        if self._going:
            self._going = False
            self._banner.say(lambda: self._refusal_text(error))
            self._refresh()

    def _refusal_text(self, error: AppError) -> str:
        stays = self.tr("The model in use stays.")
        return f"{error_text(error)} {stays}"

    def _refresh(self) -> None:
        busy = self._cancel is not None
        self._check.setText(self.tr("Cancel the check") if busy else self.tr("Check now"))
        self._check.setAccessibleName("Cancel the check" if busy else "Check now")
        self._check.setEnabled(not self._going)
        self._back.setVisible(bool(self._earlier))
        self._back.setEnabled(not busy and not self._going)
        if self._earlier:
            version = self._earlier[0].version
            self._back.setText(self.tr("Go back to version {0}…").format(version))
            self._back.setAccessibleName(f"Go back to version {version}")


def _earlier(periods: Sequence[PeriodOfUse], answering: str) -> list[PeriodOfUse]:
    """One period, the newest, of each other version of the model that was used last."""
    found: dict[str, PeriodOfUse] = {}
    for period in periods:
        if period.name == periods[0].name and period.version not in ("", answering):
            found.setdefault(period.version, period)
    return list(found.values())
