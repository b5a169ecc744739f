"""The counts of the neighbourhood are those of the rows learnt from, and point at nobody."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT

from diabetes_desktop.adapters import neighbourhood_file
from diabetes_desktop.adapters.training.dataset import Dataset
from diabetes_desktop.adapters.training.fitting import FittedForest
from diabetes_desktop.adapters.training.neighbourhood import neighbourhoods
from diabetes_desktop.domain.explanation import FEWEST_TOLD, Few, Neighbourhood
from diabetes_desktop.domain.patient import Gender, Patient, Smoking


def a_patient(age: float, hba1c: float, glucose: float) -> Patient:
    return Patient(Gender.FEMALE, age, 0, 0, Smoking.NEVER, 27.3, hba1c, glucose)


def test_every_cell_tells_what_a_count_by_hand_finds(
    shipped: FittedForest, dataset: Dataset
) -> None:
    learnt = shipped.recipe.rows_to_learn(dataset.train)
    rows = list(zip(*(learnt.inputs[x] for x in COLUMNS), learnt.outcomes, strict=True))
    table = neighbourhoods(shipped, dataset)

    for age in (5.0, 18.0, 29.0, 55.0, 80.0):
        for hba1c in (4.0, 5.7, 6.0, 6.5, 6.6, 6.7, 9.0):
            for glucose in (80.0, 126.0, 158.0, 200.0, 210.0, 300.0):
                around = table.around(a_patient(age, hba1c, glucose))
                assert around is not None
                outcomes = [outcome for *values, outcome in rows if inside(values, around)]
                assert told(around) == by_hand(len(outcomes), sum(outcomes))


COLUMNS = ("age", "HbA1c_level", "blood_glucose_level")


def inside(values: list[float], around: Neighbourhood) -> bool:
    bands = (around.age, around.hba1c, around.glucose)
    return all(band.low <= value < band.high for value, band in zip(values, bands, strict=True))


def told(around: Neighbourhood) -> tuple[int | Few, int | Few]:
    return around.patients, around.positives


def by_hand(patients: int, positives: int) -> tuple[int | Few, int | Few]:
    if patients < FEWEST_TOLD:
        return Few.FEW, Few.FEW
    if positives < FEWEST_TOLD:
        return patients, Few.FEW
    return patients, Few.ALL_BUT_FEW if patients - positives < FEWEST_TOLD else positives


def test_the_published_file_holds_them(
    published: Path, shipped: FittedForest, dataset: Dataset
) -> None:
    read = neighbourhood_file.parse((published / "neighbourhood.json").read_bytes())

    assert read == neighbourhoods(shipped, dataset)
    assert all(patients >= FEWEST_TOLD for patients, _ in read.cells.values())


def test_the_shipped_model_knows_the_gaps_and_the_crowds_of_its_data() -> None:
    content = (ROOT / "resources" / "model" / "neighbourhood.json").read_bytes()
    table = neighbourhood_file.parse(content)

    gap = table.around(a_patient(55.0, 5.4, 140.0))
    beyond = table.around(a_patient(55.0, 9.5, 140.0))
    certain = table.around(a_patient(55.0, 7.0, 250.0))
    crowd = table.around(a_patient(55.0, 5.8, 90.0))

    assert gap is not None
    assert beyond is not None
    assert told(gap) == told(beyond) == (Few.FEW, Few.FEW)
    assert certain is not None
    assert certain.positives is Few.ALL_BUT_FEW
    assert crowd is not None
    assert isinstance(crowd.patients, int)
    assert crowd.patients > 300
    assert crowd.positives is Few.FEW
