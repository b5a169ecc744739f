"""A result in sentences."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.critical_glucose import critical_glucose
from diabetes_desktop.domain.marks import Mark
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.language import percent, threshold_text
from diabetes_desktop.ui.wording.criteria import verdict_text
from diabetes_desktop.ui.wording.discordance import critical_glucose_text, discordance_text
from diabetes_desktop.ui.wording.models import class_text, model_text, short_digest, source_text

translate = QCoreApplication.translate


def tone_of(prediction: Prediction) -> str:
    """The colour token: class 1, class 0 in the referral band, class 0."""
    if prediction.answer.outcome == 1:
        return "alert"
    return "caution" if prediction.refer else "accent"


def icon_of(prediction: Prediction) -> str:
    """A shape for each tone, so that no meaning hangs on colour alone."""
    return {"alert": "▲", "caution": "◆", "accent": "●"}[tone_of(prediction)]


def people_text(prediction: Prediction) -> str:
    """The probability as people: always of 100."""
    probability = prediction.answer.probability
    if probability is None:
        return translate("Result", "This model gives no probability, only the class.")
    if not prediction.speaks_of_people:
        return _nobody_like_this(prediction)
    value = probability * 100
    if value < 0.5:
        return translate(
            "Result", "Of 100 people like this one in the model's data, fewer than 1 had diabetes."
        )
    if value >= 99.5:
        return translate(
            "Result", "Of 100 people like this one in the model's data, more than 99 had diabetes."
        )
    if _rounding_crosses(probability, prediction.referral_threshold):
        return translate(
            "Result", "Of 100 people like this one in the model's data, about {0} had diabetes."
        ).format(int(value + 0.5))
    return translate(
        "Result", "Of 100 people like this one in the model's data, {0} had diabetes."
    ).format(int(value + 0.5))


def _nobody_like_this(prediction: Prediction) -> str:
    """The probability where it speaks of no people that anybody has seen."""
    if Mark.TRAINING_UNKNOWN in prediction.marks:
        words = translate(
            "Result", "The model gives {0}; on which people it was trained is not known."
        )
    else:
        words = translate("Result", "The model gives {0}; its data has no people like this one.")
    return words.format(probability_text(prediction))


def probability_text(prediction: Prediction) -> str:
    """The probability as a percentage, on its own side of the referral threshold.

    9.96 % must not read "10 %" beside "below the referral band (from 10 %)".
    """
    probability = prediction.answer.probability
    if probability is None:
        return translate("Result", "no probability")
    return percent_beside(probability, prediction.referral_threshold)


def percent_beside(probability: float, threshold: float) -> str:
    """`probability` as a percentage that stands on its own side of `threshold`."""
    if _rounding_crosses(probability, threshold):
        return threshold_text(math.floor(probability * 1000) / 1000)
    return percent(probability)


def _rounding_crosses(probability: float, threshold: float) -> bool:
    rounded = int(probability * 100 + 0.5) / 100
    return (rounded >= threshold) != (probability >= threshold)


def referral_text(prediction: Prediction) -> str:
    """What the referral band says of this result."""
    threshold = threshold_text(prediction.referral_threshold)
    if prediction.answer.probability is None:
        return ""
    if prediction.refer:
        return translate(
            "Result", "In the referral band (from {0}): refer for laboratory confirmation."
        ).format(threshold)
    return translate("Result", "Below the referral band (from {0}).").format(threshold)


def provenance_text(prediction: Prediction) -> str:
    """Which model answered and when, in local time; ISO 8601, which no two readers read apart."""
    model = prediction.model
    local = prediction.at.astimezone()
    parts = [
        model_text(model),
        source_text(model),
        f"sha256 {short_digest(model.digest)}" if model.digest else "",
        f"{local:%Y-%m-%d %H:%M:%S}",
    ]
    return " · ".join(part for part in parts if part)


def result_announcement(prediction: Prediction) -> str:
    """What a screen reader says when the result appears: what can't wait first."""
    critical = critical_glucose(prediction.case.glucose)
    parts = [
        "" if critical is None else critical_glucose_text(critical),
        discordance_text(prediction),
        class_text(prediction.answer.outcome),
        probability_text(prediction),
        *(verdict_text(assessment) for assessment in prediction.assessments),
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)
