"""The part of the form that scrolls on a low screen, never sideways."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

LOWEST = 120


class FactsArea(QScrollArea):
    """As wide as its widget needs in the language on screen; as high as there is room for."""

    def __init__(self, facts: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._facts = facts
        self.setWidget(facts)

    def minimumSizeHint(self) -> QSize:
        facts, bar = self._facts.minimumSizeHint(), self.verticalScrollBar().sizeHint()
        return QSize(facts.width() + bar.width(), LOWEST)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), self._facts.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._facts and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
