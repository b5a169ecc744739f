"""The served model's own code: the class, or class and probability when they are asked for.

`train` puts a copy into the model directory, where MLflow's scoring server loads it. It imports
nothing of this program. A workstation never runs it: there the graph or the skops file answers.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import skops.io

WITH_PROBABILITY = "return_proba"
TRUSTED_TYPES = ["sklearn.tree._tree.Tree"]  # beside what skops trusts by itself


class ServedModel:
    """What MLflow asks: `predict`, with the parameters of the signature."""

    def __init__(self, classifier: Any) -> None:
        self._classifier = classifier

    def predict(self, model_input: pd.DataFrame, params: dict[str, Any] | None = None) -> Any:
        """One integer per row; with `return_proba` class and probability (of class 1) per row."""
        if not (params or {}).get(WITH_PROBABILITY):
            return self._classifier.predict(model_input)
        both = self._classifier.predict_proba(model_input)
        classes = self._classifier.classes_
        chances = both[:, classes.tolist().index(1)]
        # The class as `predict` of a forest takes it, without walking through the trees again.
        return pd.DataFrame({"class": classes[both.argmax(axis=1)], "probability": chances})


def _load_pyfunc(path: str) -> ServedModel:
    """Called by MLflow with the path of the skops file."""
    return ServedModel(skops.io.load(path, trusted=TRUSTED_TYPES))
