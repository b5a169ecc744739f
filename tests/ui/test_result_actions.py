"""What a doctor does with a result: by button, by key and by menu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.disks import make_read_only, small_disk

from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.gallery import clipped_texts
from diabetes_desktop.ui.patient.result_actions import ResultActions
from diabetes_desktop.ui.report import clipboard
from diabetes_desktop.ui.report.record_text import record_text

from .conftest import Desk
from .eight_facts import button
from .results import case, discordant, result

NAMES = ("copy_to_record", "pdf_report", "print_result", "export_fhir")
D = TypeVar("D", bound=QDialog)


class Header(QWidget):
    """The actions in a window of their own, over a result that a test can change."""

    def __init__(self, desk: Desk, shown: Result | None) -> None:
        super().__init__()
        self.result = shown
        self.actions_row = ResultActions(desk.services, desk.runner, lambda: self.result)
        self.left: list[str] = []
        self.actions_row.exported.connect(self.left.append)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.actions_row)
        self.resize(1100, 40)

    def press(self, name: str) -> None:
        QTest.mouseClick(button(self, name), Qt.MouseButton.LeftButton)

    def show_result(self, shown: Result | None) -> None:
        self.result = shown
        self.actions_row.refresh()


@pytest.fixture
def show(desk: Desk, qtbot: QtBot) -> Callable[[Result | None], Header]:
    def shown(of: Result | None) -> Header:
        header = Header(desk, of)
        qtbot.addWidget(header)
        with qtbot.waitActive(header):
            header.show()
            header.activateWindow()
        return header

    return shown


def dialog(header: Header, kind: type[D], qtbot: QtBot) -> D:
    """The dialog of `kind` that is open over `header`."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in header.findChildren(kind)))
    return next(each for each in header.findChildren(kind) if each.isVisible())


def save_as(header: Header, path: Path, qtbot: QtBot) -> None:
    header.press("pdf_report")
    asked = dialog(header, QFileDialog, qtbot)
    asked.setDirectory(str(path.parent))
    asked.selectFile(path.name)
    asked.accept()


def clipboard_data() -> QMimeData:
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    return data


def test_without_a_result_nothing_can_be_pressed_and_it_says_why(
    show: Callable[[Result | None], Header],
) -> None:
    header = show(None)
    for name in NAMES:
        assert not button(header, name).isEnabled()
        assert "There is no result yet." in button(header, name).toolTip()
    header.show_result(result())
    assert all(button(header, name).isEnabled() for name in NAMES)


def test_copied_for_the_next_paste_and_for_no_history(
    show: Callable[[Result | None], Header], qtbot: QtBot
) -> None:
    header = show(discordant())
    header.press("copy_to_record")
    data = clipboard_data()
    assert data.text() == record_text(discordant())
    assert data.data("x-kde-passwordManagerHint") == b"secret"
    for name in (
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    ):
        assert data.data(f'application/x-qt-windows-mime;value="{name}"') == bytes(4)
    assert header.left == ["record"]
    status = header.findChild(QLabel, "export_status")
    assert isinstance(status, QLabel)
    qtbot.waitUntil(lambda: status.isVisible() and status.text() == "Copied")
    header.show_result(result())
    assert not status.isVisible(), "the next result has not been copied"


def test_who_signs_out_leaves_no_patient_on_the_clipboard(desk: Desk) -> None:
    window = desk.window()
    clipboard.copy("of a patient")
    window.end()
    assert QGuiApplication.clipboard().text() == ""


def test_what_somebody_else_copied_stays(desk: Desk) -> None:
    window = desk.window()
    clipboard.copy("of a patient")
    QGuiApplication.clipboard().setText("a telephone number")
    window.end()
    assert QGuiApplication.clipboard().text() == "a telephone number"


