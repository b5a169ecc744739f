"""The fifteen columns, by hand."""

from __future__ import annotations

import pytest

from diabetes_desktop.adapters.scoring_server.legacy_columns import COUNT, legacy_row
from diabetes_desktop.domain.patient import Gender, Patient, Smoking

LOWEST = Patient(Gender.FEMALE, 0.08, 0, 0, Smoking.NO_INFO, 10.01, 3.5, 80.0)
HIGHEST = Patient(Gender.OTHER, 80.0, 1, 1, Smoking.NOT_CURRENT, 95.69, 9.0, 300.0)


def test_the_ends_of_the_training_range_are_0_and_1() -> None:
    assert legacy_row(LOWEST.row()) == [0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0]
    assert legacy_row(HIGHEST.row()) == [1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("smoking", "column"),
    [
        (Smoking.NO_INFO, 9),
        (Smoking.CURRENT, 10),
        (Smoking.EVER, 11),
        (Smoking.FORMER, 12),
        (Smoking.NEVER, 13),
        (Smoking.NOT_CURRENT, 14),
    ],
)
def test_each_habit_has_its_column(smoking: Smoking, column: int) -> None:
    row = legacy_row(Patient(Gender.MALE, 40.04, 0, 1, smoking, 52.85, 6.25, 190.0).row())

    assert len(row) == COUNT
    assert row[:6] == pytest.approx([0.5, 0.5, 0.5, 0.5, 0, 1])
    assert row[6:9] == [0, 1, 0]
    assert [place for place in range(9, 15) if row[place]] == [column]


def test_what_the_training_never_held_passes_the_scaler() -> None:
    row = legacy_row(Patient(Gender.MALE, 95.0, 0, 0, Smoking.NEVER, 25.0, 11.0, 60.0).row())

    assert row[0] > 1
    assert row[2] > 1
    assert row[3] < 0
