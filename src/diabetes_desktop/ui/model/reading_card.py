"""A card that is only read: the keyboard steps from one to the next, a screen reader says it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from diabetes_desktop.ui.widgets.labels import Card, RoleLabel

RING = 2  # pixels


class ReadingCard(Card):
    """Heading, an optional remark beside it, and parts below; `name` is its accessible name.

    What the parts say is collected as the card's description, so that it is read in one piece.
    """

    focused = Signal(object)

    def __init__(self, name: str, heading: str, remark: str = "") -> None:
        super().__init__(margin=18, spacing=8)
        self.setObjectName(f"model_{name.lower().replace(' ', '_')}")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._said = [f"{heading} {remark}".strip()]
        title, note = RoleLabel("heading"), RoleLabel("muted", wrap=True)
        title.setText(heading)
        note.setText(remark)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(note, 1, Qt.AlignmentFlag.AlignVCenter)
        note.setVisible(bool(remark))
        if not remark:
            row.addStretch(1)
        self.column.addLayout(row)
        self._describe()

    def add(self, part: QWidget, said: str) -> None:
        """Add a part, and what it says in words."""
        self.column.addWidget(part)
        self._said.append(said)
        self._describe()

    def take_out(self, part: QWidget) -> None:
        """Remove the part that was added last, and what it says."""
        self.column.removeWidget(part)
        part.hide()
        part.deleteLater()
        self._said.pop()

    def add_text(self, text: str, role: str = "", tone: str = "") -> RoleLabel:
        """Add a paragraph."""
        label = RoleLabel(role, wrap=True)
        label.setText(text)
        label.set_tone(tone)
        self.add(label, text)
        return label

    def finish(self) -> None:
        """Keep what is above at the top, however tall the card becomes."""
        self.column.addStretch(1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.focused.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().highlight().color(), RING))
        inside = QRectF(self.rect()).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2)
        painter.drawRoundedRect(inside, 10, 10)
        painter.end()

    def _describe(self) -> None:
        self.setAccessibleDescription("\n".join(said for said in self._said if said))
