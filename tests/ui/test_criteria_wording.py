"""What the guidelines say is said in both languages, whole, whatever was stated."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.cases import case
from tests.fakes import FAKE_MODEL

from diabetes_desktop.domain.assessment import assess
from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.clinical_context import HbA1cCondition, Sample, Symptoms
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.prediction import Answer, Prediction, SiteRules
from diabetes_desktop.ui.wording.criteria import assessment_text, verdict_text
from diabetes_desktop.ui.wording.discordance import discordance_text, discordance_title

from .conftest import Desk

NBSP = "\u00a0"
CASES = st.builds(
    case,
    st.floats(2, 25).map(lambda x: round(x, 1)),
    st.integers(10, 1500),
    st.sampled_from(Sample),
    st.sampled_from(Symptoms),
    st.sampled_from(HbA1cCondition),
    st.sampled_from([10.0, 54.0]),
)


def predicted(of: Case, outcome: int) -> Prediction:
    rules = SiteRules(guidelines=tuple(Guideline))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Prediction.of(of, Answer(outcome, 0.5), rules, FAKE_MODEL, now)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(of=CASES, outcome=st.sampled_from([0, 1]))
def test_every_case_is_said_in_both_languages(desk: Desk, of: Case, outcome: int) -> None:
    prediction = predicted(of, outcome)
    spoken = []
    for code in ("en", "es"):
        desk.language.use(code)
        texts = [assessment_text(assessment) for assessment in prediction.assessments]
        if prediction.discordance is not None:
            texts += [discordance_title(prediction), discordance_text(prediction)]
        spoken.append(texts)
        for text in texts:
            assert text.strip()
            assert text[0].isupper()
            assert text.endswith(".") or text == discordance_title(prediction)
            assert not re.search(r"[{}]|  |\.\.", text)
    for english, spanish in zip(*spoken, strict=True):
        assert english != spanish


def test_no_criterion_is_never_worded_as_no_diabetes(desk: Desk) -> None:
    below = assess(case(5.0, 90, Sample.FASTING), Guideline.ADA)
    assert verdict_text(below) == "Meets no criterion"
    desk.language.use("es")
    assert verdict_text(below) == "No cumple ningún criterio"


@pytest.mark.parametrize(
    ("of", "guideline", "spanish"),
    [
        (
            case(6.8, 155, Sample.TWO_HOURS),
            Guideline.ADA,
            f"HbA1c 6,8{NBSP}% ≥ 6,5{NBSP}% cumple un criterio diagnóstico. Confirme con una "
            "segunda prueba. La otra prueba no lo cumple: repita la que está por encima (HbA1c).",
        ),
        (
            case(6.6, 200, Sample.FASTING),
            Guideline.ADA,
            f"HbA1c 6,6{NBSP}% ≥ 6,5{NBSP}% y glucosa en ayunas 200{NBSP}mg/dL ≥ "
            f"126{NBSP}mg/dL: dos pruebas distintas cumplen un criterio, lo que confirma "
            "diabetes según la ADA.",
        ),
        (
            case(6.6, 200, Sample.FASTING),
            Guideline.WHO,
            f"HbA1c 6,6{NBSP}% ≥ 6,5{NBSP}% y glucosa en ayunas 200{NBSP}mg/dL ≥ "
            f"126{NBSP}mg/dL cumplen un criterio diagnóstico. Sin síntomas, la OMS pide repetir "
            "la prueba otro día.",
        ),
        (
            case(5.4, 250, Sample.RANDOM, Symptoms.YES),
            Guideline.ADA,
            f"Glucosa 250{NBSP}mg/dL con síntomas clásicos confirma diabetes según la ADA.",
        ),
        (
            case(6.0, 90, Sample.FASTING),
            Guideline.ADA,
            f"HbA1c 6{NBSP}% ≥ 5,7{NBSP}%: rango de prediabetes.",
        ),
        (
            case(5.4, 90),
            Guideline.ADA,
            f"HbA1c 5,4{NBSP}%: ningún criterio de diabetes ni de prediabetes. Glucosa "
            f"90{NBSP}mg/dL: ningún criterio, sea cual sea la muestra.",
        ),
    ],
)
def test_what_a_doctor_reads(desk: Desk, of: Case, guideline: Guideline, spanish: str) -> None:
    desk.language.use("es")
    assert assessment_text(assess(of, guideline)) == spanish


def test_an_unknown_random_glucose_never_reads_as_below_the_number(desk: Desk) -> None:
    """250 at random is no criterion without symptoms; the words must say why."""
    text = assessment_text(assess(case(5.4, 250, Sample.RANDOM, Symptoms.NO), Guideline.ADA))
    assert "only with classic symptoms" in text
    text = assessment_text(assess(case(5.4, 250, Sample.RANDOM), Guideline.ADA))
    assert "meets a diagnostic criterion if there are classic symptoms" in text


def test_symptoms_excuse_no_low_glucose(desk: Desk) -> None:
    text = assessment_text(assess(case(5.4, 150, symptoms=Symptoms.YES), Guideline.ADA))
    assert "if random, no criterion." in text


def test_the_who_confirms_by_the_symptoms_not_by_two_tests(desk: Desk) -> None:
    both = case(6.6, 250, Sample.FASTING, Symptoms.YES)
    assert "with classic symptoms confirms" in assessment_text(assess(both, Guideline.WHO))


def test_only_who_confirms_is_said_to_confirm(desk: Desk) -> None:
    assert "(ADA)" in discordance_text(predicted(case(6.6, 130, Sample.FASTING), 0))


def test_a_value_below_a_cutoff_never_reads_as_the_cutoff(desk: Desk) -> None:
    text = assessment_text(assess(case(6.4999, 90, Sample.FASTING), Guideline.ADA))
    assert f"HbA1c 6.4999{NBSP}%" in text
