"""The six families of models that the reference project tried, on the same split.

Encoded as the reference recipe does: four numbers scaled to 0-1, two flags, one-hot categories.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from diabetes_desktop.adapters.training.dataset import Dataset
from diabetes_desktop.adapters.training.recipes import REFERENCE
from diabetes_desktop.adapters.training.scoring import scores
from diabetes_desktop.application.evaluation import FamilyScores
from diabetes_desktop.application.training_ports import DEFAULT_SEED, Progress, Report, Stage

# The time of a kernel machine grows with the square of its rows: with all 77,000 it takes minutes.
SVC_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Family:
    """A family under the name that the table shows; `most_rows` limits what it is trained on."""

    name: str
    make: Callable[[], ClassifierMixin]
    most_rows: int | None = None


FAMILIES = (
    Family("logistic regression", lambda: LogisticRegression(max_iter=1000)),
    Family("support vector machine", SVC, most_rows=SVC_ROWS),
    Family("k-nearest neighbours", lambda: KNeighborsClassifier(n_neighbors=5)),
    Family("stochastic gradient descent", lambda: SGDClassifier(random_state=DEFAULT_SEED)),
    Family("decision tree", lambda: DecisionTreeClassifier(random_state=DEFAULT_SEED)),
    Family("random forest", lambda: REFERENCE.new_forest(DEFAULT_SEED)),
)


def compare_families(
    dataset: Dataset, report: Report, families: Sequence[Family] = FAMILIES
) -> Iterator[FamilyScores]:
    """Train each family and score it on the held-out rows."""
    encoder = REFERENCE.encoder()
    matrix = encoder.fit_transform(dataset.train.inputs)
    held_out = encoder.transform(dataset.test.inputs)
    for position, family in enumerate(families):
        report(Progress(Stage.COMPARE, position, len(families), family.name))
        yield _score(family, matrix, held_out, dataset)
    report(Progress(Stage.COMPARE, len(families), len(families)))


def _score(family: Family, matrix: Any, held_out: Any, dataset: Dataset) -> FamilyScores:
    started = time.perf_counter()
    chosen = _rows(family, dataset.train.outcomes)
    model = family.make().fit(matrix[chosen], dataset.train.outcomes[chosen])
    classes, ranks, chances = _answers(model, held_out)
    return FamilyScores(
        family=family.name,
        parameters={name: str(value) for name, value in model.get_params().items()},
        trained_rows=len(chosen),
        seconds=time.perf_counter() - started,
        scores=scores(dataset.test.outcomes, classes, ranks, chances),
    )


def _rows(family: Family, outcomes: Any) -> Any:
    """The rows to train on: all, or as many as the family can take, stratified."""
    every = np.arange(len(outcomes))
    if family.most_rows is None or len(outcomes) <= family.most_rows:
        return every
    chosen, _ = train_test_split(
        every, train_size=family.most_rows, random_state=DEFAULT_SEED, stratify=outcomes
    )
    return chosen


def _answers(model: Any, held_out: Any) -> tuple[Any, Any, Any | None]:
    """Classes, what orders the patients by risk, and probabilities where the family has them."""
    if hasattr(model, "predict_proba"):
        # Asked once: for neighbours it is the search that takes the time.
        both = model.predict_proba(held_out)
        return model.classes_[np.argmax(both, axis=1)], both[:, 1], both[:, 1]
    return model.predict(held_out), model.decision_function(held_out), None
