"""A model in a folder: looked at before it is taken."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from diabetes_desktop.application.errors import AppError, ModelFault
from diabetes_desktop.application.inspect_model import ModelInspection
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.settings.model_report import ModelReport
from diabetes_desktop.ui.settings.setting_line import TextLine

KEY = "model.directory"


class DirectoryPart(QWidget):
    """Emits `changed` whenever it may have become ready or not, `failed` with an error."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, runner: BackgroundRunner) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._browse, self._check = QPushButton(), QPushButton()
        self._line = TextLine(services, KEY, "Model folder", self._browse, self._check)
        self._report = ModelReport()
        for button, name, accessible in (
            (self._browse, "browse_model", "Browse"),
            (self._check, "check_model", "Check"),
        ):
            button.setObjectName(name)
            button.setAccessibleName(accessible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._line)
        column.addWidget(self._report)
        self._line.edited.connect(self._forget)
        self._line.submitted.connect(self.look)
        self._browse.clicked.connect(self._pick)
        self._check.clicked.connect(self.look)
        self._report.trust_changed.connect(self.changed)
        self._retranslate()

    def show_choice(self, choice: ModelChoice) -> None:
        """Show the folder in force."""
        self._line.show_kept(choice.location)

    def apply_to(self, choice: ModelChoice) -> ModelChoice:
        """`choice` with this folder; trusting is a tick for the digest that was shown."""
        return replace(
            choice,
            source=SourceKind.DIRECTORY,
            location=self._line.text,
            trusted_digests=choice.trusted_digests | self._report.trusted(),
        )

    @property
    def ready(self) -> bool:
        """Whether the folder was looked at, and nothing speaks against it any more."""
        refused = self._report.refused()
        trusted = refused is not None and refused.fault is ModelFault.UNTRUSTED
        return self._report.inspection is not None and (
            refused is None or (trusted and bool(self._report.trusted()))
        )

    def allow(self, allowed: bool) -> None:
        """Let it be changed."""
        free = allowed and not self._services.settings.is_fixed(KEY)
        self._line.allow(allowed)
        self._browse.setEnabled(free)
        self._check.setEnabled(allowed)
        self._report.allow_trust(not self._services.settings.is_fixed("model.trusted_digests"))

    def look(self) -> None:
        """See what is in the folder."""
        self._forget()
        if not self._line.text:
            return
        choice = self.apply_to(self._services.settings.preferences.model)
        self._runner.run(
            lambda: self._services.inspect_model(choice),
            owner=self,
            on_success=lambda found: self._inspected(choice, found),
            on_failure=lambda error: self._refused(choice, error),
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _inspected(self, choice: ModelChoice, found: ModelInspection) -> None:
        if self._line.text == choice.location:
            self._report.show_inspection(found)
            self.changed.emit()

    def _refused(self, choice: ModelChoice, error: AppError) -> None:
        if self._line.text == choice.location:
            self.failed.emit(error)

    def _forget(self) -> None:
        """The report is about another folder now."""
        self._report.clear()
        self.changed.emit()

    def _pick(self) -> None:
        title = self.tr("Folder of the MLflow model")
        directory = QFileDialog.getExistingDirectory(self, title, self._line.text)
        if directory:
            self._line.edit.setText(directory)
            self.look()

    def _retranslate(self) -> None:
        self._line.name(self.tr("Folder"))
        self._browse.setText(self.tr("Browse…"))
        self._check.setText(self.tr("Check"))
        self._line.refresh()
