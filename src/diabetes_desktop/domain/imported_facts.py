"""What was found of the eight inputs in a record from elsewhere, and what was not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.patient import BMI, GLUCOSE, HBA1C, SMOKING_HISTORY, Input
from diabetes_desktop.domain.patient_record import Moment

OLD_AFTER_DAYS: Final = 365
CHANGING: Final = (SMOKING_HISTORY, BMI, HBA1C, GLUCOSE)


class Gap(Enum):
    """Why something in the record was not taken."""

    NOT_FOUND = "not_found"  # there is nothing about it
    AMBIGUOUS = "ambiguous"  # several values for the same time, or contradictory ones
    UNIT = "unit"  # no unit, or none that this value can have
    NO_VALUE = "no_value"
    NOT_EXACT = "not_exact"  # "less than 4"
    FORM = "form"  # a code or modifier that is not known here
    NOT_FINAL = "not_final"  # registered, preliminary …
    WITHDRAWN = "withdrawn"  # cancelled, or entered in error
    IMPOSSIBLE = "impossible"  # outside the hard limits
    FUTURE = "future"
    UNDATED = "undated"  # others have a date
    UNCLEAR = "unclear"  # smokes or smoked: none of the six choices
    NOT_ACTIVE = "not_active"  # a disease that is over, or in remission
    NOT_CONFIRMED = "not_confirmed"  # a disease that is only suspected
    REFUTED = "refuted"  # a disease that was ruled out or entered in error
    PARTIAL_DATE = "partial_date"  # born in some month or year
    DECEASED = "deceased"
    OLD_AGE = "old_age"  # an age that was noted on another day


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: a code of `system`, its name, and when it was so.

    `system` is a short name (LOINC, SNOMED CT, ICD-10, FHIR).
    """

    system: str
    code: str
    name: str = ""
    when: Moment | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """A result that can't be used, and the value which is older and was not taken for it.

    `when` is None where nobody can tell which is newer. `older` is None where it is no value of an
    input, but one of those that it is computed from.
    """

    when: Moment | None
    gap: Gap
    older: str | Quantity | None
    older_when: Moment | None


@dataclass(frozen=True, slots=True)
class Line:
    """One input: its value, where it comes from, and what was left out.

    `value` is a choice of the input (as the model spells it), a number in the unit of the record,
    or None. With two origins it was computed from both. `newer` says why an older value was not
    taken.
    """

    input: Input
    value: str | Quantity | None
    origins: tuple[Origin, ...] = ()
    gaps: tuple[Gap, ...] = ()
    newer: Unusable | None = None


@dataclass(frozen=True, slots=True)
class ImportedFacts:
    """One patient's eight lines, in the order of `INPUTS`.

    `patient_id` is empty if the record names none, or `several_ids`. `sample` is what the code of
    the glucose that was taken says. `of_others` counts results that belong to nobody in the file.
    `out_of_use`: the record is inactive, or another one replaces it. Name and date of birth are
    for the doctor to check; they go nowhere else. `today` is the day of the import.
    """

    today: date
    name: str
    birth_date: str
    patient_id: str
    lines: tuple[Line, ...]
    sample: Sample
    of_others: int
    several_ids: bool = False
    out_of_use: bool = False

    @property
    def found(self) -> tuple[Line, ...]:
        """The lines with a value."""
        return tuple(line for line in self.lines if line.value is not None)

    @property
    def laboratory_days_differ(self) -> bool:
        """Whether HbA1c and glucose can't be of one sample."""
        when = [
            origin.when
            for line in self.lines
            if line.input in (HBA1C, GLUCOSE)
            for origin in line.origins
            if origin.when is not None and origin.when.is_whole_day
        ]
        return len({moment.day for moment in when}) > 1

    def is_old(self, line: Line) -> bool:
        """Whether a value that changes with time was measured more than a year ago."""
        oldest = self.today - timedelta(days=OLD_AFTER_DAYS)
        return line.input in CHANGING and any(
            origin.when is not None and origin.when.end.date() <= oldest for origin in line.origins
        )
