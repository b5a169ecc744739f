"""A row of buttons, at the right, that never needs more room than there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from diabetes_desktop.ui.widgets.labels import RoleLabel

GAP = 8
LEAST_STATUS = 60  # pixels; less says nothing
HEIGHT = 30


class ActionRow(QWidget):
    """Buttons for actions; those that do not fit are in the menu of the last one.

    At their left a quiet word says what was done.
    """

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[QAction, QPushButton] = {}
        self._said = ""
        self._status = RoleLabel("note")
        self._status.setParent(self)
        self._status.setObjectName("export_status")
        self._status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._more = QPushButton(self)
        self._more.setObjectName("more_actions")
        self._more.setAccessibleName("More actions")
        self._more.setMenu(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, name: str, accessible: str, keys: str, act: Callable[[], object]) -> QAction:
        """A button called `name` that does `act`, also by `keys`; the caller sets its text."""
        action = QAction(self)
        action.setObjectName(f"{name}.action")
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setAutoRepeat(False)
        action.triggered.connect(lambda: act())
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAccessibleName(accessible)
        button.setAutoDefault(False)
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: self._follow(action))
        self._buttons[action] = button
        self.addAction(action)  # its keys work while this row is on screen, wide or narrow
        return action

    def explain(self, action: QAction, words: str) -> None:
        """What `action` does, or why it can't be done; with its keys."""
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{words} ({keys})" if keys else words)

    def name_more(self, text: str) -> None:
        """The word on the button of the menu."""
        self._more.setText(text)
        self._place()

    def say(self, words: str) -> None:
        """Show `words` at the left; nothing while they are empty."""
        self._said = words
        self._status.setToolTip(words)
        self._status.setAccessibleName(words)
        self.updateGeometry()
        self._place()

    def said(self) -> str:
        """What is shown at the left, whole."""
        return self._said

    def sizeHint(self) -> QSize:
        buttons = sum(self._width(button) + GAP for button in self._buttons.values())
        metrics = self._status.fontMetrics()
        status = metrics.horizontalAdvance(self._said) + 2 * GAP if self._said else 0
        return QSize(status + buttons, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(self._more), HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._place()
        super().changeEvent(event)

    def _follow(self, action: QAction) -> None:
        button = self._buttons[action]
        button.setText(action.text())
        button.setEnabled(action.isEnabled())
        button.setToolTip(action.toolTip())
        button.setAccessibleDescription(action.toolTip())
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        """Give each part its place, from the right."""
        shown = self._fitting()
        self._menu.clear()
        right = self.width()
        is_all = len(shown) == len(self._buttons)
        self._more.setVisible(not is_all)
        if not is_all:
            right = self._put(self._more, right)
        for action, button in reversed(self._buttons.items()):
            button.setVisible(action in shown)
            if action in shown:
                right = self._put(button, right)
        self._menu.addActions([action for action in self._buttons if action not in shown])
        self._show_status(right)

    def _fitting(self) -> set[QAction]:
        """The first actions for which there is room, beside the menu of the others."""
        widths = {action: self._width(button) + GAP for action, button in self._buttons.items()}
        if sum(widths.values()) - GAP <= self.width():
            return set(widths)
        room = self.width() - self._width(self._more)
        fitting = set()
        for action, width in widths.items():
            room -= width
            if room < 0:
                break
            fitting.add(action)
        return fitting

    def _put(self, button: QPushButton, right: int) -> int:
        width = self._width(button)
        button.setGeometry(right - width, 0, width, self.height())
        return right - width - GAP

    def _show_status(self, width: int) -> None:
        metrics = self._status.fontMetrics()
        needed = min(LEAST_STATUS, metrics.horizontalAdvance(self._said))
        self._status.setVisible(bool(self._said) and width >= needed)
        self._status.setGeometry(0, 0, max(width, 0), self.height())
        self._status.setText(metrics.elidedText(self._said, Qt.TextElideMode.ElideMiddle, width))

    @staticmethod
    def _width(button: QPushButton) -> int:
        return button.sizeHint().width()
