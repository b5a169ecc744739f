"""The history of versions, over restarts, and after damage."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.adapters.registry.version_file import MOST_PERIODS, VersionFile
from diabetes_desktop.application.errors import ModelCrashed
from diabetes_desktop.application.registry_ports import (
    PeriodOfUse,
    RefusedVersion,
    RegistryVersion,
)

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TWO = RegistryVersion("diabetes_model", "2", "mlflow-artifacts:/2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "versions.json"


def test_versions_follow_each_other_over_restarts(path: Path) -> None:
    VersionFile(path).took_over("m", "1", "a" * 64, AT)
    VersionFile(path).took_over("m", "1", "a" * 64, AT + HOUR)  # the next morning, the same one
    VersionFile(path).took_over("m", "2", "b" * 64, AT + 2 * HOUR)
    assert VersionFile(path).periods() == (
        PeriodOfUse("m", "2", "b" * 64, AT + 2 * HOUR),
        PeriodOfUse("m", "1", "a" * 64, AT, AT + 2 * HOUR),
    )


def test_what_somebody_went_back_from_is_remembered_and_a_refusal_is_not(path: Path) -> None:
    VersionFile(path).refuse(RefusedVersion(TWO, None, AT))
    assert VersionFile(path).refused() == RefusedVersion(TWO, None, AT)
    VersionFile(path).refuse(RefusedVersion(TWO, ModelCrashed(), AT))
    assert VersionFile(path).refused() is None


def test_the_file_does_not_grow_for_ever(path: Path) -> None:
    period = {"name": "m", "digest": "a" * 64, "from": AT.isoformat(), "until": AT.isoformat()}
    periods = [period | {"version": str(number)} for number in range(MOST_PERIODS)]
    path.write_text(json.dumps({"format": 1, "periods": periods, "went_back_from": None}))
    memory = VersionFile(path)
    memory.took_over("m", "next", "b" * 64, AT)
    assert memory.periods()[0].version == "next"
    assert len(VersionFile(path).periods()) == MOST_PERIODS


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"format": 1, "periods": [{}], "went_back_from": null}', "\0" * 9]
)
def test_a_damaged_file_is_an_empty_history(path: Path, content: str) -> None:
    path.write_text(content)
    memory = VersionFile(path)
    assert memory.periods() == ()
    memory.took_over("m", "1", "a" * 64, AT)
    assert len(VersionFile(path).periods()) == 1


@given(st.binary(max_size=200))
def test_any_file_is_read_or_passed_over(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("profile") / "versions.json"
    path.write_bytes(content)
    assert VersionFile(path).refused() is None


def test_a_folder_that_can_not_be_written_stops_nobody(tmp_path: Path) -> None:
    memory = VersionFile(tmp_path / "missing" / "versions.json")
    memory.took_over("m", "1", "a" * 64, AT)
    assert len(memory.periods()) == 1
