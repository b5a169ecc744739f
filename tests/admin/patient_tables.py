"""Tables of made-up patients, and the command that scores them, in a process of its own."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from diabetes_desktop.domain.patient import INPUTS, Gender, Smoking

HEADERS = ["patient id", *(spec.name for spec in INPUTS)]
MAIN = "from diabetes_desktop.bootstrap_admin import main; main()"


def made_up(count: int, seed: int = 1) -> Iterator[list[str]]:
    """Patients on both sides of every cut-off."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        yield [
            f"P{number:07}",
            chance.choice(list(Gender)),
            str(chance.randint(1, 95)),
            str(chance.randint(0, 1)),
            str(chance.randint(0, 1)),
            chance.choice(list(Smoking)),
            f"{chance.uniform(15, 50):.2f}",
            f"{chance.uniform(3.5, 9.5):.1f}",
            str(chance.randint(60, 320)),
        ]


def write_table(path: Path, rows: Sequence[Sequence[str]] | Iterator[list[str]]) -> Path:
    """A comma-separated table in UTF-8."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADERS)
        writer.writerows(rows)
    return path


def read_parts(folder: Path, encoding: str = "utf-8", delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of all parts of results, in order."""
    rows: list[dict[str, str]] = []
    for path in sorted(folder.glob("*.part-?????.csv")):
        with path.open(newline="", encoding=encoding) as file:
            rows += csv.DictReader(file, delimiter=delimiter)
    return rows


def start_scoring(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command as it is installed, started."""
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, "score", *map(str, arguments)],
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
