"""The report as a PDF: one page, with its fonts, to search and to keep."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter

from diabetes_desktop import __version__
from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.report.ink import POINT
from diabetes_desktop.ui.report.page import Page
from diabetes_desktop.ui.report.paper import Paper
from diabetes_desktop.ui.report.words import title

POINTS_PER_INCH = 72


def pdf_of(result: Result, paper: Paper) -> bytes:
    """The page of `result` on `paper`. Its title names no patient: it stands in lists of files."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title())
    writer.setCreator(f"Diabetes Desktop {__version__}")
    writer.setResolution(int(POINT * POINTS_PER_INCH))
    margins = QMarginsF(0, 0, 0, 0)  # the page keeps its own
    writer.setPageLayout(QPageLayout(paper.size, QPageLayout.Orientation.Portrait, margins))
    painter = QPainter(writer)
    Page(result, paper.points).paint(painter)
    painter.end()
    buffer.close()
    return bytes(content.data())
