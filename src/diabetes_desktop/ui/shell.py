"""From the first paint to the last: who is in, which window is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.entrance_window import EntranceWindow
from diabetes_desktop.ui.language import Language
from diabetes_desktop.ui.model_status import ModelStatus
from diabetes_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from diabetes_desktop.application.errors import AppError
    from diabetes_desktop.application.settings import Preferences, Settings
    from diabetes_desktop.domain.account import Account
    from diabetes_desktop.ui.first_account.screen import FirstAccountScreen
    from diabetes_desktop.ui.last_resort import LastResort
    from diabetes_desktop.ui.main_window import MainWindow
    from diabetes_desktop.ui.services import Services

LOOK_EVERY_MS = 1000  # at what the registry's thread has found; no server is asked for it


class Shell(QObject):
    """Shows the entrance at once; imports and starts everything else after its first paint.

    `working` is emitted then, when the background work has been handed out.
    """

    working = Signal()

    def __init__(
        self,
        services: Services,
        theme: Theme,
        language: Language,
    ) -> None:
        super().__init__()
        self._services = services
        self._theme = theme
        self._language = language
        self.runner = BackgroundRunner(services.report_bug)
        self.status = ModelStatus(services, self.runner)
        self._looks = QTimer(self)
        self._looks.timeout.connect(self.status.look)
        self.exit_code = 0
        self._preferred_language = ""
        self._last_resort: LastResort | None = None
        self.first_account: FirstAccountScreen | None = None
        self.main: MainWindow | None = None
        self.entrance = EntranceWindow(theme.icons)
        self.entrance.language_chosen.connect(self._choose_language)
        self.entrance.show_language(language.code)
        # A timer of 0 ms lets the paint reach the screen before anything else is done.
        self.entrance.painted.connect(lambda: QTimer.singleShot(0, self._start_work))
        self.entrance.sign_in.submitted.connect(self._sign_in)

    def start(self) -> None:
        """Show the entrance: the first account where nobody can be in the allow-list yet."""
        services = self._services
        if services.may_create_first_account and not services.allow_list_exists:
            self._show_first_account()
        self.entrance.show()

    def raise_window(self) -> None:
        """Come to the front: the program was started a second time."""
        window = self.main or self.entrance
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def stop(self) -> None:
        """End the background work and close every window."""
        self._looks.stop()
        self.runner.stop()
        if self._last_resort is not None:
            self._last_resort.remove()
        if self.main is not None:
            self.main.close()
        self.entrance.close()

    def _start_work(self) -> None:
        """Read the settings and import the rest off the GUI thread, then begin."""
        self.runner.run(
            self._prepare,
            owner=self,
            on_success=self._begin,
            on_failure=self._refuse_to_work,
        )

    def _prepare(self) -> Settings:
        settings = self._services.settings
        import diabetes_desktop.ui.brand
        import diabetes_desktop.ui.last_resort
        import diabetes_desktop.ui.widgets.model_light  # noqa: F401 - warm for `_begin`

        return settings

    def _begin(self, settings: Settings) -> None:
        from diabetes_desktop.ui.brand import program_icon
        from diabetes_desktop.ui.last_resort import LastResort
        from diabetes_desktop.ui.widgets.model_light import ModelLight

        self._last_resort = LastResort(self._services.report_bug)
        self._last_resort.install()
        self._preferred_language = settings.preferences.language
        self.entrance.setWindowIcon(program_icon())
        self.entrance.brand.add_light(ModelLight(self.status, self._theme, on_brand=True))
        self.status.start()
        self._looks.start(LOOK_EVERY_MS)
        self.runner.run(
            self._services.allow_list_is_empty,
            owner=self,
            on_success=self._know_allow_list,
            on_failure=self._warn_of_allow_list,
        )
        if settings.set_aside is not None:
            from diabetes_desktop.ui.wording.notices import settings_set_aside_text

            page = self.first_account or self.entrance.sign_in
            page.banner.say(settings_set_aside_text(settings.set_aside), "caution")
        self.working.emit()

    def _refuse_to_work(self, error: AppError) -> None:
        """The rules of this workstation can't be read: say so and end, before anybody signs in."""
        from PySide6.QtWidgets import QMessageBox

        from diabetes_desktop.ui.wording.errors import error_text

        self.exit_code = 1
        self.entrance.setEnabled(False)
        icon, ok = QMessageBox.Icon.Critical, QMessageBox.StandardButton.Ok
        box = QMessageBox(icon, "Diabetes Desktop", error_text(error), ok, self.entrance)
        box.setObjectName("refused_to_start")
        box.finished.connect(self.entrance.close)
        box.open()

    def _warn_of_allow_list(self, error: AppError) -> None:
        from diabetes_desktop.ui.wording.errors import error_text

        page = self.first_account or self.entrance.sign_in
        page.banner.say(lambda: error_text(error))

    def _know_allow_list(self, empty: bool) -> None:
        if not empty and self.first_account and self.entrance.page() is self.first_account:
            self.first_account.finish()
            self.entrance.show_page(self.entrance.sign_in)
            self.entrance.sign_in.start()
        elif empty and self.first_account is None and self._services.may_create_first_account:
            self._show_first_account()

    def _show_first_account(self) -> None:
        from diabetes_desktop.ui.first_account.screen import FirstAccountScreen

        self.first_account = FirstAccountScreen()
        self.first_account.submitted.connect(self._create_first_account)
        self.entrance.show_page(self.first_account)

    def _create_first_account(self, name: str, user: str, password: str) -> None:
        self.runner.run(
            lambda: self._services.create_first_account(name, user, password),
            owner=self,
            on_success=self._first_account_created,
            on_failure=self._show_error,
        )

    def _first_account_created(self, account: Account) -> None:
        from diabetes_desktop.ui.wording.notices import account_created_text

        if self.first_account is not None:
            self.first_account.finish()
        self.entrance.show_page(self.entrance.sign_in)
        self.entrance.sign_in.start_for(account.user)
        self.entrance.sign_in.banner.say(account_created_text(account.full_name), "info")

    def _sign_in(self, user: str, password: str) -> None:
        self.runner.run(
            lambda: self._services.sign_in(user, password),
            owner=self,
            on_success=self._enter,
            on_failure=self._show_error,
        )

    def _show_error(self, error: AppError) -> None:
        from diabetes_desktop.ui.wording.errors import error_text

        page = self.entrance.page()
        if page is self.first_account and self.first_account is not None:
            self.first_account.fail(lambda: error_text(error))
        else:
            self.entrance.sign_in.fail(lambda: error_text(error))

    def _enter(self, account: Account) -> None:
        from diabetes_desktop.ui.main_window import MainWindow

        if self.main is not None:
            return
        self.main = MainWindow(self._services, self.runner, self._theme, self.status, account)
        self.main.signed_out.connect(self._leave)
        self.main.session_ended.connect(self._end_session)
        self.main.preferences_changed.connect(self._apply)
        self.main.setWindowIcon(self.entrance.windowIcon())
        self.main.show_fitting()
        self.entrance.hide()

    def _leave(self) -> None:
        """Sign out: everything that was typed goes with the window."""
        main, self.main = self.main, None
        self.entrance.show_page(self.entrance.sign_in)
        self.entrance.sign_in.start()
        self.entrance.show()
        if main is not None:
            main.end()

    def _end_session(self, error: AppError) -> None:
        self._leave()
        self._show_error(error)

    def _choose_language(self, code: str) -> None:
        from diabetes_desktop.application.errors import AppError

        # It holds until the program ends, also where it can't be kept (policy, disk).
        self._language.use(code)
        self.entrance.show_language(code)
        try:
            preferences = self._services.settings.change({"ui.language": code}, None)
        except AppError:
            return
        self._preferred_language = preferences.language

    def _apply(self, preferences: Preferences) -> None:
        if preferences.language != self._preferred_language:
            # Only then: the language of the command line holds until another one is chosen.
            self._preferred_language = preferences.language
            self._language.use(preferences.language)
        self._theme.use(preferences.theme)
        self.entrance.show_language(self._language.code)
