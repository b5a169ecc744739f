"""What can go wrong with tables of patients: typed facts, no prose, and no patient's value."""

from __future__ import annotations

from enum import Enum

from diabetes_desktop.application.errors import AppError


class BatchError(AppError):
    """Root of the errors about tables of patients."""


class TableFault(Enum):
    """Why a file is not read as a table of patients."""

    MISSING = "missing"  # no such file or folder
    NO_TABLES = "no_tables"  # a folder without a table in it
    RESULTS_AMONG = "results_among"  # the tables lie in the folder of the results, or below it
    EMPTY = "empty"  # nothing in it, not even a header
    NOT_TEXT = "not_text"  # neither text nor Parquet
    WORKBOOK = "workbook"  # a spreadsheet's own format, or another archive
    PARQUET = "parquet"  # damaged, or with a type that can't be read
    ENCODING = "encoding"  # `row` does not agree with the encoding
    DELIMITER = "delimiter"  # can't be told: somebody has to say it
    DECIMAL = "decimal"  # can't be told of `column`: somebody has to say it
    QUOTES = "quotes"  # a quote that is never closed, or something behind a closing one
    LONG_LINE = "long_line"
    LONG_CELL = "long_cell"
    TOO_WIDE = "too_wide"  # too many columns
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    NO_SUCH_COLUMN = "no_such_column"
    NO_SUCH_FACT = "no_such_fact"
    COLUMN_UNIT = "column_unit"  # its name says another unit
    COLUMN_TAKEN = "column_taken"  # the table has a column of a result's name already
    NO_SUCH_CHOICE = "no_such_choice"  # a word was given for a choice that does not exist


class TableRefused(BatchError):
    """A file can't be scored. `row` counts from 1 below the header and is 0 where none is meant."""

    fault: TableFault
    path: str
    row: int = 0
    column: str = ""


class RunDiffers(BatchError):
    """The folder `path` holds the results of another run: of `what` that differs now."""

    path: str
    what: str


class ClusterFailed(BatchError):
    """Spark did not do its part; `error` is the class of what it raised."""

    error: str
