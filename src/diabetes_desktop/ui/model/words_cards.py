"""What a card says in words: for whom the model is, its limits, and the 31 source attributes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from diabetes_desktop.application.model_card import ModelCard
from diabetes_desktop.domain.source_attributes import ATTRIBUTES, CardSection
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.model.table import ROW_PADDING, breakable
from diabetes_desktop.ui.widgets.labels import RoleLabel, line
from diabetes_desktop.ui.wording.figures import words_of
from diabetes_desktop.ui.wording.source_attributes import attribute_label, section_title

translate = QCoreApplication.translate
QUESTION_WIDTH = 270  # pixels
PLACE_WIDTH = 46


def use_card(card: ModelCard) -> ReadingCard:
    """Intended use and limits."""
    shown = ReadingCard("Intended use", translate("ModelWords", "For whom it is, and for whom not"))
    intended = words_of(card.intended_use)
    shown.add_text(breakable(intended) or translate("ModelWords", "not available"))
    if cautioned := words_of(card.source_attributes.get("cautioned_uses", "")):
        careful = translate("ModelWords", "Not for, or with great care: {0}")
        shown.add_text(f"⚠ {careful.format(breakable(cautioned))}", "", "caution")
    shown.finish()
    return shown


def limits_card(card: ModelCard) -> ReadingCard:
    """What it can't do, as its makers know."""
    shown = ReadingCard("Limits", translate("ModelWords", "Limits and warnings"))
    limits = [text for text in map(words_of, card.limits) if text]
    for limit in limits:
        shown.add_text(f"• {breakable(limit)}")
    if not limits:
        shown.add_text(translate("ModelWords", "not available"), "muted")
    shown.finish()
    return shown


def attributes_card(card: ModelCard) -> ReadingCard:
    """The 31 source attributes, in the order of the CHAI Applied Model Card."""
    shown = ReadingCard(
        "Source attributes",
        translate("ModelWords", "The 31 source attributes"),
        translate(
            "ModelWords",
            "of a predictive model (45 CFR 170.315(b)(11)(iv)(B)), in the order of the CHAI card",
        ),
    )
    for section in CardSection:
        title = RoleLabel("strong")
        title.setText(section_title(section))
        shown.add(title, section_title(section))
        shown.add(*_section(section, card))
    shown.finish()
    return shown


def _section(section: CardSection, card: ModelCard) -> tuple[QWidget, str]:
    rows, said = QWidget(), []
    grid = QGridLayout(rows)
    grid.setContentsMargins(0, 0, 0, 6)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(2, 1)
    top = Qt.AlignmentFlag.AlignTop
    for row, attribute in enumerate(each for each in ATTRIBUTES if each.section is section):
        place, question, answer = (
            RoleLabel("note"),
            RoleLabel("muted", wrap=True),
            RoleLabel(wrap=True),
        )
        known = words_of(card.source_attributes.get(attribute.name, ""))
        place.setText(attribute.paragraph)
        question.setText(attribute_label(attribute.name))
        answer.setText(breakable(known) or translate("ModelWords", "not available"))
        if not known:
            answer.setProperty("role", "muted")
        place.setFixedWidth(PLACE_WIDTH)
        question.setFixedWidth(QUESTION_WIDTH)
        said.append(f"{attribute.paragraph} {question.text()}: {answer.text()}")
        grid.addWidget(line(), 2 * row, 0, 1, 3)
        for column, label in enumerate((place, question, answer)):
            label.setContentsMargins(0, ROW_PADDING, 0, ROW_PADDING)
            grid.addWidget(label, 2 * row + 1, column, top)
    return rows, "\n".join(said)
