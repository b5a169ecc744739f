"""What moved the model, in words that contradict neither each other nor the result card."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.explanation import (
    Explanation,
    Few,
    Neighbourhood,
    Reference,
    ReferenceKind,
    TreeSpread,
)
from diabetes_desktop.domain.patient import INPUTS, Range, Smoking
from diabetes_desktop.domain.prediction import Answer, Prediction, SiteRules
from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.patient.explanation_scale import bars, scale_for
from diabetes_desktop.ui.wording.explanation import (
    adds_up,
    base_text,
    contribution_rows,
    explanation_sentences,
    points_text,
    waterfall_text,
)
from diabetes_desktop.ui.wording.uncertainty import doubts
from diabetes_desktop.ui.wording.what_if import curve_text

from .conftest import Look
from .explained import NEAR, WHEN, case, explained

SMALL = st.floats(-1, 1)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def moved_by(*contributions: float, base: float = 0.0882) -> tuple[Prediction, Explanation]:
    prediction, why = explained()
    probability = min(max(base + sum(contributions), 0.0), 1.0)
    answer = Answer(int(probability >= 0.5), probability)
    shown = Prediction.of(prediction.case, answer, SiteRules(), prediction.model, WHEN)
    return shown, replace(why, base=base, probability=probability, contributions=contributions)


MOCK = (-0.01, 0.08, 0.03, -0.01, 0.01, 0.05, 0.31, 0.09)


def test_the_rows_are_sorted_and_in_the_doctors_own_units(look: Look) -> None:
    prediction, why = moved_by(*MOCK)
    rows = [(plain(row.fact), plain(row.points_text)) for row in contribution_rows(prediction, why)]
    assert rows == [
        ("HbA1c 6.8 %", "+31"),
        ("Blood glucose 155 mg/dL", "+9.0"),
        ("Age 58 years", "+8.0"),
        ("BMI 31.2 kg/m²", "+5.0"),
        ("Hypertension: yes", "+3.0"),
        ("Gender: female", "−1.0"),
        ("Heart disease: no", "−1.0"),
        ("Smoking history: former smoker", "+1.0"),
    ]
    look.language.use("es")
    spanish = [plain(row.fact) for row in contribution_rows(prediction, why)]
    assert spanish[:3] == ["HbA1c 6,8 %", "Glucosa 155 mg/dL", "Edad 58 años"]
    assert spanish[4:6] == ["Hipertensión: sí", "Género: femenino"]


def test_a_value_is_shown_as_it_was_typed(look: Look) -> None:
    typed = case(51, 8.6, hba1c_unit=Unit.MMOL_MOL, glucose_unit=Unit.MMOL_L)
    facts = {row.name: plain(row.fact) for row in contribution_rows(*explained(typed))}
    assert facts["HbA1c_level"] == "HbA1c 51 mmol/mol"
    assert facts["blood_glucose_level"] == "Blood glucose 8.6 mmol/L"
    exact = {row.name: plain(row.fact) for row in contribution_rows(*explained(case(6.4951)))}
    assert exact["HbA1c_level"] == "HbA1c 6.4951 %", "never rounded up to a cut-off"


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (31.4, "+31"),
        (9.96, "+10"),
        (9.94, "+9.9"),
        (-1.2, "−1.2"),
        (0.05, "+0.1"),
        (0.049, "< 0.1"),
        (-0.01, "< 0.1"),
        (0.0, "0"),
    ],
)
def test_points_have_a_sign_and_are_never_rounded_to_nothing(
    look: Look, points: float, text: str
) -> None:
    assert plain(points_text(points)) == text


@pytest.mark.parametrize(
    ("contributions", "says"),
    [
        (
            MOCK,
            "From 8.8% on average to 64% for this patient: "
            "the HbA1c and the blood glucose account for most of it.",
        ),
        ((0, 0, 0, 0, 0, 0.01, 0.4, 0.1), "account for almost all of it."),
        ((0, 0, 0, 0, 0, 0, 0.4, 0), "the HbA1c accounts for almost all of it."),
        ((0, 0.3, 0, 0, 0, 0, -0.3, 0), "the age raised it and the HbA1c lowered it"),
        ((0.001,) * 8, "no input moved it much."),
        ((0.05,) * 8, "no single input accounts for it; the gender moved it most."),
        ((0, 0, 0.4, 0, 0, 0, 0, 0), "having hypertension accounts for almost all of it."),
        ((0, 0, 0, -0.07, 0, 0, 0, 0), "having no heart disease accounts for almost all of it."),
    ],
)
def test_the_sentence_names_what_accounts_for_it(
    look: Look, contributions: tuple[float, ...], says: str
) -> None:
    sentences = explanation_sentences(*moved_by(*contributions))
    assert says in plain(sentences[0])
    assert sentences[1] == "This is what moved this model, not the cause."


def test_the_sentence_in_spanish(look: Look) -> None:
    look.language.use("es")
    sentences = explanation_sentences(*moved_by(*MOCK))
    assert plain(sentences[0]) == (
        "De 8,8 % en promedio a 64 % en este paciente: "
        "la HbA1c y la glucosa explican la mayor parte."
    )


def test_whom_the_patient_is_compared_with_is_named(look: Look) -> None:
    prediction, why = explained()
    own = plain(explanation_sentences(prediction, why)[2])
    assert own.startswith("Compared with 4 typical patients that stand for the model's training")
    assert own.endswith("in which 8.8% had diabetes.")
    foreign = replace(why, reference=Reference(ReferenceKind.PROGRAM, 60, 0.0882))
    said = plain(explanation_sentences(prediction, foreign)[2])
    assert "brings no reference patients of its own" in said
    assert "60 typical ones of this program" in said


def test_a_reader_who_adds_up_is_told_of_rounding(look: Look) -> None:
    exact = moved_by(0, 0, 0, 0, 0, 0, 0.3118, 0.1)
    assert adds_up(*exact)
    assert "The figures are rounded." not in explanation_sentences(*exact)
    rounded = moved_by(0, 0, 0, 0, 0, 0.1049, 0.3049, 0.1049)
    assert not adds_up(*rounded)
    assert explanation_sentences(*rounded)[-1] == "The figures are rounded."


@given(st.lists(SMALL, min_size=8, max_size=8), st.floats(0.01, 0.99))
def test_any_explanation_has_words(contributions: list[float], base: float) -> None:
    shown = moved_by(*contributions, base=base)
    rows = contribution_rows(*shown)
    sizes = [abs(row.points) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    assert {row.name for row in rows} == {spec.name for spec in INPUTS}
    assert all(row.fact in waterfall_text(*shown) for row in rows)


@given(st.floats(0, 1))
def test_an_average_is_never_nothing_or_everything(fraction: float) -> None:
    digits = base_text(fraction).replace("%", "").strip()
    assert digits not in ("0", "100", "0.0", "100.0")


@given(st.floats(0, 1), st.lists(SMALL, min_size=8, max_size=8))
def test_every_bar_stands_on_the_scale(base: float, contributions: list[float]) -> None:
    pieces = bars(base, contributions)
    reached = [end for piece in pieces for end in piece]
    scale = scale_for(reached)
    assert all(-1e-6 <= scale.share(end) <= 1 + 1e-6 for end in reached)
    low, high = scale.labelled
    assert low >= 0
    assert high <= 1
    assert pieces[-1][1] == pytest.approx(base + sum(contributions))


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [((0.088, 0.05, 0.004), 0.0, 0.1), ((0.088, 0.64), 0.0, 0.8), ((0.088, 0.99), 0.0, 1.0)],
)
def test_a_small_probability_gets_a_fine_scale(
    values: tuple[float, ...], low: float, high: float
) -> None:
    scale = scale_for(values)
    assert (scale.low, scale.high) == pytest.approx((low, high))


def said(**changes: object) -> list[tuple[str, bool]]:
    prediction, why = explained()
    found = doubts(prediction.case, replace(why, **changes))  # type: ignore[arg-type]
    return [(plain(doubt.text), doubt.caution) for doubt in found]


def test_how_far_the_trees_lie_apart(look: Look) -> None:
    (spread, caution), _ = said()
    assert spread.startswith("Nine of ten of the 100 trees answer between 48% and 81%.")
    assert caution
    (agreed, calm), _ = said(spread=TreeSpread(100, 0.0, 0.004))
    assert agreed == "Nine of ten of the 100 trees answer < 1%."
    assert not calm
    (none, _), _ = said(spread=None)
    assert none == "How far the trees of this model lie apart can not be told from it."


def test_how_many_training_patients_were_like_this_one(look: Look) -> None:
    _, (many, calm) = said()
    assert many == (
        "312 training patients were like this one (age from 50 to under 60 years, HbA1c from "
        "6.5 to under 6.7 % and blood glucose from 140 to under 200 mg/dL); "
        "96 of them had diabetes."
    )
    assert not calm
    _, (few, caution) = said(neighbourhood=replace(NEAR, patients=12, positives=Few.FEW))
    assert few.startswith("Only 12 training patients were like this one")
    assert few.endswith("fewer than 5 of them had diabetes.")
    assert caution
    _, (none, alarm) = said(neighbourhood=replace(NEAR, patients=Few.FEW, positives=Few.FEW))
    assert none.startswith("Fewer than 5 training patients were like this one")
    assert alarm
    _, (unknown, _) = said(neighbourhood=None)
    assert unknown.endswith("is not known for this model.")


def test_the_outermost_bands_have_one_end(look: Look) -> None:
    ends = Neighbourhood(40, 9, Range(0, 18), Range(9.1, 25), Range(301, 1500))
    _, (text, _) = said(neighbourhood=ends)
    assert "age under 18 years, HbA1c 9.1 % or more and blood glucose 301 mg/dL or more" in text


def test_a_curve_in_words(look: Look) -> None:
    prediction, why = explained(case(6.6, 120))
    texts = [
        plain(curve_text(prediction, spec, curve))
        for spec, curve in zip(INPUTS, why.curves, strict=True)
    ]
    hba1c = texts[6]
    assert hba1c.startswith("HbA1c from 3.5 % to 9 %: the probability goes from 16% to 97%.")
    assert "At or over the referral threshold (10%): everywhere." in hba1c
    assert "Class 1: from 6.65 % on." in hba1c
    assert hba1c.endswith("This patient: 6.6 % → 28%.")
    young, explanation = explained(case(4.9, 90, age=30, smoking=Smoking.NEVER))
    age = plain(curve_text(young, INPUTS[1], explanation.curves[1]))
    assert "At or over the referral threshold (10%): over 45.5 years." in age
    assert "Class 1: nowhere." in age
    gender = plain(curve_text(young, INPUTS[0], explanation.curves[0]))
    assert gender == ("Gender: female → 7%; male → 8%; other → 7%. This patient: female → 7%.")
