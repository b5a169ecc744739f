"""Draw the program's icon, as Windows wants it: `installer/diabetes-desktop.ico`.

Run it when the mark in `ui/brand.py` changes; the file is kept, so that a build draws nothing.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "installer" / "diabetes-desktop.ico"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # each scale of Windows, so that none is blurred
HEADER, ENTRY = struct.Struct("<HHH"), struct.Struct("<BBBBHHII")


def main() -> None:
    """Write the icon anew."""
    FILE.write_bytes(icon([(size, _png(size)) for size in SIZES]))


def icon(pictures: list[tuple[int, bytes]]) -> bytes:
    """An .ico of square PNG `pictures`, each with its width in pixels."""
    offset = HEADER.size + ENTRY.size * len(pictures)
    head = HEADER.pack(0, 1, len(pictures))
    for size, content in pictures:
        side = size % 256  # 0 stands for 256
        head += ENTRY.pack(side, side, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    return head + b"".join(content for _, content in pictures)


def _png(size: int) -> bytes:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QGuiApplication

    from diabetes_desktop.ui.brand import drop_pixmap

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert application is not None  # noqa: S101 - a pixmap needs one
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drop_pixmap(size, ratio=1.0).save(buffer, "PNG")
    return bytes(content.data())


if __name__ == "__main__":
    main()
