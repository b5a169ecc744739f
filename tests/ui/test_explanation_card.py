"""The explanation on the screen: what a doctor sees, presses and hears of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from diabetes_desktop.domain.clinical_context import (
    ClinicalContext,
    HbA1cCondition,
    Sample,
    Symptoms,
)
from diabetes_desktop.domain.guideline import Guideline
from diabetes_desktop.domain.patient import INPUTS, Smoking
from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.gallery import clipped_texts
from diabetes_desktop.ui.patient.explanation_card import ExplanationCard
from diabetes_desktop.ui.patient.explanation_picture import Brush, sized
from diabetes_desktop.ui.patient.what_if_curve import steps
from diabetes_desktop.ui.patient.what_if_picture import WhatIfPicture
from diabetes_desktop.ui.theme.tokens import THEMES
from diabetes_desktop.ui.widgets import announcing

from .conftest import Look
from .explained import case, explained

FASTING = ClinicalContext(Sample.FASTING, Symptoms.NO, HbA1cCondition.NONE)
BOTH = (Guideline.ADA, Guideline.WHO)


class Panel(QScrollArea):
    """A card in a scrolling column, as in the result panel."""

    def __init__(self, look: Look, width: int) -> None:
        super().__init__()
        self.card = ExplanationCard(look.theme)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(width, 640)
        self.show()
        self.activateWindow()


@pytest.fixture
def panel(look: Look, qtbot: QtBot) -> Panel:
    panel = Panel(look, 746)
    qtbot.addWidget(panel)
    return panel


@pytest.fixture
def card(panel: Panel) -> ExplanationCard:
    return panel.card


def shown(card: ExplanationCard, name: str) -> str:
    label = card.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text().replace("\u00a0", " ").replace("\u2060", "") if label.isVisible() else ""


def picture(card: ExplanationCard, name: str) -> WhatIfPicture:
    found = card.findChild(WhatIfPicture, f"what_if.{name}")
    assert isinstance(found, WhatIfPicture)
    return found


def press(widget: QWidget, *keys: Qt.Key) -> None:
    widget.setFocus()
    for key in keys:
        QTest.keyClick(widget, key)


def test_it_waits_then_explains(card: ExplanationCard) -> None:
    assert shown(card, "explanation_message") == "Asking the model why…"
    card.show_explanation(*explained())
    assert shown(card, "explanation_message") == ""
    assert "accounts for almost all of it." in shown(card, "explanation_sentences")
    assert "not the cause" in shown(card, "explanation_sentences")
    assert "4 typical patients" in shown(card, "explanation_reference")
    assert shown(card, "tree_spread").startswith("⚠  Nine of ten of the 100 trees")
    assert shown(card, "neighbourhood").startswith("312 training patients")
    card.show_waiting()
    assert shown(card, "explanation_sentences") == ""


def test_why_there_is_none_is_said_in_each_language(card: ExplanationCard, look: Look) -> None:
    words = {"en": "This model gives no probability.", "es": "Este modelo no da probabilidad."}
    card.show_unavailable(lambda: words[look.language.code])
    assert shown(card, "explanation_message") == words["en"]
    look.language.use("es")
    QApplication.processEvents()
    assert shown(card, "explanation_message") == words["es"]
    card.show_waiting()
    assert shown(card, "explanation_message") == "Preguntando al modelo por qué…"


def test_the_arrow_keys_go_through_the_rows(card: ExplanationCard) -> None:
    card.show_explanation(*explained(case(5.9, 120)))
    waterfall = card.why.waterfall
    whole = waterfall.accessibleDescription()
    first = "Age 58\u00a0years: raised it by 4.0 percentage points."
    assert first in whole
    said = []
    press(waterfall)
    for _ in range(len(INPUTS) + 1):
        QTest.keyClick(waterfall, Qt.Key.Key_Down)
        said.append(waterfall.accessibleDescription())
    assert said[0] == first
    assert len({*said}) == len(INPUTS)
    assert said[-1] == said[-2], "it stops at the last row"
    QTest.keyClick(waterfall, Qt.Key.Key_Home)
    assert waterfall.accessibleDescription() == said[0]
    waterfall.clearFocus()
    assert waterfall.accessibleDescription() == whole


def test_arrow_keys_on_a_curve_ask_what_if(card: ExplanationCard) -> None:
    prediction, why = explained(case(6.6, 120, context=FASTING), BOTH)
    card.show_explanation(prediction, why)
    hba1c = picture(card, "HbA1c_level")
    press(hba1c, Qt.Key.Key_Right)
    assert shown(card, "hypothesis") == (
        "HYPOTHETICAL: HbA1c 6.7 % → Class 1 – the model flags diabetes, 97%. "
        "ADA: Meets a diagnostic criterion: confirm. WHO: Meets a diagnostic criterion: confirm."
    )
    press(hba1c, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert "HbA1c 6.4 % → Class 0" in shown(card, "hypothesis")
    assert "ADA: Prediabetes range." in shown(card, "hypothesis")
    assert hba1c.accessibleDescription().replace("\u00a0", " ") == shown(card, "hypothesis")


@pytest.mark.parametrize(
    ("name", "key", "says"),
    [
        ("age", Qt.Key.Key_Right, "Age 59 years"),
        ("age", Qt.Key.Key_PageUp, "Age 68 years"),
        ("age", Qt.Key.Key_Home, "Age 0.08 years"),
        ("bmi", Qt.Key.Key_Left, "BMI 31.1 kg/m²"),
        ("bmi", Qt.Key.Key_End, "BMI 95.69 kg/m²"),
        ("blood_glucose_level", Qt.Key.Key_Up, "Blood glucose 156 mg/dL"),
        ("blood_glucose_level", Qt.Key.Key_PageDown, "Blood glucose 145 mg/dL"),
        ("smoking_history", Qt.Key.Key_Down, "Smoking history: current smoker"),
        ("smoking_history", Qt.Key.Key_Up, "Smoking history: never smoked"),
        ("gender", Qt.Key.Key_Right, "Gender: male"),
        ("hypertension", Qt.Key.Key_Up, "Hypertension: no"),
        ("heart_disease", Qt.Key.Key_End, "Heart disease: yes"),
    ],
)
def test_every_input_can_be_asked_by_keyboard(
    card: ExplanationCard, name: str, key: Qt.Key, says: str
) -> None:
    card.show_explanation(*explained())
    press(picture(card, name), key)
    assert shown(card, "hypothesis").startswith(f"HYPOTHETICAL: {says} → Class 1")


def test_shift_takes_bigger_steps(card: ExplanationCard) -> None:
    card.show_explanation(*explained())
    age = picture(card, "age")
    age.setFocus()
    QTest.keyClick(age, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert shown(card, "hypothesis").startswith("HYPOTHETICAL: Age 48 years")


def test_the_unit_typed_is_the_unit_asked_in(card: ExplanationCard) -> None:
    typed = case(50, 8.6, hba1c_unit=Unit.MMOL_MOL, glucose_unit=Unit.MMOL_L)
    card.show_explanation(*explained(typed))
    press(picture(card, "HbA1c_level"), Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert "HbA1c 48 mmol/mol" in shown(card, "hypothesis")
    press(picture(card, "blood_glucose_level"), Qt.Key.Key_Right)
    assert "Blood glucose 8.7 mmol/L" in shown(card, "hypothesis")


def test_escape_goes_back_to_the_patient(card: ExplanationCard) -> None:
    prediction, why = explained()
    card.show_explanation(prediction, why)
    hint = shown(card, "hypothesis")
    assert hint.startswith("What if…?")
    age = picture(card, "age")
    press(age, Qt.Key.Key_Right, Qt.Key.Key_Escape)
    assert shown(card, "hypothesis") == hint
    assert not age.hypothetical
    assert "This patient: 58" in age.accessibleDescription()


def test_a_hypothesis_ends_with_the_focus_and_with_a_new_result(card: ExplanationCard) -> None:
    card.show_explanation(*explained())
    age, bmi = picture(card, "age"), picture(card, "bmi")
    press(age, Qt.Key.Key_Right)
    bmi.setFocus()
    assert not age.hypothetical
    assert shown(card, "hypothesis").startswith("What if…?")
    press(bmi, Qt.Key.Key_Right)
    assert "BMI" in shown(card, "hypothesis")
    card.show_explanation(*explained(case(5.0, 90)))
    assert not bmi.hypothetical
    assert shown(card, "hypothesis").startswith("What if…?")


def test_nothing_hypothetical_changes_the_result(card: ExplanationCard) -> None:
    prediction, why = explained()
    before = repr((prediction, why))
    card.show_explanation(prediction, why)
    for each in card.what_if.pictures:
        press(each, Qt.Key.Key_Home, Qt.Key.Key_End)
    assert repr((prediction, why)) == before


def test_dragging_on_a_curve_answers_with_what_the_curve_holds(card: ExplanationCard) -> None:
    prediction, why = explained()
    card.show_explanation(prediction, why)
    QApplication.processEvents()
    hba1c = picture(card, "HbA1c_level")
    middle = hba1c.height() // 2
    QTest.mousePress(hba1c, Qt.MouseButton.LeftButton, pos=QPoint(60, middle))
    seen = []
    for x in range(60, hba1c.width(), 9):
        QTest.mouseMove(hba1c, QPoint(x, middle))
        seen.append(hba1c.value())
    QTest.mouseRelease(hba1c, Qt.MouseButton.LeftButton, pos=QPoint(hba1c.width(), middle))
    assert seen == sorted(seen)
    assert hba1c.value() == hba1c.maximum()
    assert shown(card, "hypothesis").startswith("HYPOTHETICAL: HbA1c 9 %")
    assert len(why.curves[6].values) == hba1c.maximum() + 1


def test_a_click_on_a_dot_asks_for_that_choice(card: ExplanationCard) -> None:
    card.show_explanation(*explained())
    QApplication.processEvents()
    gender = picture(card, "gender")
    QTest.mouseClick(gender, Qt.MouseButton.LeftButton, pos=QPoint(80, 20 + 17 + 8))
    assert shown(card, "hypothesis").startswith("HYPOTHETICAL: Gender: male")


def test_the_wheel_and_the_tab_key_change_nothing(card: ExplanationCard) -> None:
    card.show_explanation(*explained())
    first = card.why.waterfall
    first.setFocus()
    passed = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        passed.append(now.objectName() if now else "")
    order = ["HbA1c_level", "blood_glucose_level", "age", "bmi"]
    order += ["smoking_history", "gender", "hypertension", "heart_disease"]
    assert passed == [f"what_if.{name}" for name in order]
    assert shown(card, "hypothesis").startswith("What if…?")


def test_the_language_can_change_in_the_middle(card: ExplanationCard, look: Look) -> None:
    card.show_explanation(*explained())
    press(picture(card, "age"), Qt.Key.Key_Right)
    look.language.use("es")
    QApplication.processEvents()
    assert shown(card, "hypothesis").startswith("HIPOTÉTICO: Edad 59 años → Clase 1")
    assert "la HbA1c explica casi todo." in shown(card, "explanation_sentences")
    assert "Edad 58" in card.why.waterfall.accessibleDescription().replace("\u00a0", " ")
    assert "IMC de 10,01" in picture(card, "bmi").accessibleDescription()


@pytest.fixture
def elided(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The painted texts that did not fit into the room they were given."""
    found: list[str] = []
    paint = Brush.text

    def watched(self: Brush, rect: QRectF, text: str, *rest: Any, **options: Any) -> None:
        font = sized(QApplication.font(), options.get("px", 12), bold=options.get("bold", False))
        if QFontMetricsF(font).horizontalAdvance(text) > rect.width() + 1:
            found.append(text)
        paint(self, rect, text, *rest, **options)

    monkeypatch.setattr(Brush, "text", watched)
    return found


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("width", [480, 560, 640, 700, 728, 746, 999, 1010, 1300])
def test_no_text_is_cut_at_any_width(
    look: Look, qtbot: QtBot, width: int, language: str, elided: list[str]
) -> None:
    look.language.use(language)
    panel = Panel(look, width)
    qtbot.addWidget(panel)
    card = panel.card
    long = case(8.8, 255, context=FASTING, age=72, smoking=Smoking.FORMER)
    card.show_explanation(*explained(long, BOTH))
    QApplication.processEvents()
    assert clipped_texts(panel) == []
    for each in card.what_if.pictures:
        press(each, Qt.Key.Key_End)
        QApplication.processEvents()
        card.grab()
    assert elided == []
    assert clipped_texts(panel) == []
    assert card.width() <= panel.viewport().width()
    parts = [card.why, card.what_if.curves, card.what_if.strip, card.what_if.choices]
    for part in parts:
        assert card.rect().contains(part.geometry().translated(part.parentWidget().pos()))
    for one, other in pairwise(parts):
        assert not one.geometry().intersects(other.geometry())


