"""Python's cyclic garbage, collected in the thread of the windows and in no other."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


class GarbageInWindowsThread(QObject):
    """Collects by Python's own thresholds, but only between two events of its thread.

    A closed window is part of a cycle (its signals hold its methods), and Python collects cycles
    in whichever thread allocates next. A background thread that did so would end widgets under
    the feet of the windows' thread, and the program with them.
    """

    def __init__(self, parent: QObject) -> None:
        """Takes over from Python at once; `parent` is the application."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(INTERVAL_MS)

    def _collect(self) -> None:
        pairs = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(pairs) if 0 < most < count]
        if due:
            gc.collect(max(due))