def test_the_pdf_is_saved_where_the_doctor_says(
    show: Callable[[Result | None], Header], tmp_path: Path, qtbot: QtBot
) -> None:
    header = show(discordant())
    save_as(header, tmp_path / "de la consulta", qtbot)
    qtbot.waitUntil(lambda: header.left == ["pdf"])
    assert [each.name for each in tmp_path.glob("*.pdf")] == ["de la consulta.pdf"]
    assert len(PdfReader(tmp_path / "de la consulta.pdf").pages) == 1
    assert header.actions_row.said() == "Saved: de la consulta.pdf"


def test_the_next_pdf_is_offered_in_the_same_folder(
    show: Callable[[Result | None], Header], tmp_path: Path, qtbot: QtBot
) -> None:
    header = show(discordant())
    save_as(header, tmp_path / "informe.pdf", qtbot)
    qtbot.waitUntil(lambda: header.left == ["pdf"])
    header.press("pdf_report")
    asked = dialog(header, QFileDialog, qtbot)
    assert Path(asked.directory().path()) == tmp_path
    assert asked.selectedFiles()[0].endswith(".pdf")
    asked.reject()
    assert header.left == ["pdf"]


def test_the_pdf_is_of_the_result_that_was_on_screen(
    show: Callable[[Result | None], Header], tmp_path: Path, qtbot: QtBot
) -> None:
    header = show(result(case(patient_id="HC-1")))
    header.press("pdf_report")
    header.show_result(result(case(patient_id="HC-2")))
    asked = dialog(header, QFileDialog, qtbot)
    asked.setDirectory(str(tmp_path))
    asked.selectFile("informe.pdf")
    asked.accept()
    qtbot.waitUntil(lambda: header.left == ["pdf"])
    assert "HC-1" in PdfReader(tmp_path / "informe.pdf").pages[0].extract_text()


def test_a_disk_that_takes_nothing_is_said_and_nothing_is_left_on_it(
    show: Callable[[Result | None], Header], tmp_path: Path, qtbot: QtBot
) -> None:
    header = show(discordant())
    with small_disk(tmp_path / "disk") as disk:
        make_read_only(disk)
        save_as(header, disk / "informe.pdf", qtbot)
        box = dialog(header, QMessageBox, qtbot)
        assert "informe.pdf can't be written" in box.text()
        assert list(disk.iterdir()) == []
        box.accept()
    assert header.left == []
    assert header.actions_row.said() == ""


