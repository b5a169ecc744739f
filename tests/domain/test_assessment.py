"""What the readings of a case say together, and what is never assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.assessment import Caution, Verdict, assess
from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.clinical_context import HbA1cCondition, Sample, Symptoms
from diabetes_desktop.domain.criteria import Level, Test
from diabetes_desktop.domain.discordance import Discordance, discordance
from diabetes_desktop.domain.guideline import Guideline

from .cases import case

ADA, WHO = Guideline.ADA, Guideline.WHO
FASTING, TWO_HOURS, RANDOM = Sample.FASTING, Sample.TWO_HOURS, Sample.RANDOM
VERDICTS = [
    (case(5.4, 90, FASTING), Verdict.NONE),
    (case(6.0, 90, FASTING), Verdict.PREDIABETES),
    (case(5.4, 110, FASTING), Verdict.PREDIABETES),
    (case(6.5, 90, FASTING), Verdict.MET),
    (case(5.4, 126, FASTING), Verdict.MET),
    (case(6.6, 200, FASTING), Verdict.CONFIRMED),
    (case(6.6, 199, TWO_HOURS), Verdict.MET),
    (case(6.6, 200, TWO_HOURS), Verdict.CONFIRMED),
    (case(6.6, 250, RANDOM), Verdict.MET),
    (case(5.4, 250, RANDOM), Verdict.DEPENDS),
    (case(6.6, 250, RANDOM), Verdict.MET),
    (case(5.4, 250, RANDOM, Symptoms.NO), Verdict.NONE),
    (case(5.4, 250, RANDOM, Symptoms.YES), Verdict.CONFIRMED),
    (case(5.4, 199, RANDOM, Symptoms.YES), Verdict.NONE),
    (case(5.4, 90), Verdict.NONE),
    (case(5.4, 110), Verdict.DEPENDS),
    (case(6.0, 110), Verdict.PREDIABETES),
    (case(6.0, 140), Verdict.DEPENDS),
    (case(6.8, 155), Verdict.MET),
    (case(5.4, 250, symptoms=Symptoms.YES), Verdict.CONFIRMED),
]


@pytest.mark.parametrize(("stated", "verdict"), VERDICTS)
def test_the_verdict(stated: Case, verdict: Verdict) -> None:
    assert assess(stated, ADA).verdict is verdict


def test_two_tests_in_one_sample_confirm_by_the_ada_but_not_by_the_who() -> None:
    both = case(6.6, 200, FASTING, Symptoms.NO)
    assert assess(both, ADA).verdict is Verdict.CONFIRMED
    assert assess(both, WHO).verdict is Verdict.MET


def test_an_unknown_sample_is_never_taken_as_fasting() -> None:
    assessment = assess(case(5.4, 130), ADA)
    assert assessment.verdict is Verdict.DEPENDS
    assert not assessment.says_diabetes
    assert assessment.may_say_diabetes
    assert Caution.SAMPLE_UNKNOWN in assessment.cautions
    meanings = {f.test: f.level for f in assessment.findings if f.assumed}
    assert meanings == {
        Test.FASTING_GLUCOSE: Level.DIABETES,
        Test.TWO_HOUR_GLUCOSE: Level.BELOW,
        Test.RANDOM_GLUCOSE: Level.BELOW,
    }


@pytest.mark.parametrize(
    ("condition", "caution"),
    [
        (HbA1cCondition.PREGNANCY, Caution.PREGNANCY),
        (HbA1cCondition.OTHER, Caution.HBA1C_NOT_VALID),
    ],
)
def test_hba1c_is_not_read_where_a_condition_alters_it(
    condition: HbA1cCondition, caution: Caution
) -> None:
    assessment = assess(case(9.0, 90, FASTING, condition=condition), ADA)
    assert not assessment.says_diabetes
    assert assessment.cautions == (caution,)
    assert Test.HBA1C not in [finding.test for finding in assessment.findings]


def test_the_cautions() -> None:
    assert assess(case(5.4, 90, FASTING, age=17.9), ADA).cautions == (Caution.UNDER_18,)
    random = case(5.4, 250, RANDOM)
    assert assess(random, ADA).cautions == (Caution.SYMPTOMS_UNKNOWN,)
    said = replace(random, context=replace(random.context, symptoms=Symptoms.NO))
    assert assess(said, ADA).cautions == (Caution.RANDOM_NEEDS_SYMPTOMS,)
    assert assess(case(6.5, 90, FASTING), ADA).cautions == (Caution.REPEAT_THE_ONE_ABOVE,)
    assert assess(case(6.6, 200, FASTING), ADA).cautions == ()


PREGNANT = HbA1cCondition.PREGNANCY


@pytest.mark.parametrize("glucose", [85, 95, 110])
def test_pregnancy_is_never_called_normal_or_prediabetes(glucose: float) -> None:
    """Gestational diabetes begins at a fasting glucose of 92 mg/dL."""
    said = assess(case(5.0, glucose, FASTING, condition=PREGNANT), ADA)
    assert said.verdict is Verdict.NOT_ASSESSED
    assert said.cautions == (Caution.PREGNANCY,)
    assert [finding.level for finding in said.findings] == [Level.BELOW]


def test_a_diagnostic_glucose_counts_in_pregnancy_too() -> None:
    assert assess(case(5.0, 126, FASTING, condition=PREGNANT), ADA).verdict is Verdict.MET


@pytest.mark.parametrize(
    "confirmed",
    [case(6.0, 210, FASTING, Symptoms.YES), case(5.0, 210, symptoms=Symptoms.YES)],
)
def test_what_is_confirmed_is_not_to_be_repeated_or_stated(confirmed: Case) -> None:
    said = assess(confirmed, ADA)
    assert said.verdict is Verdict.CONFIRMED
    assert said.cautions == ()


@given(
    hba1c=st.floats(2, 25),
    glucose=st.floats(10, 1500),
    sample=st.sampled_from(Sample),
    symptoms=st.sampled_from(Symptoms),
    condition=st.sampled_from(HbA1cCondition),
    guideline=st.sampled_from(Guideline),
)
def test_stating_more_never_contradicts_what_was_certain(
    hba1c: float,
    glucose: float,
    sample: Sample,
    symptoms: Symptoms,
    condition: HbA1cCondition,
    guideline: Guideline,
) -> None:
    """What is said holds whatever was not stated, and "may" means that for some of it, it is so."""
    stated = case(hba1c, glucose, sample, symptoms, condition)
    samples = (FASTING, TWO_HOURS, RANDOM) if sample is Sample.UNKNOWN else (sample,)
    answers = (Symptoms.NO, Symptoms.YES) if symptoms is Symptoms.UNKNOWN else (symptoms,)
    known = [
        assess(case(hba1c, glucose, each, answer, condition), guideline)
        for each in samples
        for answer in answers
    ]
    said = assess(stated, guideline)
    if said.says_diabetes:
        assert all(assessment.says_diabetes for assessment in known)
    elif said.may_say_diabetes:
        assert any(assessment.says_diabetes for assessment in known)
    else:
        assert not any(assessment.says_diabetes for assessment in known)


@pytest.mark.parametrize(
    ("outcome", "stated", "expected"),
    [
        (0, case(6.6, 200, FASTING), Discordance.MODEL_MISSES),
        (0, case(6.5, 90, FASTING), Discordance.MODEL_MISSES),
        (0, case(5.4, 130), Discordance.MODEL_MAY_MISS),
        (0, case(5.4, 90), None),
        (0, case(6.0, 110, FASTING), None),
        (1, case(6.8, 155, FASTING), None),
        (1, case(6.0, 110, FASTING), Discordance.MODEL_ALONE),
        (1, case(5.4, 250, RANDOM), Discordance.MODEL_ALONE),
        (0, case(5.4, 250, RANDOM), Discordance.MODEL_MAY_MISS),
        (0, case(5.4, 250, RANDOM, Symptoms.NO), None),
        (1, case(5.4, 130), Discordance.MODEL_ALONE),
    ],
)
def test_the_discordance(outcome: int, stated: Case, expected: Discordance | None) -> None:
    assert discordance(outcome, [assess(stated, ADA)]) is expected


def test_only_a_missed_criterion_interrupts() -> None:
    assert [each for each in Discordance if each.interrupts] == [Discordance.MODEL_MISSES]


def test_one_of_two_guidelines_is_enough() -> None:
    both = [assess(case(6.6, 200, FASTING), guideline) for guideline in Guideline]
    assert discordance(0, both) is Discordance.MODEL_MISSES
