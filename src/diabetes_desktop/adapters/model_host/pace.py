"""How long a model takes for a patient, which tells what an explanation would cost."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import cycle, islice

from diabetes_desktop.adapters.model_host.answers import Row, RunningModel

MOST_ROWS = 256
GROWTH = 4
LONG_ENOUGH = 0.1  # seconds: what a call costs whatever its rows no longer matters


def seconds_per_row(model: RunningModel, rows: Sequence[Row]) -> float:
    """The best of several calls of more and more of `rows`, each made twice.

    The best, because a machine on which other programs start is slow for a moment.
    """
    best, count = float("inf"), 1
    while True:
        table = list(islice(cycle(rows), count))
        seconds = min(_seconds(model, table) for _ in range(2))
        best = min(best, seconds / count)
        if seconds >= LONG_ENOUGH or count >= MOST_ROWS:
            return best
        count *= GROWTH


def _seconds(model: RunningModel, table: Sequence[Row]) -> float:
    started = time.perf_counter()
    model.answer(table)
    return time.perf_counter() - started
