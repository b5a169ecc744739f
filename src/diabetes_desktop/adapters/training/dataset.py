"""The training data: distinct rows, and the one split that every recipe and score uses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

from diabetes_desktop.adapters.training.csv_table import OUTCOME, read_csv
from diabetes_desktop.application.evaluation import LabelledPatients
from diabetes_desktop.application.training_errors import DatasetFault, DatasetRefused
from diabetes_desktop.domain.patient import INPUTS, Gender, Patient, Smoking

NAMES = [spec.name for spec in INPUTS]
TEST_SHARE = 0.2
SPLIT_SEED = 42  # not the training seed: held-out rows stay the same ones whatever is trained
FEWEST_OF_EACH_OUTCOME = 100


@dataclass(frozen=True)
class Part:
    """Some of the rows: the eight inputs, in order, and the outcome (`int64`) of each."""

    inputs: pd.DataFrame
    outcomes: Any

    def __len__(self) -> int:
        return len(self.outcomes)


@dataclass(frozen=True)
class Dataset:
    """The distinct rows of a file, split once."""

    rows_read: int
    all: Part
    train: Part
    test: Part
    sha256: str

    @property
    def base_rate(self) -> float:
        """The share of distinct rows with outcome 1."""
        return float(np.mean(self.all.outcomes))


def read_dataset(path: Path) -> Dataset:
    """Read `path`, drop repeated rows, and split off the held-out fifth, stratified.

    Raises:
        DatasetRefused: a bad cell, or fewer than a hundred rows of one outcome.
    """
    table = read_csv(path)
    everything = pd.DataFrame(table.columns)
    distinct = everything.drop_duplicates(ignore_index=True)
    outcomes = distinct[OUTCOME].to_numpy()
    rows_of_each = np.bincount(outcomes, minlength=2)
    if rows_of_each.min() < FEWEST_OF_EACH_OUTCOME:
        raise DatasetRefused(DatasetFault.TOO_FEW, str(path), column=OUTCOME)
    inputs = distinct[NAMES]
    parts = train_test_split(
        inputs, outcomes, test_size=TEST_SHARE, random_state=SPLIT_SEED, stratify=outcomes
    )
    train_inputs, test_inputs, train_outcomes, test_outcomes = parts
    return Dataset(
        rows_read=len(everything),
        all=Part(inputs, outcomes),
        train=Part(train_inputs, train_outcomes),
        test=Part(test_inputs, test_outcomes),
        sha256=table.sha256,
    )


def held_out(dataset: Dataset) -> LabelledPatients:
    """The held-out fifth as patients."""
    rows = dataset.test.inputs.itertuples(index=False, name=None)
    return LabelledPatients(
        patients=tuple(_patient(row) for row in rows),
        outcomes=tuple(dataset.test.outcomes.tolist()),
    )


def _patient(row: tuple[Any, ...]) -> Patient:
    gender, age, hypertension, heart_disease, smoking, bmi, hba1c, glucose = row
    return Patient(
        gender=Gender(gender),
        age=age,
        hypertension=hypertension,
        heart_disease=heart_disease,
        smoking_history=Smoking(smoking),
        bmi=bmi,
        hba1c_level=hba1c,
        blood_glucose_level=glucose,
    )


def frame(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Rows of eight inputs as the table that a pipeline takes."""
    return pd.DataFrame(rows, columns=NAMES)
