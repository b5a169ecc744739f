"""What becomes of a bug: a reference in the log, one calm dialog, no trace and no patient."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from diabetes_desktop.application.errors import AppError, InternalFault
from diabetes_desktop.ui.wording.errors import error_text


class LastResort(QObject):
    """Takes over `sys.excepthook`; works from any thread."""

    _happened = Signal(object)

    def __init__(self, report_bug: Callable[[BaseException], str]) -> None:
        super().__init__()
        self._report_bug = report_bug
        self._shown: set[str] = set()
        self._happened.connect(self._show)

    def install(self) -> None:
        """Catch what nobody caught, until `remove`."""
        sys.excepthook = self._caught

    def remove(self) -> None:
        """Give `sys.excepthook` back."""
        sys.excepthook = sys.__excepthook__

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        place = _place(trace)
        fault = error if isinstance(error, AppError) else InternalFault(self._report_bug(error))
        # The same bug may come back with every paint: one dialog is enough.
        if place not in self._shown:
            self._shown.add(place)
            self._happened.emit(fault)

    def _show(self, fault: AppError) -> None:
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            "Diabetes Desktop",
            error_text(fault),
            QMessageBox.StandardButton.Ok,
        )
        box.setObjectName("last_resort")
        self._box = box
        box.open()


def _place(trace: TracebackType | None) -> str:
    """File and line where the error was raised."""
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
