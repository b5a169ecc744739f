"""What stands beside the model's answers about many patients: the same as beside one.

Criteria, cautions, discordance and marks are those of `assess`, `discordance` and `marks`. They are
asked once for each combination that they can tell apart, not once for each patient: guidelines ask
which cut-offs a value reaches and who is a minor, and a mark reads one or two values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import attrgetter, itemgetter, or_
from typing import Final, TypeVar

from diabetes_desktop.domain.assessment import Assessment, Caution, assess
from diabetes_desktop.domain.batch_cells import (
    BITS_OF_CELLS,
    MOST_REMEMBERED,
    OTHER_UNIT_BIT,
    UNUSUAL_BIT,
    Cell,
    cutoff_values,
)
from diabetes_desktop.domain.batch_columns import CONDITION, CONTEXT
from diabetes_desktop.domain.batch_rows import CheckedRows
from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.domain.discordance import discordance
from diabetes_desktop.domain.marks import ADULT_YEARS, RULES, Mark, told
from diabetes_desktop.domain.patient import GLUCOSE, HBA1C, INPUTS, Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import SiteRules
from diabetes_desktop.domain.units import Unit

T = TypeVar("T")
A = TypeVar("A")
SEPARATOR: Final = "; "
_BITS, _CHOICE = map(attrgetter, ("bits", "choice"))
_ADULT: Final = Patient(Gender.FEMALE, 45.0, 0, 0, Smoking.NEVER, 26.0, 5.8, 100.0)
_MINOR: Final = Patient(Gender.FEMALE, ADULT_YEARS - 1.0, 0, 0, Smoking.NEVER, 26.0, 5.8, 100.0)
_LABORATORY: Final = (HBA1C.name, GLUCOSE.name)
_ELSEWHERE: Final = (*(x.name for x in INPUTS if x.name not in _LABORATORY), CONDITION)
_PAIRS: Final = tuple((1 << place, rule) for place, rule in enumerate(RULES) if len(rule.facts) > 1)
_MINOR_BIT: Final = next(
    1 << place for place, rule in enumerate(RULES) if rule.mark is Mark.UNDER_18
)
# Of a row's code: the bits of its marks, and above them the cut-offs that the two tests reach.
_HBA1C_PLACE: Final = BITS_OF_CELLS
_GLUCOSE_PLACE: Final = _HBA1C_PLACE + 8
_STEPS: Final = 0xFF


@dataclass(frozen=True, slots=True)
class Answers:
    """The model's own classes, and P(class 1) where it offers one, one per good row."""

    outcomes: Sequence[int]
    probabilities: Sequence[float] | None


@dataclass(frozen=True, slots=True)
class Findings:
    """One entry per row, in order; None or an empty text where a row has errors.

    `referrals` say whether the probability reaches the referral band; `criteria` are one column
    per guideline, the values of `Verdict`; `cautions` those of `Caution` that any guideline has,
    `discordances` those of `Discordance`.
    """

    outcomes: Sequence[int | None]
    probabilities: Sequence[float | None]
    referrals: Sequence[bool | None]
    criteria: Sequence[Sequence[str]]
    cautions: Sequence[str]
    discordances: Sequence[str]
    marks: Sequence[str]
    errors: Sequence[str]


class _Pairs(dict[tuple[Cell, Cell], int]):
    """The code of an HbA1c and a glucose: what they say each, and together."""

    def __missing__(self, pair: tuple[Cell, Cell]) -> int:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        hba1c, glucose = pair
        code = sum(bit for bit, rule in _PAIRS if rule.applies(hba1c.number, glucose.number))
        code |= hba1c.bits | glucose.bits
        code |= hba1c.step << _HBA1C_PLACE | glucose.step << _GLUCOSE_PLACE
        self[pair] = code
        return code


_Key = tuple[int, int, str, str, str]  # a row's code, the class, and the context


@dataclass(eq=False, repr=False)
class _Words(dict[_Key, tuple[str, ...]]):
    """Per combination: the verdict of each guideline, cautions, discordance and marks."""

    rules: SiteRules
    model_name: str
    hba1c_unit: Unit
    glucose_unit: Unit

    def __missing__(self, key: _Key) -> tuple[str, ...]:
        code, outcome, sample, symptoms, condition = key
        case = Case(
            _MINOR if code & _MINOR_BIT else _ADULT,
            _reaching(HBA1C.name, code >> _HBA1C_PLACE & _STEPS, self.hba1c_unit),
            _reaching(GLUCOSE.name, code >> _GLUCOSE_PLACE & _STEPS, self.glucose_unit),
            ClinicalContext(Sample(sample), Symptoms(symptoms), HbA1cCondition(condition)),
        )
        said = [assess(case, guideline) for guideline in self.rules.guidelines]
        parted = discordance(outcome, said)
        self[key] = words = (
            *(assessment.verdict.value for assessment in said),
            _cautions(said),
            parted.value if parted else "",
            _marks(code, self.model_name),
        )
        return words


