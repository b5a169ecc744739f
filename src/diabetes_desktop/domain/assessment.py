"""What a guideline says of one case: each reading by itself, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import HbA1cCondition, Sample, Symptoms
from diabetes_desktop.domain.criteria import (
    CRITERIA,
    TEST_OF_SAMPLE,
    Criteria,
    Criterion,
    Level,
    Test,
)
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.marks import ADULT_YEARS


class Verdict(Enum):
    """What the readings say together.

    NOT_ASSESSED: in pregnancy, whose own criteria are not read here. DEPENDS: more than is certain
    would be said if the sample, or the symptoms, were known. MET: a criterion is met and has to be
    confirmed. CONFIRMED: the guideline asks for no further test.
    """

    NOT_ASSESSED = "not_assessed"
    NONE = "none"
    PREDIABETES = "prediabetes"
    DEPENDS = "depends"
    MET = "met"
    CONFIRMED = "confirmed"


class Caution(Enum):
    """What has to be said beside the verdict."""

    UNDER_18 = "under_18"
    PREGNANCY = "pregnancy"
    HBA1C_NOT_VALID = "hba1c_not_valid"
    SAMPLE_UNKNOWN = "sample_unknown"
    SYMPTOMS_UNKNOWN = "symptoms_unknown"
    RANDOM_NEEDS_SYMPTOMS = "random_needs_symptoms"
    REPEAT_THE_ONE_ABOVE = "repeat_the_one_above"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reading against one test's cut-offs.

    `criterion` is the highest one reached, or None; `assumed` says that the sample is not known
    and this is what the reading would mean if it were that of `test`; `if_symptoms`, that it needs
    classic symptoms, of which nothing was said.
    """

    test: Test
    quantity: Quantity
    criterion: Criterion | None
    assumed: bool = False
    if_symptoms: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether it holds whatever was not stated."""
        return not (self.assumed or self.if_symptoms)

    @property
    def level(self) -> Level:
        """What the reading says by itself."""
        return Level.BELOW if self.criterion is None else self.criterion.level


@dataclass(frozen=True, slots=True)
class Assessment:
    """One guideline's words on one case; independent of any model."""

    guideline: Guideline
    verdict: Verdict
    findings: tuple[Finding, ...]
    cautions: tuple[Caution, ...]

    @property
    def says_diabetes(self) -> bool:
        """Whether a diagnostic criterion is met for certain, confirmed or not."""
        return self.verdict in (Verdict.MET, Verdict.CONFIRMED)

    @property
    def may_say_diabetes(self) -> bool:
        """Whether a diagnostic criterion may be met, by what was not stated."""
        return not self.says_diabetes and any(f.level is Level.DIABETES for f in self.findings)


def assess(case: Case, guideline: Guideline) -> Assessment:
    """What `guideline` says of `case`; nothing that was not stated is assumed."""
    criteria = CRITERIA[guideline]
    findings = (*_hba1c_findings(case, criteria), *_glucose_findings(case, criteria))
    verdict = _verdict(case, criteria, findings)
    cautions = _cautions(case, criteria, findings, verdict)
    return Assessment(guideline, verdict, findings, cautions)


def _hba1c_findings(case: Case, criteria: Criteria) -> tuple[Finding, ...]:
    """None where HbA1c may not be read."""
    if case.context.condition.alters_hba1c:
        return ()
    reached = criteria.reached(Test.HBA1C, case.hba1c, symptoms=False)
    return (Finding(Test.HBA1C, case.hba1c, reached),)


def _glucose_findings(case: Case, criteria: Criteria) -> tuple[Finding, ...]:
    """One for the sample stated, or what the reading would mean for each."""
    sample = case.context.sample
    tests = TEST_OF_SAMPLE.values() if sample is Sample.UNKNOWN else (TEST_OF_SAMPLE[sample],)
    return tuple(_glucose_finding(case, criteria, test) for test in tests)


def _glucose_finding(case: Case, criteria: Criteria, test: Test) -> Finding:
    said = case.context.symptoms
    reached = criteria.reached(test, case.glucose, symptoms=said is not Symptoms.NO)
    if reached is not None and reached.level is Level.PREDIABETES and _is_pregnant(case):
        reached = None  # prediabetes is not defined by these cut-offs in pregnancy
    return Finding(
        test,
        case.glucose,
        reached,
        assumed=case.context.sample is Sample.UNKNOWN,
        if_symptoms=reached is not None and reached.needs_symptoms and said is Symptoms.UNKNOWN,
    )


def _verdict(case: Case, criteria: Criteria, findings: tuple[Finding, ...]) -> Verdict:
    certain = [finding.level for finding in findings if finding.is_certain]
    over = certain.count(Level.DIABETES)
    # Blood taken at any time counts as random, so symptoms decide whatever the sample was.
    unequivocal = criteria.reached(Test.RANDOM_GLUCOSE, case.glucose, symptoms=True) is not None
    if (unequivocal and _has_symptoms(case)) or (over > 1 and criteria.two_tests_confirm):
        return Verdict.CONFIRMED
    if over:
        return Verdict.MET
    highest = max(certain, default=Level.BELOW)
    if any(finding.level > highest for finding in findings):
        return Verdict.DEPENDS
    if _is_pregnant(case):
        return Verdict.NOT_ASSESSED
    return Verdict.PREDIABETES if highest is Level.PREDIABETES else Verdict.NONE


def _cautions(
    case: Case, criteria: Criteria, findings: tuple[Finding, ...], verdict: Verdict
) -> tuple[Caution, ...]:
    context, levels = case.context, {finding.level for finding in findings}
    certain = all(finding.is_certain for finding in findings)
    high_random = criteria.reached(Test.RANDOM_GLUCOSE, case.glucose, symptoms=True) is not None
    comparable = certain and context.sample is not Sample.RANDOM and len(findings) > 1
    is_open = verdict is not Verdict.CONFIRMED
    rules = (
        (Caution.UNDER_18, case.patient.age < ADULT_YEARS),
        (Caution.PREGNANCY, _is_pregnant(case)),
        (Caution.HBA1C_NOT_VALID, context.condition is HbA1cCondition.OTHER),
        (
            Caution.SAMPLE_UNKNOWN,
            is_open and any(f.assumed for f in findings) and levels != {Level.BELOW},
        ),
        (Caution.SYMPTOMS_UNKNOWN, is_open and any(f.if_symptoms for f in findings)),
        (
            Caution.RANDOM_NEEDS_SYMPTOMS,
            context.sample is Sample.RANDOM and high_random and context.symptoms is Symptoms.NO,
        ),
        (
            Caution.REPEAT_THE_ONE_ABOVE,
            is_open and comparable and len(levels) > 1 and Level.DIABETES in levels,
        ),
    )
    return tuple(caution for caution, applies in rules if applies)


def _has_symptoms(case: Case) -> bool:
    return case.context.symptoms is Symptoms.YES


def _is_pregnant(case: Case) -> bool:
    return case.context.condition is HbA1cCondition.PREGNANCY
