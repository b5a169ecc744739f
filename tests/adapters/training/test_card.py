"""The card of a model trained on a hospital's own data: whole, in both languages, and modest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diabetes_desktop.adapters.card_file import FILE_NAME, parse
from diabetes_desktop.adapters.training.dataset import Dataset
from diabetes_desktop.application.model_card import Bilingual, ModelCard
from diabetes_desktop.domain.source_attributes import ATTRIBUTES


@pytest.fixture(scope="module")
def card(published: Path) -> ModelCard:
    return parse((published / FILE_NAME).read_bytes())


def test_the_program_reads_what_training_writes(card: ModelCard, dataset: Dataset) -> None:
    assert card.trained == "2026-03-01"
    assert card.class_threshold == 0.5
    assert card.test.rows == len(dataset.test)
    assert card.test.positives == int(dataset.test.outcomes.sum())
    assert len(card.test.decision_curve) == 50
    assert card.test.roc
    assert card.test.calibration
    assert card.test.subgroups
    assert card.libraries["scikit-learn"]


def test_every_word_is_there_in_both_languages(card: ModelCard) -> None:
    texts = [card.intended_use, card.recipe.description, *card.limits]
    for text in [*texts, *card.source_attributes.values()]:
        assert isinstance(text, Bilingual), text
        assert text.en
        assert text.es
        assert text.en != text.es


def test_spanish_figures_have_a_decimal_comma(card: ModelCard) -> None:
    for text in card.source_attributes.values():
        assert isinstance(text, Bilingual)
        assert not re.search(r"\d\.\d", text.es), text.es
        assert not re.search(r"\d%", text.es), text.es


def test_what_is_known_of_the_bundled_model_alone_is_not_claimed(card: ModelCard) -> None:
    known = card.source_attributes.keys()

    assert known < {attribute.name for attribute in ATTRIBUTES}
    assert not {name for name in known if name.startswith("external")}
    assert not known & {"developer", "funding", "training_relevance", "update_process"}
    assert "internal_validity" in known
    assert card.external_check is None


def test_that_nothing_was_done_for_fairness_is_said(card: ModelCard) -> None:
    approach = card.source_attributes["fairness_approach"]
    assert isinstance(approach, Bilingual)
    assert approach.en == "None was taken."


def test_the_figures_in_words_are_the_figures(card: ModelCard) -> None:
    scores, words = card.test.scores, card.source_attributes["internal_validity"]
    assert scores is not None
    assert isinstance(words, Bilingual)
    assert f"AUC {scores.auc:.3f}" in words.en
    assert f"AUC {scores.auc:.3f}".replace(".", ",") in words.es
