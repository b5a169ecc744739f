"""Which of several values holds: the newest one, unless nobody can tell which that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from diabetes_desktop.domain.imported_facts import Gap, Origin
from diabetes_desktop.domain.patient_record import Moment

MOST_AT_ONE_TIME: Final = 1000  # values of a day or so; more than any patient has
_WIDEST_OFFSETS = timedelta(hours=26)  # between the clocks of UTC-12 and UTC+14


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a record says of one input: a value, or the reason why none can be taken."""

    value: object
    origin: Origin
    gap: Gap | None = None

    @property
    def when(self) -> Moment | None:
        """When it was so."""
        return self.origin.when


@dataclass(frozen=True, slots=True)
class Choice:
    """The newest candidates, all of which say the same; and what was left out that is no older."""

    newest: tuple[Candidate, ...]
    gaps: tuple[Gap, ...]


def newest_of(
    candidates: Sequence[Candidate], agree: Callable[[Candidate, Candidate], bool]
) -> Choice:
    """Choose among `candidates`; values of the same time have to `agree`, or none is taken."""
    usable = [each for each in candidates if each.gap is None]
    dated = [each for each in usable if each.when is not None]
    latest = _latest(dated) if dated else usable
    newest = latest[0].when if latest else None
    gaps = [each.gap for each in candidates if each.gap and not _is_older(each.when, newest)]
    if dated and len(dated) < len(usable):
        gaps.append(Gap.UNDATED)
    too_many = len(latest) > MOST_AT_ONE_TIME
    if too_many or not all(agree(latest[0], each) for each in latest[1:]):
        return Choice((), (Gap.AMBIGUOUS, *dict.fromkeys(gaps)))
    if not latest and not gaps:
        gaps.append(Gap.NOT_FOUND)
    return Choice(tuple(latest), tuple(dict.fromkeys(gaps)))


def _latest(dated: list[Candidate]) -> list[Candidate]:
    """Those that are not, for certain, older than another one."""
    newest = max(each.when.start for each in dated if each.when is not None)
    near = [each for each in dated if each.when and newest - each.when.end < _WIDEST_OFFSETS]
    if len(near) > MOST_AT_ONE_TIME:
        return near
    moments = {each.when for each in near if each.when is not None}
    return [
        each
        for each in near
        if each.when and not any(each.when.is_before(moment) for moment in moments)
    ]


def _is_older(when: Moment | None, newest: Moment | None) -> bool:
    """Whether what was so at `when` was superseded, so that nobody misses it."""
    return when is not None and newest is not None and when.is_before(newest)
