"""How many patients the forest learnt from, cell by cell: aggregates, never a patient.

A cell with fewer than `FEWEST_TOLD` patients is left out, and so is the number of those with, or
without, diabetes where it is that small.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from diabetes_desktop.adapters.training.dataset import Dataset
from diabetes_desktop.adapters.training.fitting import FittedForest
from diabetes_desktop.domain.neighbourhoods import (
    AGE_EDGES,
    GLUCOSE_EDGES,
    HBA1C_EDGES,
    Cell,
    Counts,
    Neighbourhoods,
    told,
)
from diabetes_desktop.domain.patient import AGE, GLUCOSE, HBA1C

EDGES = {AGE.name: AGE_EDGES, HBA1C.name: HBA1C_EDGES, GLUCOSE.name: GLUCOSE_EDGES}


def neighbourhoods(fitted: FittedForest, dataset: Dataset) -> Neighbourhoods:
    """The counts over the rows that the recipe of `fitted` learns from."""
    learnt = fitted.recipe.rows_to_learn(dataset.train)
    bands = pd.DataFrame(
        {name: _bands(learnt.inputs[name].to_numpy(), edges) for name, edges in EDGES.items()}
    )
    counted = pd.Series(learnt.outcomes).groupby([bands[name] for name in EDGES])
    sizes, positives = counted.size().to_dict(), counted.sum().to_dict()
    return Neighbourhoods(AGE_EDGES, HBA1C_EDGES, GLUCOSE_EDGES, dict(_told(sizes, positives)))


def _bands(values: Any, edges: tuple[float, ...]) -> Any:
    """As `Neighbourhoods.around` finds them: the last band has its upper edge too."""
    return np.minimum(np.searchsorted(edges, values, side="right"), len(edges) - 1) - 1


def _told(sizes: Mapping[Cell, int], positives: Mapping[Cell, int]) -> list[tuple[Cell, Counts]]:
    counts = {cell: told(int(size), int(positives[cell])) for cell, size in sizes.items()}
    return [
        ((int(age), int(hba1c), int(glucose)), count)
        for (age, hba1c, glucose), count in counts.items()
        if count is not None
    ]
