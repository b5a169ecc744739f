"""How many training patients were in each cell, as it is published beside a model.

Format of `neighbourhood.json`: format, `fewest_told`, the edges of the bands of age, HbA1c and
glucose, and one list per cell with at least `fewest_told` patients: its three bands (counted from
0), its patients, and how many of them had diabetes ("few" and "all but few" as in `Few`). A cell
that is not listed has fewer.
"""

from __future__ import annotations

from itertools import pairwise

from diabetes_desktop.adapters import json_values
from diabetes_desktop.domain.explanation import FEWEST_TOLD, Few
from diabetes_desktop.domain.neighbourhoods import Cell, Counts, Neighbourhoods
from diabetes_desktop.domain.patient import AGE, GLUCOSE, HBA1C

FILE_NAME = "neighbourhood.json"
FORMAT = 1
LARGEST = 1024 * 1024  # bytes
MOST_EDGES = 100


def table(neighbourhoods: Neighbourhoods) -> dict[str, object]:
    """The content of the file."""
    return {
        "format": FORMAT,
        "fewest_told": FEWEST_TOLD,
        "edges": {
            AGE.name: list(neighbourhoods.age_edges),
            HBA1C.name: list(neighbourhoods.hba1c_edges),
            GLUCOSE.name: list(neighbourhoods.glucose_edges),
        },
        "cells": [
            [*cell, patients, positives.value if isinstance(positives, Few) else positives]
            for cell, (patients, positives) in sorted(neighbourhoods.cells.items())
        ],
    }


def parse(content: bytes) -> Neighbourhoods:
    """Read a neighbourhood file.

    Raises:
        ValueError: not this format, edges that do not rise, a cell outside them or told twice, or
            a count of too few.
    """
    match json_values.load(content):
        case {
            "format": 1,
            "fewest_told": fewest,
            "edges": dict(edges),
            "cells": list(cells),
        } if fewest == FEWEST_TOLD:
            age, hba1c, glucose = (_edges(edges.get(x.name)) for x in (AGE, HBA1C, GLUCOSE))
            most = tuple(len(each) - 2 for each in (age, hba1c, glucose))
            read = dict(_cell(cell, most) for cell in cells)
            if len(read) != len(cells):
                raise ValueError("cells")
            return Neighbourhoods(age, hba1c, glucose, read)
    raise ValueError("shape")


def _edges(edges: object) -> tuple[float, ...]:
    if not isinstance(edges, list) or not 2 <= len(edges) <= MOST_EDGES:
        raise ValueError("edges")
    read = tuple(map(json_values.number, edges))
    if any(low >= high for low, high in pairwise(read)):
        raise ValueError("edges")
    return read


def _cell(cell: object, most: tuple[int, ...]) -> tuple[Cell, Counts]:
    match cell:
        case [int(age), int(hba1c), int(glucose), int(patients), positives]:
            bands = (age, hba1c, glucose)
            inside = all(0 <= band <= last for band, last in zip(bands, most, strict=True))
            if inside and patients >= FEWEST_TOLD:
                return bands, (patients, _positives(positives, patients))
    raise ValueError("cell")


def _positives(positives: object, patients: int) -> int | Few:
    if isinstance(positives, str):
        return Few(positives)
    found = json_values.integer(positives)
    if not FEWEST_TOLD <= found <= patients - FEWEST_TOLD:
        raise ValueError("positives")
    return found
