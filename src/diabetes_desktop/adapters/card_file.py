"""`card.json` of a model directory, with msgspec: typed, bounded, and never trusted.

Format: the fields of `application.model_card.ModelCard`; others are left alone. A card is data of
whoever made the model: it can be wrong, but it can't break the program that shows it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import msgspec

from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.model_reading import read_model
from diabetes_desktop.adapters.model_signature import signature_of
from diabetes_desktop.adapters.split_points import FILE_NAME as FILE_NAME
from diabetes_desktop.adapters.split_points import LARGEST as LARGEST
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.inspect_model import ModelFacts
from diabetes_desktop.application.model_card import ModelCard
from diabetes_desktop.application.read_model_card import NoCard
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind

LONGEST_TEXT = 4_000  # characters
MOST_ENTRIES = 2_000  # of one table or list
LARGEST_COUNT = 10**12  # rows, patients
# Every other fraction of a card is a share of something.
BOUNDS = {
    "referred_per_1000": (0.0, 1000.0),
    "model": (-1e6, 1.0),
    "refer_all": (-1e6, 1.0),
    "criterion": (-1e6, 1.0),
}


def card_reader(
    bundled: Path, trusted_keys: Iterable[str] = ()
) -> Callable[[ModelIdentity], tuple[ModelFacts, ModelCard | NoCard]]:
    """Reads the model of an identity; `bundled` is the directory of the bundled one.

    `trusted_keys` are public keys of 64 hexadecimal digits each.
    """
    keys = tuple(trusted_keys)

    def read(identity: ModelIdentity) -> tuple[ModelFacts, ModelCard | NoCard]:
        is_bundled = identity.source is SourceKind.BUNDLED
        model = read_model(str(bundled) if is_bundled else identity.location)
        signature = signature_of(model.directory, keys)
        return replace(model.facts, signature=signature), _card(model.directory)

    return read


def parse(content: bytes) -> ModelCard:
    """Read a card file.

    Raises:
        ValueError: not JSON, not this shape, or a text, list or number out of bounds.
    """
    try:
        card = msgspec.json.decode(content, type=ModelCard)
    except RecursionError:
        raise ValueError("depth") from None
    for name, value in _leaves("card", card):
        if not _acceptable(name, value):
            raise ValueError(name)
    return card


def _card(directory: ModelDirectory) -> ModelCard | NoCard:
    if not directory.holds(FILE_NAME):
        return NoCard.MISSING
    try:
        return parse(directory.read(FILE_NAME, LARGEST))
    except ValueError:
        return NoCard.UNREADABLE
    except ModelRefused as refused:
        if refused.fault is ModelFault.UNREADABLE:  # too large
            return NoCard.UNREADABLE
        raise


def _leaves(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Every text, number and length, with the name of the field that it stands in."""
    if is_dataclass(value):
        for each in fields(value):
            yield from _leaves(each.name, getattr(value, each.name))
    elif isinstance(value, Mapping):
        yield from _leaves(name, tuple(value.keys()))
        yield from _leaves(name, tuple(value.values()))
    elif isinstance(value, tuple):
        yield name, range(len(value))
        for entry in value:
            yield from _leaves(name, entry)
    elif value is not None:
        yield name, value


def _acceptable(name: str, value: object) -> bool:
    match value:
        case str():
            return len(value) <= LONGEST_TEXT
        case int():
            return 0 <= value <= LARGEST_COUNT
        case float():
            low, high = BOUNDS.get(name, (0.0, 1.0))
            return math.isfinite(value) and low <= value <= high
        case range():
            return len(value) <= MOST_ENTRIES
    return False
