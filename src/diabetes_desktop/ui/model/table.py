"""Tables of labels: facts in pairs, and figures under a header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from diabetes_desktop.ui.widgets.labels import RoleLabel, line

ROW_PADDING = 5  # pixels
NAMES_WIDTH = 118
LONGEST_WORD = 40  # characters that a line can always hold
ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a table of facts; `tone` is that of the value."""

    name: str
    value: str
    tone: str = ""
    selectable: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of figures; the first cell names it. A chosen one stands out."""

    cells: Sequence[str]
    chosen: bool = False


class FactTable(QWidget):
    """Names at the left, values at the right."""

    def __init__(self, facts: Sequence[Fact], names_width: int = NAMES_WIDTH) -> None:
        super().__init__()
        grid = _grid(self)
        grid.setColumnMinimumWidth(0, names_width)
        grid.setColumnStretch(1, 1)
        for index, fact in enumerate(facts):
            if index:
                grid.addWidget(line(), 2 * index - 1, 0, 1, 2)
            name, value = RoleLabel("muted", wrap=True), RoleLabel(wrap=True)
            name.setFixedWidth(names_width)
            name.setText(fact.name)
            value.setText(breakable(fact.value))
            value.set_tone(fact.tone)
            if fact.selectable:
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for column, label in enumerate((name, value)):
                _pad(label)
                grid.addWidget(label, 2 * index, column, Qt.AlignmentFlag.AlignTop)
        self.said = "\n".join(f"{fact.name}: {fact.value}" for fact in facts)


class FigureTable(QWidget):
    """The first column at the left, figures at the right, a header above."""

    def __init__(self, header: Sequence[str], rows: Sequence[FigureRow]) -> None:
        super().__init__()
        grid = _grid(self)
        grid.setColumnStretch(0, 4)
        for column, name in enumerate(header):
            label = RoleLabel("note", wrap=True)
            label.setText(name)
            _place(grid, label, 0, column)
            if column:
                grid.setColumnStretch(column, 2)
        for index, row in enumerate(rows, start=1):
            grid.addWidget(line(), 2 * index - 1, 0, 1, len(header))
            if row.chosen:
                ground = QFrame()
                ground.setProperty("role", "chosen")
                grid.addWidget(ground, 2 * index, 0, 1, len(header))
            for column, cell in enumerate(row.cells):
                label = RoleLabel("strong" if row.chosen else "", wrap=column == 0)
                label.setText(cell)
                _place(grid, label, 2 * index, column)
        self.said = "\n".join(_spoken(header, row.cells) for row in rows)


def breakable(text: str) -> str:
    """`text` with places to break in words that are longer than a line can be."""
    words = (_broken(word) if len(word) > LONGEST_WORD else word for word in text.split(" "))
    return " ".join(words)


def _broken(word: str) -> str:
    return ZERO_WIDTH_SPACE.join(word[at : at + 8] for at in range(0, len(word), 8))


def _spoken(header: Sequence[str], cells: Sequence[str]) -> str:
    figures = (f"{name} {cell}" for name, cell in zip(header[1:], cells[1:], strict=True))
    return f"{header[0]} {cells[0]}: {', '.join(figures)}"


def _grid(table: QWidget) -> QGridLayout:
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(0)
    return grid


def _place(grid: QGridLayout, label: QLabel, row: int, column: int) -> None:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    _pad(label)
    grid.addWidget(label, row, column)


def _pad(label: QLabel) -> None:
    label.setContentsMargins(4, ROW_PADDING, 4, ROW_PADDING)
