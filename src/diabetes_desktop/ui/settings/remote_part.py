"""A model on a server: where it is, what it takes, and what this computer shows it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_source import ServerContract, SourceKind, checked_url
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.settings.credentials_dialog import CredentialsDialog
from diabetes_desktop.ui.settings.setting_line import SettingLine, TextLine
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.widgets.segmented_choice import SegmentedChoice
from diabetes_desktop.ui.wording.settings_origin import origin_text

CONTRACT = "model.server_contract"
CERTIFICATE = "model.client_certificate"


class RemotePart(QWidget):
    """The lines of a registry or of a scoring server. Emits `changed` when one is edited."""

    changed = Signal()

    def __init__(self, services: Services, runner: BackgroundRunner, user: str) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._user = user
        self._source = SourceKind.REGISTRY
        self._tracking = TextLine(services, "model.tracking_uri", "Tracking server")
        self._model = TextLine(services, "model.uri", "Model URI")
        self._server = TextLine(services, "model.server_url", "Scoring server")
        contracts = [
            (ServerContract.EIGHT.value, "Eight columns"),
            (ServerContract.LEGACY.value, "Fifteen columns"),
        ]
        self._contract = SegmentedChoice(CONTRACT, contracts)
        self._contract_line = SettingLine(self._contract)
        self._browse = QPushButton()
        self._browse.setObjectName("browse_certificate")
        self._browse.setAccessibleName("Browse for a certificate")
        self._certificate = TextLine(services, CERTIFICATE, "Client certificate", self._browse)
        self._who = RoleLabel(wrap=True)
        self._credentials = QPushButton()
        self._credentials.setObjectName("credentials_of_server")
        self._credentials.setAccessibleName("Credentials")
        self._who_line = SettingLine(self._who, self._credentials)
        self._texts = (self._tracking, self._model, self._server, self._certificate)
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_source(self, source: SourceKind) -> None:
        """Show the lines of `source`: a registry or a scoring server."""
        self._source = source
        is_registry = source is SourceKind.REGISTRY
        for line in (self._tracking, self._model):
            line.setVisible(is_registry)
        for other in (self._server, self._contract_line):
            other.setVisible(not is_registry)

    def show_choice(self, choice: ModelChoice) -> None:
        """Show what is in force."""
        self._tracking.show_kept(choice.tracking_uri)
        self._model.show_kept(choice.model_uri)
        self._server.show_kept(choice.server_url)
        self._contract.choose(choice.server_contract)
        self._certificate.show_kept(choice.client_certificate)

    def apply_to(self, choice: ModelChoice) -> ModelChoice:
        """`choice` with what is on screen."""
        if self._source is SourceKind.REGISTRY:
            places = replace(
                choice, tracking_uri=_address(self._tracking.text), model_uri=self._model.text
            )
        else:
            contract = ServerContract(self._contract.value() or ServerContract.EIGHT)
            url = _address(self._server.text)
            places = replace(choice, server_url=url, server_contract=contract)
        return replace(places, source=self._source, client_certificate=self._certificate.text)

    @property
    def address(self) -> str:
        """The server's address on screen."""
        on_screen = self._tracking if self._source is SourceKind.REGISTRY else self._server
        return on_screen.text

    @property
    def reachable(self) -> bool:
        """Whether the address can be one."""
        on_screen = self._tracking if self._source is SourceKind.REGISTRY else self._server
        return on_screen.valid

    @property
    def ready(self) -> bool:
        """Whether everything on screen can be kept."""
        model_fits = self._model.valid or self._source is not SourceKind.REGISTRY
        return self.reachable and model_fits and self._certificate.valid

    def allow(self, allowed: bool) -> None:
        """Let it be changed, but for what is fixed."""
        is_fixed = self._services.settings.is_fixed
        for text in self._texts:
            text.allow(allowed)
        self._contract.setEnabled(allowed and not is_fixed(CONTRACT))
        self._browse.setEnabled(allowed and not is_fixed(CERTIFICATE))
        self._credentials.setEnabled(allowed and self.reachable)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in (
            self._tracking,
            self._model,
            self._server,
            self._contract_line,
            self._certificate,
            self._who_line,
        ):
            column.addWidget(line)

    def _connect(self) -> None:
        for text in self._texts:
            text.edited.connect(self.changed)
        self._contract.chosen.connect(lambda _: self.changed.emit())
        self._browse.clicked.connect(self._pick)
        self._credentials.clicked.connect(self._ask_credentials)

    def _ask_credentials(self) -> None:
        url = checked_url(self.address)
        of_registry = self._source is SourceKind.REGISTRY
        dialog = CredentialsDialog(
            self, self._services, self._runner, url, self._user, of_registry=of_registry
        )
        dialog.open()
        dialog.look()

    def _pick(self) -> None:
        title, kinds = self.tr("Certificate and key, in PEM"), "PEM (*.pem *.crt *.key)"
        path, _ = QFileDialog.getOpenFileName(self, title, self._certificate.text, kinds)
        if path:
            self._certificate.edit.setText(path)

    def _retranslate(self) -> None:
        self._tracking.name(self.tr("Tracking server"))
        self._model.name(self.tr("Model"))
        self._server.name(self.tr("Scoring server"))
        self._contract_line.name(self.tr("It takes"))
        self._certificate.name(self.tr("Client certificate"))
        self._certificate.edit.setPlaceholderText(
            self.tr("only where the server asks for one: a PEM file with certificate and key")
        )
        self._browse.setText(self.tr("Browse…"))
        texts = [self.tr("the eight inputs"), self.tr("fifteen columns, of models of 2024")]
        self._contract.set_texts(texts, self.tr("It takes"))
        self._contract_line.say(origin_text(self._services.settings, CONTRACT))
        for text in self._texts:
            text.refresh()
        self._who_line.name(self.tr("Credentials"))
        self._who.setText(self.tr("in this computer's keyring, in no file"))
        self._who_line.say("")
        self._credentials.setText(self.tr("Credentials…"))


def _address(text: str) -> str:
    """As the settings keep it."""
    return text.rstrip("/")
