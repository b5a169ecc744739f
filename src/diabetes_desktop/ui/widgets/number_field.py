"""A line edit for one number: no spin box, no wheel, no value that was not typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from diabetes_desktop.domain.number_text import LONGEST
from diabetes_desktop.ui.widgets.labels import RoleLabel, restyle, show_focus


class NumberField(QWidget):
    """The frame, the line edit, what stands at its right, and a note line below."""

    edited = Signal()
    advanced = Signal()

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self._frame = QFrame()
        self._frame.setProperty("role", "field")
        self._row = QHBoxLayout(self._frame)
        self._row.setContentsMargins(0, 0, 3, 0)
        self._row.setSpacing(4)
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(accessible)
        # Longer than any number that is taken, so that a pasted text is refused, not cut.
        self.edit.setMaxLength(LONGEST * 20)
        # Not textEdited: a text set through UI automation or a screen reader counts as typed.
        self.edit.textChanged.connect(self.edited)
        self.edit.returnPressed.connect(self.advanced)
        self.edit.installEventFilter(self)
        self._row.addWidget(self.edit, 1)
        self.note = RoleLabel("note", wrap=True)
        self.note_row = QHBoxLayout()
        self.note_row.setContentsMargins(1, 0, 0, 0)
        self.note_row.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._frame)
        column.addLayout(self.note_row)
        self.setFocusProxy(self.edit)

    def add_trailing(self, widget: QWidget) -> None:
        """Put `widget` (a unit, a toggle, a button) at the right end of the field."""
        self._row.addWidget(widget)

    def say(self, text: str, tone: str = "") -> None:
        """The note below, in `tone`: "", caution or alert."""
        self.note.setText(text)
        self.note.set_tone(tone)
        restyle(self._frame, "tone", tone)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the focus around the whole field, not only the text."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            show_focus(self._frame, event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)
