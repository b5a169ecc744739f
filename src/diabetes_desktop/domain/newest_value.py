"""Which of several values holds: the newest one, unless nobody can tell which that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.imported_facts import Gap, Origin, Unusable
from diabetes_desktop.domain.patient_record import Moment

MOST_AT_ONE_TIME: Final = 1000  # values of a day or so; more than any patient has
# A result before it was final, without its value, or in a unit beside the usual one.
_ONCE_MORE: Final = frozenset({Gap.NOT_FINAL, Gap.NO_VALUE, Gap.UNIT})
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
    """The newest candidates, all of which say the same; and what was left out that is no older.

    With `newer` there are none, although there is an older value that could be used.
    """

    newest: tuple[Candidate, ...]
    gaps: tuple[Gap, ...]
    left_out: tuple[Candidate, ...] = ()
    newer: Unusable | None = None


def newest_of(
    candidates: Sequence[Candidate], agree: Callable[[Candidate, Candidate], bool]
) -> Choice:
    """Choose among `candidates`; values of the same time have to `agree`, or none is taken.

    Nor is one taken where a newer one can't be used: what the patient has today is in that one.
    """
    usable = [each for each in candidates if each.gap is None]
    dated = [each for each in usable if each.when is not None]
    latest = _latest(dated) if dated else usable
    newest = _newest_moment(latest)
    left_out = tuple(each for each in candidates if each.gap and not _is_older(each.when, newest))
    gaps = [each.gap for each in left_out if each.gap]
    if dated and len(dated) < len(usable):
        gaps.append(Gap.UNDATED)
    too_many = len(latest) > MOST_AT_ONE_TIME
    if too_many or not all(agree(latest[0], each) for each in latest[1:]):
        return Choice((), (Gap.AMBIGUOUS, *dict.fromkeys(gaps)), left_out)
    if not latest and not gaps:
        gaps.append(Gap.NOT_FOUND)
    newer = newer_than(latest[0].value, newest, left_out) if latest else None
    taken = () if newer else tuple(latest)
    return Choice(taken, tuple(dict.fromkeys(gaps)), left_out, newer)


def newer_than(
    value: object, when: Moment | None, left_out: Sequence[Candidate]
) -> Unusable | None:
    """The newest of `left_out` that may be newer than `value`, which was so at `when`."""
    newer = [each for each in left_out if _overrules(each, when)]
    if not newer:
        return None
    last = max(newer, key=_begin)
    older = value if isinstance(value, str | Quantity) else None
    return Unusable(last.when, last.gap or Gap.FORM, older, when)


def _overrules(candidate: Candidate, when: Moment | None) -> bool:
    """Whether `candidate`, which can't be used, may be newer than what was so at `when`.

    What was withdrawn is as if it had never been. Of the same time, what may be the same result
    once more is passed over.
    """
    if candidate.gap is Gap.WITHDRAWN:
        return False
    if candidate.when is None or when is None:
        same_time, newer = candidate.when is when, candidate.when is not None
    else:
        same_time = candidate.when.is_same(when)
        newer = not candidate.when.is_before(when)
    return candidate.gap not in _ONCE_MORE if same_time else newer


def _begin(candidate: Candidate) -> str:
    return candidate.when.start.isoformat() if candidate.when else ""


def _newest_moment(latest: Sequence[Candidate]) -> Moment | None:
    moments = [each.when for each in latest if each.when is not None]
    return max(moments, key=lambda moment: moment.start, default=None)


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
