"""Who the patient of a record is: number, gender and age."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.fhir_codes import GENDERS, Measure
from diabetes_desktop.domain.imported_facts import Gap, Line, Origin
from diabetes_desktop.domain.newest_value import newest_of
from diabetes_desktop.domain.patient import AGE, GENDER
from diabetes_desktop.domain.patient_record import Identifier, Moment, PatientRecord
from diabetes_desktop.domain.record_results import numbers
from diabetes_desktop.domain.units import Unit

LONGEST_ID = 64  # characters; what the form takes
MEDICAL_RECORD: Final = "MR"  # http://terminology.hl7.org/CodeSystem/v2-0203
INFANT_MONTHS = 24  # below this the age is told in months
DAYS_PER_YEAR = 365.25


def patient_ids(identifiers: Iterable[Identifier]) -> tuple[str, ...]:
    """The medical record number, else the usual or official one; several if nobody can tell which.

    A number that is no longer in use, or that the form can't hold, is none.
    """
    usable = [
        each
        for each in identifiers
        if each.use != "old" and each.value.isprintable() and 0 < len(each.value) <= LONGEST_ID
    ]
    for rank in (
        [each for each in usable if MEDICAL_RECORD in each.kinds],
        [each for each in usable if each.use == "usual"],
        [each for each in usable if each.use == "official"],
    ):
        if rank:
            return tuple(dict.fromkeys(each.value.strip() for each in rank))
    return ()


def gender_line(record: PatientRecord) -> Line:
    """`Patient.gender`; "unknown" is asked for."""
    gender = GENDERS.get(record.gender)
    if gender is None:
        return Line(GENDER, None, gaps=(Gap.FORM if record.gender else Gap.NOT_FOUND,))
    return Line(GENDER, str(gender), (Origin("FHIR", "Patient.gender"),))


def age_line(record: PatientRecord, today: date) -> Line:
    """The age at `today` by the whole date of birth, or one that was noted today."""
    if record.deceased:
        return Line(AGE, None, gaps=(Gap.DECEASED,))
    if not record.birth_date:
        return _noted_age(record, today)
    born = Moment.read(record.birth_date)
    if born is None:
        return Line(AGE, None, gaps=(Gap.FORM,))
    if not born.is_whole_day:
        return Line(AGE, None, gaps=(Gap.PARTIAL_DATE,))
    if born.start.date() > today:
        return Line(AGE, None, gaps=(Gap.FUTURE,))
    years = years_between(born.start.date(), today)
    if years not in AGE.hard:
        return Line(AGE, None, gaps=(Gap.IMPOSSIBLE,))
    origin = Origin("FHIR", "Patient.birthDate", when=born)
    return Line(AGE, Quantity(years, Unit.YEARS), (origin,))


def years_between(born: date, today: date) -> float:
    """Completed years; under two years completed months, under a month days, as years."""
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months >= INFANT_MONTHS:
        return float(months // 12)
    if months >= 1:
        return round(months / 12, 2)
    return round((today - born).days / DAYS_PER_YEAR, 2)


def _noted_age(record: PatientRecord, today: date) -> Line:
    noted = numbers(record.observations, Measure.AGE, AGE, today)
    choice = newest_of(noted, lambda one, other: one.value == other.value)
    if not choice.newest:
        return Line(AGE, None, gaps=choice.gaps, newer=choice.newer)
    newest = choice.newest[0]
    noted_today = newest.when is not None and newest.when.start.date() == today
    if not noted_today or not isinstance(newest.value, Quantity):
        return Line(AGE, None, gaps=(Gap.OLD_AGE,))
    return Line(AGE, newest.value, (newest.origin,), choice.gaps)
