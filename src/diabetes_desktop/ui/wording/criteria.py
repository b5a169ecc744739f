"""What the guidelines say of a case, and where the model parts from them, in words."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.assessment import Assessment, Caution, Finding, Verdict
from diabetes_desktop.domain.criteria import CRITERIA, Level, Test
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.ui.wording.inputs import quantity
from diabetes_desktop.ui.wording.patient_facts import AS_TYPED

translate = QCoreApplication.translate


def guideline_name(guideline: Guideline) -> str:
    """ADA or WHO ("OMS" in Spanish)."""
    return {
        Guideline.ADA: translate("Criteria", "ADA"),
        Guideline.WHO: translate("Criteria", "WHO"),
    }[guideline]


def guideline_title(guideline: Guideline) -> str:
    """The name with the year of its edition."""
    return f"{guideline_name(guideline)} {CRITERIA[guideline].year}"


def measured_text(test: Test) -> str:
    """What was measured, inside a sentence."""
    return {
        Test.HBA1C: translate("Criteria", "HbA1c"),
        Test.FASTING_GLUCOSE: translate("Criteria", "fasting glucose"),
        Test.TWO_HOUR_GLUCOSE: translate("Criteria", "glucose at 2 h"),
        Test.RANDOM_GLUCOSE: translate("Criteria", "random glucose"),
    }[test]


def verdict_text(assessment: Assessment) -> str:
    """All readings together, in a few words."""
    return {
        Verdict.CONFIRMED: translate("Criteria", "Confirms diabetes"),
        Verdict.MET: translate("Criteria", "Meets a diagnostic criterion: confirm"),
        Verdict.DEPENDS: _depends(assessment),
        Verdict.PREDIABETES: translate("Criteria", "Prediabetes range"),
        Verdict.NONE: translate("Criteria", "Meets no criterion"),
        Verdict.NOT_ASSESSED: translate("Criteria", "Not assessed: pregnancy"),
    }[assessment.verdict]


def _depends(assessment: Assessment) -> str:
    if Caution.SAMPLE_UNKNOWN in assessment.cautions:
        return translate("Criteria", "Depends on the sample")
    return translate("Criteria", "Depends on the symptoms")


def assessment_text(assessment: Assessment, said: Collection[Caution] = ()) -> str:
    """One paragraph: the readings that count, what follows, and what has to be kept in mind.

    The cautions `said` beside another guideline are not repeated.
    """
    sentences = [_verdict_sentence(assessment), _assumed_sentence(assessment)]
    sentences += [caution_text(c, assessment) for c in assessment.cautions if c not in said]
    return " ".join(sentence for sentence in sentences if sentence)


def reading_text(finding: Finding) -> str:
    """A reading beside the cut-off that it reaches: "HbA1c 6.8 % ≥ 6.5 %"."""
    value = quantity(finding.quantity.value, finding.quantity.unit, AS_TYPED)
    text = f"{measured_text(finding.test)} {value}"
    if finding.criterion is None:
        return text
    cutoff = finding.criterion.cutoff(finding.quantity.unit)
    return f"{text} ≥ {quantity(cutoff.value, cutoff.unit)}"


def caution_text(caution: Caution, assessment: Assessment) -> str:
    """What has to be kept in mind beside the verdict."""
    above = [f for f in assessment.findings if f.level is Level.DIABETES]
    return {
        Caution.UNDER_18: translate("Criteria", "Under 18: the criteria come from adults."),
        Caution.PREGNANCY: translate(
            "Criteria",
            "Pregnancy or recent birth: HbA1c is not used, only plasma glucose; gestational "
            "diabetes has cut-offs of its own, which are not checked here.",
        ),
        Caution.HBA1C_NOT_VALID: translate(
            "Criteria",
            "A condition alters HbA1c: it is not used, only plasma glucose.",
        ),
        Caution.SAMPLE_UNKNOWN: translate("Criteria", "State the sample to know."),
        Caution.SYMPTOMS_UNKNOWN: translate(
            "Criteria", "State whether there are classic symptoms of hyperglycaemia."
        ),
        Caution.RANDOM_NEEDS_SYMPTOMS: translate(
            "Criteria",
            "A random glucose this high diagnoses only with classic symptoms of hyperglycaemia.",
        ),
        Caution.REPEAT_THE_ONE_ABOVE: translate(
            "Criteria", "The other test does not: repeat the one that is over ({0})."
        ).format(measured_text(above[0].test) if above else ""),
    }[caution]


def _verdict_sentence(assessment: Assessment) -> str:
    name = guideline_name(assessment.guideline)
    sure = [f for f in assessment.findings if f.is_certain]
    over = [f for f in sure if f.level is Level.DIABETES]
    readings = _joined([reading_text(finding) for finding in over])
    match assessment.verdict:
        case Verdict.CONFIRMED if len(over) > 1 and _two_confirm(assessment):
            return translate(
                "Criteria",
                "{0}: two different tests meet a criterion, which confirms diabetes according to "
                "the {1}.",
            ).format(readings, name)
        case Verdict.CONFIRMED:
            return translate(
                "Criteria",
                "Glucose {0} with classic symptoms confirms diabetes according to the {1}.",
            ).format(_glucose_of(assessment), name)
        case Verdict.MET if len(over) > 1:
            return translate(
                "Criteria",
                "{0} meet a diagnostic criterion. Without symptoms the {1} asks to repeat "
                "the test on another day.",
            ).format(readings, name)
        case Verdict.MET:
            return translate(
                "Criteria",
                "{0} meets a diagnostic criterion. Confirm with a second test.",
            ).format(readings)
        case Verdict.NOT_ASSESSED:
            return translate(
                "Criteria", "Glucose {0}: below the diagnostic cut-offs outside pregnancy."
            ).format(_glucose_of(assessment))
    return _below_sentence(sure)


def _two_confirm(assessment: Assessment) -> bool:
    """Where they don't, it was the symptoms that confirmed."""
    return CRITERIA[assessment.guideline].two_tests_confirm


