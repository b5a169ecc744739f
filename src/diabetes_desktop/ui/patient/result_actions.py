"""What a doctor can do with a result: copy, save, print and export it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QStandardPaths, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QDialog, QFileDialog

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.background_runner import BackgroundRunner
from diabetes_desktop.ui.patient.action_row import ActionRow
from diabetes_desktop.ui.report import clipboard
from diabetes_desktop.ui.report.file_name import report_file_name
from diabetes_desktop.ui.report.record_text import record_text
from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.widgets.warning_box import warn
from diabetes_desktop.ui.wording.errors import error_text

if TYPE_CHECKING:  # only who prints loads Qt's printing
    from PySide6.QtPrintSupport import QPrinter

PROGRAM = "Diabetes Desktop"


class ResultActions(ActionRow):
    """Stands in the header; works on what `result` gives, and can't be pressed while it is None.

    Call `refresh` whenever there is another result. `exported` says what has left the desk
    ("record", "pdf" or "print"), after it has; `fhir_requested` leaves the FHIR file to others, who
    then call `tell_saved`.
    """

    fhir_requested = Signal()
    exported = Signal(str)

    def __init__(
        self,
        services: Services,
        runner: BackgroundRunner,
        result: Callable[[], Result | None],
    ) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._result = result
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self._copy = self.add("copy_to_record", "Copy to record", "Ctrl+Shift+C", self._copy_text)
        self._pdf = self.add("pdf_report", "PDF report", "Ctrl+Shift+S", self._ask_for_file)
        self._print = self.add("print_result", "Print", "Ctrl+P", self._ask_for_printer)
        self._fhir = self.add("export_fhir", "Export FHIR", "", self.fhir_requested.emit)
        self._retranslate()
        self.refresh()

    def tell_saved(self, kind: str, name: str) -> None:
        """The result was saved as the file `name`; `kind` is what `exported` says."""
        self._done(kind, self.tr("Saved: {0}").format(name))

    def refresh(self) -> None:
        """There is another result, or none: what was said of the one before is no longer so."""
        self.say("")
        self._enable()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.refresh()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._copy.setText(self.tr("Copy to record"))
        self._pdf.setText(self.tr("PDF report…"))
        self._print.setText(self.tr("Print…"))
        self._fhir.setText(self.tr("Export FHIR…"))
        self.name_more(self.tr("More"))

    def _enable(self) -> None:
        there_is_one = self._result() is not None
        meanings = {
            self._copy: self.tr("Copy the result as text, to paste it into the patient's record"),
            self._pdf: self.tr("Save the result as a one-page PDF report"),
            self._print: self.tr("Print the one-page report"),
            self._fhir: self.tr("Save the result as a FHIR R4 file"),
        }
        for action, meaning in meanings.items():
            action.setEnabled(there_is_one)
            self.explain(action, meaning if there_is_one else self.tr("There is no result yet."))

    def _copy_text(self) -> None:
        result = self._result()
        if result is None:
            return
        clipboard.copy(record_text(result))
        self._done("record", self.tr("Copied"))

    def _ask_for_file(self) -> None:
        result = self._result()
        if result is None:
            return
        proposed = self._folder / report_file_name(result.prediction)
        kinds = self.tr("PDF files (*.pdf)")
        dialog = QFileDialog(self.window(), self.tr("Save the report"), str(proposed), kinds)
        dialog.setObjectName("save_report")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda path: self._save(result, Path(path)))
        _open(dialog)

    def _save(self, result: Result, path: Path) -> None:
        from diabetes_desktop.ui.report.paper import usual_paper
        from diabetes_desktop.ui.report.pdf import pdf_of

        content = pdf_of(result, usual_paper())

        def saved(_: None) -> None:
            self._folder = path.parent
            self.tell_saved("pdf", path.name)

        def failed(error: AppError) -> None:
            self._warn(error_text(error))

        self._runner.run(
            lambda: self._services.save_document(path, content),
            owner=self,
            on_success=saved,
            on_failure=failed,
        )

    def _ask_for_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        result = self._result()
        if result is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self._warn(
                self.tr(
                    "This computer has no printer. Save the PDF report instead, or ask IT for one."
                )
            )
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(PROGRAM)  # others read the names of what waits to be printed
        dialog = QPrintDialog(printer, self.window())
        dialog.setObjectName("print_dialog")
        dialog.accepted.connect(lambda: self._print_on(printer, result))
        _open(dialog)

    def _print_on(self, printer: QPrinter, result: Result) -> None:
        from diabetes_desktop.ui.report.printing import print_result

        if print_result(result, printer):
            self._done("print", self.tr("Sent to the printer"))
            return
        self._warn(
            self.tr(
                "The printer did not take the report. Check that it is on and within reach and "
                "try again, or save the PDF report."
            )
        )

    def _done(self, kind: str, words: str) -> None:
        self.say(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.exported.emit(kind)

    def _warn(self, words: str) -> None:
        warn(self.window(), "export_failed", PROGRAM, words)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    QDialog.open(dialog)  # a print dialog has another `open`, which asks for a receiver
