"""How sure a result is, in words: how far the trees lie apart, and how many were like this one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.explanation import (
    FEWEST_TOLD,
    Explanation,
    Few,
    Neighbourhood,
    TreeSpread,
)
from diabetes_desktop.domain.hypothesis import typed_unit
from diabetes_desktop.domain.patient import AGE, GLUCOSE, HBA1C, Input, Range
from diabetes_desktop.domain.units import Unit, from_model_unit
from diabetes_desktop.ui.language import number, percent
from diabetes_desktop.ui.wording.inputs import input_label, quantity

translate = QCoreApplication.translate
FEW_PATIENTS = 30  # with fewer, a share says little: one patient more is three points
WIDE_SPREAD = 0.3  # of probability, between the trees


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that tells how sure the answer is; `caution` where it asks for care."""

    text: str
    caution: bool = False


def doubts(case: Case, explanation: Explanation) -> list[Doubt]:
    """How far the trees lie apart, and how many training patients were like this one."""
    return [_spread(explanation.spread), _neighbourhood(case, explanation.neighbourhood)]


def _spread(spread: TreeSpread | None) -> Doubt:
    if spread is None:
        return Doubt(
            translate(
                "Uncertainty", "How far the trees of this model lie apart can not be told from it."
            )
        )
    low, high = percent(spread.low), percent(spread.high)
    if low == high:
        text = translate("Uncertainty", "Nine of ten of the {0} trees answer {1}.")
        return Doubt(text.format(spread.trees, low))
    text = translate("Uncertainty", "Nine of ten of the {0} trees answer between {1} and {2}.")
    wide = spread.high - spread.low >= WIDE_SPREAD
    if wide:
        text += " " + translate("Uncertainty", "They lie far apart.")
    return Doubt(text.format(spread.trees, low, high), wide)


def _neighbourhood(case: Case, near: Neighbourhood | None) -> Doubt:
    if near is None:
        return Doubt(
            translate(
                "Uncertainty",
                "How many training patients were like this one is not known for this model.",
            )
        )
    bands = translate("Uncertainty", "{0}, {1} and {2}").format(
        _band(case, AGE, near.age),
        _band(case, HBA1C, near.hba1c),
        _band(case, GLUCOSE, near.glucose),
    )
    if isinstance(near.patients, Few) or near.patients < FEWEST_TOLD:
        text = translate(
            "Uncertainty",
            "Fewer than {0} training patients were like this one ({1}): the model answers from "
            "others.",
        )
        return Doubt(text.format(FEWEST_TOLD, bands), caution=True)
    positives = _positives(near.positives, near.patients)
    if near.patients < FEW_PATIENTS:
        text = translate(
            "Uncertainty", "Only {0} training patients were like this one ({1}); {2} had diabetes."
        )
        return Doubt(text.format(near.patients, bands, positives), caution=True)
    text = translate(
        "Uncertainty", "{0} training patients were like this one ({1}); {2} had diabetes."
    )
    return Doubt(text.format(near.patients, bands, positives))


def _positives(positives: int | Few, patients: int) -> str:
    if positives is Few.FEW:
        return translate("Uncertainty", "fewer than {0} of them").format(FEWEST_TOLD)
    if positives is Few.ALL_BUT_FEW:
        return translate("Uncertainty", "all or almost all of them")
    if positives == 0:
        return translate("Uncertainty", "none of them")
    return translate("Uncertainty", "{0} of them").format(positives)


def _band(case: Case, spec: Input, band: Range) -> str:
    """A half-open band in the unit typed: "HbA1c from 6.5 to under 6.7 %"."""
    unit = typed_unit(case, spec)
    decimals = 0 if unit in (Unit.MG_DL, Unit.YEARS) else 1
    low, high = from_model_unit(band.low, unit), from_model_unit(band.high, unit)
    name, end = _in_sentence(spec), quantity(high, unit, decimals)
    if band.low <= spec.hard.low:
        return translate("Uncertainty", "{0} under {1}").format(name, end)
    if band.high >= spec.hard.high:
        start = quantity(low, unit, decimals)
        return translate("Uncertainty", "{0} {1} or more").format(name, start)
    text = translate("Uncertainty", "{0} from {1} to under {2}")
    return text.format(name, number(low, decimals), end)


def _in_sentence(spec: Input) -> str:
    label = input_label(spec.name)
    return label if spec is HBA1C else label[:1].lower() + label[1:]
