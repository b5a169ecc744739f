"""`diabetes-admin score`: the model's answers about tables of patients."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import click

from diabetes_desktop.admin.score_text import plan_text, progress_text, summary_text
from diabetes_desktop.application.batch_ports import (
    ROWS_PER_PART,
    BatchProgress,
    HowToRead,
    TextForm,
)
from diabetes_desktop.application.score_batch import BatchRequest, FilePlan, ScoreBatch
from diabetes_desktop.domain.prediction import SiteRules
from diabetes_desktop.domain.units import GLUCOSE_UNITS, HBA1C_UNITS, Unit

SECONDS_BETWEEN_LINES = 2.0
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
DECIMALS = {"point": ".", "comma": ","}
_HBA1C, _GLUCOSE = (
    click.Choice([unit.value for unit in units]) for units in (HBA1C_UNITS, GLUCOSE_UNITS)
)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "windows-1252")


class EngineName(StrEnum):
    """Where the rows are scored."""

    LOCAL = "local"
    SPARK = "spark"


class ScoreServices(Protocol):
    """What the command is given. Both raise an `AppError`."""

    def site_rules(self) -> SiteRules:
        """How a result is read here."""

    def score_batch(self, engine: str, model: Path | None, master: str) -> ScoreBatch:
        """The use case, with the model in the directory `model`, or the bundled one.

        `master` is the Spark cluster; empty: what Spark's own settings say.
        """


def _pairs(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(text.rpartition("=")[::2] for text in texts)
    if "" in pairs:
        raise click.BadParameter("write COLUMN=FACT")
    return pairs


def _words(
    _: click.Context, __: click.Parameter, texts: tuple[str, ...]
) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for text in texts:
        fact, _colon, rest = text.partition(":")
        word, _equals, choice = rest.rpartition("=")
        if not (fact and word and choice):
            raise click.BadParameter("write FACT:WORD=CHOICE")
        words.setdefault(fact, {})[word] = choice
    return words


_OPTIONS: tuple[Callable[[Callable[..., None]], Callable[..., None]], ...] = (
    click.option(
        "--in", "source", required=True, type=click.Path(path_type=Path),
        help="A file, or a folder of them: CSV or Parquet.",
    ),
    click.option(
        "--out", "target", required=True, type=click.Path(file_okay=False, path_type=Path),
        help="Folder of the results: new, empty, or of a run that was stopped.",
    ),
    click.option(
        "--model", type=click.Path(path_type=Path),
        help="Model directory; the bundled model unless given.",
    ),
    click.option(
        "--engine", type=click.Choice(EngineName, case_sensitive=False), default=EngineName.LOCAL,
        help="This computer (default), or a Spark cluster; the answers are the same.",
    ),
    click.option(
        "--spark-master", default="", metavar="URL",
        help="The cluster, for example spark://host:7077; what Spark's settings say unless given.",
    ),
    click.option("--encoding", type=click.Choice(ENCODINGS), help="Of the text."),
    click.option("--delimiter", type=click.Choice([*DELIMITERS]), help="Of the cells."),
    click.option("--decimal", type=click.Choice([*DECIMALS]), help="Of the numbers."),
    click.option("--hba1c-unit", type=_HBA1C, help="% unless the header says."),
    click.option("--glucose-unit", type=_GLUCOSE, help="mg/dL unless the header says."),
    click.option(
        "--column", "columns", multiple=True, metavar="COLUMN=FACT", callback=_pairs,
        help="Which fact a column is whose name is not known. May be repeated.",
    ),
    click.option(
        "--value", "words", multiple=True, metavar="FACT:WORD=CHOICE", callback=_words,
        help="What a word of these files means, for example gender:M=Male. May be repeated.",
    ),
    click.option(
        "--rows-per-part", type=click.IntRange(1), default=ROWS_PER_PART, show_default=True,
        help="A file of results holds this many rows at most; a stopped run loses one at most.",
    ),
)  # fmt: skip


def score_command() -> click.Command:
    """The command; its services are the context's object."""

    @click.command()
    @click.pass_obj
    def score(
        services: ScoreServices,
        source: Path,
        target: Path,
        model: Path | None,
        engine: EngineName,
        spark_master: str,
        encoding: str | None,
        delimiter: str | None,
        decimal: str | None,
        hba1c_unit: str | None,
        glucose_unit: str | None,
        columns: dict[str, str],
        words: dict[str, dict[str, str]],
        rows_per_part: int,
    ) -> None:
        """Score tables of patients.

        Each file's rows come back in its own form, with the model's class and probability, the
        referral band, the criteria of the guidelines, discordance, marks and errors behind them.
        The same command goes on where it was stopped.
        """
        form = TextForm(
            encoding or "", DELIMITERS.get(delimiter or "", ""), DECIMALS.get(decimal or "", "")
        )
        units = [Unit(unit) if unit else None for unit in (hba1c_unit, glucose_unit)]
        how = HowToRead(form, columns, words, *units)
        request = BatchRequest(source, target, how, services.site_rules(), rows_per_part)
        score_batch = services.score_batch(engine, model, spark_master)
        summary = score_batch(request, _show_plan, _Progress())
        click.echo(summary_text(summary, target))

    for option in reversed(_OPTIONS):
        score = option(score)
    return score


def _show_plan(plan: FilePlan) -> None:
    click.echo(plan_text(plan), err=True)


class _Progress:
    """A line on stderr now and then; a small file is done before the first."""

    def __init__(self) -> None:
        self._began = self._told = time.monotonic()
        self._first: BatchProgress | None = None

    def __call__(self, progress: BatchProgress) -> None:
        now = time.monotonic()
        self._first = self._first or progress
        if now - self._told >= SECONDS_BETWEEN_LINES:
            self._told = now
            click.echo(progress_text(progress, self._first, now - self._began), err=True)