def _reaching(name: str, step: int, unit: Unit) -> Quantity:
    """A value that reaches the first `step` cut-offs."""
    return Quantity((0.0, *cutoff_values(name, unit))[step], unit)


def _cautions(said: Sequence[Assessment]) -> str:
    every = {caution for assessment in said for caution in assessment.cautions}
    return SEPARATOR.join(caution.value for caution in Caution if caution in every)


def _marks(bits: int, model_name: str) -> str:
    found = (rule.mark for place, rule in enumerate(RULES) if bits >> place & 1)
    names = [mark.value for mark in told(found, model_name)]
    for place, spec in enumerate(INPUTS):
        names += [f"unusual_{spec.name}"] * (bits >> UNUSUAL_BIT + place & 1)
        names += [f"other_unit_{spec.name}"] * (bits >> OTHER_UNIT_BIT + place & 1)
    return SEPARATOR.join(names)


@dataclass(eq=False)
class Judge:
    """Puts beside the answers what belongs there, by the rules of the site.

    `hba1c_unit` and `glucose_unit` are those in which the table states them: each criterion is
    tested in that unit.
    """

    rules: SiteRules
    model_name: str
    hba1c_unit: Unit
    glucose_unit: Unit
    _pairs: _Pairs = field(default_factory=_Pairs)

    def __post_init__(self) -> None:
        self._words = _Words(self.rules, self.model_name, self.hba1c_unit, self.glucose_unit)

    def __call__(self, checked: CheckedRows, answers: Answers) -> Findings:
        """What is found of every row of `checked`."""
        outcomes, chances = answers.outcomes, answers.probabilities
        words = (_spread(column, checked, "") for column in self._said(checked, outcomes))
        *criteria, cautions, discordances, marks = words
        return Findings(
            _spread(outcomes, checked, None),
            _spread(_or_none(chances, len(outcomes)), checked, None),
            _spread(self._referrals(chances, len(outcomes)), checked, None),
            criteria,
            cautions,
            discordances,
            marks,
            _error_texts(checked),
        )

    def _referrals(self, chances: Sequence[float] | None, rows: int) -> Sequence[bool | None]:
        if chances is None:
            return [None] * rows
        threshold = self.rules.referral_threshold
        return [chance >= threshold for chance in chances]

    def _said(self, checked: CheckedRows, outcomes: Sequence[int]) -> list[Sequence[str]]:
        context = (
            map(_CHOICE, checked.cells[target]) if target in checked.cells else repeat("unknown")
            for target in CONTEXT
        )
        keys = zip(self._codes(checked), outcomes, *context)  # noqa: B905 - some repeat for ever
        found = list(map(self._words.__getitem__, keys))
        # Not by zip(*found): that makes an iterator for every row.
        return [list(map(itemgetter(x), found)) for x in range(len(self.rules.guidelines) + 3)]

    def _codes(self, checked: CheckedRows) -> list[int]:
        pairs = zip(*(checked.cells[name] for name in _LABORATORY), strict=True)
        codes = list(map(self._pairs.__getitem__, pairs))
        for target in _ELSEWHERE:
            column = checked.cells.get(target, ())
            if any(map(_BITS, set(column))):
                codes = list(map(or_, codes, map(_BITS, column)))
        return codes


def _or_none(chances: Sequence[float] | None, rows: int) -> Sequence[float | None]:
    return [None] * rows if chances is None else chances


def _spread(column: Sequence[T], checked: CheckedRows, absent: A) -> Sequence[T | A]:
    """`column` of the good rows over all rows."""
    if not checked.errors:
        return column
    whole: list[T | A] = [absent] * checked.rows
    for place, value in zip(checked.good, column, strict=True):
        whole[place] = value
    return whole


def _error_texts(checked: CheckedRows) -> list[str]:
    """Per row which columns are wrong, and why; the values are in the file of errors only."""
    if not checked.errors:
        return [""] * checked.rows
    told: dict[int, list[str]] = {}
    for error in checked.errors:
        about = f"{error.column}: {error.reason}" if error.column else str(error.reason)
        told.setdefault(error.row - checked.first_row, []).append(about)
    return [SEPARATOR.join(told.get(place, ())) for place in range(checked.rows)]
