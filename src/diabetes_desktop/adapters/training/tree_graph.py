"""The trees of a forest one by one, as an ONNX graph: how far do they lie apart at a patient?

Made from the forest's own graph, so that every number is rounded, and every split followed, as
there. It is only asked about one patient at a time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper

OUTPUT = "trees"
ENSEMBLE = "TreeEnsembleClassifier"
# What a regressor has of a classifier's nodes; the rest of them only matters to missing values.
KEPT = (
    "nodes_falsenodeids",
    "nodes_featureids",
    "nodes_modes",
    "nodes_nodeids",
    "nodes_treeids",
    "nodes_truenodeids",
    "nodes_values",
)


def export_trees(forest_graph: bytes) -> bytes:
    """The graph whose one output (`float32`, n x trees) is P(class 1) by each tree.

    Args:
        forest_graph: the ONNX graph of a forest with two classes.
    """
    model = onnx.load_from_string(forest_graph)
    graph = model.graph
    forest = next(node for node in graph.node if node.op_type == ENSEMBLE)
    regressor, trees = _one_target_per_tree(forest)
    graph.node.remove(forest)
    graph.node.append(regressor)
    del graph.output[:]
    shape = [None, trees]
    graph.output.append(helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, shape))
    _drop_what_nothing_reads(model)
    content: bytes = model.SerializeToString(deterministic=True)
    return content


def _one_target_per_tree(forest: NodeProto) -> tuple[NodeProto, int]:
    values = {each.name: helper.get_attribute_value(each) for each in forest.attribute}
    trees = len(set(values["nodes_treeids"]))
    # A leaf's weight is its share of the forest's mean.
    weights = np.array(values["class_weights"], dtype=np.float64) * trees
    attributes: dict[str, Any] = {name: values[name] for name in KEPT}
    regressor = helper.make_node(
        "TreeEnsembleRegressor",
        list(forest.input),
        [OUTPUT],
        domain=forest.domain,
        n_targets=trees,
        target_ids=values["class_treeids"],
        target_nodeids=values["class_nodeids"],
        target_treeids=values["class_treeids"],
        target_weights=weights.astype(np.float32).tolist(),
        **attributes,
    )
    return regressor, trees


def _drop_what_nothing_reads(model: ModelProto) -> None:
    """Nodes behind the forest, such as the one that makes a class of two probabilities."""
    graph = model.graph
    needed = {OUTPUT}
    kept = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    del graph.node[:]
    graph.node.extend(reversed(kept))
