"""Putting widgets into boxes without what it costs the first paint."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget, QWidgetItem


def place(box: QBoxLayout, widget: QWidget, stretch: int = 0) -> None:
    """As `box.addWidget(widget, stretch)`, for what is built before the first paint.

    `addWidget` converts its default alignment, and for that PySide builds every enum of the Qt
    namespace: 38 ms of the 160 ms that a bare dialog takes (`benchmarks/start_up.py`).
    """
    parent = box.parentWidget()
    if parent is not None:
        widget.setParent(parent)
    box.addItem(QWidgetItem(widget))
    if stretch:
        box.setStretch(box.count() - 1, stretch)