def _below_sentence(sure: list[Finding]) -> str:
    """What the readings of a known test say below the diagnostic cut-offs."""
    raised = [reading_text(f) for f in sure if f.level is Level.PREDIABETES]
    if raised:
        return translate("Criteria", "{0}: prediabetes range.").format(_joined(raised))
    if not sure:  # HbA1c is not read, and what the glucose means is open
        return ""
    readings = _joined([reading_text(finding) for finding in sure])
    return translate("Criteria", "{0}: no criterion for diabetes or prediabetes.").format(readings)


def _assumed_sentence(assessment: Assessment) -> str:
    """What the glucose would mean, while nobody has said when it was taken."""
    assumed = [finding for finding in assessment.findings if finding.assumed]
    if not assumed or assessment.verdict in (Verdict.CONFIRMED, Verdict.NOT_ASSESSED):
        return _random_sentence(assessment)
    value = _glucose_of(assessment)
    if all(finding.level is Level.BELOW for finding in assumed):
        return translate("Criteria", "Glucose {0}: no criterion, whatever the sample.").format(
            value
        )
    meanings = "; ".join(_meaning(finding, assessment.guideline) for finding in assumed)
    return translate("Criteria", "Glucose {0}, sample not stated: {1}.").format(value, meanings)


def _random_sentence(assessment: Assessment) -> str:
    """What a random glucose would mean, while nobody has spoken of symptoms."""
    for finding in assessment.findings:
        if finding.if_symptoms and not finding.assumed:
            return translate(
                "Criteria", "{0}: meets a diagnostic criterion if there are classic symptoms."
            ).format(_joined([reading_text(finding)]))
    return ""


def _meaning(finding: Finding, guideline: Guideline) -> str:
    condition = {
        Test.FASTING_GLUCOSE: translate("Criteria", "if fasting, {0}"),
        Test.TWO_HOUR_GLUCOSE: translate("Criteria", "if 2 h after 75 g, {0}"),
        Test.RANDOM_GLUCOSE: translate("Criteria", "if random, {0}"),
    }[finding.test]
    if finding.criterion is None:
        return condition.format(_no_criterion(finding, guideline))
    cutoff = finding.criterion.cutoff(finding.quantity.unit)
    if finding.if_symptoms:
        words = translate("Criteria", "meets a diagnostic criterion with classic symptoms (≥ {0})")
        return condition.format(words.format(quantity(cutoff.value, cutoff.unit)))
    words_of = {
        Level.DIABETES: translate("Criteria", "meets a diagnostic criterion (≥ {0})"),
        Level.PREDIABETES: translate("Criteria", "prediabetes (≥ {0})"),
    }
    words = words_of[finding.level]
    return condition.format(words.format(quantity(cutoff.value, cutoff.unit)))


def _no_criterion(finding: Finding, guideline: Guideline) -> str:
    if CRITERIA[guideline].reached(finding.test, finding.quantity, symptoms=True) is not None:
        return translate("Criteria", "no criterion without classic symptoms")
    return translate("Criteria", "no criterion")


def _glucose_of(assessment: Assessment) -> str:
    glucose = assessment.findings[-1].quantity
    return quantity(glucose.value, glucose.unit, AS_TYPED)


def _joined(texts: list[str]) -> str:
    """Joined with "and"; a sentence begins with it."""
    text = translate("Criteria", " and ").join(texts)
    return text[:1].upper() + text[1:]
