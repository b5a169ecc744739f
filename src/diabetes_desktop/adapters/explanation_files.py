"""What a model directory brings for explanations beside the model: all of it optional."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from diabetes_desktop.adapters import background_file, neighbourhood_file, split_points
from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.domain.explaining import Background
from diabetes_desktop.domain.neighbourhoods import Neighbourhoods
from diabetes_desktop.domain.what_if import Splits

T = TypeVar("T")
TREES_FILE = "trees.onnx"  # the trees of a forest one by one; only ONNX Runtime reads it


@dataclass(frozen=True, slots=True)
class ExplanationFiles:
    """None, or empty, is what the directory does not hold."""

    background: Background | None
    splits: Splits
    neighbourhoods: Neighbourhoods | None


def read_explanation_files(directory: ModelDirectory) -> ExplanationFiles:
    """Read them, as safely as the model itself.

    A damaged file refuses the model: what stood in its place would be another's explanation.
    Only the card may be anything: it is prose for people, and the steps in it are a help.

    Raises:
        ModelRefused: FILE_CHANGED, or UNREADABLE; `detail` is the file.
    """
    return ExplanationFiles(
        background=read_background(directory),
        splits=_read_splits(directory),
        neighbourhoods=_read(
            directory,
            neighbourhood_file.FILE_NAME,
            neighbourhood_file.LARGEST,
            neighbourhood_file.parse,
        ),
    )


def read_background(directory: ModelDirectory) -> Background | None:
    """The background alone. Raises ModelRefused, as above."""
    name, largest = background_file.FILE_NAME, background_file.LARGEST
    return _read(directory, name, largest, background_file.parse)


def _read_splits(directory: ModelDirectory) -> Splits:
    try:
        splits = _read(directory, split_points.FILE_NAME, split_points.LARGEST, split_points.parse)
    except ModelRefused as refused:
        if refused.fault is not ModelFault.UNREADABLE:
            raise
        return {}  # too large
    return splits or {}


def _read(
    directory: ModelDirectory, name: str, largest: int, parse: Callable[[bytes], T]
) -> T | None:
    if not directory.holds(name):
        return None
    try:
        return parse(directory.read(name, largest))
    except ValueError:
        raise directory.refused(ModelFault.UNREADABLE, name) from None
