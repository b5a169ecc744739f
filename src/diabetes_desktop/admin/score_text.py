"""What `diabetes-admin score` says: how files are read, how far it is, and what can go wrong."""

from __future__ import annotations

from pathlib import Path

from diabetes_desktop.application.batch_errors import (
    BatchError,
    ClusterFailed,
    RunDiffers,
    TableFault,
    TableRefused,
)
from diabetes_desktop.application.batch_ports import BatchProgress
from diabetes_desktop.application.score_batch import BatchSummary, FilePlan

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_DECIMALS = {".": "point", ",": "comma", "": "none seen"}


def plan_text(plan: FilePlan) -> str:
    """How a file is read: every setting that was found out, and every column that was matched."""
    lines = [plan.name]
    if plan.form.encoding:
        delimiter, decimal = _DELIMITERS[plan.form.delimiter], _DECIMALS[plan.form.decimal]
        lines.append(f"  encoding {plan.form.encoding}, delimiter {delimiter}, decimal {decimal}")
    for fact, column in plan.columns.items():
        unit = f" in {plan.units[fact]}" if fact in plan.units else ""
        lines.append(f"  {fact}: column “{column}”{unit}")
    return "\n".join(lines)


def progress_text(progress: BatchProgress, first: BatchProgress, seconds: float) -> str:
    """How far it is. `first` is where this run began, `seconds` how long it has been at it."""
    rate = progress.counts.rows / max(seconds, 1e-9)
    began = first.fraction if first is not progress else 0.0
    share = max(progress.fraction - began, 1e-9)
    left = seconds * (1 - progress.fraction) / share
    return (
        f"{progress.file}: {progress.fraction:.0%}, {progress.counts.rows:,} rows, "
        f"{rate:,.0f} rows/s, {_duration(left)} left"
    )


def summary_text(summary: BatchSummary, target: Path) -> str:
    """What is in the folder of the results; counts only."""
    counts = summary.counts
    resumed = f" ({summary.resumed:,} of them in an earlier run)" if summary.resumed else ""
    return "\n".join(
        [
            f"{counts.rows:,} rows of {summary.files} file(s){resumed}",
            f"without an answer, because of errors: {counts.with_errors:,}",
            f"class 1: {counts.class_1:,}",
            f"to be referred: {counts.referred:,}",
            f"class 0, but a diagnostic criterion is met: {counts.missed:,}",
            f"{summary.model.title}, digest {summary.model.digest}",
            f"Results in {target}",
        ]
    )


def _duration(seconds: float) -> str:
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600} h {whole % 3600 // 60} min"
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"


def batch_error_text(error: BatchError) -> str:
    """The sentences for `error`."""
    match error:
        case TableRefused(fault, path, row, column):
            place = f"{path}, row {row}" if row else path
            return f"{place}: {TABLES[fault].format(column=column)}"
        case RunDiffers(path, what):
            return DIFFERS.get(what, DIFFERS["request"]).format(path=path, what=what)
        case ClusterFailed(failure):
            return (
                f"Spark did not do its part ({failure}). Its own log says why. The parts that are "
                "done stay: the same command goes on from there."
            )
        case _:
            raise TypeError(type(error).__name__)


DIFFERS = {
    "folder": "{path} holds something else than results of this command. Choose an empty folder.",
    "record": "The record of the run in {path} can't be read. Choose an empty folder.",
    "request": (
        "{path} holds the results of another run: {what} is not the same now. Choose an empty "
        "folder, or give the same command to go on."
    ),
}
TABLES = {
    TableFault.MISSING: "There is no such file or folder.",
    TableFault.NO_TABLES: "There is no .csv, .tsv, .txt or .parquet file in this folder.",
    TableFault.RESULTS_AMONG: (
        "The results can't go where the tables are. Give --out another folder."
    ),
    TableFault.EMPTY: "The file is empty: not even a header is there.",
    TableFault.NOT_TEXT: "This is neither text nor Parquet.",
    TableFault.WORKBOOK: (
        "This is a spreadsheet's own format or an archive. Save it as CSV, or unpack it."
    ),
    TableFault.PARQUET: "This Parquet file is damaged, or {column} has a type that is no fact.",
    TableFault.ENCODING: "Here or soon after, the text is not in the encoding. Try --encoding.",
    TableFault.DELIMITER: "It can't be told what separates the cells. Say it with --delimiter.",
    TableFault.DECIMAL: (
        "The numbers of {column} could be in thousands or have decimals. Say it with --decimal."
    ),
    TableFault.QUOTES: "A quotation mark is not closed, or something follows a closing one.",
    TableFault.LONG_LINE: "The line is too long for a row of a table.",
    TableFault.LONG_CELL: "A cell is too long: a quotation mark may not be closed.",
    TableFault.TOO_WIDE: "There are more than 2,000 columns.",
    TableFault.COLUMN_MISSING: (
        "No column is known to be {column}. Say which one is: --column NAME={column}"
    ),
    TableFault.COLUMN_TWICE: (
        "Two columns could be {column}. Say which one is: --column NAME={column}"
    ),
    TableFault.NO_SUCH_COLUMN: "There is no column “{column}”.",
    TableFault.NO_SUCH_FACT: "There is no fact “{column}” that this could be said of.",
    TableFault.COLUMN_UNIT: (
        "The name of the column “{column}” says another unit than the command, or none that fits."
    ),
    TableFault.COLUMN_TAKEN: (
        "There is a column “{column}” already, which the results would add. Rename it."
    ),
    TableFault.NO_SUCH_CHOICE: "{column} has no such choice as the one given with --value.",
}
