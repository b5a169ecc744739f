"""Publishes one small forest in three formats, with MLflow itself: `publish_models.py FOLDER`.

A program of its own, so that the tests' process never imports MLflow. The patients are drawn at
random; the model knows nothing about diabetes.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"

import mlflow.onnx
import mlflow.sklearn
import numpy as np
import pandas as pd
from mlflow.models import ModelSignature
from mlflow.types import ColSpec, Schema
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OrdinalEncoder

from diabetes_desktop.adapters import model_manifest
from diabetes_desktop.domain.patient import INPUTS, Gender, Kind, Smoking

ROWS = 400
GOLDEN_ROWS = 8
CATEGORIES = [spec.name for spec in INPUTS if spec.kind is Kind.CATEGORY]
SIGNATURE = ModelSignature(
    inputs=Schema([ColSpec(spec.kind.value, spec.name) for spec in INPUTS]),
    outputs=Schema([ColSpec("long")]),
)
REQUIREMENTS = ["scikit-learn"]  # given, because finding out takes MLflow ten seconds


def draw_patients() -> pd.DataFrame:
    rng = np.random.default_rng(7)
    return pd.DataFrame(
        {
            "gender": rng.choice(list(Gender), ROWS),
            "age": rng.uniform(1, 80, ROWS).round(1),
            "hypertension": rng.integers(0, 2, ROWS),
            "heart_disease": rng.integers(0, 2, ROWS),
            "smoking_history": rng.choice(list(Smoking), ROWS),
            "bmi": rng.uniform(15, 50, ROWS).round(1),
            "HbA1c_level": rng.uniform(3.5, 9, ROWS).round(1),
            "blood_glucose_level": rng.uniform(80, 300, ROWS).round(),
        }
    )


def train(patients: pd.DataFrame) -> Pipeline:
    flagged = (patients.HbA1c_level > 6.6) | (patients.blood_glucose_level > 210)
    encoder = ColumnTransformer(
        [("categories", OrdinalEncoder(), CATEGORIES)], remainder="passthrough"
    )
    forest = RandomForestClassifier(8, max_depth=4, random_state=0)
    return Pipeline([("encode", encoder), ("forest", forest)]).fit(patients, flagged.astype(int))


def publish(directory: Path, model: Pipeline, patients: pd.DataFrame) -> None:
    golden = patients.head(GOLDEN_ROWS)
    probabilities = model.predict_proba(golden)[:, 1]
    cases = [
        {"inputs": inputs, "class": int(outcome), "probability": float(probability)}
        for inputs, outcome, probability in zip(
            golden.to_numpy().tolist(), model.predict(golden), probabilities, strict=True
        )
    ]
    table = {"format": 1, "tolerance": 1e-5, "cases": cases}
    (directory / "golden_cases.json").write_text(json.dumps(table))
    model_manifest.write(directory, model_manifest.build(directory, "small_model", "7"))


def main(folder: Path) -> None:
    patients = draw_patients()
    model = train(patients)
    inputs = [
        (name, (StringTensorType if name in CATEGORIES else FloatTensorType)([None, 1]))
        for name in patients.columns
    ]
    graph = to_onnx(model, initial_types=inputs, options={"zipmap": False})
    given = {"signature": SIGNATURE, "pip_requirements": REQUIREMENTS}
    mlflow.onnx.save_model(graph, folder / "onnx", **given)
    mlflow.sklearn.save_model(
        model,
        folder / "skops",
        serialization_format="skops",
        skops_trusted_types=["sklearn.tree._tree.Tree"],
        **given,
    )
    mlflow.sklearn.save_model(model, folder / "code", serialization_format="cloudpickle", **given)
    for directory in folder.iterdir():
        publish(directory, model, patients)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
