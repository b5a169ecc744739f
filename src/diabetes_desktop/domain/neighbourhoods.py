"""How many training patients were like this one: counts per cell of age, HbA1c and glucose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diabetes_desktop.domain.explanation import FEWEST_TOLD, Few, Neighbourhood
from diabetes_desktop.domain.patient import Patient, Range

Cell = tuple[int, int, int]  # the band of age, of HbA1c and of glucose
Counts = tuple[int, int | Few]  # patients, and how many of them had diabetes

# Edges of half-open bands, in the model's units; the last band has its upper edge too.
# Age: decades of adults; the last band is what the data calls 80.
# HbA1c: 5.7 and 6.5 % are the guideline's cut-offs, 6.0 % parts the prediabetes range where risk
# climbs (ADA), 6.7 % is the edge at which the model jumps; 3.5, 5.1 and 9.1 % keep those apart
# whom the training data does not have.
# Glucose, likewise: 100, 126, 140 and 200 mg/dL are the guidelines', 210 is the model's edge, 80
# and 301 the ends of the data.
AGE_EDGES = (0.0, 18.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 120.0)
HBA1C_EDGES = (2.0, 3.5, 5.1, 5.7, 6.0, 6.5, 6.7, 8.0, 9.1, 25.0)
GLUCOSE_EDGES = (10.0, 80.0, 100.0, 126.0, 140.0, 200.0, 210.0, 250.0, 301.0, 1500.0)


@dataclass(frozen=True, slots=True)
class Neighbourhoods:
    """The cells with at least `FEWEST_TOLD` patients; any other cell has fewer.

    Each of the three edges rises; the bands are half-open.
    """

    age_edges: tuple[float, ...]
    hba1c_edges: tuple[float, ...]
    glucose_edges: tuple[float, ...]
    cells: Mapping[Cell, Counts]

    def around(self, patient: Patient) -> Neighbourhood | None:
        """The cell of `patient`; None for one outside the bands."""
        values = (patient.age, patient.hba1c_level, patient.blood_glucose_level)
        edges = (self.age_edges, self.hba1c_edges, self.glucose_edges)
        bands = [_band(value, of) for value, of in zip(values, edges, strict=True)]
        if None in bands:
            return None
        age, hba1c, glucose = (band for band in bands if band is not None)
        patients, positives = self.cells.get((age, hba1c, glucose), (Few.FEW, Few.FEW))
        return Neighbourhood(
            patients,
            positives,
            _range(self.age_edges, age),
            _range(self.hba1c_edges, hba1c),
            _range(self.glucose_edges, glucose),
        )


def told(patients: int, positives: int) -> Counts | None:
    """What may be told of a cell; None: nothing, it has fewer than `FEWEST_TOLD` patients."""
    if patients < FEWEST_TOLD:
        return None
    if positives < FEWEST_TOLD:
        return patients, Few.FEW
    if patients - positives < FEWEST_TOLD:
        return patients, Few.ALL_BUT_FEW
    return patients, positives


def _band(value: float, edges: Sequence[float]) -> int | None:
    if not edges[0] <= value <= edges[-1]:
        return None
    return min(bisect_right(edges, value), len(edges) - 1) - 1


def _range(edges: Sequence[float], band: int) -> Range:
    return Range(edges[band], edges[band + 1])
