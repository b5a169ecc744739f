"""What went wrong, in a box that is closed when it has been read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def warn(parent: QWidget, name: str, title: str, words: str) -> None:
    """Show `words`, which are never markup; the program goes on behind the box called `name`."""
    icon, ok = QMessageBox.Icon.Warning, QMessageBox.StandardButton.Ok
    box = QMessageBox(icon, title, words, ok, parent)
    box.setObjectName(name)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
