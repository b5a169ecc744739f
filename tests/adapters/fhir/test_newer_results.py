"""A newer result that can't be used is never hidden by an older one that is calm."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.adapters.fhir.small_files import (
    SNOMED,
    Resource,
    amount,
    condition,
    facts,
    glucose,
    hba1c,
    line,
    observation,
    patient,
)

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.imported_facts import Gap, Line
from diabetes_desktop.domain.patient import Smoking
from diabetes_desktop.domain.units import Unit

HBA1C, GLUCOSE, BMI, SMOKING = "HbA1c_level", "blood_glucose_level", "bmi", "smoking_history"
OLDER = hba1c(5.2, "2026-01-01")
CALM = Quantity(5.2, Unit.PERCENT)


def found(*resources: Resource, of: str = HBA1C) -> Line:
    return line(facts(patient(), *resources, today=date(2026, 3, 10)), of)


def tobacco(code: str, when: str) -> Resource:
    concept = {"coding": [{"system": SNOMED, "code": code}]}
    return observation("72166-2", when, valueCodeableConcept=concept)


UNUSABLE: list[tuple[Resource, Gap]] = [
    ({"valueQuantity": amount(11.2, "g/dL")}, Gap.UNIT),
    ({"valueQuantity": {**amount(11.2, "%"), "comparator": ">"}}, Gap.NOT_EXACT),
    ({"valueQuantity": amount(11.2, "%"), "status": "preliminary"}, Gap.NOT_FINAL),
    ({"valueQuantity": amount(11.2, "%"), "modifierExtension": []}, Gap.FORM),
    ({"valueQuantity": amount(112, "%")}, Gap.IMPOSSIBLE),
    ({"valueString": "11.2 %"}, Gap.NO_VALUE),
    ({"valueQuantity": amount(11.2, "%"), "effectiveDateTime": "2026-09-09"}, Gap.FUTURE),
]


@pytest.mark.parametrize(("changes", "gap"), UNUSABLE)
@pytest.mark.parametrize("when", ["2026-02-01", "2026-02-01T08:00:00Z", "2026"])
def test_an_older_value_is_not_taken_for_a_newer_one(
    changes: Resource, gap: Gap, when: str
) -> None:
    newer = observation("4548-4", **{"effectiveDateTime": when, **changes})
    for file in ((OLDER, newer), (newer, OLDER)):
        told = found(*file)
        assert (told.value, told.gaps, told.origins) == (None, (gap,), ())
        assert told.newer is not None
        assert (told.newer.gap, told.newer.when.text) == (gap, newer["effectiveDateTime"])
        assert told.newer.older == CALM
        assert told.newer.older_when is not None
        assert told.newer.older_when.day == "2026-01-01"


@pytest.mark.parametrize(("changes", "gap"), UNUSABLE[:-1])
def test_what_can_not_be_used_and_is_older_is_missed_by_nobody(changes: Resource, gap: Gap) -> None:
    told = found(OLDER, observation("4548-4", "2025-12-31", **changes))
    assert (told.value, told.gaps, told.newer) == (CALM, (), None)


@pytest.mark.parametrize("status", ["cancelled", "entered-in-error"])
def test_a_newer_result_that_was_withdrawn_is_told_and_hides_nothing(status: str) -> None:
    told = found(OLDER, hba1c(11.2, "2026-02-01", status=status))
    assert (told.value, told.gaps, told.newer) == (CALM, (Gap.WITHDRAWN,), None)


@pytest.mark.parametrize(
    ("changes", "gap", "taken"),
    [
        # The same result before it was final, without its value, or in a unit beside the usual one.
        ({"valueQuantity": amount(5.1, "%"), "status": "preliminary"}, Gap.NOT_FINAL, True),
        ({"valueString": "see below"}, Gap.NO_VALUE, True),
        ({"valueQuantity": amount(0.7, "g/dL")}, Gap.UNIT, True),
        ({"valueQuantity": {**amount(11, "%"), "comparator": ">"}}, Gap.NOT_EXACT, False),
        ({"valueQuantity": amount(112, "%")}, Gap.IMPOSSIBLE, False),
        ({"valueQuantity": amount(11, "%"), "modifierExtension": []}, Gap.FORM, False),
    ],
)
def test_of_the_same_time_only_what_may_be_the_same_result_is_passed_over(
    changes: Resource, gap: Gap, taken: bool
) -> None:
    told = found(OLDER, observation("4548-4", "2026-01-01", **changes))
    assert (told.value, told.gaps) == (CALM if taken else None, (gap,))


def test_the_newest_of_all_that_can_not_be_used_is_told() -> None:
    first = glucose(350, "2026-02-01", status="preliminary")
    last = glucose(600, "2026-02-20", unit="g/L")
    told = found(glucose(92, "2025-12-10", loinc="1558-6"), first, last, of=GLUCOSE)
    assert told.newer is not None
    assert (told.newer.gap, told.newer.when.day) == (Gap.UNIT, "2026-02-20")
    assert set(told.gaps) == {Gap.NOT_FINAL, Gap.UNIT}


def test_no_sample_without_its_glucose() -> None:
    fasting = glucose(92, "2025-12-10", loinc="1558-6")
    newer = glucose(350, "2026-02-20", status="preliminary")
    assert facts(patient(), fasting, newer).sample is Sample.UNKNOWN


def test_a_newer_word_about_smoking_that_is_unclear_is_not_hidden() -> None:
    told = found(tobacco("266919005", "2020-01-01"), tobacco("77176002", "2026-01-01"), of=SMOKING)
    assert (told.value, told.gaps) == (None, (Gap.UNCLEAR,))
    assert told.newer is not None
    assert told.newer.older == Smoking.NEVER


def said(flag: object, when: str, **changes: Any) -> Resource:
    coding = {"coding": [{"system": SNOMED, "code": "38341003"}]}
    return {**observation("", when), "code": coding, "valueBoolean": flag, **changes}


def test_a_newer_word_about_a_disease_is_not_hidden_by_an_older_no() -> None:
    newer = said(True, "2026-01-01", status="preliminary")
    told = found(said(False, "2020-01-01"), newer, of="hypertension")
    assert (told.value, told.gaps) == (None, (Gap.NOT_FINAL,))
    assert told.newer is not None
    assert told.newer.older == "0"
    listed = found(said(False, "2020-01-01"), newer, condition("38341003"), of="hypertension")
    assert (listed.value, listed.gaps) == (None, (Gap.AMBIGUOUS,))


def body_mass(value: float, unit: str = "kg/m2", when: str = "2026-01-02") -> Resource:
    return observation("39156-5", when, valueQuantity=amount(value, unit))


def weight(value: float, unit: str = "kg", when: str = "2026-01-02") -> Resource:
    return observation("29463-7", when, valueQuantity=amount(value, unit))


HEIGHT = observation("8302-2", "2025-01-02", valueQuantity=amount(165, "cm"))


def test_an_older_index_is_not_taken_nor_computed_for_a_newer_one() -> None:
    newer = body_mass(60, "%", "2026-02-02")
    told = found(body_mass(22), weight(60), HEIGHT, newer, of=BMI)
    assert (told.value, told.gaps) == (None, (Gap.UNIT,))
    told = found(weight(60), HEIGHT, newer, of=BMI)
    assert (told.value, told.gaps) == (None, (Gap.UNIT,))
    assert told.newer is not None
    assert (told.newer.when.day, told.newer.older) == ("2026-02-02", Quantity(22.0, Unit.KG_M2))


def test_an_older_weight_is_not_taken_for_a_newer_one() -> None:
    told = found(weight(60), weight(20, "[stone_av]", "2026-02-02"), HEIGHT, of=BMI)
    assert (told.value, told.gaps) == (None, (Gap.UNIT,))
    assert told.newer is not None
    assert (told.newer.when.day, told.newer.older) == ("2026-02-02", None)


def test_an_index_is_computed_from_a_weight_that_is_no_older() -> None:
    told = found(body_mass(60, "%"), weight(85), HEIGHT, of=BMI)
    assert told.value == Quantity(31.2, Unit.KG_M2)
