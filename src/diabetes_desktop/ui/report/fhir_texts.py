"""A result in words for FHIR: the same words as in the record's text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from diabetes_desktop.application.fhir_texts import FhirTexts
from diabetes_desktop.domain.patient import INPUTS
from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.report.case_words import Line
from diabetes_desktop.ui.report.words import Words, not_a_diagnosis, words_of
from diabetes_desktop.ui.wording.inputs import input_label, smoking_text

translate = QCoreApplication.translate


def fhir_texts(result: Result) -> FhirTexts:
    """`result` in the language on screen."""
    words = words_of(result)
    return FhirTexts(
        language=QLocale().bcp47Name(),
        outcome=translate("Fhir", "Diabetes, according to the model"),
        answer=words.answer,
        rationale=" ".join(words.explanation) if result.explanation else "",
        notes=tuple(note for note in _notes(words) if note),
        decision="; ".join(_labelled(words.decision)) if result.decision else "",
        labels={spec.name: input_label(spec.name) for spec in INPUTS},
        smoking=smoking_text(result.prediction.patient.smoking_history),
        undated=translate("Fhir", "As the doctor stated it. When it was measured is not recorded."),
    )


def _notes(words: Words) -> list[str]:
    probability = f"{translate('Report', 'Probability')}: {words.probability}"
    return [
        not_a_diagnosis(),
        words.critical,
        " ".join((f"{words.answer}.", f"{probability}.", *words.reading)),
        *_labelled(words.criteria),
        ". ".join(filter(None, words.discordance)),
        " ".join(words.marks),
        "; ".join(_labelled(words.context)),
        "; ".join(_labelled(words.model)),
    ]


def _labelled(lines: Sequence[Line]) -> list[str]:
    return [f"{line.label}: {line.value}" for line in lines]
