"""What stands beside many answers is what stands beside one: the same rules, asked less often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diabetes_desktop.domain.assessment import Caution
from diabetes_desktop.domain.batch_cells import CellReader, Reason
from diabetes_desktop.domain.batch_columns import CONDITION, CONTEXT, SAMPLE, SYMPTOMS
from diabetes_desktop.domain.batch_findings import Answers, Findings, Judge
from diabetes_desktop.domain.batch_rows import RowChecker
from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.patient import INPUTS, Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import (
    Answer,
    ModelIdentity,
    Prediction,
    SiteRules,
    SourceKind,
)
from diabetes_desktop.domain.units import Unit, to_model_unit

RULES = SiteRules(0.10, (Guideline.ADA, Guideline.WHO))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEADERS = [spec.name for spec in INPUTS]


@dataclass(frozen=True)
class Rows:
    """A chunk of a table in memory."""

    columns: Sequence[Sequence[object]]
    first_row: int = 1
    miscounted: Mapping[int, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return len(self.columns[0])

    def cells(self, position: int) -> Sequence[object]:
        return self.columns[position]


def in_tenths(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(round(low * 10), round(high * 10)).map(lambda tenths: tenths / 10)


def cases(hba1c_unit: Unit, glucose_unit: Unit) -> st.SearchStrategy[Case]:
    """Patients on both sides of every cut-off and mark."""
    is_percent, is_mg_dl = hba1c_unit is Unit.PERCENT, glucose_unit is Unit.MG_DL
    laboratory = (
        in_tenths(2, 15) if is_percent else st.integers(5, 140).map(float),
        st.integers(30, 400).map(float) if is_mg_dl else in_tenths(2, 30),
    )
    facts = st.tuples(
        st.sampled_from(Gender),
        in_tenths(0, 105),
        st.integers(0, 1),
        st.integers(0, 1),
        st.sampled_from(Smoking),
        in_tenths(12, 70),
    )
    context = (st.sampled_from(kind) for kind in (Sample, Symptoms, HbA1cCondition))

    def case(drawn: tuple[tuple[Any, ...], float, float, tuple[Any, ...]]) -> Case:
        facts, hba1c, glucose, context = drawn
        in_model_units = to_model_unit(hba1c, hba1c_unit), to_model_unit(glucose, glucose_unit)
        quantities = Quantity(hba1c, hba1c_unit), Quantity(glucose, glucose_unit)
        return Case(Patient(*facts, *in_model_units), *quantities, ClinicalContext(*context))

    return st.tuples(facts, *laboratory, st.tuples(*context)).map(case)


def judged(
    patients: Sequence[Case], answers: Answers, model_name: str, rules: SiteRules = RULES
) -> Findings:
    headers = [*HEADERS, *CONTEXT]
    units = {"HbA1c_level": patients[0].hba1c.unit, "blood_glucose_level": patients[0].glucose.unit}
    readers = {name: CellReader(name, units.get(name)) for name in headers}
    check = RowChecker(headers, {name: place for place, name in enumerate(headers)}, readers)
    table = [
        (
            *case.patient.row()[:6],
            case.hba1c.value,
            case.glucose.value,
            str(case.context.sample),
            str(case.context.symptoms),
            str(case.context.condition),
        )
        for case in patients
    ]
    checked = check(Rows(list(zip(*table, strict=True))))
    assert checked.errors == ()
    assert [*zip(*checked.columns(), strict=True)] == [
        tuple(
            float(spec.choices.index(str(value))) if spec.kind.value == "string" else value
            for spec, value in zip(INPUTS, case.patient.row(), strict=True)
        )
        for case in patients
    ]
    return Judge(rules, model_name, *units.values())(checked, answers)


UNITS = [(h, g) for h in (Unit.PERCENT, Unit.MMOL_MOL) for g in (Unit.MG_DL, Unit.MMOL_L)]


@pytest.mark.parametrize("model_name", ["diabetes_model", "another"])
@pytest.mark.parametrize("units", UNITS, ids=str)
def test_each_row_says_what_a_prediction_says(units: tuple[Unit, Unit], model_name: str) -> None:
    answered = st.tuples(cases(*units), st.integers(0, 1), st.sampled_from((0.0, 0.0999, 0.1, 1.0)))

    @settings(max_examples=40)
    @given(st.lists(answered, min_size=1, max_size=2))
    def check(rows: list[tuple[Case, int, float]]) -> None:
        patients, outcomes, chances = zip(*rows, strict=True)
        found = judged(patients, Answers(outcomes, chances), model_name)
        assert [told(found, place) for place in range(len(rows))] == [
            shown(Prediction.of(case, Answer(outcome, chance), RULES, model, NOW))
            for case, outcome, chance in rows
        ]
        assert set(found.errors) == {""}

    model = ModelIdentity(model_name, "1", "ab" * 32, SourceKind.BUNDLED)
    check()


def shown(prediction: Prediction) -> dict[str, object]:
    """What a workstation has of one patient, as the columns of the results have it."""
    cautions = {caution for each in prediction.assessments for caution in each.cautions}
    parted = prediction.discordance
    return {
        "class": prediction.answer.outcome,
        "probability": prediction.answer.probability,
        "referral": prediction.refer,
        "criteria": [assessment.verdict.value for assessment in prediction.assessments],
        "cautions": [caution.value for caution in Caution if caution in cautions],
        "discordance": parted.value if parted else "",
        "marks": [mark.value for mark in prediction.marks],
    }


def told(found: Findings, place: int) -> dict[str, object]:
    """The columns of one row; without what the form asks about while somebody types."""
    return {
        "class": found.outcomes[place],
        "probability": found.probabilities[place],
        "referral": found.referrals[place],
        "criteria": [column[place] for column in found.criteria],
        "cautions": listed(found.cautions[place]),
        "discordance": found.discordances[place],
        "marks": [
            mark
            for mark in listed(found.marks[place])
            if not mark.startswith(("unusual_", "other_unit_"))
        ],
    }


def listed(text: str) -> list[str]:
    return text.split("; ") if text else []


def test_a_model_without_probability_refers_nobody() -> None:
    case = Case.in_model_units(Patient(Gender.MALE, 50.0, 0, 0, Smoking.NEVER, 27.0, 5.5, 100.0))

    found = judged([case], Answers([1], None), "diabetes_model")

    assert (found.outcomes, found.probabilities, found.referrals) == ([1], [None], [None])


def test_a_bad_row_never_holds_up_a_good_one() -> None:
    good = ("Male", "50", "0", "0", "never", "27", "5.5", "100")
    bad = ("Male", "", "0", "0", "vaper", "27", "60", "100")
    readers = {name: CellReader(name, None) for name in HEADERS}
    check = RowChecker(HEADERS, {name: place for place, name in enumerate(HEADERS)}, readers)
    table = list(zip(good, bad, good, good, strict=True))

    checked = check(Rows(table, first_row=11, miscounted={3: 5}))
    found = Judge(RULES, "diabetes_model", Unit.PERCENT, Unit.MG_DL)(
        checked, Answers([0, 1], [0.01, 0.9])
    )

    assert [(e.row, e.column, e.value, e.reason) for e in checked.errors] == [
        (12, "age", "", Reason.MISSING),
        (12, "smoking_history", "vaper", Reason.NOT_A_CHOICE),
        (12, "HbA1c_level", "60", Reason.IMPOSSIBLE),
        (14, "", "5 cells", Reason.CELL_COUNT),
    ]
    assert checked.errors[2].expected == "2–25 % (mmol/mol?)"
    assert found.outcomes == [0, None, 1, None]
    assert found.referrals == [False, None, True, None]
    assert found.errors[1] == "age: missing; smoking_history: not_a_choice; HbA1c_level: impossible"
    assert found.criteria[0][1] == found.marks[1] == found.discordances[1] == ""
    assert found.errors[0] == found.errors[2] == ""
    assert {SAMPLE, SYMPTOMS, CONDITION}.isdisjoint(checked.cells)
