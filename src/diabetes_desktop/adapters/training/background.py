"""The background of explanations: a few typical patients that stand for all, and are nobody.

Each row is the centre of a cluster of patients: mean numbers, commonest flags and categories.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from diabetes_desktop.adapters.training.dataset import Dataset
from diabetes_desktop.adapters.training.fitting import FittedForest
from diabetes_desktop.adapters.training.golden_patients import Row, without_copies
from diabetes_desktop.adapters.training.recipes import CATEGORIES, FLAGS, NUMBERS
from diabetes_desktop.domain.patient import INPUTS, Kind

FORMAT = 1
CLUSTERS = 32
FEWEST_PATIENTS = 10  # behind a centre, so that it can't point at one of them
ROWS_PER_CLUSTER = 50
DECIMALS = 3
STARTS = 3


def background(fitted: FittedForest, dataset: Dataset) -> dict[str, Any]:
    """The content of `background.json`; weights add up to 1."""
    inputs = dataset.train.inputs.reset_index(drop=True)
    clusters = _clusters(fitted, inputs)
    centres: dict[Row, int] = {}
    for cluster in np.unique(clusters):
        members = inputs[clusters == cluster]
        if len(members) >= FEWEST_PATIENTS:
            centre = _centre(members)
            centres[centre] = centres.get(centre, 0) + len(members)
    rows = without_copies(list(centres), dataset)
    total = sum(centres[row] for row in rows)
    return {
        "format": FORMAT,
        "rows": [list(row) for row in rows],
        "weights": [centres[row] / total for row in rows],
        "base_rate": dataset.base_rate,
    }


def _clusters(fitted: FittedForest, inputs: Any) -> Any:
    """The cluster of each patient.

    The model's probability is one of the coordinates: centres of patients whom the model tells
    apart would be answered as neither is.
    """
    spread = inputs[NUMBERS + FLAGS].astype(np.float64)
    deviation = spread.std().replace(0.0, 1.0)
    coordinates = [((spread - spread.mean()) / deviation).to_numpy()]
    for name in CATEGORIES:
        choices = next(spec.choices for spec in INPUTS if spec.name == name)
        coordinates.append(np.column_stack([inputs[name] == choice for choice in choices]))
    chances = fitted.answers(inputs)[1]
    coordinates.append((chances / (chances.std() or 1.0))[:, None])
    count = max(2, min(CLUSTERS, len(inputs) // ROWS_PER_CLUSTER))
    means = KMeans(count, n_init=STARTS, random_state=fitted.seed)
    with threadpool_limits(limits=1):  # threads add up in the order in which they end
        return means.fit_predict(np.hstack(coordinates).astype(np.float64))


def _centre(members: Any) -> Row:
    return tuple(_typical(members[spec.name], spec.kind) for spec in INPUTS)


def _typical(values: Any, kind: Kind) -> str | int | float:
    if kind is Kind.NUMBER:
        return round(float(values.mean()), DECIMALS)
    commonest = values.mode().iloc[0]
    return int(commonest) if kind is Kind.FLAG else str(commonest)
