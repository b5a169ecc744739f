"""The cards of one model report, in two columns where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from diabetes_desktop.application.model_card import ModelCard
from diabetes_desktop.application.read_model_card import ModelReport, NoCard
from diabetes_desktop.domain.model_source import SignaturePolicy
from diabetes_desktop.ui.model.calibration_curve import calibration_card
from diabetes_desktop.ui.model.decision_curve import decision_card
from diabetes_desktop.ui.model.figures_cards import external_card, points_card, subgroups_card
from diabetes_desktop.ui.model.identity_card import identity_card
from diabetes_desktop.ui.model.reading_card import ReadingCard
from diabetes_desktop.ui.model.registry_card import RegistryCard, RegistryReport
from diabetes_desktop.ui.model.roc_curve import roc_card
from diabetes_desktop.ui.model.words_cards import attributes_card, limits_card, use_card
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import Banner

TWO_COLUMNS_FROM = 1000  # pixels
GAP = 14


@dataclass(frozen=True, slots=True)
class PageRules:
    """What the settings have to say: the referral threshold, and the rule on signatures."""

    threshold: float
    signatures: SignaturePolicy


class ModelPage(QWidget):
    """Emits `reached` with a card that the keyboard stepped to."""

    reached = Signal(object)

    def __init__(
        self,
        report: ModelReport,
        theme: Theme,
        rules: PageRules,
        registry: RegistryReport | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self._wide: bool | None = None
        self.banner = Banner("model_card_message")
        self.registry = None if registry is None else RegistryCard(registry)
        self._left: list[ReadingCard] = [identity_card(report, rules.signatures)]
        if self.registry is not None:
            self._left.append(self.registry)
        self._right: list[ReadingCard] = []
        self._curves: list[ReadingCard] = []
        self._below: list[ReadingCard] = []
        if isinstance(report.card, ModelCard):
            self._add_cards(report.card, theme, rules.threshold)
        else:
            self.banner.say(self._no_card_text(report.card), "caution")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.banner)
        for card in self.cards():
            card.focused.connect(self.reached)
        self._arrange(wide=False)

    def cards(self) -> list[ReadingCard]:
        """All cards in the order of reading."""
        return [*self._left, *self._right, *self._curves, *self._below]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=event.size().width() >= TWO_COLUMNS_FROM)

    def _add_cards(self, card: ModelCard, theme: Theme, threshold: float) -> None:
        self._left.append(use_card(card))
        self._right += [points_card(card, threshold), subgroups_card(card)]
        self._curves += [
            roc_card(theme, card.test, threshold),
            calibration_card(theme, card.test),
            decision_card(theme, card.test, threshold),
        ]
        self._below += [external_card(card), limits_card(card), attributes_card(card)]

    def _arrange(self, *, wide: bool) -> None:
        """Place the cards anew; they stay the widgets they are, and keep the focus."""
        if wide == self._wide:
            return
        self._wide = wide
        _empty(self._column, keep=1)
        if not wide or not self._right:
            for card in self.cards():
                self._column.addWidget(card)
        else:
            self._column.addLayout(_beside([_above(self._left), _above(self._right)]))
            self._column.addLayout(_beside(self._curves))
            for card in self._below:
                self._column.addWidget(card)
        self._column.addStretch(1)

    def _no_card_text(self, reason: NoCard) -> str:
        if reason is NoCard.MISSING:
            return self.tr(
                "This model has no card: nobody says how well it answers, for whom it is and where "
                "it fails. Ask whoever provided it before you rely on it."
            )
        return self.tr(
            "This model's card can't be read: card.json is damaged, too large or of another kind. "
            "Ask whoever provided the model for a new one before you rely on it."
        )


def _empty(layout: QLayout, keep: int = 0) -> None:
    """Take everything after the first `keep` items out; the widgets stay the page's own.

    A widget's item has to be gone before the widget gets another: Qt tells one item only that the
    widget wants another height, and an item that Python took out lives on.
    """
    while (item := layout.itemAt(keep)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            layout.removeWidget(widget)
            continue
        if inner is not None:
            _empty(inner)
            inner.deleteLater()
        layout.removeItem(item)


def _above(cards: Sequence[ReadingCard]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GAP)
    for index, card in enumerate(cards):
        column.addWidget(card, 1 if index == len(cards) - 1 else 0)
    return column


def _beside(parts: Sequence[ReadingCard | QVBoxLayout]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for part in parts:
        if isinstance(part, QVBoxLayout):
            row.addLayout(part, 1)
        else:
            row.addWidget(part, 1)
    return row
