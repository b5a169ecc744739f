"""The worker's side of `shared_columns`: eight columns in, classes and probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing.shared_memory import SharedMemory
from typing import Any

import numpy as np

from diabetes_desktop.adapters.model_host.answers import (
    ROUNDING,
    AnswerOutsideContractError,
    RunningModel,
)
from diabetes_desktop.adapters.model_host.shared_columns import (
    COLUMNS,
    SharedTable,
    size_of,
    view_of,
)
from diabetes_desktop.domain.patient import INPUTS, Kind


def answer_shared(model: RunningModel, table: SharedTable) -> bool:
    """Answer the patients in the shared memory `table`, there; whether there are probabilities.

    Raises whatever the library raises.
    """
    memory = SharedMemory(table.name)
    try:
        return _answer(model, memory, table.rows)
    finally:
        memory.close()


def _answer(model: RunningModel, memory: SharedMemory, rows: int) -> bool:
    if memory.size < size_of(rows):
        raise ValueError("size")
    numbers = np.frombuffer(view_of(memory), np.float64, (COLUMNS + 1) * rows).reshape(-1, rows)
    classes = np.frombuffer(view_of(memory), np.int8, rows, numbers.nbytes)
    try:
        outcomes, chances = answer_columns(model, list(numbers[:COLUMNS].copy()))
        classes[:] = outcomes
        if chances is not None:
            numbers[COLUMNS] = chances
        return chances is not None
    finally:
        del numbers, classes  # or the memory can't be closed


def answer_columns(model: RunningModel, columns: Sequence[Any]) -> tuple[Any, Any | None]:
    """Classes (int8) and probabilities (float64) for eight columns of `PatientColumns`.

    Raises whatever the library raises, and:
        AnswerOutsideContractError: see there.
    """
    table: dict[str, Any] = {}
    for spec, column in zip(INPUTS, columns, strict=True):
        if spec.kind is Kind.CATEGORY:
            table[spec.name] = np.array(spec.choices, dtype=object)[np.asarray(column, np.intp)]
        else:
            table[spec.name] = column
    return _checked(len(columns[0]), *model.answer_table(table))


def _checked(count: int, outcomes: Any, chances: Any | None) -> tuple[Any, Any | None]:
    classes = np.asarray(outcomes).reshape(-1)
    if len(classes) != count or (chances is not None and np.shape(chances) != (count,)):
        raise AnswerOutsideContractError("count")
    if not (np.issubdtype(classes.dtype, np.integer) and np.isin(classes, (0, 1)).all()):
        raise AnswerOutsideContractError("class")
    if chances is None:
        return classes.astype(np.int8), None
    probabilities = np.asarray(chances)
    if not np.issubdtype(probabilities.dtype, np.floating):
        raise AnswerOutsideContractError("probability")
    if not ((probabilities >= -ROUNDING) & (probabilities <= 1 + ROUNDING)).all():
        raise AnswerOutsideContractError("probability")
    return classes.astype(np.int8), np.clip(probabilities.astype(np.float64), 0.0, 1.0)
