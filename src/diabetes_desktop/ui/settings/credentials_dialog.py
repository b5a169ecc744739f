"""User and password, or a token, for one server: straight into the system's keyring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diabetes_desktop.application.errors import AppError, StorageUnavailable
from diabetes_desktop.application.server_sign_in import ServerSignIn
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.settings.setting_line import SettingLine
from diabetes_desktop.ui.widgets.labels import Banner, RoleLabel
from diabetes_desktop.ui.widgets.password_edit import PasswordEdit
from diabetes_desktop.ui.widgets.segmented_choice import SegmentedChoice
from diabetes_desktop.ui.wording.errors import error_text

PASSWORD, TOKEN = "password", "token"
LONGEST = 2000  # characters of a token


class CredentialsDialog(QDialog):
    """Shows who is kept, never a secret. What is typed leaves the fields when it is saved."""

    def __init__(
        self,
        parent: QWidget,
        services: Services,
        runner: BackgroundRunner,
        url: str,
        administrator: str,
        *,
        of_registry: bool = True,
    ) -> None:
        """MLflow's environment variables are said only to a registry (`of_registry`)."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("credentials")
        self.setMinimumWidth(520)
        self._services, self._runner = services, runner
        self._url, self._administrator = url, administrator
        self._of_registry = of_registry
        self._known: ServerSignIn | None = None
        self._heading = RoleLabel("heading", wrap=True)
        self._state = RoleLabel("muted", wrap=True)
        self._state.setObjectName("credentials_state")
        self._make_fields()
        self._where = RoleLabel("note", wrap=True)
        self._error = Banner("credentials_error")
        self._forget = QPushButton()
        self._buttons = QDialogButtonBox()
        self._save = self._buttons.addButton(QDialogButtonBox.StandardButton.Save)
        self._cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.addButton(self._forget, QDialogButtonBox.ButtonRole.ResetRole)
        self._lay_out()
        self._connect()
        self._kind.choose(PASSWORD)
        self._retranslate()

    def look(self) -> None:
        """See who is kept; the keyring may ask the user to unlock it."""
        self._run(lambda: self._services.server_sign_in(self._url))

    def show_known(self, known: ServerSignIn) -> None:
        """Show who is kept."""
        self._known = known
        self._kind.choose(TOKEN if known.by_token else PASSWORD)
        self._user.setText(known.user)
        self._refresh()

    def fail(self, error: AppError) -> None:
        """Say why nothing was kept."""
        self._error.say(lambda: self._error_text(error))
        self._refresh()

    def accept(self) -> None:
        """Keep what was typed; nothing happens while it is not whole."""
        if not self._is_whole():
            return
        user, password, token = self._user.text().strip(), "", ""
        if self._kind.value() == TOKEN:
            user, token = "", self._token.take().strip()
        else:
            password = self._password.take()
        self._error.say("")
        self._save.setEnabled(False)
        keep, url, by = self._services.keep_server_sign_in, self._url, self._administrator
        self._runner.run(
            lambda: keep(url, user, password, token, by),
            owner=self,
            on_success=lambda _: super(CredentialsDialog, self).accept(),
            on_failure=self.fail,
        )

    def done(self, result: int) -> None:
        """Nothing of what was typed stays."""
        self._password.clear()
        self._token.clear()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _run(self, work: Callable[[], ServerSignIn]) -> None:
        """Show what `work` finds."""
        self._runner.run(work, owner=self, on_success=self.show_known, on_failure=self.fail)

    def _is_whole(self) -> bool:
        if self._kind.value() == TOKEN:
            token = self._token.edit.text().strip()
            return bool(token) and token.isascii() and token.isprintable() and " " not in token
        user, password = self._user.text().strip(), self._password.edit.text()
        # A colon ends the user where both are sent (RFC 7617).
        return bool(user and password) and ":" not in user and (user + password).isprintable()

    def _refresh(self) -> None:
        by_token = self._kind.value() == TOKEN
        self._token_line.setVisible(by_token)
        self._user_line.setVisible(not by_token)
        self._password_line.setVisible(not by_token)
        self._save.setEnabled(self._is_whole())
        self._forget.setVisible(self._known is not None and self._known.is_kept)
        self._state.setText(self._state_text())
        self._grow()
        self._user_line.say(self.tr("without a colon") if ":" in self._user.text() else "", "alert")

    def _grow(self) -> None:
        """Room for what is said now; a dialog does not grow with labels that wrap."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            needed = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), needed))

    def _state_text(self) -> str:
        known = self._known
        if known is None:
            return self.tr("Looking into the keyring…")
        if known.from_environment and self._of_registry:
            return self.tr(
                "The variables MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or "
                "MLFLOW_TRACKING_TOKEN, are set on this computer: they count before the keyring "
                "for {0}, and for no other server."
            ).format(known.server)
        if known.by_token:
            return self.tr("A token is kept for {0}.").format(known.server)
        if known.user:
            return self.tr("The user {0} is kept for {1}, with a password.").format(
                known.user, known.server
            )
        return self.tr("Nothing is kept for {0}.").format(known.server)

    def _error_text(self, error: AppError) -> str:
        if isinstance(error, StorageUnavailable):
            return self.tr(
                "This computer's keyring can't be used: there is none, or it is locked. Nothing "
                "was kept, here or anywhere else. IT has to set up a keyring for this user."
            )
        return error_text(error)

    def _make_fields(self) -> None:
        kinds = [(PASSWORD, "User and password"), (TOKEN, "Token")]
        self._kind = SegmentedChoice("credentials_kind", kinds)
        self._user = QLineEdit()
        self._user.setObjectName("server_user")
        self._user.setAccessibleName("Server user")
        self._password = PasswordEdit("server_password", "Server password")
        self._token = PasswordEdit("server_token", "Server token")
        self._kind_line = SettingLine(self._kind)
        self._user_line = SettingLine(self._user)
        self._password_line = SettingLine(self._password)
        self._token_line = SettingLine(self._token)

    def _connect(self) -> None:
        self._kind.chosen.connect(lambda _: self._refresh())
        for edit in (self._user, self._password.edit, self._token.edit):
            edit.textChanged.connect(lambda _: self._refresh())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._forget.clicked.connect(self._forget_it)

    def _forget_it(self) -> None:
        self._error.say("")
        self._run(lambda: self._services.forget_server_sign_in(self._url, self._administrator))

    def _lay_out(self) -> None:
        for button, name, accessible in (
            (self._save, "save_credentials", "Save credentials"),
            (self._cancel, "cancel_credentials", "Cancel"),
            (self._forget, "forget_credentials", "Forget credentials"),
        ):
            button.setObjectName(name)
            button.setAccessibleName(accessible)
        self._save.setProperty("role", "primary")
        self._forget.setAutoDefault(False)
        self._user.setMaxLength(LONGEST)
        self._password.edit.setMaxLength(LONGEST)
        self._token.edit.setMaxLength(LONGEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        for widget in (
            self._heading,
            self._state,
            self._kind_line,
            self._user_line,
            self._password_line,
            self._token_line,
            self._where,
            self._error,
            self._buttons,
        ):
            column.addWidget(widget)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Credentials"))
        self._heading.setText(self.tr("Who this computer is to the server"))
        self._kind_line.name(self.tr("It shows"))
        kinds = [self.tr("User and password"), self.tr("Token")]
        self._kind.set_texts(kinds, self.tr("It shows"))
        self._user_line.name(self.tr("User"))
        self._password_line.name(self.tr("Password"))
        self._token_line.name(self.tr("Token"))
        for line in (self._kind_line, self._password_line, self._token_line):
            line.say("")
        self._where.setText(
            self.tr("It is kept in this computer's keyring for this user, and in no file.")
        )
        self._save.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))
        self._forget.setText(self.tr("Forget what is kept"))
        self._refresh()
