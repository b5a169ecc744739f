"""What a model directory brings for explanations is read whole, or the model is refused."""

from __future__ import annotations

import contextlib
import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.model_directories import ONNX_FLAVOURS, mlmodel, write_model

from diabetes_desktop.adapters import background_file, card_file, neighbourhood_file, split_points
from diabetes_desktop.adapters.explanation_files import read_explanation_files
from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.domain.explanation import Few
from diabetes_desktop.domain.neighbourhoods import Neighbourhoods

BACKGROUND: dict[str, Any] = {
    "format": 1,
    "rows": [
        ["Female", 40.5, 0, 0, "never", 26.1, 5.5, 110.0],
        ["Male", 60, 1, 0, "former", 29.4, 6.8, 180],
    ],
    "weights": [0.75, 0.25],
    "base_rate": 0.0882,
}
NEIGHBOURHOOD: dict[str, Any] = {
    "format": 1,
    "fewest_told": 5,
    "edges": {
        "age": [0.0, 50.0, 120.0],
        "HbA1c_level": [2, 6.5, 25],
        "blood_glucose_level": [10, 200, 1500],
    },
    "cells": [[0, 0, 0, 900, "few"], [1, 1, 0, 12, 6], [1, 1, 1, 88, "all but few"]],
}
CARD: dict[str, Any] = {
    "format": 1,
    "split_midpoints": {"age": [27.5, 60], "HbA1c_level": [6.55, 6.7]},
}


def changed(table: dict[str, Any], **changes: Any) -> bytes:
    return json.dumps({**deepcopy(table), **changes}).encode()


def rows(count: int) -> bytes:
    return changed(BACKGROUND, rows=BACKGROUND["rows"][:1] * count, weights=[1 / count] * count)


def a_row(place: int, value: object) -> bytes:
    row = [*BACKGROUND["rows"][0]]
    row[place] = value
    return changed(BACKGROUND, rows=[row, BACKGROUND["rows"][1]])


def cells(*listed: object) -> bytes:
    return changed(NEIGHBOURHOOD, cells=list(listed))


def edges(**of: object) -> bytes:
    return changed(NEIGHBOURHOOD, edges={**NEIGHBOURHOOD["edges"], **of})


def test_a_background_is_read() -> None:
    background = background_file.parse(changed(BACKGROUND))

    assert background.rows[1] == ("Male", 60.0, 1, 0, "former", 29.4, 6.8, 180.0)
    assert background.weights == (0.75, 0.25)
    assert background.base_rate == 0.0882


def test_as_many_rows_as_an_explanation_can_afford_are_taken() -> None:
    most = background_file.MOST_ROWS

    assert len(background_file.parse(rows(most)).rows) == most


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[" * 100_000,
        b"\xff",
        changed(BACKGROUND, format=2),
        changed(BACKGROUND, rows=[], weights=[]),
        changed(BACKGROUND, rows=[[]], weights=[1.0]),
        rows(background_file.MOST_ROWS + 1),
        a_row(0, "female"),
        a_row(1, 1e6),
        a_row(2, 7),
        a_row(6, "6.5"),
        a_row(6, 60),
        a_row(7, float("nan")),
        a_row(7, 10**400),
        changed(BACKGROUND, weights=[1.0]),
        changed(BACKGROUND, weights=[0.5, 0.25]),
        changed(BACKGROUND, weights=[1.5, -0.5]),
        changed(BACKGROUND, weights=[1.0, 0.0]),
        changed(BACKGROUND, weights=[True, 0.0]),
        changed(BACKGROUND, weights=[float("inf"), 0.25]),
        changed(BACKGROUND, base_rate=1.1),
        changed(BACKGROUND, base_rate=None),
    ],
)
def test_another_background_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - every message is as good
        background_file.parse(content)


def test_a_neighbourhood_is_read() -> None:
    read = neighbourhood_file.parse(changed(NEIGHBOURHOOD))

    assert read == Neighbourhoods(
        (0.0, 50.0, 120.0),
        (2.0, 6.5, 25.0),
        (10.0, 200.0, 1500.0),
        {(0, 0, 0): (900, Few.FEW), (1, 1, 0): (12, 6), (1, 1, 1): (88, Few.ALL_BUT_FEW)},
    )
    assert neighbourhood_file.parse(json.dumps(neighbourhood_file.table(read)).encode()) == read


@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        changed(NEIGHBOURHOOD, format=2),
        changed(NEIGHBOURHOOD, fewest_told=1),
        changed(NEIGHBOURHOOD, cells={}),
        edges(age=[]),
        edges(age=[0.0]),
        edges(age=[50.0, 0.0]),
        edges(age=[0.0, 0.0, 120.0]),
        edges(age="0 50"),
        edges(age=list(range(1000))),
        edges(HbA1c_level=None),
        cells([0, 0, 0, 900]),
        cells([0, 0, 2, 900, "few"]),
        cells([-1, 0, 0, 900, "few"]),
        cells([0, 0, 0, 4, "few"]),
        cells([0, 0, 0, 900, 4]),
        cells([0, 0, 0, 900, 897]),
        cells([0, 0, 0, 900, "many"]),
        cells([0, 0, 0, 900, None]),
        cells([0, 0, 0, 900, "few"], [0, 0, 0, 100, 50]),
    ],
)
def test_another_neighbourhood_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - every message is as good
        neighbourhood_file.parse(content)


