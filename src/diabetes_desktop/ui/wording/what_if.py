"""What-if curves in words: what a curve shows, and what a hypothetical patient would be told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.explanation import Curve
from diabetes_desktop.domain.hypothesis import Hypothesis, place_of, shown_at, typed_at, typed_unit
from diabetes_desktop.domain.patient import Input, Kind
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.language import percent, threshold_text
from diabetes_desktop.ui.wording.criteria import guideline_name, verdict_text
from diabetes_desktop.ui.wording.inputs import input_label, quantity
from diabetes_desktop.ui.wording.models import class_text
from diabetes_desktop.ui.wording.patient_facts import (
    AS_TYPED,
    choice_text,
    fact_text,
    value_text,
)
from diabetes_desktop.ui.wording.results import percent_beside

translate = QCoreApplication.translate
MOST_STRETCHES = 3  # more of them are summed up


def curve_value_text(case: Case, spec: Input, curve: Curve, place: int) -> str:
    """The value at `place`, in the unit typed; the patient's own as it was typed."""
    if spec.kind is not Kind.NUMBER:
        return choice_text(spec, str(curve.values[place]))
    if place == place_of(curve, case.patient, spec):
        return value_text(case, spec)
    shown = shown_at(curve, place, typed_unit(case, spec))
    return quantity(shown.value, shown.unit, AS_TYPED)


def answer_text(case: Case, spec: Input, curve: Curve, place: int, threshold: float) -> str:
    """Value and probability: "7,1 % → 97 %"."""
    value = curve_value_text(case, spec, curve, place)
    return f"{value} → {percent_beside(curve.probabilities[place], threshold)}"


def if_text(answer: str) -> str:
    """`answer`, said to be hypothetical."""
    return translate("WhatIf", "if {0}").format(answer)


def hypothetical_text() -> str:
    """The word beside what is not the patient."""
    return translate("WhatIf", "hypothetical")


def hypothesis_text(case: Case, curve: Curve, hypothesis: Hypothesis, threshold: float) -> str:
    """What a hypothetical patient would be told, said to be hypothetical first of all."""
    value = curve_value_text(case, hypothesis.spec, curve, hypothesis.place)
    fact = fact_text(hypothesis.spec, value)
    said = translate("WhatIf", "HYPOTHETICAL: {0} → {1}, {2}.").format(
        fact,
        class_text(hypothesis.outcome),
        percent_beside(hypothesis.probability, threshold),
    )
    verdicts = [
        f"{guideline_name(assessment.guideline)}: {verdict_text(assessment)}."
        for assessment in hypothesis.assessments
    ]
    return " ".join([said, *verdicts])


def legend_text(prediction: Prediction) -> str:
    """What the lines of the curves mean."""
    names = translate("WhatIf", " and ").join(
        guideline_name(each) for each in prediction.rules.guidelines
    )
    if prediction.case.context.sample is Sample.UNKNOWN:
        dotted = translate("WhatIf", "dotted: cut-offs of the {0}, of glucose if fasting")
    else:
        dotted = translate("WhatIf", "dotted: cut-offs of the {0}")
    return translate(
        "WhatIf",
        "The model's answer if a single fact changes. Dashed: referral from {0}; {1}; "
        "thick line: class 1.",
    ).format(threshold_text(prediction.referral_threshold), dotted.format(names))


def curve_text(prediction: Prediction, spec: Input, curve: Curve) -> str:
    """All that the picture of `curve` shows."""
    if spec.kind is not Kind.NUMBER:
        return _choices_text(prediction, spec, curve)
    case, last = prediction.case, len(curve.values) - 1
    ends = [curve_value_text(case, spec, curve, place) for place in (0, last)]
    risks = [percent(curve.probabilities[place]) for place in (0, last)]
    threshold = prediction.referral_threshold
    own = place_of(curve, case.patient, spec)
    sentences = [
        translate("WhatIf", "{0} from {1} to {2}: the probability goes from {3} to {4}.").format(
            input_label(spec.name), *ends, *risks
        ),
        translate("WhatIf", "At or over the referral threshold ({0}): {1}.").format(
            threshold_text(threshold),
            _where(case, spec, curve, [p >= threshold for p in curve.probabilities]),
        ),
        translate("WhatIf", "Class 1: {0}.").format(
            _where(case, spec, curve, [outcome == 1 for outcome in curve.outcomes])
        ),
        _this_patient(answer_text(case, spec, curve, own, threshold)),
    ]
    return " ".join(sentences)


def _this_patient(answer: str) -> str:
    return translate("WhatIf", "This patient: {0}.").format(answer)


def _choices_text(prediction: Prediction, spec: Input, curve: Curve) -> str:
    case, threshold = prediction.case, prediction.referral_threshold
    answers = [
        answer_text(case, spec, curve, place, threshold) for place in range(len(curve.values))
    ]
    own = answers[place_of(curve, case.patient, spec)]
    return f"{input_label(spec.name)}: {'; '.join(answers)}. {_this_patient(own)}"


def _where(case: Case, spec: Input, curve: Curve, holds: Sequence[bool]) -> str:
    """On which stretches of the curve something holds."""
    if all(holds):
        return translate("WhatIf", "everywhere")
    if not any(holds):
        return translate("WhatIf", "nowhere")
    last, runs = len(holds) - 1, _runs(holds)
    if len(runs) > MOST_STRETCHES:
        runs, count = [(runs[0][0], runs[-1][1])], len(runs)
        within = _stretch(case, spec, curve, runs[0], last)
        return translate("WhatIf", "on {0} stretches, {1}").format(count, within)
    return "; ".join(_stretch(case, spec, curve, run, last) for run in runs)


def _stretch(case: Case, spec: Input, curve: Curve, run: tuple[int, int], last: int) -> str:
    low, high = (curve_value_text(case, spec, curve, place) for place in run)
    if run[1] == last:
        if typed_at(curve, run[0], typed_unit(case, spec)) is None:
            return translate("WhatIf", "over {0}").format(low)
        return translate("WhatIf", "from {0} on").format(low)
    if run[0] == 0:
        return translate("WhatIf", "up to {0}").format(high)
    if low == high:
        return translate("WhatIf", "at {0}").format(low)
    return translate("WhatIf", "from {0} to {1}").format(low, high)


def _runs(holds: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last place of each unbroken stretch on which something holds."""
    runs = []
    for held, group in groupby(enumerate(holds), key=lambda pair: pair[1]):
        places = [place for place, _ in group]
        if held:
            runs.append((places[0], places[-1]))
    return runs
