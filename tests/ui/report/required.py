"""What every document of a result has to say, whatever else it says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from diabetes_desktop import __version__
from diabetes_desktop.domain.assessment import Caution
from diabetes_desktop.domain.critical_glucose import critical_glucose
from diabetes_desktop.domain.other_unit import in_other_unit
from diabetes_desktop.domain.patient import GLUCOSE, HBA1C, INPUTS
from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.language import number, threshold_text
from diabetes_desktop.ui.wording.criteria import assessment_text, guideline_title
from diabetes_desktop.ui.wording.decisions import conclusion_text
from diabetes_desktop.ui.wording.discordance import (
    critical_glucose_text,
    discordance_text,
    discordance_title,
)
from diabetes_desktop.ui.wording.explanation import explanation_sentences
from diabetes_desktop.ui.wording.inputs import input_label
from diabetes_desktop.ui.wording.marks import mark_text
from diabetes_desktop.ui.wording.models import class_text, model_text, source_text
from diabetes_desktop.ui.wording.patient_facts import value_text
from diabetes_desktop.ui.wording.results import people_text, probability_text, referral_text


def required(result: Result) -> Iterator[str]:
    """Each piece of text that may not be missing."""
    prediction = result.prediction
    case, model = prediction.case, prediction.model
    yield from (input_label(spec.name) for spec in INPUTS)
    yield from (value_text(case, spec) for spec in INPUTS)
    for spec, typed in ((HBA1C, case.hba1c), (GLUCOSE, case.glucose)):
        other = in_other_unit(typed)
        yield f"{value_text(case, spec)} ({number(other.value, 1)} {other.unit})"
    yield case.patient_id
    yield result.doctor
    yield result.user
    yield f"{prediction.at.astimezone():%Y-%m-%d %H:%M:%S} (UTC"
    yield class_text(prediction.answer.outcome)
    yield probability_text(prediction)
    yield people_text(prediction)
    yield referral_text(prediction)
    yield threshold_text(prediction.referral_threshold)
    yield from (mark_text(mark) for mark in prediction.marks)
    said: set[Caution] = set()  # what two guidelines caution against alike is said once
    for assessment in prediction.assessments:
        yield f"{guideline_title(assessment.guideline)}: {assessment_text(assessment, said)}"
        said |= {*assessment.cautions}
    yield discordance_title(prediction)
    yield discordance_text(prediction)
    critical = critical_glucose(case.glucose)
    yield "" if critical is None else critical_glucose_text(critical)
    if result.explanation is not None:
        yield from explanation_sentences(prediction, result.explanation)
    if result.decision is not None:
        yield conclusion_text(result.decision.conclusion)
        yield result.decision.reason
        yield f"{result.decision.at.astimezone():%Y-%m-%d %H:%M:%S}"
    yield model_text(model)
    yield source_text(model)
    yield model.digest
    yield __version__


def squashed(text: str) -> str:
    """`text` to compare: whatever can't be seen, breaks lines or is a matter of case is gone."""
    plain = text
    for typographic, typewritten in {
        "–": "-",
        "−": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "—": "-",
        "…": "...",
        "≥": ">=",
        "≤": "<=",
        "→": "->",
    }.items():
        plain = plain.replace(typographic, typewritten)
    composed = unicodedata.normalize("NFC", plain)
    visible = (c for c in composed if unicodedata.category(c)[0] not in "CZ")
    return unicodedata.normalize("NFC", "".join(visible)).casefold()
