"""One cell of a table, read by the rules of the form: the value, or why there is none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import isnan
from typing import Final

from diabetes_desktop.domain.batch_columns import SPECS, normal
from diabetes_desktop.domain.batch_words import WORDS, choices, is_number
from diabetes_desktop.domain.criteria import CRITERIA, Test
from diabetes_desktop.domain.marks import RULES, Rule
from diabetes_desktop.domain.number_text import Refused
from diabetes_desktop.domain.patient import GLUCOSE, HBA1C, INPUTS, Input
from diabetes_desktop.domain.reading import Band, read, read_number
from diabetes_desktop.domain.units import Unit, from_model_unit

MOST_REMEMBERED: Final = 100_000  # different cells of one column

# One bit per mark: first the rules of `marks`, then per input "unusual" and "other unit".
UNUSUAL_BIT: Final = len(RULES)
OTHER_UNIT_BIT: Final = UNUSUAL_BIT + len(INPUTS)
BITS_OF_CELLS: Final = OTHER_UNIT_BIT + len(INPUTS)


class Reason(StrEnum):
    """Why a cell is not taken. The values are what stands in files of errors."""

    MISSING = "missing"
    IMPOSSIBLE = "impossible"  # outside the hard limits
    NOT_A_CHOICE = "not_a_choice"  # a word that is in no table
    CELL_COUNT = "cell_count"  # the row has more or fewer cells than the header
    # A number that would have to be guessed or mended; named as `number_text.Refusal`.
    CHARACTER = "character"
    INNER_SPACE = "inner_space"
    NEGATIVE = "negative"
    TWO_SEPARATORS = "two_separators"
    AMBIGUOUS_GROUPING = "ambiguous_grouping"
    INCOMPLETE = "incomplete"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """What was read. `number` is what the model takes: of a category the place of its choice.

    `choice` is a category in the model's own word,
    `step` how many cut-offs of the guidelines it reaches, `bits` the marks that this cell alone
    gives, `likelier` the unit in which an impossible number would be a usual one.
    """

    number: float = 0.0
    reason: Reason | None = None
    choice: str = ""
    step: int = 0
    bits: int = 0
    likelier: Unit | None = None


@cache
def cutoff_values(target: str, unit: Unit) -> tuple[float, ...]:
    """Every cut-off of any guideline for `target`, rising, in `unit`; of the two tests only."""
    if target not in (HBA1C.name, GLUCOSE.name):
        return ()
    values = {
        criterion.cutoff(unit).value
        for criteria in CRITERIA.values()
        for criterion in criteria.criteria
        if (criterion.test is Test.HBA1C) == (target == HBA1C.name)
    }
    return tuple(sorted(values))


class CellReader(dict[object, Cell]):
    """Reads the cells of one column; the same cell is read once. `reader[cell]` is the answer."""

    def __init__(
        self,
        target: str,
        unit: Unit | None,
        decimal: str = "",
        words: Mapping[str, str] | None = None,
    ) -> None:
        """A reader of the fact `target`.

        Args:
            target: one of `batch_columns.TARGETS`.
            unit: what the numbers are stated in; None: the model's own.
            decimal: the decimal separator of the file, where it is known.
            words: words of this file for the choices, beside those of the table.
        """
        super().__init__()
        self.target = target
        self.spec = SPECS.get(target)
        self.unit = unit or (self.spec.units[0] if self.spec and self.spec.units else None)
        self._decimal = decimal
        own = {normal(word): choice for word, choice in (words or {}).items()}
        self._words = {**WORDS.get(target, {}), **own}
        self._choices = choices(target)
        # Looked up once: a column may hold a million different numbers.
        self._is_number = is_number(target)
        self._rules = _rules_of(target)
        self._cutoffs = cutoff_values(target, self.unit) if self.unit else ()
        place = INPUTS.index(self.spec) if self.spec else 0
        self._unusual, self._other_unit = (
            1 << first + place for first in (UNUSUAL_BIT, OTHER_UNIT_BIT)
        )

    def __missing__(self, cell: object) -> Cell:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[cell] = read_already = self._read(cell)
        return read_already

    @property
    def expected(self) -> str:
        """What may stand in the column, for people of any language: a range, or the choices."""
        if self.spec is None or self.unit is None:
            return " | ".join(self._choices)
        low, high = (
            max(0.0, from_model_unit(end, self.unit))
            for end in (self.spec.hard.low, self.spec.hard.high)
        )
        return f"{low:.4g}–{high:.4g} {self.unit}"

    def _read(self, cell: object) -> Cell:
        if cell is None or (isinstance(cell, float) and isnan(cell)):
            return self._absent()
        if self._is_number and self.spec is not None and self.unit is not None:
            return self._read_number(self.spec, self.unit, cell)
        return self._read_choice(_word(cell))

    def _absent(self) -> Cell:
        """Nothing is imputed; a context that is not stated is unknown."""
        if self.spec is not None:
            return Cell(reason=Reason.MISSING)
        return Cell(choice="unknown", bits=self._bits("unknown"))

    def _read_number(self, spec: Input, unit: Unit, cell: object) -> Cell:
        if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
            return Cell(reason=Reason.CHARACTER)
        if isinstance(cell, str):
            reading = read(spec, cell, unit, self._decimal)
        else:
            reading = read_number(spec, float(cell), unit)
        if reading is None:
            return Cell(reason=Reason.MISSING)
        if isinstance(reading, Refused):
            return Cell(reason=Reason(reading.reason.value))
        if reading.band is Band.IMPOSSIBLE:
            return Cell(reason=Reason.IMPOSSIBLE, likelier=reading.other_unit)
        bits = self._bits(reading.value)
        if reading.band is Band.UNUSUAL:
            bits |= self._unusual
        if reading.other_unit is not None:
            bits |= self._other_unit
        step = bisect_right(self._cutoffs, reading.typed)
        return Cell(reading.value, step=step, bits=bits)

    def _read_choice(self, text: str) -> Cell:
        if not text.strip():
            return self._absent()
        choice = self._words.get(normal(text))
        if choice is None:
            return Cell(reason=Reason.NOT_A_CHOICE)
        number = float(self._choices.index(choice))
        return Cell(number, choice=choice, bits=self._bits(choice))

    def _bits(self, value: float | str) -> int:
        """The marks that this value alone gives."""
        bits = 0
        for bit, rule in self._rules:
            if rule.applies(value):
                bits |= bit
        return bits


def _word(cell: object) -> str:
    """A flag is a number or a truth value in some files: 1, 1.0 and true are the same."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, (bool, int, float)):
        return str(int(cell)) if cell in (0, 1) else "?"
    return "?"


def _rules_of(target: str) -> tuple[tuple[int, Rule], ...]:
    """The rules that read `target` alone, each with its bit."""
    alone = ((1 << place, rule) for place, rule in enumerate(RULES))
    return tuple((bit, rule) for bit, rule in alone if rule.facts == (target,))
