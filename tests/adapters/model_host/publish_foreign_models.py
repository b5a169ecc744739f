"""Publishes two models of other kinds than a forest: `publish_foreign_models.py FOLDER`.

`boosting` is a scikit-learn pipeline saved with skops; `smooth` is a logistic regression in code of
its own, which answers class and probability. A program of its own, so that the tests' process
never imports MLflow. The patients are drawn at random.
"""

from __future__ import annotations

import sys
from pathlib import Path

from publish_models import REQUIREMENTS, SIGNATURE, draw_patients

# isort: split
import mlflow.pyfunc
import mlflow.sklearn
import numpy as np
import pandas as pd
from mlflow.models import ModelSignature
from mlflow.types import ColSpec, Schema
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from diabetes_desktop.adapters import model_manifest
from diabetes_desktop.domain.patient import INPUTS, Kind

CATEGORIES = [spec.name for spec in INPUTS if spec.kind is Kind.CATEGORY]
NUMBERS = [spec.name for spec in INPUTS if spec.kind is Kind.NUMBER]
FLAGS = [spec.name for spec in INPUTS if spec.kind is Kind.FLAG]
BOTH = Schema([ColSpec("long", "class"), ColSpec("double", "probability")])


class Smooth(mlflow.pyfunc.PythonModel):
    """Answers a table of classes and probabilities."""

    def __init__(self, model: Pipeline) -> None:
        self.model = model

    def predict(self, context, model_input, params=None):
        chances = self.model.predict_proba(model_input)[:, 1]
        return pd.DataFrame({"class": (chances >= 0.5).astype(int), "probability": chances})


def train_boosting(patients: pd.DataFrame, flagged: np.ndarray) -> Pipeline:
    encoder = ColumnTransformer(
        [("categories", OrdinalEncoder(), CATEGORIES)], remainder="passthrough"
    )
    boosting = GradientBoostingClassifier(n_estimators=30, random_state=0)
    return Pipeline([("encode", encoder), ("boost", boosting)]).fit(patients, flagged)


def train_smooth(patients: pd.DataFrame, flagged: np.ndarray) -> Pipeline:
    encoder = ColumnTransformer(
        [("categories", OneHotEncoder(), CATEGORIES), ("numbers", StandardScaler(), NUMBERS)],
        remainder="passthrough",
    )
    return Pipeline([("encode", encoder), ("regress", LogisticRegression())]).fit(patients, flagged)


def main(folder: Path) -> None:
    patients = draw_patients()
    chance = np.random.default_rng(11).random(len(patients))
    risk = patients.age / 200 + patients.bmi / 200 + (patients.HbA1c_level > 6.6) / 3
    flagged = (chance < risk + patients.hypertension / 5).astype(int).to_numpy()
    mlflow.sklearn.save_model(
        train_boosting(patients, flagged),
        folder / "boosting",
        serialization_format="skops",
        skops_trusted_types=["sklearn.tree._tree.Tree"],
        signature=SIGNATURE,
        pip_requirements=REQUIREMENTS,
    )
    mlflow.pyfunc.save_model(
        folder / "smooth",
        python_model=Smooth(train_smooth(patients, flagged)),
        signature=ModelSignature(SIGNATURE.inputs, BOTH),
        pip_requirements=REQUIREMENTS,
    )
    for name in ("boosting", "smooth"):
        directory = folder / name
        model_manifest.write(directory, model_manifest.build(directory, f"{name}_model", "3"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
