"""The probability that was said against the share that was seen.

Both axes are drawn by their square root: nearly all patients have small probabilities, and the
thresholds lie among them; what is said and what is seen still meet on a straight line.
"""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.evaluation import CalibrationBin
from diabetes_desktop.application.model_card import TestFigures
from diabetes_desktop.domain.confidence import wilson_interval
from diabetes_desktop.ui.model.curve_card import with_curve, without_curve
from diabetes_desktop.ui.model.plot import Axis, Dot, Drawing, Line, Style
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.wording.figures import count_text, fixed

translate = QCoreApplication.translate
TICKS = (0.0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)


def calibration_card(theme: Theme, test: TestFigures) -> ReadingCard:
    """The bins of `test`."""
    card = ReadingCard(
        "Calibration",
        translate("ModelCurves", "Calibration"),
        translate("ModelCurves", "does the probability hold?"),
    )
    bins = [each for each in test.calibration if each.rows and each.predicted is not None]
    if not bins:
        return without_curve(card)
    drawing = Drawing(
        _percentages(translate("ModelCurves", "% said by the model")),
        _percentages(translate("ModelCurves", "% with diabetes")),
        (Line(((0.0, 0.0), (1.0, 1.0)), Style.REFERENCE),),
        [Dot(each.predicted or 0.0, each.observed or 0.0, _interval(each)) for each in bins],
    )
    legend = (
        (None, translate("ModelCurves", "patients by what was said, with the 95 % interval")),
        (Style.REFERENCE, translate("ModelCurves", "what is said is what is seen")),
    )
    return with_curve(card, theme, drawing, legend, "\n".join(map(_said, bins)))


def _percentages(label: str) -> Axis:
    return Axis(label, 0.0, 1.0, [(share, fixed(share * 100, 0)) for share in TICKS], sqrt)


def _interval(each: CalibrationBin) -> tuple[float, float]:
    return wilson_interval(each.observed or 0.0, each.rows)


def _said(each: CalibrationBin) -> str:
    said = translate("ModelCurves", "Said {0} %: seen {1} % (from {2} to {3}) of {4} patients.")
    shares = (each.predicted or 0.0, each.observed or 0.0, *_interval(each))
    return said.format(*(fixed(share * 100, 1) for share in shares), count_text(each.rows))
