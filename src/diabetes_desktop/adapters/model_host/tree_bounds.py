"""Bounds of decision trees: scikit-learn follows a node's numbers unchecked, in C.

A child outside the tree crashes the process or reads foreign memory, a child that leads back
never ends, and a feature outside the row reads beside it. So every tree is checked once, before
the first prediction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from sklearn.tree._tree import TREE_LEAF, Tree


def check_trees(model: object) -> None:
    """Look at every tree that `model` reaches.

    Raises:
        ValueError: a node leads out of its tree, or reads a column that the model is not given.
    """
    owned = set()
    trees = []
    for part in _parts(model):
        width = getattr(part, "n_features_in_", None)
        if hasattr(part, "tree_"):
            _check_tree(part.tree_, width)
            owned.add(id(part.tree_))
        if hasattr(part, "estimators_"):
            # The columns are counted for the whole once, not for each tree.
            _check_members(part.estimators_, width)
        if isinstance(part, Tree):
            trees.append(part)
    if any(id(tree) not in owned for tree in trees):
        raise ValueError("a tree that belongs to no estimator")


def _check_members(members: Any, width: object) -> None:
    for member in np.ravel(np.array(members, dtype=object)):
        if getattr(member, "n_features_in_", None) != width:
            raise ValueError("columns")


def _check_tree(tree: Any, width: object) -> None:
    # The counts come first: the arrays below are views of `node_count` nodes.
    if not isinstance(tree, Tree) or not 0 < tree.node_count <= tree.capacity:
        raise ValueError("nodes")
    if tree.n_features != width:
        raise ValueError("columns")
    split = tree.children_left != TREE_LEAF
    here = np.arange(tree.node_count)[split]
    for children in (tree.children_left[split], tree.children_right[split]):
        # Children are always made after their parent, so a walk can't come back.
        if not ((here < children) & (children < tree.node_count)).all():
            raise ValueError("children")
    features = tree.feature[split]
    if not ((features >= 0) & (features < tree.n_features)).all():
        raise ValueError("feature")


def _parts(model: object) -> Iterator[Any]:
    """Everything that `model` reaches through attributes and containers, once."""
    seen: dict[int, object] = {}  # holds the parts, so that no identity is used twice
    waiting = [model]
    while waiting:
        part = waiting.pop()
        if id(part) in seen or isinstance(part, type):
            continue
        seen[id(part)] = part
        yield part
        waiting.extend(_members(part))


def _members(part: object) -> Iterator[object]:
    if isinstance(part, dict):
        yield from part.keys()
        yield from part.values()
    elif isinstance(part, list | tuple | set | frozenset):
        yield from part
    elif isinstance(part, np.ndarray) and part.dtype == object:
        yield from part.flat
    yield from getattr(part, "__dict__", {}).values()
