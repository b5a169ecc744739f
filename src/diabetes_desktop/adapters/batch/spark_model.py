"""The model as Spark's workers run it: MLflow loads this file and asks what it sets.

The directory of the model comes along as an artifact. It is verified, loaded and proved by the same
code as on a workstation, so the same flavour answers, to the last digit.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
from mlflow.models import set_model
from mlflow.pyfunc import PythonModel

from diabetes_desktop.adapters.model_host.answers import RunningModel, failure_name
from diabetes_desktop.adapters.model_host.loading import load_model
from diabetes_desktop.adapters.model_host.table_answers import answer_columns
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.domain.patient import INPUTS

ARTIFACT = "model"


class SparkModel(PythonModel):  # type: ignore[misc]
    """Takes the columns of `PatientColumns`, answers class and probability."""

    def load_context(self, context: Any) -> None:
        """Load the model. The trusted digests of the site come as MLflow's model configuration."""
        location, rules = context.artifacts[ARTIFACT], context.model_config or {}
        choice = ModelChoice(
            SourceKind.DIRECTORY,
            location,
            trusted_digests=frozenset(rules.get("trusted_digests", ())),
            allow_pickle=bool(rules.get("allow_pickle")),
        )
        scratch = Path(tempfile.mkdtemp(prefix="diabetes-model-")) if choice.allow_pickle else None
        self._model: RunningModel = load_model(choice, location, scratch)[0]

    def predict(self, context, model_input, params=None):  # type: ignore[no-untyped-def]
        """Answer. A library's own words quote patients, so none of them is passed on.

        Without types: MLflow would take them for a schema and warn of them in each worker.
        """
        try:
            columns = [model_input[spec.name].to_numpy() for spec in INPUTS]
            outcomes, chances = answer_columns(self._model, columns)
        except BaseException as error:
            raise RuntimeError(failure_name(error)) from None
        return pd.DataFrame({"class": outcomes.astype("int64"), "probability": chances})


set_model(SparkModel())
