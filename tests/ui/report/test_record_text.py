"""The text for the record: read once by a person, then kept; and whole for any result."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.ui.results import AT, USER, any_result, case, discordant, longest, result

from diabetes_desktop import __version__
from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.domain.decision import Conclusion, Decision
from diabetes_desktop.domain.prediction import Answer, ModelIdentity, SourceKind
from diabetes_desktop.domain.result import Result
from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.language import LANGUAGES, Language
from diabetes_desktop.ui.report.record_text import WIDTH, record_text
from diabetes_desktop.ui.wording.results import provenance_text

from .required import required, squashed

NEVER = ("no diabetes", "sin diabetes", "no tiene diabetes", "not have diabetes", "descarta diab")
READ_BY_A_PERSON = Path(__file__).parent


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_discordant_result_word_by_word(speak: Language, bogota: None, code: str) -> None:
    speak.use(code)
    expected = (READ_BY_A_PERSON / f"discordant_{code}.txt").read_text(encoding="utf-8")
    assert record_text(discordant()) == expected.format(version=__version__)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(of=any_result())
def test_any_result_is_told_whole(speak: Language, code: str, of: Result) -> None:
    speak.use(code)
    text = record_text(of)
    told = squashed(text)
    assert [item for item in required(of) if squashed(item) not in told] == []
    assert not any(words in text.casefold() for words in NEVER)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(of=any_result())
def test_any_text_is_plain(speak: Language, code: str, of: Result) -> None:
    speak.use(code)
    text = record_text(of)
    lines = text.splitlines()
    assert text.endswith("\n")
    assert text.count("\n") == len(lines), "only plain line ends"
    assert max(map(len, lines)) <= WIDTH
    hidden = {c for c in text if unicodedata.category(c)[0] in "CZ"} - {" ", "\n"}
    assert hidden == set()
    typed = of.prediction.case.patient_id + of.doctor + (of.decision.reason if of.decision else "")
    odd = {c for c in text if ord(c) > 255} - set(unicodedata.normalize("NFC", typed))
    assert odd == set(), "the program's own words are ISO 8859-1"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_longest_result_is_told_whole(speak: Language, code: str) -> None:
    speak.use(code)
    told = squashed(record_text(longest()))
    assert [item for item in required(longest()) if squashed(item) not in told] == []


def test_what_was_typed_comes_first_and_the_other_unit_in_brackets(speak: Language) -> None:
    of = case(hba1c=47, hba1c_unit=Unit.MMOL_MOL, glucose=11.1, glucose_unit=Unit.MMOL_L)
    text = record_text(result(of))
    assert "HbA1c: 47 mmol/mol (6.5 %)\n" in text
    assert "Blood glucose: 11.1 mmol/L (200 mg/dL)\n" in text
    speak.use("es")
    assert "HbA1c: 47 mmol/mol (6,5 %)\n" in record_text(result(of))


def test_what_was_not_stated_is_said_to_be_so(speak: Language) -> None:
    text = record_text(result(case(patient_id="")))
    for label in (
        "Patient",
        "Blood sample for glucose",
        "Classic symptoms",
        "Condition that alters HbA1c",
    ):
        assert f"{label}: not stated\n" in text


def test_the_clinical_context_in_words(speak: Language) -> None:
    context = ClinicalContext(Sample.TWO_HOURS, Symptoms.YES, HbA1cCondition.PREGNANCY)
    text = record_text(result(case(context=context)))
    assert "Blood sample for glucose: 2 hours after 75 g of glucose\n" in text
    assert "Classic symptoms: yes\n" in text
    assert "Condition that alters HbA1c: pregnancy or recent birth\n" in text


def test_a_critical_glucose_stands_at_the_top(speak: Language) -> None:
    text = record_text(result(case(glucose=650)))
    assert "! Critical glucose" in text.split("\n\n")[0]


def test_a_model_without_probability(speak: Language) -> None:
    text = record_text(result(answer=Answer(1, None)))
    assert "Probability: no probability\n" in text
    assert "EXPLANATION\nNot available.\n" in text


def test_a_scoring_server_does_not_say_which_model_it_has(speak: Language) -> None:
    address = "https://score.hospital.example:8001"
    model = ModelIdentity("score.hospital.example:8001", "", "", SourceKind.SERVER, address)
    of = result(model=model)
    assert "SHA-256: the server does not say\n" in record_text(of)
    on_screen = provenance_text(of.prediction)
    assert address in on_screen
    assert "sha256" not in on_screen


def test_nobody_forges_a_line_or_turns_one_around(speak: Language) -> None:
    reason = "bien\r\nMODEL'S ANSWER\nClass 1\t\u202eal revés\x00\u2028fin"
    text = record_text(result(decision=Decision(Conclusion.OTHER, reason, USER, AT)))
    assert "Reason: bien MODEL'S ANSWER Class 1 al revés fin\n" in text
    identified = result(case(patient_id="HC-1\nClass 1"))
    assert "Patient: HC-1 Class 1\n" in record_text(identified)


def test_names_of_any_script_are_kept(speak: Language) -> None:
    text = record_text(replace(result(), doctor="Nguyễn Thị Ánh, Łódź, 医生"))
    assert "Doctor: Nguyễn Thị Ánh, Łódź, 医生 (medico.a)\n" in text