@pytest.mark.parametrize("smoking", Smoking)
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_choice_has_room_in_the_waterfall(
    look: Look, qtbot: QtBot, smoking: Smoking, language: str, elided: list[str]
) -> None:
    look.language.use(language)
    panel = Panel(look, 700)
    qtbot.addWidget(panel)
    panel.card.show_explanation(*explained(case(smoking=smoking)))
    panel.card.grab()
    assert elided == []


def test_it_can_be_made_narrow_again(look: Look, qtbot: QtBot) -> None:
    panel = Panel(look, 1300)
    qtbot.addWidget(panel)
    panel.card.show_explanation(*explained())
    for width in (1300, 480, 746, 520):
        panel.resize(width, 640)
        QApplication.processEvents()
        assert panel.card.width() <= panel.viewport().width()


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_paints_in_its_own_colours(
    card: ExplanationCard, look: Look, theme: str
) -> None:
    card.show_explanation(*explained(case(4.9, 90, age=30)))
    look.theme.use(theme)
    QApplication.processEvents()
    tokens = look.theme.tokens
    image = card.why.waterfall.grab().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert tokens.positive in colours
    assert tokens.alert in colours


def test_a_bar_is_told_by_sign_and_shape_too(
    card: ExplanationCard, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without colours: what raised and what lowered still differ."""
    one_colour = replace(look.theme.tokens, positive=look.theme.tokens.alert)
    monkeypatch.setattr(look.theme, "tokens", one_colour)
    prediction, why = explained(case(4.9, 90, age=30))
    pictures = []
    for sign in (1, -1):
        turned = tuple(sign * abs(each) for each in why.contributions)
        card.show_explanation(prediction, replace(why, contributions=turned))
        signs = card.why.waterfall.grab().toImage()
        pictures.append(signs.copy(signs.width() - 70, 18, 20, 23))
    assert pictures[0] != pictures[1]


def test_a_screen_reader_finds_sliders_with_names(card: ExplanationCard) -> None:
    card.show_explanation(*explained())
    for each in card.what_if.pictures:
        found = QAccessible.queryAccessibleInterface(each)
        assert found.role() == QAccessible.Role.Slider
        assert found.text(QAccessible.Text.Name).startswith("What if: ")
        assert "This patient: " in found.text(QAccessible.Text.Description)


def test_the_steps_of_a_curve_are_its_answers() -> None:
    _, why = explained()
    for spec, curve in zip(INPUTS, why.curves, strict=True):
        if spec.units:
            pieces = steps(curve)
            assert pieces[0][0] == curve.values[0]
            assert pieces[-1][1] == curve.values[-1]
            assert all(one[1] == other[0] for one, other in pairwise(pieces))
            for value, probability in zip(curve.values, curve.probabilities, strict=True):
                at = float(value)
                assert any(s <= at <= e and p == probability for s, e, p, _ in pieces)


def test_every_move_is_spoken(card: ExplanationCard, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def speak(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message().replace("\u00a0", " "))

    reader = SimpleNamespace(isActive=lambda: True, updateAccessibility=speak)
    monkeypatch.setattr(announcing, "QAccessible", reader)
    card.show_explanation(*explained(case(6.6, 120)))
    press(card.why.waterfall, Qt.Key.Key_Down, Qt.Key.Key_Down)
    press(picture(card, "HbA1c_level"), Qt.Key.Key_Right)
    assert said[0] == "Age 58 years: raised it by 4.0 percentage points."
    assert said[1].startswith("BMI 31.2 kg/m²: raised it by")
    assert said[2].startswith("HYPOTHETICAL: HbA1c 6.7 % → Class 1")
