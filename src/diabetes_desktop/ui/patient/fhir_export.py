"""A result as a FHIR file: where to, and what became of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.report.fhir_texts import fhir_texts
from diabetes_desktop.ui.report.file_name import report_file_name
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.widgets.warning_box import warn
from diabetes_desktop.ui.wording.errors import error_text


class FhirExport(QObject):
    """Emits `saved` with the file's name, once it is written."""

    saved = Signal(str)

    def __init__(self, screen: QWidget, services: Services, runner: BackgroundRunner) -> None:
        super().__init__(screen)
        self._screen = screen
        self._services = services
        self._runner = runner
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        self._folder = Path(QStandardPaths.writableLocation(documents))

    def ask_for_file(self, result: Result) -> None:
        """Let the doctor say where `result` goes."""
        name = Path(report_file_name(result.prediction)).with_suffix(".fhir.json")
        kinds = self.tr("FHIR R4 in JSON (*.json)")
        proposed = str(self._folder / name)
        dialog = QFileDialog(self._screen.window(), self.tr("Export FHIR"), proposed, kinds)
        dialog.setObjectName("save_fhir")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(lambda path: self.write(result, Path(path)))
        dialog.open()

    def write(self, result: Result, path: Path) -> None:
        """Write `result` to `path` in the background, in the words of the language on screen."""
        texts = fhir_texts(result)

        def succeeded(_: None) -> None:
            self._folder = path.parent
            self.saved.emit(path.name)

        def failed(error: AppError) -> None:
            warn(self._screen, "export_failed", self.tr("Export FHIR"), error_text(error))

        self._runner.run(
            lambda: self._services.export_fhir(result, texts, path),
            owner=self,
            on_success=succeeded,
            on_failure=failed,
        )
