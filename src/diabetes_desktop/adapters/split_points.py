"""Where a forest splits each number, read from the model card.

A card is prose for people, and models come with cards of other makers: one that does not say, or
that can't be read, only leaves the curves without the steps between two typed values.
"""

from __future__ import annotations

from contextlib import suppress

from diabetes_desktop.adapters import json_values
from diabetes_desktop.domain.patient import INPUTS, Input, Kind
from diabetes_desktop.domain.what_if import Splits

FILE_NAME = "card.json"
LARGEST = 2 * 1024 * 1024  # bytes, for the page that shows the card as well
MOST_SPLITS = 10_000  # of one input; each is asked about twice for one explanation


def parse(content: bytes) -> Splits:
    """The splits by the name of the input; without those of an input that are not told well."""
    try:
        card = json_values.load(content)
    except ValueError:
        return {}
    match card:
        case {"format": 1, "split_midpoints": dict(told)}:
            return {spec.name: _splits(spec, told.get(spec.name)) for spec in INPUTS}
    return {}


def _splits(spec: Input, told: object) -> tuple[float, ...]:
    if spec.kind is not Kind.NUMBER or not isinstance(told, list) or len(told) > MOST_SPLITS:
        return ()
    with suppress(ValueError):
        return tuple(split for split in map(json_values.number, told) if split in spec.hard)
    return ()
