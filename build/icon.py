"""Draw what the installer shows: `installer/diabetes-desktop.ico`, and the picture at its side.

Run it when the mark in `ui/brand.py` changes; the files are kept, so that a build draws nothing.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "installer" / "diabetes-desktop.ico"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # each scale of Windows, so that none is blurred
WIZARD = ROOT / "installer" / "wizard.bmp"
WIZARD_WIDTH, WIZARD_HEIGHT = 164, 314  # as NSIS wants it
HEADER, ENTRY = struct.Struct("<HHH"), struct.Struct("<BBBBHHII")


def main() -> None:
    """Write icon and picture anew."""
    FILE.write_bytes(icon([(size, _png(size)) for size in SIZES]))
    _draw_wizard()


def icon(pictures: list[tuple[int, bytes]]) -> bytes:
    """An .ico of square PNG `pictures`, each with its width in pixels."""
    offset = HEADER.size + ENTRY.size * len(pictures)
    head = HEADER.pack(0, 1, len(pictures))
    for size, content in pictures:
        side = size % 256  # 0 stands for 256
        head += ENTRY.pack(side, side, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    return head + b"".join(content for _, content in pictures)


def _draw_wizard() -> None:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QImage, QPainter

    from diabetes_desktop.ui.brand import BRAND, drop_pixmap

    image = QImage(WIZARD_WIDTH, WIZARD_HEIGHT, QImage.Format.Format_RGB32)
    image.fill(BRAND)
    drop = drop_pixmap(WIZARD_WIDTH // 2, "white", ratio=1.0)
    painter = QPainter(image)
    painter.drawPixmap(QPoint(WIZARD_WIDTH // 4, WIZARD_WIDTH // 3), drop)
    painter.end()
    image.convertToFormat(QImage.Format.Format_Indexed8).save(str(WIZARD))


def _png(size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    from diabetes_desktop.ui.brand import drop_pixmap

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drop_pixmap(size, ratio=1.0).save(buffer, "PNG")
    return bytes(content.data())


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(sys.argv[:1])  # pixmaps need one
    main()
