"""One small data set and the models trained from it, shared by the tests of this folder."""

from __future__ import annotations

import warnings
from datetime import date
from pathlib import Path

import pytest
from tests.adapters.training.labelled_csv import write_csv

from diabetes_desktop.adapters.training.dataset import Dataset, read_dataset
from diabetes_desktop.adapters.training.fitting import FittedForest, fit
from diabetes_desktop.adapters.training.published_model import PublishModel
from diabetes_desktop.application.training_ports import Progress, RecipeName, TrainingRequest

with warnings.catch_warnings():
    # MLflow warns about a type hint of its own when this is first imported.
    warnings.filterwarnings("ignore", ".*inferred as AnyType", UserWarning)
    import mlflow.pyfunc  # noqa: F401


def unheard(_: Progress) -> None:
    """Progress that nobody follows."""


@pytest.fixture(scope="session")
def labelled_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_csv(tmp_path_factory.mktemp("data") / "labelled.csv")


@pytest.fixture(scope="session")
def dataset(labelled_csv: Path) -> Dataset:
    return read_dataset(labelled_csv)


@pytest.fixture(scope="session")
def shipped(dataset: Dataset) -> FittedForest:
    return fit(dataset, RecipeName.SHIPPED, 11, unheard)


@pytest.fixture(scope="session")
def reference(dataset: Dataset) -> FittedForest:
    return fit(dataset, RecipeName.REFERENCE, 11, unheard)


@pytest.fixture(scope="session")
def published(
    shipped: FittedForest,
    dataset: Dataset,
    labelled_csv: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The directory of the shipped recipe on the small data."""
    out = tmp_path_factory.mktemp("published") / "modelo n.º 1"
    request = TrainingRequest(labelled_csv, out, RecipeName.SHIPPED, 11, "7")
    PublishModel()(shipped, dataset, request, date(2026, 3, 1), unheard)
    return out
