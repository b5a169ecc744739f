"""Writes two small models as hospitals serve them: `publish_served_models.py FOLDER`.

`proba` is a model from code with a params schema: integers by default, class and probability where
the caller asks for them. `legacy` is a forest over 15 scaled and one-hot columns, logged without a
signature. A program of its own, so that the tests' process never imports MLflow. The patients are
drawn at random; the models know nothing about diabetes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"

import joblib
import mlflow.pyfunc
import mlflow.sklearn
import numpy as np
import pandas as pd
from mlflow.models import ModelSignature
from mlflow.types import ColSpec, ParamSchema, ParamSpec, Schema
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder

from diabetes_desktop.domain.patient import INPUTS, Gender, Kind, Smoking

ROWS = 400
REQUIREMENTS = ["scikit-learn"]  # given, because finding out takes MLflow ten seconds
CATEGORIES = ["gender", "smoking_history"]
SCALED = ["age", "bmi", "HbA1c_level", "blood_glucose_level"]
LIMITS = ((0.08, 80.0), (10.01, 95.69), (3.5, 9.0), (80.0, 300.0))  # of the reference data
# Only these, as in the reference data: so that forests divide where its forests do.
HBA1C = (3.5, 4.0, 4.5, 4.8, 5.0, 5.7, 5.8, 6.0, 6.1, 6.2, 6.5, 6.6, 6.8, 7.0, 7.5, 8.2, 8.8, 9.0)
GLUCOSE = (80.0, 90, 100, 126, 130, 140, 145, 155, 159, 160, 200, 220, 240, 260, 280, 300)

SERVED = """
import joblib
from mlflow.models import set_model
from mlflow.pyfunc import PythonModel


class ClassAndProbability(PythonModel):
    def load_context(self, context):
        self.model = joblib.load(context.artifacts["forest"])

    def predict(self, context, model_input, params=None):
        classes = [int(each) for each in self.model.predict(model_input)]
        if not (params or {}).get("return_proba"):
            return classes
        chances = self.model.predict_proba(model_input)[:, 1]
        return [
            {"class": outcome, "probability": float(chance)}
            for outcome, chance in zip(classes, chances)
        ]


set_model(ClassAndProbability())
"""


def draw_patients() -> pd.DataFrame:
    """Random patients; each input's smallest and largest value of the reference data is there."""
    rng = np.random.default_rng(7)
    patients = pd.DataFrame(
        {
            "gender": rng.choice(list(Gender), ROWS),
            "age": rng.uniform(1, 80, ROWS).round(1),
            "hypertension": rng.integers(0, 2, ROWS),
            "heart_disease": rng.integers(0, 2, ROWS),
            "smoking_history": rng.choice(list(Smoking), ROWS),
            "bmi": rng.uniform(15, 50, ROWS).round(1),
            "HbA1c_level": rng.choice(HBA1C, ROWS),
            "blood_glucose_level": rng.choice(GLUCOSE, ROWS),
        }
    )
    for name, limits in zip(SCALED, LIMITS, strict=True):
        patients.loc[:1, name] = limits
    return patients


def save_proba(folder: Path, patients: pd.DataFrame, flagged: pd.Series) -> None:
    encoder = ColumnTransformer(
        [("categories", OrdinalEncoder(), CATEGORIES)], remainder="passthrough"
    )
    forest = RandomForestClassifier(8, max_depth=4, random_state=0)
    joblib.dump(
        Pipeline([("encode", encoder), ("forest", forest)]).fit(patients, flagged),
        folder / "forest.joblib",
    )
    (folder / "served.py").write_text(SERVED)
    types = {Kind.CATEGORY: "string", Kind.FLAG: "double", Kind.NUMBER: "double"}
    mlflow.pyfunc.save_model(
        folder / "proba",
        python_model=str(folder / "served.py"),
        artifacts={"forest": str(folder / "forest.joblib")},
        signature=ModelSignature(
            Schema([ColSpec(types[spec.kind], spec.name) for spec in INPUTS]),
            Schema([ColSpec("long")]),
            ParamSchema([ParamSpec("return_proba", "boolean", False)]),
        ),
        pip_requirements=REQUIREMENTS,
    )


def save_legacy(folder: Path, patients: pd.DataFrame, flagged: pd.Series) -> None:
    """The reference project's recipe: scaled numbers, two flags, one column per category."""
    encoder = OneHotEncoder(sparse_output=False).fit(patients[CATEGORIES])
    table = np.hstack(
        [
            MinMaxScaler().fit_transform(patients[SCALED]),
            patients[["hypertension", "heart_disease"]].to_numpy(),
            encoder.transform(patients[CATEGORIES]),
        ]
    )
    forest = RandomForestClassifier(
        50,
        criterion="entropy",
        max_depth=50,
        min_samples_leaf=5,
        min_samples_split=10,
        random_state=0,
    )
    mlflow.sklearn.save_model(
        forest.fit(table, flagged),
        folder / "legacy",
        serialization_format="cloudpickle",
        pip_requirements=REQUIREMENTS,
    )
    checked = patients.tail(50)
    expected = forest.predict(table[-50:])
    checked.assign(**{"class": expected}).to_json(folder / "legacy_answers.json", orient="split")


def main(folder: Path) -> None:
    patients = draw_patients()
    flagged = ((patients.HbA1c_level > 6.6) | (patients.blood_glucose_level > 210)).astype(int)
    save_proba(folder, patients, flagged)
    save_legacy(folder, patients, flagged)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
