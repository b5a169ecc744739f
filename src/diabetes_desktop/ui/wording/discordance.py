"""Where the model and the criteria part, and what can't wait for either, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.assessment import Verdict
from diabetes_desktop.domain.critical_glucose import CriticalGlucose
from diabetes_desktop.domain.discordance import Discordance
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.wording.criteria import guideline_name

translate = QCoreApplication.translate


def agreement_text(prediction: Prediction) -> str:
    """Whether the model and the criteria say the same, in a word or two."""
    verdicts = [assessment.verdict for assessment in prediction.assessments]
    if prediction.discordance is None and Verdict.NOT_ASSESSED in verdicts:
        return translate("Criteria", "not comparable")
    return {
        None: translate("Criteria", "agree"),
        Discordance.MODEL_MISSES: translate("Criteria", "disagree"),
        Discordance.MODEL_ALONE: translate("Criteria", "disagree"),
        Discordance.MODEL_MAY_MISS: translate("Criteria", "depends"),
    }[prediction.discordance]


def discordance_title(prediction: Prediction) -> str:
    """The heading of the banner; empty where model and criteria agree."""
    return {
        None: "",
        Discordance.MODEL_MISSES: translate("Criteria", "The model and the criteria disagree"),
        Discordance.MODEL_ALONE: translate("Criteria", "The model and the criteria disagree"),
        Discordance.MODEL_MAY_MISS: translate(
            "Criteria", "The model and the criteria may disagree"
        ),
    }[prediction.discordance]


def discordance_text(prediction: Prediction) -> str:
    """Why they part and what follows; empty where they agree."""
    said = [a for a in prediction.assessments if a.says_diabetes]
    confirmed = [a for a in said if a.verdict is Verdict.CONFIRMED]
    names = translate("Criteria", " and ").join(
        guideline_name(a.guideline) for a in confirmed or said
    )
    match prediction.discordance:
        case None:
            return ""
        case Discordance.MODEL_MISSES if confirmed:
            return translate(
                "Criteria",
                "The model answers 0, but the criteria confirm diabetes ({0}). Do not rule out "
                "diabetes by the model's answer.",
            ).format(names)
        case Discordance.MODEL_MISSES:
            return translate(
                "Criteria",
                "The model answers 0, but a diagnostic criterion is met ({0}). Do not rule out "
                "diabetes by the model's answer.",
            ).format(names)
        case Discordance.MODEL_MAY_MISS:
            return translate(
                "Criteria",
                "The model answers 0, but the glucose may meet a diagnostic criterion: it depends "
                "on what was not stated (sample, symptoms). State it and predict again.",
            )
    return translate(
        "Criteria",
        "The model answers 1, but no diagnostic criterion is met for certain. This answer does "
        "not diagnose diabetes: confirm in the laboratory.",
    )


def critical_glucose_title() -> str:
    """The heading of the alert."""
    return translate("Criteria", "Critical glucose")


def critical_glucose_text(critical: CriticalGlucose) -> str:
    """What can't wait for any model."""
    return {
        CriticalGlucose.LOW: translate(
            "Criteria",
            "Critical glucose: hypoglycaemia (below 54 mg/dL, 3.0 mmol/L). Treat it first.",
        ),
        CriticalGlucose.HIGH: translate(
            "Criteria",
            "Critical glucose (600 mg/dL, 33.3 mmol/L or more): rule out a hyperglycaemic crisis "
            "first.",
        ),
    }[critical]
