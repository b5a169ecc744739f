"""How one table is scored: which column is which fact, in which unit, and what is put beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from diabetes_desktop.application.batch_errors import TableFault, TableRefused
from diabetes_desktop.application.batch_ports import HowToRead, Table
from diabetes_desktop.domain.batch_cells import CellReader
from diabetes_desktop.domain.batch_columns import (
    TARGETS,
    ColumnError,
    ColumnFault,
    Found,
    find_columns,
)
from diabetes_desktop.domain.batch_findings import Judge
from diabetes_desktop.domain.batch_rows import RowChecker
from diabetes_desktop.domain.batch_words import choices
from diabetes_desktop.domain.patient import GLUCOSE, HBA1C
from diabetes_desktop.domain.prediction import SiteRules
from diabetes_desktop.domain.units import Unit

_FAULTS: Final = {
    ColumnFault.MISSING: TableFault.COLUMN_MISSING,
    ColumnFault.TWICE: TableFault.COLUMN_TWICE,
    ColumnFault.NO_SUCH_COLUMN: TableFault.NO_SUCH_COLUMN,
    ColumnFault.NO_SUCH_FACT: TableFault.NO_SUCH_FACT,
    ColumnFault.UNIT: TableFault.COLUMN_UNIT,
}


class FileScoring:
    """The rules of one file. `columns` names the header of each fact, `units` those of the two.

    `names` are the columns that the results add.
    """

    def __init__(
        self, table: Table, path: str, how: HowToRead, rules: SiteRules, model_name: str
    ) -> None:
        """Match the columns.

        Raises:
            TableRefused: they can't be told apart, or say something else than `how`.
        """
        self._path = path
        found = self._found(table, how)
        self.columns = {target: table.headers[each.position] for target, each in found.items()}
        self.units = {
            HBA1C.name: self._unit(found, HBA1C.name, how.hba1c_unit, Unit.PERCENT),
            GLUCOSE.name: self._unit(found, GLUCOSE.name, how.glucose_unit, Unit.MG_DL),
        }
        self._check_words(how.words)
        readers = {
            target: CellReader(
                target, self.units.get(target), table.form.decimal, how.words.get(target)
            )
            for target in found
        }
        positions = {target: each.position for target, each in found.items()}
        self.names = result_names(rules)
        for name in self.names:
            if name in table.headers:
                raise TableRefused(TableFault.COLUMN_TAKEN, path, column=name)
        self.check = RowChecker(table.headers, positions, readers)
        self.judge = Judge(rules, model_name, self.units[HBA1C.name], self.units[GLUCOSE.name])

    def _found(self, table: Table, how: HowToRead) -> dict[str, Found]:
        try:
            return find_columns(table.headers, how.columns)
        except ColumnError as error:
            raise TableRefused(_FAULTS[error.fault], self._path, column=error.name) from None

    def _unit(
        self, found: Mapping[str, Found], target: str, stated: Unit | None, usual: Unit
    ) -> Unit:
        """The unit in the column's name, or the one stated; both may not differ."""
        named = found[target].unit
        if named is not None and stated is not None and named is not stated:
            raise TableRefused(TableFault.COLUMN_UNIT, self._path, column=self.columns[target])
        return named or stated or usual

    def _check_words(self, words: Mapping[str, Mapping[str, str]]) -> None:
        for target, meanings in words.items():
            if target not in TARGETS or not choices(target):
                raise TableRefused(TableFault.NO_SUCH_FACT, self._path, column=target)
            for choice in meanings.values():
                if choice not in choices(target):
                    raise TableRefused(TableFault.NO_SUCH_CHOICE, self._path, column=target)


def result_names(rules: SiteRules) -> tuple[str, ...]:
    """The columns that the results add, in order."""
    criteria = (f"criteria_{guideline.value}" for guideline in rules.guidelines)
    beside = (*criteria, "cautions", "discordance", "marks", "errors")
    return ("class", "probability", "referral", *beside)
