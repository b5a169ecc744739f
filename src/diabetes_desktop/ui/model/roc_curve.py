"""Sensitivity against false alarms, with the threshold in use marked."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.application.model_card import TestFigures
from diabetes_desktop.ui.language import threshold_text
from diabetes_desktop.ui.model.curve_card import threshold_legend, with_curve, without_curve
from diabetes_desktop.ui.model.plot import Axis, Dot, Drawing, Line, Style
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.wording.figures import fixed, share_text

translate = QCoreApplication.translate
FIFTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def roc_card(theme: Theme, test: TestFigures, threshold: float) -> ReadingCard:
    """The curve of `test`."""
    card = ReadingCard(
        "ROC curve",
        translate("ModelCurves", "ROC curve"),
        translate("ModelCurves", "does it tell sick and healthy apart?"),
    )
    if not test.roc:
        return without_curve(card)
    auc = share_text(test.scores.auc if test.scores else None)
    dots, said = _in_use(test, threshold)
    legend = (
        (Style.MODEL, translate("ModelCurves", "the model (AUC {0})").format(auc)),
        threshold_legend(threshold_text(threshold)),
        (Style.REFERENCE, translate("ModelCurves", "by chance")),
    )
    said = f"{translate('ModelCurves', 'AUC {0}.').format(auc)} {said}"
    return with_curve(card, theme, _drawing(test, dots), legend, said)


def _in_use(test: TestFigures, threshold: float) -> tuple[list[Dot], str]:
    """The threshold in use on the curve, and in words."""
    point = test.at(threshold)
    if point is None or point.sensitivity is None or point.specificity is None:
        return [], ""
    label = threshold_text(point.threshold)
    said = translate("ModelCurves", "From {0} on: sensitivity {1}, specificity {2}.")
    figures = (label, share_text(point.sensitivity), share_text(point.specificity))
    return [Dot(1 - point.specificity, point.sensitivity, label=label)], said.format(*figures)


def _drawing(test: TestFigures, dots: list[Dot]) -> Drawing:
    curve = [(1.0, 1.0), *((1 - p.specificity, p.sensitivity) for p in test.roc), (0.0, 0.0)]
    return Drawing(
        _shares(translate("ModelCurves", "healthy patients referred in vain")),
        _shares(translate("ModelCurves", "sick patients found")),
        (Line(((0.0, 0.0), (1.0, 1.0)), Style.REFERENCE), Line(curve, Style.MODEL)),
        dots,
    )


def _shares(label: str) -> Axis:
    return Axis(label, 0.0, 1.0, [(share, fixed(share, 1)) for share in FIFTHS])
