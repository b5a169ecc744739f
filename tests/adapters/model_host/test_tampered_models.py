"""Model files made to hurt whoever loads them, published with a manifest that agrees.

About 15 seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import skops.io
from onnx import helper
from tests.adapters.model_directories import SKOPS_FLAVOURS, mlmodel, publish, write_model
from tests.adapters.model_host.processes import local

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.application.errors import ModelFault, ModelRefused

TREE = "sklearn.tree._tree.Tree"

MakeHost = Callable[..., ProcessModelHost]
OwnCopy = Callable[[str], Path]


def refusal(host: ProcessModelHost) -> ModelRefused:
    with pytest.raises(ModelRefused) as caught:
        host.start()
    return caught.value


class Rebuilt:
    """Rebuilding it calls `touch`: what a malicious file would do, made visible."""

    def __init__(self, marker: str) -> None:
        self.marker = marker

    def __getstate__(self) -> dict[str, str]:
        return {"marker": self.marker}

    def __setstate__(self, state: dict[str, str]) -> None:
        Path(state["marker"]).touch()


def test_a_skops_file_with_other_types_is_refused_whatever_list_it_brings(
    tmp_path: Path, make_host: MakeHost
) -> None:
    marker = tmp_path / "marker"
    content = skops.io.dumps(Rebuilt(str(marker)))
    own_list = skops.io.get_untrusted_types(data=content)
    sklearn = {**SKOPS_FLAVOURS["sklearn"], "skops_trusted_types": own_list}
    description = mlmodel({**SKOPS_FLAVOURS, "sklearn": sklearn})
    directory = write_model(tmp_path / "model", {"MLmodel": description, "model.skops": content})

    refused = refusal(make_host(local(directory)))

    assert (refused.fault, refused.detail) == (
        ModelFault.LOAD,
        "UntrustedTypesFoundException",
    )
    assert not marker.exists()
    # The attack is real: it is our own list that stood in its way.
    skops.io.loads(content, trusted=own_list)
    assert marker.exists()


@pytest.mark.parametrize(("part", "value"), [("left_child", 10**6), ("feature", 10**6)])
def test_a_skops_tree_out_of_bounds_is_refused_before_it_is_followed(
    own_copy: OwnCopy, make_host: MakeHost, part: str, value: int
) -> None:
    path = own_copy("skops") / "model.skops"
    model = skops.io.loads(path.read_bytes(), trusted=[TREE])
    tree = model.named_steps["forest"].estimators_[5].tree_
    state = tree.__getstate__()
    state["nodes"] = state["nodes"].copy()
    state["nodes"][:1][part] = value
    tree.__setstate__(state)
    path.write_bytes(skops.io.dumps(model))
    publish(path.parent)

    refused = refusal(make_host(local(path.parent)))

    assert (refused.fault, refused.detail) == (ModelFault.LOAD, "ValueError")


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("nodes_truenodeids", 10**6),
        ("nodes_falsenodeids", 0),
        ("nodes_featureids", 10**6),
        ("nodes_featureids", -(10**6)),
        ("class_ids", 10**9),
    ],
)
def test_a_graph_tree_out_of_bounds_is_refused_by_the_runtime(
    own_copy: OwnCopy, make_host: MakeHost, attribute: str, value: int
) -> None:
    path = own_copy("onnx") / "model.onnx"
    graph = onnx.load(path)
    (ensemble,) = (node for node in graph.graph.node if node.op_type.startswith("TreeEnsemble"))
    attributes = {attribute.name: attribute for attribute in ensemble.attribute}
    attributes[attribute].ints[0] = value
    path.write_bytes(graph.SerializeToString())
    publish(path.parent)

    refused = refusal(make_host(local(path.parent)))

    assert refused.fault in (ModelFault.LOAD, ModelFault.ANSWER)


def test_a_graph_reads_no_file_beside_it(own_copy: OwnCopy, make_host: MakeHost) -> None:
    path = own_copy("onnx") / "model.onnx"
    weights = path.with_name("weights.bin")
    weights.write_bytes(np.arange(8, dtype=np.float32).tobytes())
    path.write_bytes(graph_with_weights_in(weights.name))
    publish(path.parent)

    refused = refusal(make_host(local(path.parent)))

    assert (refused.fault, refused.detail) == (ModelFault.LOAD, "Fail")


def graph_with_weights_in(location: str) -> bytes:
    weights: Any = onnx.TensorProto(name="w", data_type=onnx.TensorProto.FLOAT, dims=[8])
    weights.data_location = onnx.TensorProto.EXTERNAL
    weights.external_data.add(key="location", value=location)
    weights.external_data.add(key="length", value="32")
    x, y = (helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [8]) for name in "xy")
    graph = helper.make_graph(
        [helper.make_node("Add", ["x", "w"], ["y"])], "g", [x], [y], [weights]
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    return bytes(model.SerializeToString())
