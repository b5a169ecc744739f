"""A card that holds one plot, its legend, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from diabetes_desktop.ui.model.legend import LegendMark
from diabetes_desktop.ui.model.plot import Drawing, Plot, Style
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import RoleLabel

translate = QCoreApplication.translate
Legend = Sequence[tuple[Style | None, str]]  # a line's style, or None for the dots


def without_curve(card: ReadingCard) -> ReadingCard:
    """Say on `card` that there is nothing to draw."""
    card.add_text(translate("ModelCurves", "The card has no figures for this."), "muted")
    card.finish()
    return card


def with_curve(
    card: ReadingCard, theme: Theme, drawing: Drawing, legend: Legend, said: str
) -> ReadingCard:
    """Put `drawing` and `legend` on `card`; `said` is what a screen reader says of them."""
    card.add(Plot(theme, drawing, f"{card.accessibleName()} plot", said), said)
    rows = QWidget()
    grid = QGridLayout(rows)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for row, (style, text) in enumerate(legend):
        label = RoleLabel("note", wrap=True)
        label.setText(text)
        grid.addWidget(LegendMark(theme, style), row, 0)
        grid.addWidget(label, row, 1)
    card.add(rows, "\n".join(text for _, text in legend))
    card.finish()
    return card


def threshold_legend(label: str) -> tuple[None, str]:
    """The words beside the dot of the threshold in use."""
    return None, translate("ModelCurves", "referral threshold in use, {0}").format(label)
