"""What moved the model for one patient, in words and rows: for the screen, the record, the PDF."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from diabetes_desktop.domain.attribution import Pattern, attribution, by_size
from diabetes_desktop.domain.explanation import Explanation, Reference, ReferenceKind
from diabetes_desktop.domain.patient import INPUTS, Patient
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.language import NO_BREAK_SPACE, number, percent, threshold_text
from diabetes_desktop.ui.wording.patient_facts import fact_text, value_text
from diabetes_desktop.ui.wording.results import probability_text

translate = QCoreApplication.translate
SMALLEST = 0.05  # percentage points: less than this would be rounded to nothing
WHOLE_FROM = 9.95  # percentage points from which no tenth is shown


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """One input's contribution, ready to be printed.

    `fact` is label and value ("HbA1c 6,8 %"); `points` are percentage points, unrounded, and
    `points_text` shows them with their sign ("+31", "−1,2", "< 0,1").
    """

    name: str
    fact: str
    value: str
    points: float
    points_text: str


def contribution_rows(prediction: Prediction, explanation: Explanation) -> list[ContributionRow]:
    """The eight contributions, the largest first."""
    return [
        _row(prediction, place, 100 * explanation.contributions[place])
        for place in by_size(explanation.contributions)
    ]


def explanation_sentences(prediction: Prediction, explanation: Explanation) -> list[str]:
    """What accounts for the result, what that is not, and whom the patient is compared with."""
    sentences = [
        movement_text(prediction, explanation),
        translate("Explanation", "This is what moved this model, not the cause."),
        reference_text(explanation.reference),
    ]
    if not adds_up(prediction, explanation):
        sentences.append(translate("Explanation", "The figures are rounded."))
    return sentences


def movement_text(prediction: Prediction, explanation: Explanation) -> str:
    """From the average to this patient, and which inputs account for it."""
    found = attribution(explanation.contributions)
    names = [_input_in_sentence(INPUTS[place].name, prediction.patient) for place in found.places]
    way = translate("Explanation", "From {0} on average to {1} for this patient:").format(
        base_text(explanation.base), probability_text(prediction)
    )
    return f"{way} {_pattern_text(found.pattern, names)}"


def reference_text(reference: Reference) -> str:
    """Whom the patient is compared with."""
    rate = base_text(reference.base_rate)
    if reference.kind is ReferenceKind.MODEL:
        text = translate(
            "Explanation",
            "Compared with {0} typical patients that stand for the model's training data, "
            "in which {1} had diabetes.",
        )
    else:
        text = translate(
            "Explanation",
            "This model brings no reference patients of its own: compared with {0} typical "
            "ones of this program, in whose data {1} had diabetes.",
        )
    return text.format(reference.patients, rate)


def points_text(points: float) -> str:
    """Percentage points with their sign; a tenth where it says something."""
    if points == 0:
        return "0"
    if abs(points) < SMALLEST:
        return f"<{NO_BREAK_SPACE}{number(0.1, 1)}"
    sign = "+" if points > 0 else "−"
    return f"{sign}{_size(points)}"


def base_text(fraction: float) -> str:
    """An average as a percentage, with its tenth where it is small; never "0 %"."""
    if 0.0005 <= fraction < 0.0995:
        return threshold_text(fraction)
    return percent(fraction)


def row_text(row: ContributionRow) -> str:
    """One contribution as it is spoken."""
    if row.points == 0:
        return translate("Explanation", "{0}: moved nothing.").format(row.fact)
    if abs(row.points) < SMALLEST:
        text = translate("Explanation", "{0}: moved it by less than {1} percentage points.")
        return text.format(row.fact, number(0.1, 1))
    text = (
        translate("Explanation", "{0}: raised it by {1} percentage points.")
        if row.points > 0
        else translate("Explanation", "{0}: lowered it by {1} percentage points.")
    )
    return text.format(row.fact, _size(row.points))


def waterfall_text(prediction: Prediction, explanation: Explanation) -> str:
    """All that the waterfall shows."""
    rows = [row_text(row) for row in contribution_rows(prediction, explanation)]
    return " ".join([movement_text(prediction, explanation), *rows])


def adds_up(prediction: Prediction, explanation: Explanation) -> bool:
    """Whether a reader who adds the figures shown comes to the probability shown."""
    shown = 100 * round(explanation.base, 3 if explanation.base < WHOLE_FROM / 100 else 2)
    for contribution in explanation.contributions:
        points = abs(100 * contribution)
        if points >= SMALLEST:
            shown += _rounded(points) * (1 if contribution > 0 else -1)
    probability = prediction.answer.probability or 0.0
    return int(shown + 0.5) == int(100 * probability + 0.5)


def _row(prediction: Prediction, place: int, points: float) -> ContributionRow:
    spec = INPUTS[place]
    value = value_text(prediction.case, spec)
    return ContributionRow(spec.name, fact_text(spec, value), value, points, points_text(points))


def _size(points: float) -> str:
    return QLocale().toString(_rounded(abs(points)), "f", 0 if abs(points) >= WHOLE_FROM else 1)


def _rounded(points: float) -> float:
    return float(round(points)) if points >= WHOLE_FROM else round(points, 1)


def _pattern_text(pattern: Pattern, names: list[str]) -> str:
    if pattern is Pattern.HARDLY:
        return translate("Explanation", "no input moved it much.")
    if pattern is Pattern.OPPOSED:
        return translate(
            "Explanation", "{0} raised it and {1} lowered it, which nearly cancels out."
        ).format(*names)
    if pattern is Pattern.SEVERAL:
        return translate(
            "Explanation", "no single input accounts for it; {0} moved it most."
        ).format(*names)
    one = len(names) == 1
    if pattern is Pattern.ALMOST_ALL:
        if one:
            text = translate("Explanation", "{0} accounts for almost all of it.")
        else:
            text = translate("Explanation", "{0} and {1} account for almost all of it.")
    elif one:
        text = translate("Explanation", "{0} accounts for most of it.")
    else:
        text = translate("Explanation", "{0} and {1} account for most of it.")
    return text.format(*names)


def _input_in_sentence(name: str, patient: Patient) -> str:
    """The input with its article; of a flag, what the patient has or has not."""
    if name == "hypertension":
        return (
            translate("Explanation", "having hypertension")
            if patient.hypertension
            else translate("Explanation", "having no hypertension")
        )
    if name == "heart_disease":
        return (
            translate("Explanation", "having heart disease")
            if patient.heart_disease
            else translate("Explanation", "having no heart disease")
        )
    return {
        "gender": translate("Explanation", "the gender"),
        "age": translate("Explanation", "the age"),
        "smoking_history": translate("Explanation", "the smoking history"),
        "bmi": translate("Explanation", "the BMI"),
        "HbA1c_level": translate("Explanation", "the HbA1c"),
        "blood_glucose_level": translate("Explanation", "the blood glucose"),
    }[name]
