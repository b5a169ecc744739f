"""The what-if pictures of the eight inputs, and the one hypothesis that there may be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.hypothesis import hypothesis
from diabetes_desktop.domain.patient import (
    AGE,
    BMI,
    GENDER,
    GLUCOSE,
    HBA1C,
    HEART_DISEASE,
    HYPERTENSION,
    INPUTS,
    SMOKING_HISTORY,
)
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.patient.hypothesis_strip import HypothesisStrip
from diabetes_desktop.ui.patient.what_if_choices import WhatIfChoices
from diabetes_desktop.ui.patient.what_if_curve import WhatIfCurve
from diabetes_desktop.ui.patient.what_if_picture import WhatIfPicture
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.wording.what_if import hypothesis_text, legend_text

# Those that move the model most come first.
CURVES = ((HBA1C, "HbA1c"), (GLUCOSE, "Blood glucose"), (AGE, "Age"), (BMI, "BMI"))
CHOICES = (
    (SMOKING_HISTORY, "Smoking history"),
    (GENDER, "Gender"),
    (HYPERTENSION, "Hypertension"),
    (HEART_DISEASE, "Heart disease"),
)

Place = tuple[int, int, int, int]  # row, column, rows, columns
_CURVE_PLACES: dict[int, tuple[Place, ...]] = {
    1: ((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1), (3, 0, 1, 1)),
    2: ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)),
}
# In three columns the two flags stand one below the other.
_CHOICE_PLACES: dict[int, tuple[Place, ...]] = {
    1: _CURVE_PLACES[1],
    2: ((0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1)),
    3: ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 1), (1, 2, 1, 1)),
}

EVENNESS = 100  # added to the heights in whose proportion columns get their width


class WhatIf(QObject):
    """Owns three widgets for the card to place: `curves`, `strip` and `choices`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: tuple[Prediction, Explanation] | None = None
        curves = [WhatIfCurve(theme, spec, name) for spec, name in CURVES]
        choices = [WhatIfChoices(theme, spec, name) for spec, name in CHOICES]
        self.pictures: list[WhatIfPicture] = [*curves, *choices]
        self.strip = HypothesisStrip(theme)
        self._heading = RoleLabel("heading", wrap=True)
        self._legend = RoleLabel("note", wrap=True)
        self._curve_grid = PictureGrid(curves)
        self.choices = PictureGrid(choices)
        self.curves = QWidget()
        column = QVBoxLayout(self.curves)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._heading, self._legend, self._curve_grid):
            column.addWidget(part)
        column.addStretch(1)
        for picture in self.pictures:
            picture.assumed.connect(lambda place, picture=picture: self._assume(picture, place))

    def arrange(self, curve_columns: int, choice_columns: int) -> None:
        """How many pictures stand side by side."""
        self._curve_grid.arrange(_CURVE_PLACES[curve_columns])
        self.choices.arrange(_CHOICE_PLACES[choice_columns])

    def show_explanation(self, prediction: Prediction, explanation: Explanation) -> None:
        """Draw the curves of `explanation`; whatever was assumed before is over."""
        self._shown = prediction, explanation
        self._heading.setText(self.tr("What if…?"))
        self._legend.setText(legend_text(prediction))
        for picture in self.pictures:
            place = INPUTS.index(picture.spec)
            picture.show_curve(prediction, explanation.curves[place])
        self.strip.clear()

    def end_hypothesis(self) -> None:
        """Every marker back to the patient."""
        for picture in self.pictures:
            picture.back_to_patient()

    def retranslate(self) -> None:
        """Set every text in the language on screen; a hypothesis stays."""
        if self._shown is not None:
            self._heading.setText(self.tr("What if…?"))
            self._legend.setText(legend_text(self._shown[0]))

    def _assume(self, picture: WhatIfPicture, place: int | None) -> None:
        if self._shown is None or place is None:
            self.strip.clear()
            return
        for other in self.pictures:
            if other is not picture and other.hypothetical:
                other.back_to_patient()
        prediction, explanation = self._shown
        curve = explanation.curves[INPUTS.index(picture.spec)]
        rules = prediction.rules
        assumed = hypothesis(prediction.case, picture.spec, curve, place, rules.guidelines)
        threshold = rules.referral_threshold
        self.strip.say(lambda: hypothesis_text(prediction.case, curve, assumed, threshold), picture)


class PictureGrid(QWidget):
    """Pictures side by side, in columns that are told."""

    def __init__(self, pictures: Sequence[WhatIfPicture]) -> None:
        super().__init__()
        self._pictures = pictures
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)

    def arrange(self, places: Sequence[Place]) -> None:
        """Place each picture at its row, column, rows and columns; the higher the wider."""
        top = Qt.AlignmentFlag.AlignTop
        self._grid.setRowStretch(len(self._pictures), 1)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for picture, place in zip(self._pictures, places, strict=True):
            self._grid.removeWidget(picture)
            self._grid.addWidget(picture, *place, top)
            stretch = max(self._grid.columnStretch(place[1]), picture.height() + EVENNESS)
            self._grid.setColumnStretch(place[1], stretch)
