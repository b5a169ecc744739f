"""The card below the result: why this result, how sure it is, and what if."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.patient.explanation_why import Why
from diabetes_desktop.ui.patient.what_if import Place, WhatIf
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import Card, RoleLabel

WIDTH_FOR_THREE = 1000  # the waterfall, and two columns of curves beside it
WIDTH_FOR_TWO = 700  # the waterfall, and one column of curves beside it
WIDTH_FOR_PAIRS = 500  # two curves side by side below the waterfall


class ExplanationCard(Card):
    """Waits, explains, or says why nothing is explained."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=16, spacing=6)
        self.setObjectName("explanation")
        self._shown: tuple[Prediction, Explanation] | None = None
        self._words: Callable[[], str] = str
        self._message = RoleLabel("muted", wrap=True)
        self._message.setObjectName("explanation_message")
        self.why = Why(theme)
        self.what_if = WhatIf(theme)
        self._arrangement = ""
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        self.column.addWidget(self._message)
        self.column.addWidget(self._body)
        self._arrange()
        self.show_waiting()

    def show_waiting(self) -> None:
        """The model is being asked why."""
        self.show_unavailable(lambda: self.tr("Asking the model why…"))

    def show_unavailable(self, words: Callable[[], str]) -> None:
        """Nothing is explained; `words` say why, and are asked for again in each language."""
        self._shown = None
        self._words = words
        self.what_if.end_hypothesis()
        self._message.setText(words())
        self._message.show()
        self._body.hide()

    def show_explanation(self, prediction: Prediction, explanation: Explanation) -> None:
        """Draw `explanation` of `prediction`; a hypothesis on an earlier one is over."""
        self._shown = prediction, explanation
        self.why.show_explanation(prediction, explanation)
        self.what_if.show_explanation(prediction, explanation)
        self._message.hide()
        self._body.show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _retranslate(self) -> None:
        if self._shown is None:
            self._message.setText(self._words())
            return
        self.why.show_explanation(*self._shown)
        self.what_if.retranslate()

    def _arrange(self) -> None:
        """Side by side where there is room, else one below the other."""
        width = self.width()
        wanted = _arrangement_for(width)
        if wanted == self._arrangement:
            return
        self._arrangement = wanted
        parts = (self.why, self.what_if.curves, self.what_if.strip, self.what_if.choices)
        for part in parts:
            self._grid.removeWidget(part)
        curve_columns, choice_columns, stretches, places = _ARRANGEMENTS[wanted]
        self.what_if.arrange(curve_columns, choice_columns)
        for column, stretch in enumerate(stretches):
            self._grid.setColumnStretch(column, stretch)
        self._grid.setRowStretch(2, 1)  # what the longer side leaves goes below the shorter one
        for part, place in zip(parts, places, strict=True):
            self._grid.addWidget(part, *place)


# Columns of curves, columns of dots, the widths of the card's two columns, and where the
# waterfall, the curves, the hypothesis and the dots stand.
_ARRANGEMENTS: dict[str, tuple[int, int, tuple[int, int], tuple[Place, ...]]] = {
    "three": (2, 3, (2, 3), ((0, 0, 3, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1))),
    "two": (1, 3, (3, 2), ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2), (2, 0, 1, 2))),
    "pairs": (2, 2, (1, 0), ((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1), (3, 0, 1, 1))),
    "one": (1, 1, (1, 0), ((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1), (3, 0, 1, 1))),
}


def _arrangement_for(width: int) -> str:
    if width >= WIDTH_FOR_THREE:
        return "three"
    if width >= WIDTH_FOR_TWO:
        return "two"
    return "pairs" if width >= WIDTH_FOR_PAIRS else "one"
