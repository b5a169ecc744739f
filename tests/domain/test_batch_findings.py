"""What stands beside many answers is what stands beside one: the same rules, asked less often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    hba1c = in_tenths(2, 15) if is_percent else st.integers(5, 140).map(float)
    glucose = st.integers(30, 400).map(float) if is_mg_dl else in_tenths(2, 30)
    return st.builds(
        lambda h, g, context, **facts: Case(
            Patient(
                hba1c_level=to_model_unit(h, hba1c_unit),
                blood_glucose_level=to_model_unit(g, glucose_unit),
                **facts,
            ),
            Quantity(h, hba1c_unit),
            Quantity(g, glucose_unit),
            context,
        ),
        hba1c,
        glucose,
        st.builds(
            ClinicalContext,
            st.sampled_from(Sample),
            st.sampled_from(Symptoms),
            st.sampled_from(HbA1cCondition),
        ),
        gender=st.sampled_from(Gender),
        age=in_tenths(0, 105),
        hypertension=st.integers(0, 1),
        heart_disease=st.integers(0, 1),
        smoking_history=st.sampled_from(Smoking),
        bmi=in_tenths(12, 70),
    )


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


@pytest.mark.parametrize("hba1c_unit", [Unit.PERCENT, Unit.MMOL_MOL])
@pytest.mark.parametrize("glucose_unit", [Unit.MG_DL, Unit.MMOL_L])
@settings(max_examples=50)
@given(st.data())
def test_each_row_says_what_a_prediction_says(
    hba1c_unit: Unit, glucose_unit: Unit, data: st.DataObject
) -> None:
    patients = data.draw(st.lists(cases(hba1c_unit, glucose_unit), min_size=1, max_size=8))
    outcomes = data.draw(
        st.lists(st.integers(0, 1), min_size=len(patients), max_size=len(patients))
    )
    chances = data.draw(st.lists(st.floats(0, 1), min_size=len(patients), max_size=len(patients)))
    name = data.draw(st.sampled_from(["diabetes_model", "another"]))

    found = judged(patients, Answers(outcomes, chances), name)

    model = ModelIdentity(name, "1", "ab" * 32, SourceKind.BUNDLED)
    for place, case in enumerate(patients):
        answer = Answer(outcomes[place], chances[place])
        prediction = Prediction.of(case, answer, RULES, model, datetime.now(UTC))
        assert found.outcomes[place] == prediction.answer.outcome
        assert found.probabilities[place] == prediction.answer.probability
        assert found.referrals[place] is prediction.refer
        verdicts = [assessment.verdict.value for assessment in prediction.assessments]
        assert [column[place] for column in found.criteria] == verdicts
        parted = prediction.discordance
        assert found.discordances[place] == (parted.value if parted else "")
        told = [
            x for x in found.marks[place].split("; ") if x and not x.startswith(("unus", "othe"))
        ]
        assert told == [mark.value for mark in prediction.marks]
        assert found.errors[place] == ""


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
