"""Explanations by real models in their own processes. About 25 seconds, mostly imports."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import fsum
from pathlib import Path

import pytest
from tests.adapters.model_directories import publish
from tests.adapters.model_host.processes import (
    NO_BUNDLED,
    PATIENT,
    UNHURRIED,
    local,
    model_processes,
)

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.training.tree_graph import export_trees
from diabetes_desktop.application.errors import ModelFault, ModelRefused, ReferenceMissing
from diabetes_desktop.domain.explanation import ReferenceKind
from diabetes_desktop.domain.patient import INPUTS, Kind

BUNDLED = resource("model")
BACKGROUND = {
    "format": 1,
    "rows": [
        ["Female", 40.0, 0, 0, "never", 26.0, 5.5, 110.0],
        ["Male", 60.0, 1, 0, "former", 29.0, 6.8, 180.0],
    ],
    "weights": [0.75, 0.25],
    "base_rate": 0.25,
}

MakeHost = Callable[..., ProcessModelHost]
OwnCopy = Callable[[str], Path]


def test_the_models_own_background_is_the_base(own_copy: OwnCopy, make_host: MakeHost) -> None:
    directory = own_copy("onnx")
    (directory / "background.json").write_text(json.dumps(BACKGROUND))
    publish(directory)
    host = make_host(local(directory))  # needs nothing of the bundled model
    host.start()

    explained = host.explain(PATIENT)

    reference = explained.reference
    assert (reference.kind, reference.patients) == (ReferenceKind.MODEL, 2)
    assert reference.base_rate == 0.25


def test_where_a_model_brings_no_background_the_programs_stands_in_and_is_named(
    published: Path, make_host: MakeHost
) -> None:
    host = make_host(local(published / "onnx"), bundled=BUNDLED)
    host.start()

    explained = host.explain(PATIENT)

    assert explained.reference.kind is ReferenceKind.PROGRAM
    assert explained.reference.patients == 32
    assert (explained.spread, explained.neighbourhood) == (None, None)


def test_a_program_without_its_own_model_tells_so_and_predicts_all_the_same(
    published: Path, make_host: MakeHost
) -> None:
    host = make_host(local(published / "onnx"))
    host.start()

    with pytest.raises(ReferenceMissing) as caught:
        host.explain(PATIENT)

    assert caught.value == ReferenceMissing(str(NO_BUNDLED))
    assert host.predict([PATIENT])


def test_every_point_of_a_curve_is_what_the_model_answers_there(
    published: Path, make_host: MakeHost
) -> None:
    host = make_host(local(published / "onnx"), bundled=BUNDLED)
    host.start()
    fields = list(PATIENT.__dataclass_fields__)

    explained = host.explain(PATIENT)

    for place, curve in enumerate(explained.curves):
        moved = [replace(PATIENT, **{fields[place]: value}) for value in curve.values]
        answers = host.predict(moved)
        assert [answer.outcome for answer in answers] == list(curve.outcomes)
        told = [answer.probability for answer in answers]
        assert told == pytest.approx(list(curve.probabilities), abs=1e-7)


def with_trees(directory: Path, content: bytes | None = None) -> Path:
    """`directory`, published with the trees of its own graph, or with `content` in their place."""
    graph = (directory / "model.onnx").read_bytes()
    (directory / "trees.onnx").write_bytes(export_trees(graph) if content is None else content)
    publish(directory)
    return directory


def test_the_trees_of_a_graph_and_those_of_its_forest_lie_alike_apart(
    own_copy: OwnCopy, published: Path, make_host: MakeHost
) -> None:
    unhurried = {"bundled": BUNDLED, "explain_seconds": UNHURRIED}
    graph = make_host(local(with_trees(own_copy("onnx"))), **unhurried)
    forest = make_host(local(published / "skops"), **unhurried)
    graph.start()
    forest.start()

    for patient in (PATIENT, replace(PATIENT, hba1c_level=6.6, blood_glucose_level=210.0)):
        one, other = graph.explain(patient).spread, forest.explain(patient).spread
        assert one is not None
        assert other is not None
        assert one.trees == other.trees == 8
        assert (one.low, one.high) == pytest.approx((other.low, other.high), abs=1e-6)
        assert one.low <= graph.predict([patient])[0].probability <= one.high  # type: ignore[operator]


def test_the_flavours_of_one_forest_are_explained_alike(
    published: Path, make_host: MakeHost
) -> None:
    hosts = [
        make_host(local(published / kind), bundled=BUNDLED, explain_seconds=UNHURRIED)
        for kind in ("onnx", "skops")
    ]
    for host in hosts:
        host.start()

    one, other = (host.explain(PATIENT) for host in hosts)

    assert one.contributions == pytest.approx(other.contributions, abs=1e-6)
    assert [curve.outcomes for curve in one.curves] == [curve.outcomes for curve in other.curves]


@pytest.mark.parametrize("content", [b"no graph", b"another"])
def test_trees_that_are_not_the_models_tell_no_spread(
    own_copy: OwnCopy, make_host: MakeHost, content: bytes
) -> None:
    directory = own_copy("onnx")
    if content == b"another":
        content = (BUNDLED / "trees.onnx").read_bytes()
    host = make_host(local(with_trees(directory, content)), bundled=BUNDLED)
    host.start()

    explained = host.explain(PATIENT)

    assert explained.spread is None
    assert explained.probability == host.predict([PATIENT])[0].probability
    assert len(model_processes()) == 1


def test_trees_that_were_changed_after_publishing_refuse_the_model(
    own_copy: OwnCopy, make_host: MakeHost
) -> None:
    directory = with_trees(own_copy("onnx"))
    (directory / "trees.onnx").write_bytes(b"changed")

    with pytest.raises(ModelRefused) as caught:
        make_host(local(directory)).start()

    assert (caught.value.fault, caught.value.detail) == (ModelFault.FILE_CHANGED, "trees.onnx")


def test_the_shipped_model_tells_everything(make_host: MakeHost) -> None:
    host = make_host(local(BUNDLED))
    host.start()
    for patient in (PATIENT, replace(PATIENT, hba1c_level=6.6), replace(PATIENT, age=20.0)):
        (answer,) = host.predict([patient])

        explained = host.explain(patient)

        assert explained.probability == pytest.approx(answer.probability, abs=1e-7)
        led = explained.base + fsum(explained.contributions)
        assert led == pytest.approx(explained.probability, abs=1e-12)
        assert explained.spread is not None
        assert explained.spread.trees == 100
        assert explained.neighbourhood is not None
        assert explained.reference.base_rate == pytest.approx(0.0882, abs=1e-4)


def test_no_step_of_the_shipped_forest_is_hidden_between_two_points(make_host: MakeHost) -> None:
    """Between neighbouring points of a curve, whatever a doctor types is answered as at one of
    them: at a step there is a point on either side of it."""
    host = make_host(local(BUNDLED))
    host.start()
    patient = replace(PATIENT, hba1c_level=6.6, blood_glucose_level=155.0)
    fields = list(patient.__dataclass_fields__)
    explained = host.explain(patient)

    for place, (spec, curve) in enumerate(zip(INPUTS, explained.curves, strict=True)):
        if spec.kind is not Kind.NUMBER:
            continue
        numbers = [float(value) for value in curve.values]
        middles = [(low + high) / 2 for low, high in pairwise(numbers)]
        answers = host.predict([replace(patient, **{fields[place]: value}) for value in middles])
        for number, answer in enumerate(answers):
            ends = curve.probabilities[number : number + 2]
            assert answer.probability in ends, (spec.name, numbers[number : number + 2])
            if ends[0] != ends[1]:
                # Neighbours in single precision, between which no other number lies.
                assert numbers[number + 1] - numbers[number] < 4e-5, (spec.name, numbers[number])
