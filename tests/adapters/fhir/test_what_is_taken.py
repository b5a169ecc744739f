"""From a FHIR file to the eight facts: the newest value wins, and nothing is guessed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.adapters.fhir.small_files import (
    CLINICAL,
    ICD_10,
    LOINC,
    SNOMED,
    TODAY,
    Resource,
    amount,
    clinical,
    condition,
    facts,
    glucose,
    hba1c,
    line,
    observation,
    patient,
    verified,
)

from diabetes_desktop.adapters.fhir.record_reader import records_in
from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.fhir_codes import OBSERVATION_CODES, OWN_SMOKING, Measure
from diabetes_desktop.domain.imported_facts import Gap
from diabetes_desktop.domain.patient import INPUTS, Smoking
from diabetes_desktop.domain.units import Unit

HBA1C, GLUCOSE, BMI, SMOKING = "HbA1c_level", "blood_glucose_level", "bmi", "smoking_history"


def value(*resources: Resource, of: str) -> object:
    return line(facts(patient(), *resources), of).value


def gaps(*resources: Resource, of: str) -> tuple[Gap, ...]:
    found = line(facts(patient(), *resources), of)
    assert found.value is None
    return found.gaps


def test_a_patient_alone_leaves_six_facts_empty_and_listed() -> None:
    found = facts(patient())
    assert [each.input for each in found.lines] == list(INPUTS)
    assert [each.input.name for each in found.found] == ["gender", "age"]
    assert all(each.gaps == (Gap.NOT_FOUND,) for each in found.lines[2:])


# HbA1c and glucose


@pytest.mark.parametrize("loinc", ["4548-4", "17856-6", "41995-2"])
@pytest.mark.parametrize(
    ("number", "code", "unit"), [(6.8, "%", Unit.PERCENT), (51, "mmol/mol", Unit.MMOL_MOL)]
)
def test_hba1c_is_taken_in_the_unit_of_the_record(
    loinc: str, number: float, code: str, unit: Unit
) -> None:
    result = observation(loinc, valueQuantity=amount(number, code))
    assert value(result, of=HBA1C) == Quantity(number, unit)


def test_an_ifcc_value_in_per_cent_is_no_ngsp_value() -> None:
    assert value(
        observation("59261-8", valueQuantity=amount(51, "mmol/mol")), of=HBA1C
    ) == Quantity(51, Unit.MMOL_MOL)
    assert gaps(observation("59261-8", valueQuantity=amount(5.1, "%")), of=HBA1C) == (Gap.UNIT,)


@pytest.mark.parametrize(
    ("loinc", "sample"),
    [
        ("2345-7", Sample.UNKNOWN),
        ("2339-0", Sample.UNKNOWN),
        ("15074-8", Sample.UNKNOWN),
        ("14749-6", Sample.UNKNOWN),
        ("1558-6", Sample.FASTING),
        ("14771-0", Sample.FASTING),
        ("1518-0", Sample.TWO_HOURS),
        ("14995-5", Sample.TWO_HOURS),
    ],
)
@pytest.mark.parametrize(
    ("number", "code", "unit"),
    [
        (126, "mg/dL", Unit.MG_DL),
        (126, "mg/dl", Unit.MG_DL),
        (7.0, "mmol/L", Unit.MMOL_L),
        (7.0, "mmol/l", Unit.MMOL_L),
    ],
)
def test_the_code_of_the_glucose_says_what_is_known_of_the_sample(
    loinc: str, sample: Sample, number: float, code: str, unit: Unit
) -> None:
    found = facts(patient(), glucose(number, unit=code, loinc=loinc))
    assert line(found, GLUCOSE).value == Quantity(number, unit)
    assert found.sample is sample


def test_the_sample_belongs_to_the_glucose_that_is_taken() -> None:
    fasting = glucose(100, "2026-01-01", loinc="1558-6")
    later = glucose(180, "2026-02-01")
    assert facts(patient(), fasting, later).sample is Sample.UNKNOWN
    assert (
        facts(patient(), glucose(100, "2026-03-01", loinc="1558-6"), later).sample is Sample.FASTING
    )


def test_two_hours_after_an_unknown_dose_is_no_glucose_of_the_form() -> None:
    assert gaps(glucose(180, loinc="20436-2"), of=GLUCOSE) == (Gap.NOT_FOUND,)


@pytest.mark.parametrize(
    "quantity",
    [
        {"value": 6.8},
        {"value": 6.8, "unit": "%"},
        {"value": 6.8, "unit": "%", "code": "%"},
        {"value": 6.8, "unit": "%", "system": "urn:local", "code": "%"},
        amount(6.8, "g/dL"),
        amount(6.8, "1"),
        amount(6.8, "mg/dL"),
    ],
)
def test_a_number_without_a_known_unit_is_not_taken(quantity: Any) -> None:
    assert gaps(observation("4548-4", valueQuantity=quantity), of=HBA1C) == (Gap.UNIT,)


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"valueQuantity": amount("6.8", "%")}, Gap.NO_VALUE),
        ({"valueString": "6.8 %"}, Gap.NO_VALUE),
        ({"dataAbsentReason": {"text": "lost"}}, Gap.NO_VALUE),
        ({"valueQuantity": amount(6.8, "%"), "dataAbsentReason": {"text": "error"}}, Gap.FORM),
        ({"valueQuantity": amount(6.8, "%"), "dataAbsentReason": None}, Gap.FORM),
        ({"valueQuantity": {**amount(4, "%"), "comparator": "<"}}, Gap.NOT_EXACT),
        ({"valueQuantity": amount(0.068, "%")}, Gap.IMPOSSIBLE),
        ({"valueQuantity": amount(-6.8, "%")}, Gap.IMPOSSIBLE),
        ({"valueQuantity": amount(6.8, "%"), "effectiveDateTime": "2042-01-01"}, Gap.FUTURE),
        ({"valueQuantity": amount(6.8, "%"), "modifierExtension": [{"url": "x"}]}, Gap.FORM),
    ],
)
def test_why_a_result_is_not_taken(changes: Resource, gap: Gap) -> None:
    assert gaps(observation("4548-4", **changes), of=HBA1C) == (gap,)


@pytest.mark.parametrize("code", ["%{HbA1c}", "{HbA1c}%", "%{Hb}{NGSP}"])
def test_an_annotation_of_ucum_is_no_other_unit(code: str) -> None:
    assert value(hba1c(6.8, unit=code), of=HBA1C) == Quantity(6.8, Unit.PERCENT)
    assert value(hba1c(51, unit="mmol/mol{Hb}"), of=HBA1C) == Quantity(51, Unit.MMOL_MOL)


@pytest.mark.parametrize("code", ["{HbA1c}", "%{", "%}", "%{{x}}", "{x}/%"])
def test_an_annotation_alone_is_no_unit(code: str) -> None:
    assert gaps(hba1c(6.8, unit=code), of=HBA1C) == (Gap.UNIT,)


@pytest.mark.parametrize("good", ["final", "amended", "corrected"])
def test_a_final_result_is_taken(good: str) -> None:
    assert value(hba1c(6.8, status=good), of=HBA1C) == Quantity(6.8, Unit.PERCENT)


@pytest.mark.parametrize("bad", ["cancelled", "entered-in-error"])
def test_a_result_that_was_withdrawn_is_left_out(bad: str) -> None:
    assert gaps(hba1c(6.8, status=bad), of=HBA1C) == (Gap.WITHDRAWN,)


@pytest.mark.parametrize("bad", ["registered", "preliminary", "unknown", "", None, 3])
def test_a_result_that_is_not_final_is_left_out(bad: object) -> None:
    assert gaps(hba1c(6.8, status=bad), of=HBA1C) == (Gap.NOT_FINAL,)


def test_an_unusual_value_is_taken_for_the_form_to_ask() -> None:
    assert value(hba1c(19.5), of=HBA1C) == Quantity(19.5, Unit.PERCENT)


def test_noise_of_binary_fractions_is_taken_away() -> None:
    assert value(hba1c(6.799999999999999), of=HBA1C) == Quantity(6.8, Unit.PERCENT)
    assert value(hba1c(6.4999), of=HBA1C) == Quantity(6.4999, Unit.PERCENT)


# Which is the newest


def test_the_newest_wins_wherever_it_stands_and_its_date_is_told() -> None:
    results = [hba1c(6.1, "2025-12-31"), hba1c(6.8, "2026-01-31"), hba1c(7.7, "2024-06-30")]
    found = line(facts(patient(), *results), HBA1C)
    assert found.value == Quantity(6.8, Unit.PERCENT)
    assert [origin.when.day for origin in found.origins if origin.when] == ["2026-01-31"]
    assert found.origins[0].code == "4548-4"
    assert found.gaps == ()


def test_the_order_of_instants_is_that_of_the_world_not_of_the_clocks() -> None:
    evening = hba1c(6.1, "2026-01-01T21:00:00-05:00")  # 02:00 UTC of the day after
    night = hba1c(6.8, "2026-01-02T01:00:00Z")
    assert value(evening, night, of=HBA1C) == Quantity(6.1, Unit.PERCENT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026-01-02", "2026-01-02"),
        ("2026-01-02", "2026-01-02T08:00:00Z"),
        ("2026-01", "2026-01-20"),
        ("2025", "2025-06-01T08:00:00-05:00"),
        ("2026-01-02T08:00:00Z", "2026-01-02T03:00:00-05:00"),
    ],
)
def test_two_values_of_what_may_be_one_time_are_ambiguous(one: str, other: str) -> None:
    assert gaps(hba1c(6.4, one), hba1c(6.6, other), of=HBA1C) == (Gap.AMBIGUOUS,)
    assert value(hba1c(6.4, one), hba1c(6.4, other), of=HBA1C) == Quantity(6.4, Unit.PERCENT)


def test_a_result_in_both_units_is_one_result() -> None:
    both = [hba1c(48, unit="mmol/mol"), hba1c(6.5)]
    assert value(*both, of=HBA1C) == Quantity(6.5, Unit.PERCENT)
    assert gaps(hba1c(53, unit="mmol/mol"), hba1c(6.5), of=HBA1C) == (Gap.AMBIGUOUS,)
    assert value(glucose(7.0, unit="mmol/L"), glucose(126), of=GLUCOSE) == Quantity(126, Unit.MG_DL)


def test_one_glucose_said_to_be_of_two_samples_is_of_an_unknown_one() -> None:
    found = facts(patient(), glucose(126, loinc="1558-6"), glucose(126))
    assert line(found, GLUCOSE).value == Quantity(126, Unit.MG_DL)
    assert found.sample is Sample.UNKNOWN


def test_a_result_without_a_date_counts_only_where_none_has_one() -> None:
    undated = hba1c(6.1, effectiveDateTime=None)
    found = line(facts(patient(), undated), HBA1C)
    assert found.value == Quantity(6.1, Unit.PERCENT)
    assert found.origins[0].when is None
    found = line(facts(patient(), undated, hba1c(6.8)), HBA1C)
    assert (found.value, found.gaps) == (Quantity(6.8, Unit.PERCENT), (Gap.UNDATED,))


@pytest.mark.parametrize(
    "effective",
    [
        {"effectiveInstant": "2026-02-01T08:00:00.123Z"},
        {"effectivePeriod": {"start": "2026-02-01T08:00:00Z"}},
        {"effectivePeriod": {"start": "2020-01-01", "end": "2026-02-01"}},
    ],
)
def test_every_way_to_say_when_is_understood(effective: Resource) -> None:
    newer = {**hba1c(6.8), "effectiveDateTime": None, **effective}
    assert value(hba1c(6.1, "2026-01-01"), newer, of=HBA1C) == Quantity(6.8, Unit.PERCENT)


@pytest.mark.parametrize(
    ("when", "is_old"),
    [("2025-03-09", True), ("2025-03-12", False), ("2024", True), ("2026", False)],
)
def test_a_laboratory_value_of_more_than_a_year_is_marked(when: str, is_old: bool) -> None:
    found = facts(patient(), hba1c(6.8, when))
    assert found.is_old(line(found, HBA1C)) is is_old
    assert not found.is_old(line(found, "age"))


# BMI


def weight(number: float, code: str = "kg", when: str = "2026-01-02") -> Resource:
    return observation("29463-7", when, valueQuantity=amount(number, code))


def height(number: float, code: str = "cm", when: str = "2025-01-02") -> Resource:
    return observation("8302-2", when, valueQuantity=amount(number, code))


def body_mass(number: float, code: str = "kg/m2") -> Resource:
    return observation("39156-5", valueQuantity=amount(number, code))


def test_the_recorded_index_goes_before_weight_and_height() -> None:
    found = line(facts(patient(), body_mass(31.2), weight(60), height(170)), BMI)
    assert found.value == Quantity(31.2, Unit.KG_M2)
    assert [origin.code for origin in found.origins] == ["39156-5"]


@pytest.mark.parametrize(
    "measures",
    [
        (weight(85), height(165)),
        (weight(85_000, "g"), height(1.65, "m")),
        (weight(187.393, "[lb_av]"), height(64.9606, "[in_i]")),
        (weight(99, when="2020-01-01"), weight(85), height(165)),
    ],
)
def test_the_index_is_computed_from_weight_and_height(measures: tuple[Resource, ...]) -> None:
    found = line(facts(patient(), *measures), BMI)
    assert found.value == Quantity(31.2, Unit.KG_M2)
    assert [origin.code for origin in found.origins] == ["29463-7", "8302-2"]
    assert [origin.when.day for origin in found.origins if origin.when] == [
        "2026-01-02",
        "2025-01-02",
    ]


def test_no_index_without_both_measures_or_from_impossible_ones() -> None:
    assert gaps(weight(85), of=BMI) == (Gap.NOT_FOUND,)
    assert gaps(weight(85, "[stone_av]"), height(165), of=BMI) == (Gap.UNIT,)
    assert gaps(weight(85), height(1.65, "cm"), of=BMI) == (Gap.IMPOSSIBLE,)
    assert gaps(weight(650), height(50), of=BMI) == (Gap.IMPOSSIBLE,)
    assert gaps(body_mass(31.2, "%"), of=BMI) == (Gap.UNIT,)


# Smoking


def tobacco(code: str, system: str = SNOMED, **changes: Any) -> Resource:
    concept = {"coding": [{"system": system, "code": code}]}
    return observation("72166-2", valueCodeableConcept=concept, **changes)


@pytest.mark.parametrize(
    ("code", "choice"),
    [
        ("449868002", Smoking.CURRENT),
        ("428041000124106", Smoking.CURRENT),
        ("8517006", Smoking.FORMER),
        ("266919005", Smoking.NEVER),
        ("266927001", Smoking.NO_INFO),
    ],
)
def test_a_smoking_status_with_a_clean_match_is_taken(code: str, choice: Smoking) -> None:
    assert value(tobacco(code), of=SMOKING) == choice


def test_a_smoking_status_without_a_clean_match_is_asked_for() -> None:
    assert gaps(tobacco("77176002"), of=SMOKING) == (Gap.UNCLEAR,)
    assert gaps(tobacco("230056004"), of=SMOKING) == (Gap.FORM,)
    assert gaps(tobacco("8517006", "urn:local"), of=SMOKING) == (Gap.FORM,)
    assert gaps(observation("72166-2", valueString="never"), of=SMOKING) == (Gap.FORM,)


def several(*codes: tuple[str, str]) -> Resource:
    """A smoking status in several codes."""
    codings = [{"system": system, "code": code} for system, code in codes]
    return observation("72166-2", valueCodeableConcept={"coding": codings})


@pytest.mark.parametrize(
    ("codes", "gap"),
    [
        ([(SNOMED, "8517006"), (SNOMED, "77176002")], Gap.UNCLEAR),
        ([(SNOMED, "266919005"), (SNOMED, "77176002")], Gap.UNCLEAR),
        ([(SNOMED, "8517006"), (SNOMED, "449868002")], Gap.AMBIGUOUS),
        ([(OWN_SMOKING, "never"), (SNOMED, "449868002")], Gap.AMBIGUOUS),
    ],
)
def test_codes_of_smoking_that_contradict_each_other(
    codes: list[tuple[str, str]], gap: Gap
) -> None:
    assert gaps(several(*codes), of=SMOKING) == (gap,)


def test_codes_of_smoking_that_say_the_same() -> None:
    assert value(several((SNOMED, "449868002"), (SNOMED, "77176002")), of=SMOKING) == "current"
    assert value(several((OWN_SMOKING, "former"), (SNOMED, "8517006")), of=SMOKING) == "former"


@pytest.mark.parametrize("choice", Smoking)
def test_the_programs_own_words_about_smoking_come_back(choice: Smoking) -> None:
    assert value(tobacco(choice.value, OWN_SMOKING), of=SMOKING) == choice


# Hypertension and heart disease


@pytest.mark.parametrize(
    ("code", "system", "name"),
    [
        ("38341003", SNOMED, "hypertension"),
        ("59621000", SNOMED, "hypertension"),
        ("I10", ICD_10, "hypertension"),
        ("I15.9", ICD_10, "hypertension"),
        ("I11.0", f"{ICD_10}-cm", "hypertension"),
        ("56265001", SNOMED, "heart_disease"),
        ("414545008", SNOMED, "heart_disease"),
        ("I20", ICD_10, "heart_disease"),
        ("I25.10", f"{ICD_10}-cm", "heart_disease"),
        ("I21.A1", f"{ICD_10}-cm", "heart_disease"),
        ("I50.9", "urn:oid:2.16.840.1.113883.6.90", "heart_disease"),
    ],
)
def test_a_disease_on_the_list_is_a_yes(code: str, system: str, name: str) -> None:
    found = facts(patient(), condition(code, system))
    assert line(found, name).value == "1"
    other = "heart_disease" if name == "hypertension" else "hypertension"
    assert (line(found, other).value, line(found, other).gaps) == (None, (Gap.NOT_FOUND,))


@pytest.mark.parametrize(
    ("code", "system"),
    [
        ("I16", ICD_10),
        ("I1", ICD_10),
        ("I51", ICD_10),
        ("I10", SNOMED),
        ("38341003", ICD_10),
        ("I10", ""),
    ],
)
def test_another_disease_says_nothing(code: str, system: str) -> None:
    assert gaps(condition(code, system), of="hypertension") == (Gap.NOT_FOUND,)


@pytest.mark.parametrize(
    ("code", "system"),
    [
        ("i10", ICD_10),
        ("I110", ICD_10),
        ("I10.", ICD_10),
        ("I10.-", ICD_10),
        ("I10 no", ICD_10),
        ("I1099999; no", ICD_10),
        ("I10\n", ICD_10),
        ("I10.90A", "http://fhir.de/CodeSystem/bfarm/icd-10-gm"),
        ("I10.90 G", "http://fhir.de/CodeSystem/bfarm/icd-10-gm"),
    ],
)
def test_a_code_that_is_written_in_another_way_is_asked_for(code: str, system: str) -> None:
    assert gaps(condition(code, system), of="hypertension") == (Gap.FORM,)


LOCAL = {"system": "urn:local", "code": "confirmed"}


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"clinicalStatus": clinical("resolved")}, Gap.NOT_ACTIVE),
        ({"clinicalStatus": clinical("remission")}, Gap.NOT_ACTIVE),
        ({"clinicalStatus": clinical("inactive")}, Gap.NOT_ACTIVE),
        ({"abatementDateTime": "2024"}, Gap.NOT_ACTIVE),
        ({"verificationStatus": verified("refuted")}, Gap.REFUTED),
        ({"verificationStatus": verified("entered-in-error")}, Gap.REFUTED),
        ({"verificationStatus": verified("provisional")}, Gap.NOT_CONFIRMED),
        ({"verificationStatus": verified("differential")}, Gap.NOT_CONFIRMED),
        ({"verificationStatus": {"coding": [LOCAL, *verified("refuted")["coding"]]}}, Gap.FORM),
        ({"modifierExtension": []}, Gap.FORM),
    ],
)
def test_a_disease_that_is_not_certain_is_asked_for(changes: Resource, gap: Gap) -> None:
    assert gaps(condition("38341003", **changes), of="hypertension") == (gap,)


@pytest.mark.parametrize("name", ["clinicalStatus", "verificationStatus"])
@pytest.mark.parametrize(
    "status",
    [
        "refuted",
        "resolved",
        "active",
        "confirmed",
        "",
        None,
        7,
        {},
        {"text": "Refuted"},
        {"coding": []},
        {"coding": [{"display": "Refuted"}]},
        {"coding": {"code": "confirmed"}},
        {"coding": [{"code": "confirmed"}]},
        {"coding": [LOCAL]},
        [verified("confirmed")],
        verified("confirmed", "refuted"),
        verified("confirmed", "something new"),
        {"coding": [*verified("confirmed")["coding"], {"system": "urn:local", "code": "refuted"}]},
        {"coding": [*verified("confirmed")["coding"], None]},
    ],
)
def test_a_status_that_is_not_understood_is_no_yes(name: str, status: object) -> None:
    assert gaps(condition("38341003", **{name: status}), of="hypertension") == (Gap.FORM,)


@pytest.mark.parametrize("code", ["active", "recurrence", "relapse"])
def test_a_disease_that_is_active_is_a_yes(code: str) -> None:
    certain = {"clinicalStatus": clinical(code), "verificationStatus": verified("confirmed")}
    assert value(condition("38341003", **certain), of="hypertension") == "1"


@pytest.mark.parametrize("system", ["http://hl7.org/fhir/condition-clinical", CLINICAL])
def test_the_systems_of_a_status_have_two_names(system: str) -> None:
    active = condition("38341003", clinicalStatus=clinical("active", system))
    assert value(active, of="hypertension") == "1"


ICD_10_GM = "http://fhir.de/CodeSystem/bfarm/icd-10-gm"


def of_certainty(coding: Any, code: str = "I10.90") -> Resource:
    """A German diagnosis, which says with its code how certain it is."""
    extension = {
        "url": "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit",
        "valueCoding": coding,
    }
    named = {"system": ICD_10_GM, "code": code, "extension": [extension]}
    return {**condition(""), "code": {"coding": [named]}}


@pytest.mark.parametrize(
    ("letter", "gap"),
    [("A", Gap.REFUTED), ("V", Gap.NOT_CONFIRMED), ("Z", Gap.NOT_ACTIVE), ("g", Gap.FORM)],
)
def test_a_german_diagnosis_counts_only_when_it_is_certain(letter: str, gap: Gap) -> None:
    assert value(of_certainty({"code": "G"}), of="hypertension") == "1"
    assert gaps(of_certainty({"code": letter}), of="hypertension") == (gap,)


@pytest.mark.parametrize("coding", [None, "G", {}, {"display": "gesichert"}])
def test_a_certainty_that_is_not_understood_is_no_yes(coding: object) -> None:
    assert gaps(of_certainty(coding), of="hypertension") == (Gap.FORM,)


def test_every_code_of_a_diagnosis_is_asked_how_certain_it_is() -> None:
    ruled_out = of_certainty({"code": "A"}, code="R03.0")["code"]["coding"]
    first = {"system": SNOMED, "code": "38341003"}
    both = {**condition(""), "code": {"coding": [first, *ruled_out]}}
    assert gaps(both, of="hypertension") == (Gap.REFUTED,)


def said(code: str, flag: object) -> Resource:
    coding = {"coding": [{"system": SNOMED, "code": code}]}
    return {**observation(""), "code": coding, "valueBoolean": flag}


def test_only_an_observation_can_say_no() -> None:
    assert value(said("38341003", False), of="hypertension") == "0"
    assert value(said("56265001", True), of="heart_disease") == "1"
    assert gaps(said("38341003", "false"), of="hypertension") == (Gap.NO_VALUE,)
    assert gaps(said("38341003", False), condition("I10", ICD_10), of="hypertension") == (
        Gap.AMBIGUOUS,
    )


# The patient


@pytest.mark.parametrize(
    ("gender", "choice"),
    [
        ("male", "Male"),
        ("female", "Female"),
        ("other", "Other"),
        ("unknown", None),
        ("M", None),
        (None, None),
        (1, None),
    ],
)
def test_gender(gender: object, choice: str | None) -> None:
    assert line(facts(patient(gender=gender)), "gender").value == choice


@pytest.mark.parametrize(
    ("born", "years"),
    [
        ("1967-03-10", 59.0),
        ("1967-03-11", 58.0),
        ("2024-03-10", 2.0),
        ("2024-03-11", 1.92),
        ("2025-12-10", 0.25),
        ("2026-02-10", 0.08),
        ("2026-02-20", 0.05),
        ("2026-03-10", 0.0),
        ("1906-03-10", 120.0),
    ],
)
def test_the_age_is_that_of_today(born: str, years: float) -> None:
    assert line(facts(patient(birthDate=born)), "age").value == Quantity(years, Unit.YEARS)


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"birthDate": "1967"}, Gap.PARTIAL_DATE),
        ({"birthDate": "1967-05"}, Gap.PARTIAL_DATE),
        ({"birthDate": "04/05/1967"}, Gap.FORM),
        ({"birthDate": "1967-02-30"}, Gap.FORM),
        ({"birthDate": "2026-03-11"}, Gap.FUTURE),
        ({"birthDate": "2026-04-01"}, Gap.FUTURE),
        ({"birthDate": "1900-01-01"}, Gap.IMPOSSIBLE),
        ({"birthDate": None}, Gap.NOT_FOUND),
        ({"deceasedBoolean": True}, Gap.DECEASED),
        ({"deceasedDateTime": "2025"}, Gap.DECEASED),
    ],
)
def test_an_age_that_is_not_known_for_certain_is_asked_for(changes: Resource, gap: Gap) -> None:
    found = line(facts(patient(**changes)), "age")
    assert (found.value, found.gaps) == (None, (gap,))


def test_an_age_that_was_noted_counts_on_its_day_only() -> None:
    for when, gap in (("2026-03-10T23:00:00-05:00", ()), ("2026-03-09", (Gap.OLD_AGE,))):
        noted = observation("30525-0", when, valueQuantity=amount(58, "a"))
        found = line(facts(patient(birthDate=None), noted), "age")
        assert found.gaps == gap
        assert (found.value is None) == bool(gap)


def identifier(
    number: object, use: str = "", kind: str = "", system: str = "urn:hospital"
) -> Resource:
    kinds = {"coding": [{"code": kind}]}
    return {"value": number, "use": use, "type": kinds, "system": system}


@pytest.mark.parametrize(
    ("identifiers", "expected"),
    [
        ([identifier("1", "usual"), identifier("2", "official"), identifier("3", kind="MR")], "3"),
        ([identifier("2", "official"), identifier("1", "usual")], "1"),
        ([identifier("4"), identifier("2", "official")], "2"),
        ([identifier("4")], ""),
        ([identifier("3", "old", "MR")], ""),
        ([identifier("x" * 65, kind="MR")], ""),
        ([identifier("a\nb", kind="MR")], ""),
        ([identifier("\ud800", kind="MR")], ""),
        ([identifier(7, kind="MR")], ""),
    ],
)
def test_the_patients_number(identifiers: list[Resource], expected: str) -> None:
    assert facts(patient(identifier=identifiers)).patient_id == expected


@pytest.mark.parametrize(
    "second",
    [
        identifier("222", kind="MR", system="urn:other"),
        identifier("222", kind="MR"),
    ],
)
def test_two_record_numbers_are_ambiguous(second: Resource) -> None:
    first = identifier("111", kind="MR")
    found = facts(patient(identifier=[first, second, identifier("3", "usual")]))
    assert (found.patient_id, found.several_ids) == ("", True)
    again = facts(patient(identifier=[first, {**second, "value": "111"}]))
    assert (again.patient_id, again.several_ids) == ("111", False)


@pytest.mark.parametrize(
    ("changes", "out_of_use"),
    [
        ({}, False),
        ({"active": True}, False),
        ({"active": False}, True),
        ({"active": "false"}, True),
        ({"link": [{"type": "replaced-by", "other": {"reference": "Patient/q"}}]}, True),
        ({"link": [{"type": "replaces", "other": {"reference": "Patient/q"}}]}, False),
    ],
)
def test_a_record_that_is_no_longer_in_use_is_told(changes: Resource, out_of_use: bool) -> None:
    assert facts(patient(**changes)).out_of_use is out_of_use


def test_a_list_and_lines_are_read_as_a_bundle_is() -> None:
    resources = [patient(), hba1c(6.8)]
    for written in (json.dumps(resources), "\n".join(map(json.dumps, resources)) + "\n\n"):
        (record,) = records_in(written.encode())
        assert len(record.observations) == 1


def test_codes_of_two_measures_at_once_are_no_code() -> None:
    both = {"coding": [{"system": LOINC, "code": "4548-4"}, {"system": LOINC, "code": "2345-7"}]}
    assert gaps(hba1c(6.8, code=both), of=HBA1C) == (Gap.FORM,)
    assert gaps(hba1c(6.8, code=both), of=GLUCOSE) == (Gap.FORM,)


@pytest.mark.parametrize("other", ["1501-6", "1558-6 ", "", "20436-2"])
def test_a_code_beside_one_that_is_not_known_is_not_understood(other: str) -> None:
    codings = [{"system": LOINC, "code": code} for code in ("2345-7", other)]
    assert gaps(glucose(210, code={"coding": codings}), of=GLUCOSE) == (Gap.FORM,)


def test_codes_of_two_samples_contradict_each_other() -> None:
    codings = [{"system": LOINC, "code": code} for code in ("1518-0", "1558-6")]
    assert gaps(glucose(210, code={"coding": codings}), of=GLUCOSE) == (Gap.FORM,)


def test_a_local_code_beside_a_known_one_does_no_harm() -> None:
    codings = [{"system": LOINC, "code": "2345-7"}, {"system": "urn:local", "code": "GLU"}]
    result = glucose(210, code={"coding": codings})
    assert value(result, of=GLUCOSE) == Quantity(210, Unit.MG_DL)


def test_of_two_codes_the_one_that_says_more_of_the_sample_holds() -> None:
    codings = [{"system": LOINC, "code": code} for code in ("2345-7", "1558-6")]
    assert facts(patient(), glucose(126, code={"coding": codings})).sample is Sample.FASTING


def test_the_codes_are_those_of_the_contract() -> None:
    by_measure = {
        measure: {code for code, each in OBSERVATION_CODES.items() if each.measure is measure}
        for measure in Measure
    }
    assert by_measure[Measure.HBA1C] == {"4548-4", "17856-6", "59261-8", "41995-2"}
    assert by_measure[Measure.GLUCOSE] >= {
        "2345-7",
        "2339-0",
        "15074-8",
        "14749-6",
        "1558-6",
        "14771-0",
    }


def test_the_clock_is_the_callers() -> None:
    tomorrow = date(TODAY.year + 1, TODAY.month, TODAY.day)
    assert line(facts(patient(), today=tomorrow), "age").value == Quantity(59, Unit.YEARS)


def test_a_disease_that_is_refuted_in_one_entry_and_active_in_another_is_asked_for() -> None:
    refuted = condition("38341003", verificationStatus=verified("refuted"))
    found = line(facts(patient(), condition("38341003"), refuted), "hypertension")
    assert found.value is None
    assert found.gaps == (Gap.AMBIGUOUS,)


def test_an_entry_that_was_an_error_contradicts_no_other() -> None:
    error = condition("38341003", verificationStatus=verified("entered-in-error"))
    assert line(facts(patient(), condition("38341003"), error), "hypertension").value == "1"
