"""The scikit-learn flavour saved with skops: objects rebuilt from our own list of types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import skops.io
from sklearn.base import is_classifier
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.pipeline import Pipeline

from diabetes_desktop.adapters.model_host.answers import RawAnswer, Row, checked_answers
from diabetes_desktop.adapters.model_host.tree_bounds import check_trees
from diabetes_desktop.domain.patient import INPUTS

# Beside what skops trusts by itself. The list that a model brings is never asked.
TRUSTED_TYPES = ("sklearn.tree._tree.Tree",)
FORESTS = (RandomForestClassifier, ExtraTreesClassifier)
COLUMNS = [spec.name for spec in INPUTS]


class SkopsModel:
    """A classifier with `predict`, and with `predict_proba` where it has one."""

    def __init__(self, content: bytes) -> None:
        """Load the estimator and check its trees; `content` is the verified file.

        Raises:
            ValueError: no classifier, or a tree out of bounds.
        """
        self._estimator: Any = skops.io.loads(content, trusted=list(TRUSTED_TYPES))
        if not is_classifier(self._estimator):
            raise ValueError("no classifier")
        check_trees(self._estimator)

    def answer(self, rows: Sequence[Row]) -> list[RawAnswer]:
        """One answer per row, in order."""
        table = pd.DataFrame(list(rows), columns=COLUMNS)
        classes, chances = self._answer(table)
        listed = None if chances is None else chances.tolist()
        return checked_answers(len(rows), classes.tolist(), listed)

    def answer_table(self, table: Mapping[str, Any]) -> tuple[Any, Any | None]:
        """Classes and probabilities."""
        return self._answer(pd.DataFrame(dict(table), columns=COLUMNS))

    def trees(self, row: Row) -> list[float]:
        """P(class 1) by each tree of a forest at the end of a pipeline, or of a bare one."""
        pipeline = self._estimator
        last = pipeline[-1] if isinstance(pipeline, Pipeline) else pipeline
        if not isinstance(last, FORESTS):
            return []
        table = pd.DataFrame([row], columns=COLUMNS)
        encoded = pipeline[:-1].transform(table) if pipeline is not last else table
        matrix = np.asarray(encoded, dtype=np.float32)
        column = last.classes_.tolist().index(1)
        return [float(tree.predict_proba(matrix)[0, column]) for tree in last.estimators_]

    def _answer(self, table: pd.DataFrame) -> tuple[Any, Any | None]:
        classes = self._estimator.predict(table)
        if not hasattr(self._estimator, "predict_proba"):
            return classes, None
        column = self._estimator.classes_.tolist().index(1)
        return classes, self._estimator.predict_proba(table)[:, column]
