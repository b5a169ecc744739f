"""Where the model comes from: bundled, or a local MLflow directory checked before it is taken."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QPushButton

from diabetes_desktop.application.errors import AppError, ModelFault
from diabetes_desktop.application.inspect_model import ModelInspection
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.model_status import ModelStatus, Unavailable
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.settings.model_report import ModelReport
from diabetes_desktop.ui.widgets.labels import Banner, Card, RoleLabel
from diabetes_desktop.ui.widgets.segmented_choice import SegmentedChoice
from diabetes_desktop.ui.wording.errors import error_text
from diabetes_desktop.ui.wording.models import model_text, source_text

KEYS = ("model.source", "model.directory", "model.trusted_digests")


class ModelSourceCard(Card):
    """Emits `taken` with the preferences in force, once the chosen model answers."""

    taken = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: BackgroundRunner,
        status: ModelStatus,
        account: Account,
    ) -> None:
        super().__init__(margin=18, spacing=10)
        self._services = services
        self._runner = runner
        self._status = status
        self._user = account.user
        self._switching = False
        self._may_change = account.may(Role.ADMINISTRATOR) and not any(
            services.settings.is_fixed(key) for key in KEYS
        )
        self._heading = RoleLabel("heading")
        self._note = RoleLabel("note", wrap=True)
        self._source_label = RoleLabel("strong")
        self._directory_label = RoleLabel("strong")
        choices = [(SourceKind.BUNDLED, "Bundled"), (SourceKind.DIRECTORY, "Local folder")]
        self._source = SegmentedChoice("model.source", choices)
        self._directory = QLineEdit()
        self._browse, self._check, self._use = QPushButton(), QPushButton(), QPushButton()
        self._report = ModelReport()
        self.banner = Banner("model_source_message")
        self._name_parts()
        self._lay_out()
        self._connect()
        self.show_settings()
        self._say_why_none_answers()

    def show_settings(self) -> None:
        """Show the source in force."""
        choice = self._services.settings.preferences.model
        self._source.choose(choice.source)
        self._directory.setText(choice.location)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _choice(self) -> ModelChoice:
        """The choice on screen; trusting is an explicit tick for the digest that was shown."""
        kept = self._services.settings.preferences.model
        if self._source.value() != SourceKind.DIRECTORY:
            return replace(kept, source=SourceKind.BUNDLED, location="")
        return replace(
            kept,
            source=SourceKind.DIRECTORY,
            location=self._directory.text().strip(),
            trusted_digests=kept.trusted_digests | self._report.trusted(),
        )

    def _look(self) -> None:
        self._report.clear()
        self.banner.say("")
        self._refresh()
        if self._source.value() != SourceKind.DIRECTORY or not self._directory.text().strip():
            return
        choice = self._choice()
        self._runner.run(
            lambda: self._services.inspect_model(choice),
            owner=self,
            on_success=lambda found: self._inspected(choice, found),
            on_failure=lambda error: self._refused(choice, error),
        )

    def _inspected(self, choice: ModelChoice, found: ModelInspection) -> None:
        if self._choice().location == choice.location:
            self._report.show_inspection(found)
            self._refresh()

    def _refused(self, choice: ModelChoice, error: AppError) -> None:
        if self._choice().location == choice.location:
            self.banner.say(error_text(error))

    def _take(self) -> None:
        self._switching = True
        self._refresh()
        self.banner.say(self.tr("Starting the model and running its test cases…"), "info")
        self._status.switch(self._choice(), self._user)

    def _took(self, identity: ModelIdentity) -> None:
        if self._switching:
            self._switching = False
            names = model_text(identity), source_text(identity)
            self.banner.say(self.tr("{0} answers from now on ({1}).").format(*names), "info")
            self._refresh()
            self.taken.emit(self._services.settings.preferences)

    def _not_taken(self, error: AppError) -> None:
        if self._switching:
            self._switching = False
            kept = self.tr("The model in use stays.")
            self.banner.say(f"{error_text(error)} {kept}")
            self._refresh()

    def _say_why_none_answers(self) -> None:
        state = self._status.state
        if isinstance(state, Unavailable) and not self._switching:
            self.banner.say(error_text(state.error))

    def _pick_directory(self) -> None:
        start = self._directory.text()
        title = self.tr("Folder of the MLflow model")
        directory = QFileDialog.getExistingDirectory(self, title, start)
        if directory:
            self._directory.setText(directory)
            self._look()

    def _refresh(self) -> None:
        local = self._source.value() == SourceKind.DIRECTORY
        for widget in (self._directory_label, self._directory, self._browse, self._check):
            widget.setVisible(local)
            widget.setEnabled(self._may_change and not self._switching)
        self._source.setEnabled(self._may_change and not self._switching)
        refused = self._report.refused()
        settled = self._report.inspection is not None and (
            refused is None
            or (refused.fault is ModelFault.UNTRUSTED and bool(self._report.trusted()))
        )
        ready = self._may_change and not self._switching
        self._use.setEnabled(ready and (not local or settled))

    def _name_parts(self) -> None:
        self._directory.setObjectName("model.directory")
        self._directory.setAccessibleName("Model folder")
        for button, name, accessible in (
            (self._browse, "browse_model", "Browse"),
            (self._check, "check_model", "Check"),
            (self._use, "use_model", "Use this model"),
        ):
            button.setObjectName(name)
            button.setAccessibleName(accessible)
        self._use.setProperty("role", "primary")

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._source_label, 0, 0)
        grid.addWidget(self._source, 0, 1, 1, 3)
        grid.addWidget(self._directory_label, 1, 0)
        grid.addWidget(self._directory, 1, 1)
        grid.addWidget(self._browse, 1, 2)
        grid.addWidget(self._check, 1, 3)
        end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(self._use)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._note)
        self.column.addLayout(grid)
        self.column.addWidget(self._report)
        self.column.addWidget(self.banner)
        self.column.addLayout(end)

    def _connect(self) -> None:
        self._source.chosen.connect(lambda _: self._look())
        self._directory.textChanged.connect(lambda _: self._forget())
        self._directory.returnPressed.connect(self._look)
        self._browse.clicked.connect(self._pick_directory)
        self._check.clicked.connect(self._look)
        self._use.clicked.connect(self._take)
        self._report.trust_changed.connect(self._refresh)
        self._status.switched.connect(self._took)
        self._status.refused.connect(self._not_taken)
        self._status.changed.connect(self._say_why_none_answers)

    def _forget(self) -> None:
        """The report is about another folder now."""
        self._report.clear()
        self.banner.say("")
        self._refresh()

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Model"))
        self._source_label.setText(self.tr("Source"))
        self._directory_label.setText(self.tr("Folder"))
        self._source.set_texts([self.tr("Bundled"), self.tr("Local folder")], self.tr("Source"))
        self._browse.setText(self.tr("Browse…"))
        self._check.setText(self.tr("Check"))
        self._use.setText(self.tr("Use this model"))
        if any(self._services.settings.is_fixed(key) for key in KEYS):
            self._note.setText(self.tr("🔒 fixed by IT"))
        elif not self._may_change:
            self._note.setText(self.tr("An administrator can change it."))
        else:
            self._note.setText(
                self.tr("A folder that MLflow wrote. It is checked before it is taken.")
            )
        self._refresh()
