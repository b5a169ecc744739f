"""The left part of the explanation: the waterfall, its words, and how sure the answer is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.patient.explanation_waterfall import Waterfall
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.wording.explanation import explanation_sentences
from diabetes_desktop.ui.wording.uncertainty import doubts

WORD_JOINER = "\u2060"


class Why(QWidget):
    """Why this result, and how sure is it?"""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._heading = RoleLabel("heading", wrap=True)
        self._note = RoleLabel("note", wrap=True)
        self.waterfall = Waterfall(theme)
        self._sentences = RoleLabel("", wrap=True)
        self._sentences.setObjectName("explanation_sentences")
        self._reference = RoleLabel("note", wrap=True)
        self._reference.setObjectName("explanation_reference")
        self._sure = RoleLabel("heading", wrap=True)
        self._doubts = [RoleLabel("note", wrap=True) for _ in range(2)]
        for label, name in zip(self._doubts, ("tree_spread", "neighbourhood"), strict=True):
            label.setObjectName(name)
        for label in (self._sentences, self._reference, *self._doubts):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._heading, self._note, self.waterfall, self._sentences, self._reference):
            column.addWidget(part)
        column.addSpacing(8)
        for part in (self._sure, *self._doubts):
            column.addWidget(part)
        column.addStretch(1)

    def show_explanation(self, prediction: Prediction, explanation: Explanation) -> None:
        """Show `explanation` in the language on screen."""
        self._heading.setText(self.tr("Why this result"))
        self._note.setText(
            self.tr("What moved the model, in percentage points (exact Shapley values).")
        )
        self.waterfall.show_explanation(prediction, explanation)
        movement, not_the_cause, *rest = explanation_sentences(prediction, explanation)
        self._sentences.setText(f"{movement} {not_the_cause}")
        self._reference.setText(" ".join(rest))
        self._sure.setText(self.tr("How sure is this?"))
        for label, doubt in zip(self._doubts, doubts(prediction.case, explanation), strict=True):
            text = doubt.text.replace("/", f"/{WORD_JOINER}")  # "mg/dL" stays on one line
            label.setText(f"⚠  {text}" if doubt.caution else text)
            label.set_tone("caution" if doubt.caution else "")
