"""Which files are tables of patients, and what kind each is; by content, whatever its name says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from diabetes_desktop.adapters.batch.csv_table import CsvTable
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.batch_errors import TableFault, TableRefused
from diabetes_desktop.application.batch_ports import Table, TextForm
from diabetes_desktop.application.training_errors import ToolsMissing

SUFFIXES: Final = (".csv", ".tsv", ".txt", ".parquet", ".pq")
PARQUET: Final = b"PAR1"
# ZIP (.xlsx, .ods), the old .xls, gzip, bzip2, xz, Zstandard.
ARCHIVES: Final = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zX",
    b"\x28\xb5\x2f\xfd",
)


def find_tables(source: Path) -> Sequence[Path]:
    """`source` itself, or every table below it; files that a program hid or set aside are none.

    Raises:
        TableRefused: MISSING, NO_TABLES.
    """
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise TableRefused(TableFault.MISSING, str(source))
    with storage_faults(source):
        found = [
            path
            for path in sorted(source.rglob("*"))
            if path.suffix.lower() in SUFFIXES
            and path.is_file()
            and not any(part.startswith((".", "_")) for part in path.relative_to(source).parts)
        ]
    if not found:
        raise TableRefused(TableFault.NO_TABLES, str(source))
    return found


def open_table(path: Path, form: TextForm, mapping: Mapping[str, str]) -> Table:
    """The table in the file `path`. See `batch_ports.OpenTable`.

    Raises:
        TableRefused, StorageUnavailable: see there.
        ToolsMissing: Parquet can't be read here.
    """
    with storage_faults(path), path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise TableRefused(TableFault.EMPTY, str(path))
    if head.startswith(ARCHIVES):
        raise TableRefused(TableFault.WORKBOOK, str(path))
    if not head.startswith(PARQUET):
        return CsvTable(path, form, mapping)
    try:
        from diabetes_desktop.adapters.batch.parquet_table import ParquetTable
    except ModuleNotFoundError as missing:
        raise ToolsMissing(missing.name or "a library") from missing
    return ParquetTable(path, form, mapping)
