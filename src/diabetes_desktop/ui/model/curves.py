"""The three curves of a card: what they show, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from diabetes_desktop.application.evaluation import CalibrationBin, NetBenefit
from diabetes_desktop.application.model_card import TestFigures
from diabetes_desktop.domain.confidence import wilson_interval
from diabetes_desktop.ui.language import threshold_text
from diabetes_desktop.ui.model.plot import Axis, Dot, Drawing, LegendMark, Line, Plot, Style
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.wording.figures import count_text, fixed, share_text

translate = QCoreApplication.translate
FIFTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
SAID_THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.5)
Legend = Sequence[tuple[Style | None, str]]


def roc_card(theme: Theme, test: TestFigures, threshold: float) -> ReadingCard:
    """Sensitivity against false alarms, with the threshold in use marked."""
    card = ReadingCard(
        "ROC curve",
        translate("ModelCurves", "ROC curve"),
        translate("ModelCurves", "does it tell sick and healthy apart?"),
    )
    if not test.roc:
        return _without_curve(card)
    auc = share_text(test.scores.auc if test.scores else None)
    point = test.at(threshold)
    label, said = threshold_text(threshold), translate("ModelCurves", "AUC {0}.").format(auc)
    dots = []
    if point and point.sensitivity is not None and point.specificity is not None:
        dots = [Dot(1 - point.specificity, point.sensitivity, label=label)]
        said += " " + translate(
            "ModelCurves", "From {0} on: sensitivity {1}, specificity {2}."
        ).format(
            threshold_text(point.threshold),
            share_text(point.sensitivity),
            share_text(point.specificity),
        )
    curve = [(1.0, 1.0), *((1 - p.specificity, p.sensitivity) for p in test.roc), (0.0, 0.0)]
    drawing = Drawing(
        _shares(translate("ModelCurves", "healthy patients referred in vain")),
        _shares(translate("ModelCurves", "sick patients found")),
        (Line(((0.0, 0.0), (1.0, 1.0)), Style.REFERENCE), Line(curve, Style.MODEL)),
        dots,
    )
    legend = (
        (Style.MODEL, translate("ModelCurves", "the model (AUC {0})").format(auc)),
        (Style.REFERENCE, translate("ModelCurves", "by chance")),
        (None, translate("ModelCurves", "referral threshold in use, {0}").format(label)),
    )
    return _with_curve(card, theme, drawing, legend, said)


def calibration_card(theme: Theme, test: TestFigures) -> ReadingCard:
    """The probability that was said against the share that was seen."""
    card = ReadingCard(
        "Calibration",
        translate("ModelCurves", "Calibration"),
        translate("ModelCurves", "does the probability hold?"),
    )
    bins = [each for each in test.calibration if each.rows and each.predicted is not None]
    if not bins:
        return _without_curve(card)
    dots = [Dot(each.predicted or 0.0, each.observed or 0.0, _interval(each)) for each in bins]
    ticks = [(share, fixed(share * 100, 0)) for share in (0.0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)]
    drawing = Drawing(
        Axis(translate("ModelCurves", "% said by the model"), 0.0, 1.0, ticks, sqrt),
        Axis(translate("ModelCurves", "% with diabetes"), 0.0, 1.0, ticks, sqrt),
        (Line(((0.0, 0.0), (1.0, 1.0)), Style.REFERENCE),),
        dots,
    )
    legend = (
        (None, translate("ModelCurves", "patients by what was said, with the 95 % interval")),
        (Style.REFERENCE, translate("ModelCurves", "what is said is what is seen")),
    )
    said = "\n".join(_said_bin(each) for each in bins)
    return _with_curve(card, theme, drawing, legend, said)


def decision_card(theme: Theme, test: TestFigures, threshold: float) -> ReadingCard:
    """What referring by the model is worth, beside the simpler ways."""
    card = ReadingCard(
        "Decision curve",
        translate("ModelCurves", "Decision curve"),
        translate("ModelCurves", "is it worth referring by it?"),
    )
    points = test.decision_curve
    if not points:
        return _without_curve(card)
    nearest = min(points, key=lambda point: abs(point.threshold - threshold))
    highest = max(max(point.model, point.criterion) for point in points) * 1000
    step = 20 if highest <= 120 else 100
    top = (int(highest / step) + 1) * step
    values = range(-step, top + step, step)
    drawing = Drawing(
        Axis(
            translate("ModelCurves", "referral threshold"),
            0.0,
            max(point.threshold for point in points),
            [(tenth / 10, threshold_text(tenth / 10)) for tenth in range(6)],
        ),
        Axis(
            translate("ModelCurves", "net benefit per 1000"),
            -step,
            top,
            [(value, fixed(value, 0)) for value in values],
        ),
        (
            Line([(p.threshold, 0.0) for p in points], Style.NOTHING),
            Line([(p.threshold, p.refer_all * 1000) for p in points], Style.REFERENCE),
            Line([(p.threshold, p.criterion * 1000) for p in points], Style.CRITERION),
            Line([(p.threshold, p.model * 1000) for p in points], Style.MODEL),
        ),
        [Dot(nearest.threshold, nearest.model * 1000, label=threshold_text(nearest.threshold))],
    )
    legend = (
        (Style.MODEL, translate("ModelCurves", "refer by the model")),
        (
            Style.CRITERION,
            translate("ModelCurves", "refer from HbA1c 6.5 % or glucose 200 mg/dL"),
        ),
        (Style.REFERENCE, translate("ModelCurves", "refer everybody")),
        (Style.NOTHING, translate("ModelCurves", "refer nobody")),
    )
    return _with_curve(card, theme, drawing, legend, "\n".join(_said_benefits(points)))


def _without_curve(card: ReadingCard) -> ReadingCard:
    card.add_text(translate("ModelCurves", "The card has no figures for this."), "muted")
    card.finish()
    return card


def _with_curve(
    card: ReadingCard, theme: Theme, drawing: Drawing, legend: Legend, said: str
) -> ReadingCard:
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
    card.add(rows, "")
    card.finish()
    return card


def _shares(label: str) -> Axis:
    return Axis(label, 0.0, 1.0, [(share, fixed(share, 1)) for share in FIFTHS])


def _interval(each: CalibrationBin) -> tuple[float, float]:
    return wilson_interval(each.observed or 0.0, each.rows)


def _said_bin(each: CalibrationBin) -> str:
    low, high = _interval(each)
    return translate(
        "ModelCurves", "Said {0} %: seen {1} % (from {2} to {3}) of {4} patients."
    ).format(
        fixed((each.predicted or 0.0) * 100, 1),
        fixed((each.observed or 0.0) * 100, 1),
        fixed(low * 100, 1),
        fixed(high * 100, 1),
        count_text(each.rows),
    )


def _said_benefits(points: Sequence[NetBenefit]) -> Iterator[str]:
    yield translate(
        "ModelCurves",
        "Net benefit per 1000 patients: those found, less those referred in vain as the threshold "
        "weighs them.",
    )
    for point in points:
        if any(abs(point.threshold - said) < 1e-9 for said in SAID_THRESHOLDS):
            values = (point.model, point.criterion, point.refer_all)
            yield translate(
                "ModelCurves", "From {0} on: by the model {1}, by the criteria {2}, everybody {3}."
            ).format(threshold_text(point.threshold), *(fixed(value * 1000, 0) for value in values))
