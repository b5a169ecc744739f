"""Results of real domain objects: a few to read, the longest one, and any valid one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import strategies as st

from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.domain.decision import LONGEST_REASON, Conclusion, Decision
from diabetes_desktop.domain.explanation import (
    Curve,
    Explanation,
    Neighbourhood,
    Reference,
    ReferenceKind,
    TreeSpread,
)
from diabetes_desktop.domain.guideline import Guideline, GuidelineChoice
from diabetes_desktop.domain.marks import Mark
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.patient import (
    BMI,
    INPUTS,
    Gender,
    Kind,
    Patient,
    Range,
    Smoking,
)
from diabetes_desktop.domain.prediction import Answer, ModelIdentity, Prediction, SiteRules
from diabetes_desktop.domain.result import Result
from diabetes_desktop.domain.units import GLUCOSE_UNITS, HBA1C_UNITS, Unit, to_model_unit

DIGEST = "0123456789abcdef" * 4
MODEL = ModelIdentity("diabetes_model", "1", DIGEST, SourceKind.BUNDLED)
AT = datetime(2026, 1, 15, 15, 32, 5, tzinfo=UTC)
DOCTOR, USER = "Cuenta A", "medico.a"
BASE = 0.0882
# Of 0.64: HbA1c, glucose, age, BMI, hypertension, smoking, gender, heart disease.
CONTRIBUTIONS = (-0.01, 0.08, 0.03, -0.01, 0.01, 0.05, 0.3118, 0.09)


def case(
    hba1c: float = 6.8,
    hba1c_unit: Unit = Unit.PERCENT,
    glucose: float = 155,
    glucose_unit: Unit = Unit.MG_DL,
    context: ClinicalContext | None = None,
    patient_id: str = "HC-2031877",
) -> Case:
    """A woman of 58 with hypertension, who used to smoke."""
    patient = Patient(
        Gender.FEMALE,
        58.0,
        1,
        0,
        Smoking.FORMER,
        31.2,
        to_model_unit(hba1c, hba1c_unit),
        to_model_unit(glucose, glucose_unit),
    )
    typed = Quantity(hba1c, hba1c_unit), Quantity(glucose, glucose_unit)
    return Case(patient, *typed, context or ClinicalContext(), patient_id)


def explanation(probability: float, contributions: tuple[float, ...]) -> Explanation:
    """An explanation that adds up from its base, with a short curve per input."""
    base = probability - sum(contributions)
    curves = tuple(_curve(spec.kind, spec.choices, spec.trained, probability) for spec in INPUTS)
    return Explanation(
        base=base,
        probability=probability,
        contributions=contributions,
        curves=curves,
        reference=Reference(ReferenceKind.MODEL, 32, BASE),
        spread=TreeSpread(100, 0.41, 0.83),
        neighbourhood=Neighbourhood(212, 131, Range(50, 60), Range(6.6, 7.0), Range(140, 160)),
    )


def result(
    of: Case | None = None,
    answer: Answer | None = None,
    *,
    guidelines: tuple[Guideline, ...] = (Guideline.ADA,),
    model: ModelIdentity = MODEL,
    explained: bool = True,
    decision: Decision | None = None,
) -> Result:
    """Class 1 at 64 %, explained, without a decision, unless said otherwise."""
    answer = answer or Answer(1, 0.64)
    prediction = Prediction.of(of or case(), answer, SiteRules(0.10, guidelines), model, AT)
    why = None
    if explained and answer.probability is not None:
        scale = (answer.probability - BASE) / sum(CONTRIBUTIONS)
        why = explanation(answer.probability, tuple(c * scale for c in CONTRIBUTIONS))
    return Result(prediction, DOCTOR, USER, why, decision)


def discordant() -> Result:
    """Class 0 beside two different tests over their cut-offs, and what the doctor concluded."""
    context = ClinicalContext(Sample.FASTING, Symptoms.NO, HbA1cCondition.NONE)
    decided = Decision(
        Conclusion.CRITERIA,
        "Dos pruebas sobre el punto de corte; se informa al paciente.",
        USER,
        AT + timedelta(minutes=3),
    )
    of = case(hba1c=6.6, glucose=200, context=context)
    return result(of, Answer(0, 0.05), decision=decided)


def longest() -> Result:
    """All that can be long is as long as it can be, and every mark is there at once."""
    patient = Patient(Gender.OTHER, 17.5, 1, 1, Smoking.EVER, 99.5, 6.65, 205.0)
    context = ClinicalContext(Sample.UNKNOWN, Symptoms.UNKNOWN, HbA1cCondition.UNKNOWN)
    of = Case(
        patient,
        Quantity(6.65, Unit.PERCENT),
        Quantity(205.0, Unit.MG_DL),
        context,
        patient_id="W" * 64,
    )
    location = "C:\\Modelos del hospital\\" + "carpeta larga\\" * 16
    model = ModelIdentity(
        "diabetes_model", "2026.01.15-rc1", DIGEST, SourceKind.DIRECTORY, location
    )
    prediction = Prediction.of(of, Answer(0, 0.0996), SiteRules(0.10, (*Guideline,)), model, AT)
    words = "Paciente informado en presencia de su familia; se repite la prueba. "
    reason = (words * 10)[:LONGEST_REASON]
    decided = Decision(Conclusion.OTHER, reason, "m" * 64, AT + timedelta(minutes=3))
    why = explanation(0.0996, tuple(0.0114 / 8 for _ in INPUTS))
    return Result(
        replace(prediction, marks=tuple(Mark)),
        "María de los Ángeles " * 5 + "de la Cruz Peña",
        "m" * 64,
        why,
        decided,
    )


# What people type: letters of any script, but nothing that can't be seen.
_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=64)
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=LONGEST_REASON)
_LATIN = st.characters(codec="iso8859-1", categories=("L", "Nd", "P"))
_LATIN_WORDS = st.text(_LATIN, max_size=64)
_LATIN_TEXT = st.lists(st.text(_LATIN, max_size=12), max_size=38).map(" ".join)
_ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
_FIRST, _LAST = datetime(2025, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001 - the zone is drawn
_WHEN = st.datetimes(_FIRST, _LAST, timezones=_ZONES)
_MODELS = st.builds(
    ModelIdentity,
    name=st.sampled_from(["diabetes_model", "otro modelo", ""]),
    version=st.sampled_from(["", "1", "2026.01-rc1"]),
    digest=st.just(DIGEST),
    source=st.just(SourceKind.DIRECTORY),
    location=st.sampled_from(["/srv/modelos/diabetes", "C:\\Modelos\\v1"]),
) | st.just(MODEL)


@st.composite
def any_case(draw: st.DrawFn, words: st.SearchStrategy[str] = _WORDS) -> Case:
    """Any case that the form can give."""
    hba1c = draw(_typed(HBA1C_UNITS, (0, 249), 2, 25))
    glucose = draw(_typed(GLUCOSE_UNITS, (1, 83), 10, 1500))
    patient = Patient(
        draw(st.sampled_from(Gender)),
        draw(st.integers(0, 1200)) / 10,
        draw(st.integers(0, 1)),
        draw(st.integers(0, 1)),
        draw(st.sampled_from(Smoking)),
        draw(st.integers(int(BMI.hard.low * 10), int(BMI.hard.high * 10))) / 10,
        to_model_unit(hba1c.value, hba1c.unit),
        to_model_unit(glucose.value, glucose.unit),
    )
    context = draw(
        st.builds(
            ClinicalContext,
            st.sampled_from(Sample),
            st.sampled_from(Symptoms),
            st.sampled_from(HbA1cCondition),
        )
    )
    return Case(patient, hba1c, glucose, context, draw(words))


@st.composite
def any_result(draw: st.DrawFn, *, of_latin_letters: bool = False) -> Result:
    """Any result that the program can hold; what people typed in it may be kept to Latin letters.

    Those are the letters that the fonts of every machine have.
    """
    words, text = (_LATIN_WORDS, _LATIN_TEXT) if of_latin_letters else (_WORDS, _TEXT)
    probability = draw(st.none() | st.floats(0, 1))
    answer = Answer(draw(st.integers(0, 1)), probability)
    choice = draw(st.sampled_from(GuidelineChoice))
    rules = SiteRules(draw(st.integers(50, 300)) / 1000, choice.guidelines)
    prediction = Prediction.of(draw(any_case(words)), answer, rules, draw(_MODELS), draw(_WHEN))
    why = None
    if probability is not None and draw(st.booleans()):
        steps = [*draw(st.lists(st.floats(0, 1), min_size=8, max_size=8)), probability]
        why = explanation(probability, tuple(b - a for a, b in pairwise(steps)))
    decided = draw(st.none() | st.builds(_decision, st.sampled_from(Conclusion), text, _WHEN))
    return Result(prediction, draw(words) or DOCTOR, USER, why, decided)


def _typed(
    units: tuple[Unit, Unit], in_other: tuple[int, int], low: int, high: int
) -> st.SearchStrategy[Quantity]:
    """A value with one decimal in the model's unit, or a whole one in the other."""
    own = st.integers(low * 10, high * 10).map(lambda tenths: Quantity(tenths / 10, units[0]))
    return own | st.integers(*in_other).map(lambda value: Quantity(float(value), units[1]))


def _decision(conclusion: Conclusion, reason: str, at: datetime) -> Decision:
    said = reason if reason.strip() else "Otra razón"
    return Decision(conclusion, said, USER, at)


def _curve(kind: Kind, choices: tuple[str, ...], trained: Range, probability: float) -> Curve:
    if kind is Kind.NUMBER:
        middle = (trained.low + trained.high) / 2
        return Curve((trained.low, middle, trained.high), (0.02, probability, 0.99), (0, 0, 1))
    count = len(choices)
    return Curve(choices, (probability,) * count, (0,) * count)