def test_the_splits_are_read_from_the_card() -> None:
    splits = split_points.parse(changed(CARD))

    assert splits["age"] == (27.5, 60.0)
    assert splits["HbA1c_level"] == (6.55, 6.7)
    assert splits["bmi"] == splits["gender"] == ()


@pytest.mark.parametrize(
    "content",
    [
        b"our model card, in prose",
        b"[" * 100_000,
        b'{"title": "our model"}',
        changed(CARD, split_midpoints=None),
        changed(CARD, split_midpoints={"age": "27.5", "gender": [1]}),
        changed(CARD, split_midpoints={"age": [27.5, "60"]}),
        changed(CARD, split_midpoints={"age": [float("inf")]}),
        changed(CARD, split_midpoints={"age": [-5.0, 1e300]}),
        changed(CARD, split_midpoints={"age": [1.0] * (split_points.MOST_SPLITS + 1)}),
    ],
)
def test_a_card_that_does_not_tell_splits_is_no_fault(content: bytes) -> None:
    assert not any(split_points.parse(content).values())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for parse in (background_file.parse, neighbourhood_file.parse, split_points.parse):
        with contextlib.suppress(ValueError):
            parse(content)


def a_model(tmp_path: Path, **files: bytes) -> Path:
    contents = {"MLmodel": mlmodel(ONNX_FLAVOURS), "model.onnx": b"graph"}
    contents |= {f"{name}.json": content for name, content in files.items()}
    return write_model(tmp_path / "model", contents)


def test_a_directory_with_none_of_them_is_as_good(tmp_path: Path) -> None:
    directory = a_model(tmp_path)

    files = read_explanation_files(ModelDirectory(str(directory)))

    assert (files.background, files.splits, files.neighbourhoods) == (None, {}, None)
    look_at_model(str(directory))


def test_what_was_published_is_read(tmp_path: Path) -> None:
    background, neighbourhood, card = map(changed, (BACKGROUND, NEIGHBOURHOOD, CARD))
    directory = a_model(tmp_path, background=background, neighbourhood=neighbourhood, card=card)

    files = read_explanation_files(ModelDirectory(str(directory)))

    assert files.background == background_file.parse(background)
    assert files.neighbourhoods == neighbourhood_file.parse(neighbourhood)
    assert files.splits == split_points.parse(card)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("background", changed(BACKGROUND, weights=[2.0, 2.0])),
        ("background", b" " * (background_file.LARGEST + 1)),
        ("neighbourhood", b"{}"),
        ("neighbourhood", b" " * (neighbourhood_file.LARGEST + 1)),
    ],
)
def test_a_hostile_file_refuses_the_model_and_is_named(
    tmp_path: Path, name: str, content: bytes
) -> None:
    directory = a_model(tmp_path, **{name: content})

    with pytest.raises(ModelRefused) as caught:
        look_at_model(str(directory))

    assert (caught.value.fault, caught.value.detail) == (ModelFault.UNREADABLE, f"{name}.json")


@pytest.mark.parametrize(
    "card",
    [b"{" + b" " * split_points.LARGEST + b"}", b"[" * 100_000, b"\xff", b'["a card"]'],
    ids=["too large", "too deep", "no text", "no card"],
)
def test_a_card_that_cannot_be_read_costs_the_steps_alone(tmp_path: Path, card: bytes) -> None:
    background = changed(BACKGROUND)
    directory = a_model(tmp_path, background=background, card=card)

    files = read_explanation_files(ModelDirectory(str(directory)))

    assert not any(files.splits.values())
    assert files.background == background_file.parse(background)
    look_at_model(str(directory))


def test_a_card_that_was_changed_after_publishing_refuses_the_model_however_large(
    tmp_path: Path,
) -> None:
    directory = a_model(tmp_path, card=changed(CARD))
    (directory / "card.json").write_bytes(b" " * (split_points.LARGEST + 1))

    with pytest.raises(ModelRefused) as caught:
        look_at_model(str(directory))

    assert (caught.value.fault, caught.value.detail) == (ModelFault.FILE_CHANGED, "card.json")


def test_both_readers_of_a_card_take_the_same_file() -> None:
    assert (card_file.FILE_NAME, card_file.LARGEST) == (
        split_points.FILE_NAME,
        split_points.LARGEST,
    )


def test_a_file_that_was_changed_after_publishing_refuses_the_model(tmp_path: Path) -> None:
    directory = a_model(tmp_path, background=changed(BACKGROUND))
    (directory / "background.json").write_bytes(changed(BACKGROUND, weights=[0.5, 0.5]))

    with pytest.raises(ModelRefused) as caught:
        look_at_model(str(directory))

    assert caught.value.fault is ModelFault.FILE_CHANGED
