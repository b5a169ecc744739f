"""Widgets end in the thread of the windows, whichever thread allocates."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


class Page(QWidget):
    """Holds itself, as a window does whose signals are connected to its own methods."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def allocate_much() -> None:
    kept = [[number] for number in range(200_000)]
    assert kept


def test_a_busy_thread_ends_no_widget(qtbot: QtBot, qapp: QApplication) -> None:
    ended_in: list[int] = []
    page = Page()
    weakref.finalize(page, lambda: ended_in.append(threading.get_ident()))
    del page
    busy = threading.Thread(target=allocate_much)
    busy.start()
    busy.join()
    assert ended_in == []
    more = [[number] for number in range(2 * gc.get_threshold()[0])]  # a collection is due
    qtbot.waitUntil(lambda: ended_in != [], timeout=10_000)
    assert ended_in == [threading.get_ident()]
    assert more
