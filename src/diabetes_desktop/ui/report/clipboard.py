"""The record's text on the clipboard: for the next paste, and for nobody's history.

The formats beside the text ask programs that collect what is copied to leave it out:
https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats (cloud clipboard and clipboard
history formats), and KDE's hint, which other clipboard programs on Linux keep too.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

OURS: Final = "application/x-diabetes-desktop-record"
_NO: Final = bytes(4)  # a DWORD
_WINDOWS: Final = 'application/x-qt-windows-mime;value="{}"'
_HINTS: Final = {
    OURS: b"1",
    "x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): _NO,
    _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
}


def copy(text: str) -> None:
    """Put `text` on the clipboard until something else is copied, or `forget` is called."""
    data = QMimeData()
    data.setText(text)
    for name, hint in _HINTS.items():
        data.setData(name, hint)
    QGuiApplication.clipboard().setMimeData(data)


def forget() -> None:
    """Empty the clipboard if what it holds is ours: who signs out leaves no patient on it."""
    clipboard = QGuiApplication.clipboard()
    held = clipboard.mimeData()
    if held is not None and held.hasFormat(OURS):
        clipboard.clear()
