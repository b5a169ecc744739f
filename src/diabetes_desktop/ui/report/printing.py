"""The report on paper: the page of the PDF, on the sheet that lies in the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout, QPainter

from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.report.ink import POINT
from diabetes_desktop.ui.report.page import Page
from diabetes_desktop.ui.report.pdf import POINTS_PER_INCH

if TYPE_CHECKING:  # only who prints loads Qt's printing
    from PySide6.QtPrintSupport import QPrinter


def print_result(result: Result, printer: QPrinter) -> bool:
    """Paint the page of `result` on `printer`; whether the printer took it."""
    printer.setFullPage(True)  # the page keeps its own margins
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    unit = printer.resolution() / (POINT * POINTS_PER_INCH)
    painter.scale(unit, unit)
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Point).size()
    Page(result, paper).paint(painter)
    return painter.end() and printer.printerState() is not printer.PrinterState.Error
