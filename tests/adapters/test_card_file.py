"""A card is read as what it is, and never believed further than its types and bounds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.model_directories import ONNX_FLAVOURS, mlmodel, publish, write_model

from diabetes_desktop.adapters import card_file
from diabetes_desktop.adapters.card_file import card_reader, parse
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.model_card import Bilingual, ModelCard
from diabetes_desktop.application.read_model_card import NoCard
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind
from diabetes_desktop.domain.source_attributes import ATTRIBUTES

BUNDLED = resource("model")
NO_BUNDLED = Path("no bundled model")


def foreign(directory: Path, card: bytes | None = None) -> ModelIdentity:
    """The identity of a small model of somebody else's, with `card` as its card."""
    files: dict[str, str | bytes] = {"MLmodel": mlmodel(ONNX_FLAVOURS), "model.onnx": b"graph"}
    if card is not None:
        files[card_file.FILE_NAME] = card
    write_model(directory, files)
    return ModelIdentity("small_model", "7", "", SourceKind.DIRECTORY, str(directory))


def test_the_bundled_card_is_read_whole() -> None:
    identity = ModelIdentity("", "", "", SourceKind.BUNDLED)
    facts, card = card_reader(BUNDLED)(identity)
    raw: dict[str, Any] = json.loads((BUNDLED / card_file.FILE_NAME).read_text("utf-8"))

    assert isinstance(card, ModelCard)
    assert (facts.name, facts.version) == ("diabetes_model", "1")
    assert card.trained == raw["trained"]
    assert card.test.rows == raw["test"]["rows"]
    assert card.test.scores is not None
    assert card.test.scores.auc == raw["test"]["scores"]["auc"]
    assert len(card.test.roc) == len(raw["test"]["roc"])
    assert len(card.test.subgroups) == len(raw["test"]["subgroups"])
    assert card.external_check is not None
    assert card.external_check.auc == 0.902
    assert card.libraries == raw["libraries"]


def test_the_bundled_card_speaks_both_languages() -> None:
    card = parse((BUNDLED / card_file.FILE_NAME).read_bytes())
    check = card.external_check
    assert check is not None
    texts = [
        *(card.intended_use, card.recipe.description, *card.limits),
        *(check.source, check.population, check.outcome, check.note, check.conclusion),
        *card.source_attributes.values(),
    ]

    for text in texts:
        assert isinstance(text, Bilingual), text
        assert text.en, text
        assert text.es, text
        assert text.en != text.es


def test_the_bundled_card_answers_only_known_attributes() -> None:
    card = parse((BUNDLED / card_file.FILE_NAME).read_bytes())
    unanswered = {each.name for each in ATTRIBUTES} - card.source_attributes.keys()

    assert card.source_attributes.keys() <= {each.name for each in ATTRIBUTES}
    assert unanswered == {"funding"}, "what nobody knows is left out, not made up"


def test_a_foreign_model_may_have_none(tmp_path: Path) -> None:
    facts, card = card_reader(NO_BUNDLED)(foreign(tmp_path))

    assert card is NoCard.MISSING
    assert facts.name == "small_model"


def test_a_foreign_card_says_what_it_says(tmp_path: Path) -> None:
    text = '{"intended_use": "Adultos <b>de</b> la consulta", "limits": [], "maker": {"x": 1}}'
    _, card = card_reader(NO_BUNDLED)(foreign(tmp_path, text.encode()))

    assert isinstance(card, ModelCard)
    assert card.intended_use == "Adultos <b>de</b> la consulta"
    assert card.test.roc == ()
    assert card.external_check is None


HOSTILE = [
    b"",
    b"\xff\xfe",
    b"[]",
    b"null",
    b"{",
    b'{"trained": 3}',
    b'{"limits": "all of them"}',
    b'{"limits": [1]}',
    b'{"class_threshold": NaN}',
    b'{"class_threshold": 1e999}',
    b'{"class_threshold": 2}',
    b'{"test": {"rows": -1}}',
    b'{"test": {"rows": 1' + b"0" * 5000 + b"}}",
    b'{"test": {"rows": 1e15}}',
    b'{"test": {"scores": {"accuracy": 0.5}}}',
    b'{"test": {"roc": [{"threshold": 0.1, "sensitivity": -0.5, "specificity": 1}]}}',
    b'{"test": {"roc": [{"threshold": 0.1, "sensitivity": null, "specificity": 1}]}}',
    b'{"source_attributes": {"developer": {"en": ["x"]}}}',
    b'{"a":' * 100_000,
    b"[" * 100_000,
    json.dumps({"intended_use": "x" * 5000}).encode(),
    json.dumps({"limits": ["x"] * 3000}).encode(),
    json.dumps({"libraries": {"x" * 5000: "1"}}).encode(),
    b'{"intended_use": "' + b"x" * card_file.LARGEST + b'"}',
]


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_card_is_called_unreadable(tmp_path: Path, content: bytes) -> None:
    facts, card = card_reader(NO_BUNDLED)(foreign(tmp_path, content))

    assert card is NoCard.UNREADABLE
    assert facts.name == "small_model", "the model itself is as it was"


@given(st.binary(max_size=200) | st.from_regex(rb'\{"(test|limits|roc)": .{0,40}\}'))
def test_no_bytes_can_do_more_than_be_refused(content: bytes) -> None:
    try:
        card = parse(content)
    except ValueError:
        return
    assert isinstance(card, ModelCard)


def test_a_card_that_was_changed_refuses_the_model(tmp_path: Path) -> None:
    identity = foreign(tmp_path, b"{}")
    (tmp_path / card_file.FILE_NAME).write_bytes(b'{"limits": []}')

    with pytest.raises(ModelRefused) as refused:
        card_reader(NO_BUNDLED)(identity)
    assert refused.value.fault is ModelFault.FILE_CHANGED
    publish(tmp_path)
    assert isinstance(card_reader(NO_BUNDLED)(identity)[1], ModelCard)