def test_without_a_printer_it_says_what_to_do(
    show: Callable[[Result | None], Header], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    header = show(discordant())
    header.press("print_result")
    box = dialog(header, QMessageBox, qtbot)
    assert box.text().startswith("This computer has no printer.")
    box.accept()
    assert header.left == []


@pytest.fixture
def a_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine with a printer; what is printed goes into a file."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["HP"]))


def test_printing_can_be_called_off(
    show: Callable[[Result | None], Header], qtbot: QtBot, a_printer: None
) -> None:
    header = show(discordant())
    header.press("print_result")
    dialog(header, QPrintDialog, qtbot).reject()
    assert header.left == []
    assert header.actions_row.said() == ""


def test_printed_and_said(
    show: Callable[[Result | None], Header], qtbot: QtBot, a_printer: None, tmp_path: Path
) -> None:
    header = show(discordant())
    header.press("print_result")
    asked = dialog(header, QPrintDialog, qtbot)
    asked.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
    asked.done(QDialog.DialogCode.Accepted)
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == 1
    assert header.left == ["print"]
    assert header.actions_row.said() == "Sent to the printer"


def test_the_name_of_the_print_job_says_nothing_of_the_patient(
    show: Callable[[Result | None], Header], qtbot: QtBot, a_printer: None
) -> None:
    header = show(discordant())
    header.press("print_result")
    asked = dialog(header, QPrintDialog, qtbot)
    assert asked.printer().docName() == "Diabetes Desktop"
    asked.reject()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(
    show: Callable[[Result | None], Header], qtbot: QtBot, a_printer: None, tmp_path: Path
) -> None:
    header = show(discordant())
    header.press("print_result")
    asked = dialog(header, QPrintDialog, qtbot)
    asked.printer().setOutputFileName(str(tmp_path / "gone" / "paper.pdf"))
    asked.done(QDialog.DialogCode.Accepted)
    box = dialog(header, QMessageBox, qtbot)
    assert box.text().startswith("The printer did not take the report.")
    box.accept()
    assert header.left == []


def test_fhir_is_asked_for(show: Callable[[Result | None], Header], qtbot: QtBot) -> None:
    header = show(discordant())
    with qtbot.waitSignal(header.actions_row.fhir_requested):
        header.press("export_fhir")


def test_by_keys_and_only_with_a_result(
    show: Callable[[Result | None], Header], qtbot: QtBot
) -> None:
    header = show(None)
    control = Qt.KeyboardModifier.ControlModifier
    shifted = control | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(header, Qt.Key.Key_C, shifted)
    assert header.left == []
    header.show_result(result())
    QTest.keyClick(header, Qt.Key.Key_C, shifted)
    assert header.left == ["record"]
    QTest.keyClick(header, Qt.Key.Key_S, shifted)
    dialog(header, QFileDialog, qtbot).reject()


def test_no_keys_mean_two_things(desk: Desk) -> None:
    window = desk.window()
    actions = ResultActions(desk.services, desk.runner, lambda: None)
    keys = [each.key() for each in window.findChildren(QShortcut)]
    keys += [each.shortcut() for each in window.findChildren(QAction)]
    if not window.findChildren(ResultActions):
        keys += [each.shortcut() for each in actions.findChildren(QAction)]
    counted = Counter(each.toString(QKeySequence.SequenceFormat.PortableText) for each in keys)
    assert {"Ctrl+Shift+C", "Ctrl+Shift+S", "Ctrl+P", "Ctrl+N"} <= set(counted)
    assert {each: count for each, count in counted.items() if each and count > 1} == {}


@pytest.mark.parametrize("code", ["es", "en"])
@pytest.mark.parametrize("width", [1100, 700, 450, 300, 120])
def test_at_any_width_each_action_is_a_button_or_in_the_menu(
    show: Callable[[Result | None], Header], desk: Desk, code: str, width: int
) -> None:
    desk.language.use(code)
    header = show(discordant())
    header.actions_row.say("Saved: informe-HC-2031877-20260115-1032.pdf")
    header.resize(width, 40)
    QApplication.processEvents()
    assert clipped_texts(header) == []
    buttons = [name for name in NAMES if button(header, name).isVisible()]
    more = button(header, "more_actions")
    in_menu = [action.objectName() for action in more.menu().actions()]
    assert [*(f"{name}.action" for name in buttons), *in_menu] == [f"{n}.action" for n in NAMES]
    assert more.isVisible() == bool(in_menu)
    visible = [each for each in header.findChildren(QPushButton) if each.isVisible()]
    corners = [each.geometry() for each in visible]
    assert not any(
        one.intersects(other) for one in corners for other in corners if one is not other
    )


def test_an_action_of_the_menu_does_the_same(show: Callable[[Result | None], Header]) -> None:
    header = show(discordant())
    header.resize(120, 40)
    QApplication.processEvents()
    (copy, *_) = button(header, "more_actions").menu().actions()
    copy.trigger()
    assert header.left == ["record"]


def test_names_for_automation_and_words_for_people(
    show: Callable[[Result | None], Header], desk: Desk
) -> None:
    desk.language.use("es")
    header = show(discordant())
    assert [button(header, name).text() for name in NAMES] == [
        "Copiar a la HC",
        "Informe PDF…",
        "Imprimir…",
        "Exportar FHIR…",
    ]
    assert [button(header, name).accessibleName() for name in NAMES] == [
        "Copy to record",
        "PDF report",
        "Print",
        "Export FHIR",
    ]
    assert all(button(header, name).accessibleDescription() for name in NAMES)
