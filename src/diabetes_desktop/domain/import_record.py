"""From a patient's record to the eight inputs: the newest value wins, and nothing is guessed."""

from __future__ import annotations

from datetime import date

from diabetes_desktop.domain.body_mass import body_mass_index
from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.fhir_codes import (
    HEART_DISEASE_CODES,
    HYPERTENSION_CODES,
    OBSERVATION_CODES,
    Measure,
)
from diabetes_desktop.domain.imported_facts import Gap, ImportedFacts, Line
from diabetes_desktop.domain.newest_value import Candidate, Choice, newer_than, newest_of
from diabetes_desktop.domain.patient import (
    BMI,
    GLUCOSE,
    HBA1C,
    HEART_DISEASE,
    HYPERTENSION,
    SMOKING_HISTORY,
    Input,
)
from diabetes_desktop.domain.patient_record import PatientRecord
from diabetes_desktop.domain.record_diseases import disease_line
from diabetes_desktop.domain.record_person import age_line, gender_line, patient_ids
from diabetes_desktop.domain.record_results import numbers, smoking
from diabetes_desktop.domain.units import Unit, to_model_unit

# Laboratories report one result in both units, each rounded by itself: half a step of either.
SAME_HBA1C = 0.1  # %
SAME_GLUCOSE = 1.5  # mg/dL


def facts_of(record: PatientRecord, today: date) -> ImportedFacts:
    """What `record` says of the eight inputs, with the age at `today`."""
    hba1c = _choose(record, Measure.HBA1C, HBA1C, today)
    glucose = _choose(record, Measure.GLUCOSE, GLUCOSE, today)
    tobacco = newest_of(smoking(record.observations, today), _equal)
    lines = (
        gender_line(record),
        age_line(record, today),
        disease_line(HYPERTENSION, HYPERTENSION_CODES, record, today),
        disease_line(HEART_DISEASE, HEART_DISEASE_CODES, record, today),
        _line(SMOKING_HISTORY, tobacco),
        _body_mass_line(record, today),
        _line(HBA1C, hba1c),
        _line(GLUCOSE, glucose),
    )
    numbers_of_patient = patient_ids(record.identifiers)
    return ImportedFacts(
        today=today,
        name=record.name,
        birth_date=record.birth_date,
        patient_id=numbers_of_patient[0] if len(numbers_of_patient) == 1 else "",
        lines=lines,
        sample=_sample(glucose),
        of_others=record.of_others,
        several_ids=len(numbers_of_patient) > 1,
        out_of_use=record.out_of_use,
    )


def _choose(record: PatientRecord, measure: Measure, spec: Input | None, today: date) -> Choice:
    return newest_of(numbers(record.observations, measure, spec, today), _agree)


def _agree(one: Candidate, other: Candidate) -> bool:
    first, second = one.value, other.value
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return first == second
    if first.unit is second.unit:
        return first.value == second.value
    difference = to_model_unit(first.value, first.unit) - to_model_unit(second.value, second.unit)
    is_hba1c = first.unit in HBA1C.units
    return abs(difference) <= (SAME_HBA1C if is_hba1c else SAME_GLUCOSE)


def _equal(one: Candidate, other: Candidate) -> bool:
    return one.value == other.value


def _line(spec: Input, choice: Choice) -> Line:
    """The value, in the model's unit where it was reported in both."""
    if not choice.newest:
        return Line(spec, None, gaps=choice.gaps, newer=choice.newer)
    taken = min(choice.newest, key=lambda each: _rank(spec, each))
    value = taken.value
    assert isinstance(value, str | Quantity)  # noqa: S101 - tells the type checker
    return Line(spec, value, (taken.origin,), choice.gaps)


def _rank(spec: Input, candidate: Candidate) -> int:
    value = candidate.value
    return spec.units.index(value.unit) if isinstance(value, Quantity) else 0


def _sample(choice: Choice) -> Sample:
    """What all the codes of the glucose that was taken say, if they say the same."""
    samples = {OBSERVATION_CODES[each.origin.code].sample for each in choice.newest}
    return samples.pop() if len(samples) == 1 else Sample.UNKNOWN


def _body_mass_line(record: PatientRecord, today: date) -> Line:
    """The recorded index; where none can be taken, computed from weight and height."""
    recorded = _choose(record, Measure.BMI, BMI, today)
    if recorded.newest or recorded.newer or Gap.AMBIGUOUS in recorded.gaps:
        return _line(BMI, recorded)
    weight = _choose(record, Measure.WEIGHT, None, today)
    height = _choose(record, Measure.HEIGHT, None, today)
    every = dict.fromkeys((*recorded.gaps, *weight.gaps, *height.gaps))
    gaps = tuple(gap for gap in every if gap is not Gap.NOT_FOUND) or (Gap.NOT_FOUND,)
    if not weight.newest or not height.newest:
        return Line(BMI, None, gaps=gaps, newer=weight.newer or height.newer)
    computed = _computed(weight.newest[0], height.newest[0], gaps)
    newer = newer_than(computed.value, weight.newest[0].when, recorded.left_out)
    return Line(BMI, None, gaps=gaps, newer=newer) if newer else computed


def _computed(weight: Candidate, height: Candidate, gaps: tuple[Gap, ...]) -> Line:
    try:
        index = body_mass_index(float(str(weight.value)), float(str(height.value)))
    except ValueError:
        return Line(BMI, None, gaps=(Gap.IMPOSSIBLE,))
    if index not in BMI.hard:
        return Line(BMI, None, gaps=(Gap.IMPOSSIBLE,))
    told = () if gaps == (Gap.NOT_FOUND,) else gaps
    return Line(BMI, Quantity(index, Unit.KG_M2), (weight.origin, height.origin), told)
