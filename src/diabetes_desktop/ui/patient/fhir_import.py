"""From the file that a doctor picks to the facts that go into the form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.domain.imported_facts import ImportedFacts
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.patient.fhir_import_dialog import FhirImportDialog
from diabetes_desktop.ui.patient.form import PatientForm
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.warning_box import warn
from diabetes_desktop.ui.wording.errors import error_text


class FhirImport(QObject):
    """Emits `taken` with one patient's facts, once the doctor has seen and accepted them.

    `reading` says that a file is being read, and that it is no longer. The form can be worked on
    meanwhile: what it holds is asked for when it would be lost, not before.
    """

    taken = Signal(object)
    reading = Signal(bool)

    def __init__(
        self,
        screen: QWidget,
        services: Services,
        runner: BackgroundRunner,
        theme: Theme,
        form: PatientForm,
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._services = services
        self._runner = runner
        self._theme = theme
        self._form = form
        self._changed = False
        form.edited.connect(self._note_change)
        self._reading = False
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        self._folder = QStandardPaths.writableLocation(documents)

    def ask_for_file(self) -> None:
        """Let the doctor pick a file."""
        kinds = ";;".join(
            (
                self.tr("FHIR R4 in JSON (*.json *.ndjson *.jsonl)"),
                self.tr("All files (*)"),
            )
        )
        dialog = QFileDialog(self._screen.window(), self.tr("Import FHIR"), self._folder, kinds)
        dialog.setObjectName("fhir_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def read(self, path: Path) -> None:
        """Read the file at `path` in the background, then show what is in it."""
        if self._reading:
            return
        self._set_reading(True)
        self._changed = False
        self._folder = str(path.parent)

        def succeeded(patients: tuple[ImportedFacts, ...]) -> None:
            self._set_reading(False)
            dialog = FhirImportDialog(
                self._screen, self._theme, patients, self._would_replace, self._changed
            )
            dialog.taken.connect(self.taken)
            dialog.open()

        def failed(error: AppError) -> None:
            self._set_reading(False)
            warn(self._screen, "import_failed", self.tr("Import FHIR"), error_text(error))

        self._runner.run(
            lambda: self._services.read_fhir(path),
            owner=self,
            on_success=succeeded,
            on_failure=failed,
        )

    def _would_replace(self) -> bool:
        return not self._form.is_empty()

    def _note_change(self) -> None:
        self._changed = True

    def _set_reading(self, reading: bool) -> None:
        self._reading = reading
        self.reading.emit(reading)
