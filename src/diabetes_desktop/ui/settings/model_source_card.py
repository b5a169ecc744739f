"""Where the model comes from: chosen, tested, and taken only once it answers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.prediction import ModelIdentity
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.model_status import ModelStatus, Unavailable
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.settings.connection_dialog import ConnectionDialog
from diabetes_desktop.ui.settings.directory_part import DirectoryPart
from diabetes_desktop.ui.settings.download_row import DownloadRow
from diabetes_desktop.ui.settings.remote_part import RemotePart
from diabetes_desktop.ui.settings.setting_line import SettingLine
from diabetes_desktop.ui.settings.signature_line import SignatureLine
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import Banner, Card, RoleLabel
from diabetes_desktop.ui.widgets.segmented_choice import SegmentedChoice
from diabetes_desktop.ui.wording.errors import error_text
from diabetes_desktop.ui.wording.models import model_text, source_text
from diabetes_desktop.ui.wording.settings_origin import origin_text

KEY = "model.source"
SOURCES = [
    (SourceKind.BUNDLED, "Bundled"),
    (SourceKind.DIRECTORY, "Local folder"),
    (SourceKind.REGISTRY, "MLflow registry"),
    (SourceKind.SERVER, "Scoring server"),
]
SIGNED = (SourceKind.DIRECTORY, SourceKind.REGISTRY)  # the bundled model came with the program
REMOTE = (SourceKind.REGISTRY, SourceKind.SERVER)


class ModelSourceCard(Card):
    """Emits `taken` with the preferences in force, once the chosen model answers."""

    taken = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: BackgroundRunner,
        theme: Theme,
        status: ModelStatus,
        account: Account,
    ) -> None:
        super().__init__(margin=18, spacing=10)
        self._services = services
        self._runner = runner
        self._theme = theme
        self._status = status
        self._user = account.user
        self._switching = False
        self._focused: QWidget | None = None
        self._is_administrator = account.may(Role.ADMINISTRATOR)
        self._heading = RoleLabel("heading")
        self._note = RoleLabel("note", wrap=True)
        self._source = SegmentedChoice(KEY, [(kind.value, name) for kind, name in SOURCES])
        self._source_line = SettingLine(self._source)
        self.directory = DirectoryPart(services, runner)
        self.remote = RemotePart(services, runner, account.user)
        self._signature = SignatureLine(services)
        self._download = DownloadRow(services, runner)
        self._test = QPushButton()
        self._test.setObjectName("test_connection")
        self._test.setAccessibleName("Test connection")
        self._use = QPushButton()
        self._use.setObjectName("use_model")
        self._use.setAccessibleName("Use this model")
        self._use.setProperty("role", "primary")
        self.banner = Banner("model_source_message")
        self._lay_out()
        self._connect()
        self.show_settings()
        self._say_why_none_answers()

    def show_settings(self) -> None:
        """Show the source in force."""
        choice = self._services.settings.preferences.model
        self.directory.show_choice(choice)
        self.remote.show_choice(choice)
        self._source.choose(choice.source)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    @property
    def source(self) -> SourceKind:
        """The source on screen."""
        return SourceKind(self._source.value() or SourceKind.BUNDLED)

    def turn_to(self, source: SourceKind) -> None:
        """Show the lines of `source`; nothing is used yet."""
        self._source.choose(source)

    def choice(self) -> ModelChoice:
        """The choice on screen."""
        kept = self._services.settings.preferences.model
        if self.source in REMOTE:
            return self.remote.apply_to(kept)
        if self.source is SourceKind.DIRECTORY:
            return self.directory.apply_to(kept)
        return replace(kept, source=SourceKind.BUNDLED, location="")

    def _turn_to(self) -> None:
        """Another source is chosen, not yet used."""
        self.banner.say("")
        if self.source in REMOTE:
            self.remote.show_source(self.source)
        self._refresh()
        if self.source is SourceKind.DIRECTORY:
            self.directory.look()

    def _take(self) -> None:
        self._switching = True
        self._refresh()
        self._focused = self.window().focusWidget()  # where Qt moved it, off the grey button
        self.banner.say(self._taking_text, "info")
        if self.source is SourceKind.REGISTRY:
            self._download.watch()
        self._status.switch(self.choice(), self._user)

    def _test_connection(self) -> None:
        check = self._services.check_connection
        tokens = self._theme.tokens
        dialog = ConnectionDialog(self, check, self._runner, self.choice(), tokens)
        dialog.open()
        dialog.start()

    def _took(self, identity: ModelIdentity) -> None:
        if self._switching:
            self._end_switching()
            self.show_settings()
            self._focus_again()
            names = model_text(identity), source_text(identity)
            self.banner.say(self.tr("{0} answers from now on ({1}).").format(*names), "info")
            self.taken.emit(self._services.settings.preferences)

    def _not_taken(self, error: AppError) -> None:
        if self._switching:
            self._end_switching()
            kept = self.tr("The model in use stays.")
            self.banner.say(f"{error_text(error)} {kept}")
            self._refresh()
            self._focus_again()

    def _end_switching(self) -> None:
        self._switching = False
        self._download.rest()

    def _focus_again(self) -> None:
        """Back to the button, unless the user went elsewhere meanwhile."""
        if self.window().focusWidget() is self._focused:
            self._use.setFocus()

    def _say_why_none_answers(self) -> None:
        state = self._status.state
        if isinstance(state, Unavailable) and not self._switching:
            self.banner.say(error_text(state.error))

    def _edited(self) -> None:
        if not self._switching:
            self.banner.say("")
        self._refresh()

    def _refresh(self) -> None:
        free = self._is_administrator and not self._switching
        self.directory.setVisible(self.source is SourceKind.DIRECTORY)
        self.remote.setVisible(self.source in REMOTE)
        self._signature.setVisible(self.source in SIGNED)
        self._source.setEnabled(free and not self._services.settings.is_fixed(KEY))
        self.directory.allow(free)
        self.remote.allow(free)
        self._test.setVisible(self.source in REMOTE)
        self._test.setEnabled(self._is_ready() and not self._switching)
        self._use.setEnabled(free and self._is_ready())

    def _is_ready(self) -> bool:
        if self.source in REMOTE:
            return self.remote.ready
        return self.source is SourceKind.BUNDLED or self.directory.ready

    def _lay_out(self) -> None:
        end = QHBoxLayout()
        end.addWidget(self._test)
        end.addStretch(1)
        end.addWidget(self._use)
        for widget in (
            self._heading,
            self._note,
            self._source_line,
            self.directory,
            self.remote,
            self._signature,
            self.banner,
            self._download,
        ):
            self.column.addWidget(widget)
        self.column.addLayout(end)

    def _connect(self) -> None:
        self._source.chosen.connect(lambda _: self._turn_to())
        self.directory.changed.connect(self._edited)
        self.directory.failed.connect(lambda error: self.banner.say(error_text(error)))
        self.remote.changed.connect(self._edited)
        self._test.clicked.connect(self._test_connection)
        self._use.clicked.connect(self._take)
        self._status.switched.connect(self._took)
        self._status.refused.connect(self._not_taken)
        self._status.changed.connect(self._say_why_none_answers)

    def _taking_text(self) -> str:
        if self.source is SourceKind.REGISTRY:
            return self.tr("Fetching the model, starting it and running its test cases…")
        if self.source is SourceKind.SERVER:
            return self.tr("Asking the scoring server about made-up patients…")
        return self.tr("Starting the model and running its test cases…")

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Model"))
        self._source_line.name(self.tr("Source"))
        texts = [
            self.tr("Bundled"),
            self.tr("Local folder"),
            self.tr("MLflow registry"),
            self.tr("Scoring server"),
        ]
        self._source.set_texts(texts, self.tr("Source"))
        self._source_line.say(origin_text(self._services.settings, KEY))
        self._signature.show_choice(self._services.settings.preferences.model)
        self._test.setText(self.tr("Test connection…"))
        self._use.setText(self.tr("Use this model"))
        if self._is_administrator:
            self._note.setText(
                self.tr("It is checked before it is taken; until then the model in use stays.")
            )
        else:
            self._note.setText(self.tr("An administrator can change it."))
        self._refresh()
