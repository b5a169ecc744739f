"""A result in words, in the order of a note: what the text and the page both say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from diabetes_desktop import __version__
from diabetes_desktop.domain.assessment import Caution
from diabetes_desktop.domain.critical_glucose import critical_glucose
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.language import threshold_text
from diabetes_desktop.ui.report.case_words import Line, context_lines, fact_lines
from diabetes_desktop.ui.report.typed_text import on_one_line
from diabetes_desktop.ui.wording.criteria import assessment_text, guideline_title
from diabetes_desktop.ui.wording.decisions import conclusion_text
from diabetes_desktop.ui.wording.discordance import (
    critical_glucose_text,
    discordance_text,
    discordance_title,
)
from diabetes_desktop.ui.wording.explanation import explanation_sentences
from diabetes_desktop.ui.wording.marks import mark_text
from diabetes_desktop.ui.wording.models import class_text, model_text, source_text
from diabetes_desktop.ui.wording.results import people_text, probability_text, referral_text

translate = QCoreApplication.translate
SECONDS_END = len("2026-01-15 10:32:05")


@dataclass(frozen=True, slots=True)
class Words:
    """Each part of the document; an empty one has nothing to say.

    `answer` is the class, `probability` its percentage; `reading` says what the probability means
    and what follows; `discordance` is its title and its text, `explanation` sentences; `critical`
    is what can't wait for any model.
    """

    identification: tuple[Line, ...]
    critical: str
    facts: tuple[Line, ...]
    context: tuple[Line, ...]
    criteria: tuple[Line, ...]
    discordance: tuple[str, str]
    answer: str
    probability: str
    reading: tuple[str, ...]
    marks: tuple[str, ...]
    explanation: tuple[str, ...]
    decision: tuple[Line, ...]
    model: tuple[Line, ...]


def words_of(result: Result) -> Words:
    """`result` in the language on screen."""
    prediction = result.prediction
    return Words(
        identification=_identification(result),
        critical=_critical(prediction),
        facts=fact_lines(prediction.case),
        context=context_lines(prediction.case.context),
        criteria=_criteria_lines(prediction),
        discordance=(discordance_title(prediction), discordance_text(prediction)),
        answer=class_text(prediction.answer.outcome),
        probability=probability_text(prediction),
        reading=tuple(t for t in (people_text(prediction), referral_text(prediction)) if t),
        marks=tuple(mark_text(mark) for mark in prediction.marks),
        explanation=_explanation(result),
        decision=_decision_lines(result),
        model=_model_lines(prediction),
    )


def title() -> str:
    """What the document is."""
    return translate("Report", "Diabetes risk report")


def not_a_diagnosis() -> str:
    """What every document says of itself."""
    return translate(
        "Report", "Decision support, not a diagnosis. It never replaces a laboratory result."
    )


def when_text(at: datetime) -> str:
    """Local time with its distance to UTC; ISO 8601, which no two readers read apart."""
    text = at.astimezone().isoformat(" ", "seconds")
    return f"{text[:SECONDS_END]} (UTC{text[SECONDS_END:]})"


def _identification(result: Result) -> tuple[Line, ...]:
    case = result.prediction.case
    patient = on_one_line(case.patient_id) or translate("Report", "not stated")
    doctor = f"{on_one_line(result.doctor)} ({on_one_line(result.user)})"
    return (
        Line(translate("Report", "Patient"), patient),
        Line(translate("Report", "Date and time"), when_text(result.prediction.at)),
        Line(translate("Report", "Doctor"), doctor),
    )


def _critical(prediction: Prediction) -> str:
    critical = critical_glucose(prediction.case.glucose)
    return "" if critical is None else critical_glucose_text(critical)


def _criteria_lines(prediction: Prediction) -> tuple[Line, ...]:
    """One line per guideline; what two of them caution against alike is said once."""
    lines, said = [], set[Caution]()
    for assessment in prediction.assessments:
        words = assessment_text(assessment, said)
        lines.append(Line(guideline_title(assessment.guideline), words))
        said |= {*assessment.cautions}
    return tuple(lines)


def _explanation(result: Result) -> tuple[str, ...]:
    if result.explaining:
        return (translate("Report", "Not finished when this was exported."),)
    if result.explanation is None:
        return (translate("Report", "Not available."),)
    return tuple(explanation_sentences(result.prediction, result.explanation))


def _decision_lines(result: Result) -> tuple[Line, ...]:
    """None where model and criteria agree and nobody decided anything."""
    decision = result.decision
    if decision is None and result.prediction.discordance is None:
        return ()
    conclusion = translate("Report", "Conclusion")
    if decision is None:
        return (Line(conclusion, translate("Report", "not recorded")),)
    reason = on_one_line(decision.reason)
    by = f"{when_text(decision.at)}, {on_one_line(decision.user)}"
    lines = (
        Line(conclusion, conclusion_text(decision.conclusion)),
        Line(translate("Report", "Reason"), reason),
        Line(translate("Report", "Recorded"), by),
    )
    return tuple(line for line in lines if line.value)


def _model_lines(prediction: Prediction) -> tuple[Line, ...]:
    model = prediction.model
    return (
        Line(translate("Report", "Model"), on_one_line(model_text(model))),
        Line(translate("Report", "Source"), on_one_line(source_text(model))),
        Line("SHA-256", model.digest or translate("Report", "the server does not say")),
        Line(
            translate("Report", "Referral threshold"), threshold_text(prediction.referral_threshold)
        ),
        Line(translate("Report", "Program"), f"Diabetes Desktop {__version__}"),
    )
