"""What a record from elsewhere holds of one patient, before anything is made of it.

The names are those of FHIR R4; every text is as the record has it, and empty where it has none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

# https://hl7.org/fhir/R4/datatypes.html#dateTime
_DATE_TIME = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)
_LATEST_DAY = datetime(9999, 12, 31)  # noqa: DTZ001 - on the clock of the place


@dataclass(frozen=True, slots=True)
class Moment:
    """A FHIR date or date and time, as exact as it was written.

    `start` and `end` are on the clock of the place where it was written, without an offset;
    `instant` is set where the offset is known too.
    """

    text: str
    start: datetime
    end: datetime
    instant: datetime | None = None

    @classmethod
    def read(cls, text: str) -> Moment | None:
        """The moment that `text` says; None where it says none."""
        found = _DATE_TIME.fullmatch(text)
        if found is None:
            return None
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        try:
            if found[4] is None:
                return cls(text, *_span(year, month, day))
            start = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - likewise
            instant = start.replace(tzinfo=_offset(found[7])).astimezone(UTC) if found[7] else None
            return cls(text, start, start + timedelta(seconds=1), instant)
        except (ValueError, OverflowError):
            return None

    @property
    def day(self) -> str:
        """The date alone: year, month and day as far as they are known."""
        return self.text[:10]

    @property
    def is_whole_day(self) -> bool:
        """Whether at least year, month and day are known."""
        return len(self.text) >= len("2026-01-01")

    def is_same(self, other: Moment) -> bool:
        """Whether both are the same time, as exactly as they were written."""
        if self.instant is not None and other.instant is not None:
            return self.instant == other.instant
        return (self.start, self.end) == (other.start, other.end)

    def is_before(self, other: Moment) -> bool:
        """Whether it is over, for certain, when `other` begins."""
        if self.instant is not None and other.instant is not None:
            return self.instant < other.instant
        return self.end <= other.start


def _span(year: int, month: int, day: int) -> tuple[datetime, datetime]:
    start = datetime(year, month or 1, day or 1)  # noqa: DTZ001 - likewise
    if not month:
        days = 366 if monthrange(year, 2)[1] == 29 else 365
    else:
        days = 1 if day else monthrange(year, month)[1]
    return start, min(start, _LATEST_DAY - timedelta(days=days)) + timedelta(days=days)


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[4:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


@dataclass(frozen=True, slots=True)
class Coding:
    """A code and the system that it belongs to."""

    system: str
    code: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number (finite) and its UCUM code, empty where the unit is none of UCUM's.

    `exact` is false for a bound, such as "less than 4".
    """

    value: float
    unit: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Observation:
    """A result; `amount`, `concepts` and `flag` are the three kinds of values that matter here.

    `plain` is false when it holds a modifier: what changes its meaning in a way not known here.
    """

    status: str
    codes: tuple[Coding, ...]
    when: Moment | None
    amount: Amount | None = None
    concepts: tuple[Coding, ...] = ()
    flag: bool | None = None
    plain: bool = True


NOT_UNDERSTOOD: Final = "?"  # something is said, but not what


@dataclass(frozen=True, slots=True)
class Condition:
    """A disease on the patient's list; `over` says that its end is recorded.

    A status is empty where the record says none. `certainties` are the letters of ICD-10-GM, such
    as "G" (certain) and "A" (ruled out).
    """

    codes: tuple[Coding, ...]
    clinical_status: str
    verification_status: str
    when: Moment | None
    over: bool = False
    plain: bool = True
    certainties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """One of a patient's numbers; `kinds` are the codes of its type."""

    value: str
    use: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """One patient with all that was said of them.

    `of_others` counts the results and diseases of the file that belong to nobody in it.
    `out_of_use`: the record is inactive, or another one replaces it.
    """

    name: str
    identifiers: tuple[Identifier, ...]
    gender: str
    birth_date: str
    deceased: bool
    observations: tuple[Observation, ...] = ()
    conditions: tuple[Condition, ...] = ()
    of_others: int = 0
    out_of_use: bool = False
