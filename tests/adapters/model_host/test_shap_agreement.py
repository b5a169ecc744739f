"""Our exact Shapley values are those of the `shap` package, on three models of different kinds.

`shap` takes no weights: it explains against one background patient at a time, and its values are
added up by weight. About 40 seconds: 8,192 patients are asked for each one, in 32 calls.
"""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from math import fsum
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest
import skops.io
from tests.adapters.model_host.processes import UNHURRIED, local

from diabetes_desktop.adapters import background_file
from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.domain.explanation import ReferenceKind
from diabetes_desktop.domain.patient import INPUTS, Gender, Kind, Patient, Smoking

BUNDLED = resource("model")
BACKGROUND = background_file.parse((BUNDLED / "background.json").read_bytes())
PATIENTS = (
    Patient(Gender.FEMALE, 54.0, 1, 0, Smoking.NEVER, 27.3, 6.6, 160.0),
    Patient(Gender.MALE, 71.0, 1, 1, Smoking.FORMER, 34.2, 6.7, 210.0),
    Patient(Gender.OTHER, 23.0, 0, 0, Smoking.EVER, 19.8, 8.8, 280.0),
    Patient(Gender.FEMALE, 62.0, 0, 0, Smoking.NO_INFO, 30.1, 5.8, 126.0),
)
TOLERANCE = 1e-6

MakeHost = Callable[..., ProcessModelHost]


@pytest.fixture(scope="module")
def shap() -> ModuleType:
    with warnings.catch_warnings():
        # Of its plots: matplotlib will drop what they set up.
        warnings.filterwarnings("ignore", category=PendingDeprecationWarning)
        return import_module("shap")


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the directories `boosting` and `smooth` (takes five seconds)."""
    folder = tmp_path_factory.mktemp("foreign")
    program = Path(__file__).with_name("publish_foreign_models.py")
    done = subprocess.run(
        [sys.executable, str(program), str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def encoded(rows: Sequence[Sequence[object]]) -> np.ndarray:
    """Rows as numbers, which is what `shap` works on: a category by its place."""
    columns = [
        [
            spec.choices.index(str(value)) if spec.kind is Kind.CATEGORY else value
            for value in column
        ]
        for spec, column in zip(INPUTS, zip(*rows, strict=True), strict=True)
    ]
    return np.array(columns, dtype=np.float64).T


def patients_of(matrix: np.ndarray) -> list[Patient]:
    return [
        Patient(
            list(Gender)[int(row[0])],
            float(row[1]),
            int(row[2]),
            int(row[3]),
            list(Smoking)[int(row[4])],
            *map(float, row[5:]),
        )
        for row in matrix
    ]


def values_by_shap(
    shap: ModuleType, host: ProcessModelHost, patient: Patient
) -> tuple[list[float], float]:
    """Contributions and base, by `shap`'s own enumeration of the coalitions."""

    def chances(matrix: np.ndarray) -> np.ndarray:
        return np.array([answer.probability for answer in host.predict(patients_of(matrix))])

    found = np.zeros(len(INPUTS))
    base = 0.0
    for row, weight in zip(encoded(BACKGROUND.rows), BACKGROUND.weights, strict=True):
        explainer = shap.explainers.Exact(chances, shap.maskers.Independent(row[None, :]))
        explained = explainer(encoded([patient.row()]))
        found += weight * explained.values[0]
        base += weight * float(np.ravel(explained.base_values)[0])
    return found.tolist(), base


def choice_of(name: str, foreign: Path) -> Any:
    directory = BUNDLED if name == "shipped" else foreign / name
    digest = look_at_model(str(directory)).digest
    return local(directory, digest, allow_pickle=name == "smooth")


@pytest.mark.parametrize("name", ["shipped", "boosting", "smooth"])
def test_contributions_and_base_are_those_of_the_exact_explainer(
    name: str, shap: ModuleType, foreign: Path, make_host: MakeHost
) -> None:
    host = make_host(choice_of(name, foreign), bundled=BUNDLED, explain_seconds=UNHURRIED)
    host.start()
    for patient in PATIENTS:
        expected, base = values_by_shap(shap, host, patient)

        explained = host.explain(patient)

        kind = ReferenceKind.MODEL if name == "shipped" else ReferenceKind.PROGRAM
        assert explained.reference.kind is kind
        assert explained.contributions == pytest.approx(expected, abs=TOLERANCE)
        assert explained.base == pytest.approx(base, abs=TOLERANCE)
        led = explained.base + fsum(explained.contributions)
        assert led == pytest.approx(explained.probability, abs=1e-9)


def test_contributions_are_those_that_shap_reads_from_the_trees_themselves(
    shap: ModuleType, make_host: MakeHost
) -> None:
    """Another way to the same values: no coalition is asked, the trees are walked."""
    pipeline = skops.io.loads(
        (BUNDLED / "model.skops").read_bytes(), trusted=["sklearn.tree._tree.Tree"]
    )
    names = [spec.name for spec in INPUTS]

    def matrix(rows: Sequence[Sequence[object]]) -> np.ndarray:
        return pipeline[0].transform(pd.DataFrame(rows, columns=names)).astype(np.float64)

    places = [int(np.argmax(column)) for column in identity_of(pipeline)]
    host = make_host(local(BUNDLED), explain_seconds=UNHURRIED)
    host.start()
    for patient in PATIENTS:
        found = np.zeros(len(INPUTS))
        for row, weight in zip(matrix(BACKGROUND.rows), BACKGROUND.weights, strict=True):
            explainer = shap.TreeExplainer(
                pipeline[-1],
                row[None, :],
                feature_perturbation="interventional",
                model_output="probability",
            )
            values = explainer.shap_values(matrix([patient.row()]), check_additivity=False)
            found += weight * np.asarray(values)[0, :, 1]

        expected = [found[place] for place in places]
        assert host.explain(patient).contributions == pytest.approx(expected, abs=TOLERANCE)


def identity_of(pipeline: Any) -> list[list[bool]]:
    """For each input in our order, which of the pipeline's columns it becomes."""
    columns = [name for _, _, names in pipeline[0].transformers_ for name in names]
    return [[name == spec.name for name in columns] for spec in INPUTS]


def test_a_patient_who_differs_a_little_gets_other_values(
    shap: ModuleType, make_host: MakeHost
) -> None:
    """The comparisons above could fail."""
    host = make_host(local(BUNDLED), explain_seconds=UNHURRIED)
    host.start()

    expected, _ = values_by_shap(shap, host, PATIENTS[0])

    moved = replace(PATIENTS[0], age=55.0)
    assert host.explain(moved).contributions != pytest.approx(expected, abs=TOLERANCE)
