"""Distinct rows, split once and always in the same way."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.adapters.training.labelled_csv import ROW, write_csv, write_rows

from diabetes_desktop.adapters.training.dataset import Dataset, held_out, read_dataset
from diabetes_desktop.application.training_errors import DatasetFault, DatasetRefused
from diabetes_desktop.domain.patient import INPUTS


def test_repeated_rows_count_once(dataset: Dataset) -> None:
    assert dataset.rows_read == 3_010
    assert len(dataset.all) == 3_000


def test_a_fifth_is_held_out_with_the_same_share_of_diabetes(dataset: Dataset) -> None:
    assert (len(dataset.train), len(dataset.test)) == (2_400, 600)
    assert dataset.test.outcomes.mean() == pytest.approx(dataset.train.outcomes.mean(), abs=0.002)


def test_no_patient_is_on_both_sides(dataset: Dataset) -> None:
    train = set(dataset.train.inputs.itertuples(index=False, name=None))
    test = set(dataset.test.inputs.itertuples(index=False, name=None))

    assert not train & test


def test_the_same_file_gives_the_same_split(dataset: Dataset, tmp_path: Path) -> None:
    again = read_dataset(write_csv(tmp_path / "again.csv"))

    assert again.sha256 == dataset.sha256
    assert again.test.inputs.equals(dataset.test.inputs)


def test_held_out_rows_are_patients_in_the_order_of_the_outcomes(dataset: Dataset) -> None:
    labelled = held_out(dataset)

    assert len(labelled.patients) == len(labelled.outcomes) == 600
    first = dataset.test.inputs.iloc[0]
    assert labelled.patients[0].row() == tuple(first[spec.name] for spec in INPUTS)
    assert labelled.outcomes == tuple(dataset.test.outcomes)


def test_too_few_rows_of_one_outcome_are_refused(tmp_path: Path) -> None:
    rows = [ROW.replace("27.32", f"27.{number:03}") for number in range(500)]
    with pytest.raises(DatasetRefused) as caught:
        read_dataset(write_rows(tmp_path / "d.csv", *rows))

    assert caught.value.fault is DatasetFault.TOO_FEW
