"""What stands beside the model's answers about many patients: the same as beside one.

Criteria, discordance and marks are those of `assess`, `discordance` and `marks`. They are asked
once for each combination that they can tell apart, not once for each patient: guidelines ask only
which cut-offs a value reaches, and a mark reads one or two values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import attrgetter, or_
from typing import Final, TypeVar

from diabetes_desktop.domain.assessment import assess
from diabetes_desktop.domain.batch_cells import (
    MOST_REMEMBERED,
    OTHER_UNIT_BIT,
    UNUSUAL_BIT,
    cutoff_values,
)
from diabetes_desktop.domain.batch_columns import CONDITION, SAMPLE, SYMPTOMS
from diabetes_desktop.domain.batch_rows import CheckedRows
from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.domain.discordance import discordance
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.marks import RULES, told
from diabetes_desktop.domain.patient import GLUCOSE, HBA1C, INPUTS, Gender, Input, Patient, Smoking
from diabetes_desktop.domain.prediction import SiteRules
from diabetes_desktop.domain.units import Unit

T = TypeVar("T")
A = TypeVar("A")
SEPARATOR: Final = "; "
_BITS, _STEP, _CHOICE, _NUMBER = map(attrgetter, ("bits", "step", "choice", "number"))
# Guidelines read a patient's age for cautions only, which stand in no table.
_ANYBODY: Final = Patient(Gender.FEMALE, 45.0, 0, 0, Smoking.NEVER, 26.0, 5.8, 100.0)
_PAIRS: Final = tuple(
    (1 << place, rule) for place, rule in enumerate(RULES) if len(rule.inputs) > 1
)


@dataclass(frozen=True, slots=True)
class Answers:
    """The model's own classes, and P(class 1) where it offers one, one per good row."""

    outcomes: Sequence[int]
    probabilities: Sequence[float] | None


@dataclass(frozen=True, slots=True)
class Findings:
    """One entry per row, in order; None or an empty text where a row has errors.

    `referrals` say whether the probability reaches the referral band; `criteria` are one column
    per guideline, the values of `Verdict`; `discordances` those of `Discordance`.
    """

    outcomes: Sequence[int | None]
    probabilities: Sequence[float | None]
    referrals: Sequence[bool | None]
    criteria: Sequence[Sequence[str]]
    discordances: Sequence[str]
    marks: Sequence[str]
    errors: Sequence[str]


_Key = tuple[int, int, int, str, str, str]


@dataclass(eq=False, repr=False)
class _Verdicts(dict[_Key, tuple[str, ...]]):
    """Per combination: the verdict of each guideline, and the discordance."""

    guidelines: tuple[Guideline, ...]
    hba1c_unit: Unit
    glucose_unit: Unit

    def __missing__(self, key: _Key) -> tuple[str, ...]:
        hba1c, glucose, outcome, sample, symptoms, condition = key
        case = Case(
            _ANYBODY,
            _reaching(HBA1C, hba1c, self.hba1c_unit),
            _reaching(GLUCOSE, glucose, self.glucose_unit),
            ClinicalContext(Sample(sample), Symptoms(symptoms), HbA1cCondition(condition)),
        )
        said = [assess(case, guideline) for guideline in self.guidelines]
        parted = discordance(outcome, said)
        verdicts = (assessment.verdict.value for assessment in said)
        self[key] = found = (*verdicts, parted.value if parted else "")
        return found


def _reaching(spec: Input, step: int, unit: Unit) -> Quantity:
    """A value that reaches the first `step` cut-offs."""
    return Quantity((0.0, *cutoff_values(spec, unit))[step], unit)


class _Pairs(dict[tuple[float, float], int]):
    """The marks that HbA1c and glucose give together, as bits."""

    def __missing__(self, pair: tuple[float, float]) -> int:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[pair] = bits = sum(bit for bit, rule in _PAIRS if rule.applies(*pair))
        return bits


@dataclass(eq=False, repr=False)
class _MarkTexts(dict[int, str]):
    """The marks of a row as text, by their bits."""

    model_name: str

    def __missing__(self, bits: int) -> str:
        found = (rule.mark for place, rule in enumerate(RULES) if bits >> place & 1)
        names = [mark.value for mark in told(found, self.model_name)]
        for place, spec in enumerate(INPUTS):
            names += [f"unusual_{spec.name}"] * (bits >> UNUSUAL_BIT + place & 1)
            names += [f"other_unit_{spec.name}"] * (bits >> OTHER_UNIT_BIT + place & 1)
        self[bits] = text = SEPARATOR.join(names)
        return text


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
        self._verdicts = _Verdicts(self.rules.guidelines, self.hba1c_unit, self.glucose_unit)
        self._texts = _MarkTexts(self.model_name)

    def __call__(self, checked: CheckedRows, answers: Answers) -> Findings:
        """What is found of every row of `checked`."""
        outcomes, chances = answers.outcomes, answers.probabilities
        *criteria, discordances = self._judged(checked, outcomes)
        return Findings(
            _spread(outcomes, checked, None),
            _spread(_or_none(chances, len(outcomes)), checked, None),
            _spread(self._referrals(chances, len(outcomes)), checked, None),
            [_spread(column, checked, "") for column in criteria],
            _spread(discordances, checked, ""),
            _spread(self._marks(checked), checked, ""),
            _error_texts(checked),
        )

    def _referrals(self, chances: Sequence[float] | None, rows: int) -> Sequence[bool | None]:
        if chances is None:
            return [None] * rows
        threshold = self.rules.referral_threshold
        return [chance >= threshold for chance in chances]

    def _judged(self, checked: CheckedRows, outcomes: Sequence[int]) -> list[Sequence[str]]:
        context = (
            map(_CHOICE, checked.cells[target]) if target in checked.cells else repeat("unknown")
            for target in (SAMPLE, SYMPTOMS, CONDITION)
        )
        steps = (map(_STEP, checked.cells[spec.name]) for spec in (HBA1C, GLUCOSE))
        keys = zip(*steps, outcomes, *context)  # noqa: B905 - what is not stated repeats for ever
        found = list(map(self._verdicts.__getitem__, keys))
        return list(zip(*found, strict=True)) or [()] * (len(self.rules.guidelines) + 1)

    def _marks(self, checked: CheckedRows) -> list[str]:
        pairs = zip(*(map(_NUMBER, checked.cells[x.name]) for x in (HBA1C, GLUCOSE)), strict=True)
        bits = list(map(self._pairs.__getitem__, pairs))
        for spec in INPUTS:
            column = checked.cells[spec.name]
            if any(map(_BITS, set(column))):
                bits = list(map(or_, bits, map(_BITS, column)))
        return list(map(self._texts.__getitem__, bits))


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
