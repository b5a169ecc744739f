"""What referring by the model is worth, beside the simpler ways.

Source: see `application.evaluation.NetBenefit`. Drawn per 1000 patients.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.evaluation import NetBenefit
from diabetes_desktop.application.model_card import TestFigures
from diabetes_desktop.ui.language import threshold_text
from diabetes_desktop.ui.model.curve_card import (
    Legend,
    threshold_legend,
    with_curve,
    without_curve,
)
from diabetes_desktop.ui.model.plot import Axis, Dot, Drawing, Line, Style
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.wording.figures import fixed

translate = QCoreApplication.translate
SAID_THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.5)
STEP = 20  # between ticks, per 1000 patients
MOST_STEPS = 10


def decision_card(theme: Theme, test: TestFigures, threshold: float) -> ReadingCard:
    """The curves of `test`."""
    card = ReadingCard(
        "Decision curve",
        translate("ModelCurves", "Decision curve"),
        translate("ModelCurves", "is it worth referring by it?"),
    )
    points = test.decision_curve
    if not points:
        return without_curve(card)
    drawing = _drawing(points, threshold)
    said = "\n".join(_said(points))
    return with_curve(card, theme, drawing, _legend(threshold_text(threshold)), said)


def _drawing(points: Sequence[NetBenefit], threshold: float) -> Drawing:
    nearest = min(points, key=lambda point: abs(point.threshold - threshold))
    label = threshold_text(nearest.threshold)
    x = Axis(
        translate("ModelCurves", "referral threshold"),
        0.0,
        0.5,
        [(tenth / 10, threshold_text(tenth / 10)) for tenth in range(6)],
    )
    lines = (
        Line([(p.threshold, 0.0) for p in points], Style.NOTHING),
        Line([(p.threshold, p.refer_all * 1000) for p in points], Style.REFERENCE),
        Line([(p.threshold, p.criterion * 1000) for p in points], Style.CRITERION),
        Line([(p.threshold, p.model * 1000) for p in points], Style.MODEL),
    )
    dot = Dot(nearest.threshold, nearest.model * 1000, label=label, above=True)
    return Drawing(x, _benefit_axis(points), lines, [dot])


def _benefit_axis(points: Sequence[NetBenefit]) -> Axis:
    """From one step below nothing to one above the best."""
    highest = max(0.0, *(max(point.model, point.criterion) * 1000 for point in points))
    step = STEP * (1 + int(highest / STEP / MOST_STEPS))
    top = step * (1 + int(highest / step))
    ticks = [(float(value), fixed(value, 0)) for value in range(-step, top + step, step)]
    label = translate("ModelCurves", "net benefit per 1000")
    return Axis(label, float(-step), float(top), ticks)


def _legend(label: str) -> Legend:
    return (
        (Style.MODEL, translate("ModelCurves", "refer by the model")),
        threshold_legend(label),
        (
            Style.CRITERION,
            translate("ModelCurves", "refer from HbA1c 6.5 % or glucose 200 mg/dL"),
        ),
        (Style.REFERENCE, translate("ModelCurves", "refer everybody")),
        (Style.NOTHING, translate("ModelCurves", "refer nobody")),
    )


def _said(points: Sequence[NetBenefit]) -> Iterator[str]:
    yield translate(
        "ModelCurves",
        "Net benefit per 1000 patients: those found, less those referred in vain as the threshold "
        "weighs them.",
    )
    sentence = translate(
        "ModelCurves", "From {0} on: by the model {1}, by the criteria {2}, everybody {3}."
    )
    for point in points:
        if any(abs(point.threshold - said) < 1e-9 for said in SAID_THRESHOLDS):
            values = (point.model, point.criterion, point.refer_all)
            worth = (fixed(value * 1000, 0) for value in values)
            yield sentence.format(threshold_text(point.threshold), *worth)
