"""A tampered tree is refused before scikit-learn follows it in C."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sklearn.ensemble import (
    ExtraTreesClassifier,
    GradientBoostingClassifier,
    RandomForestClassifier,
)
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from diabetes_desktop.adapters.model_host.tree_bounds import check_trees

RNG = np.random.default_rng(0)
ROWS = RNG.uniform(size=(200, 3))
FLAGS = (ROWS[:, 0] + ROWS[:, 1] > 1).astype(int)
FORESTS = [
    DecisionTreeClassifier(max_leaf_nodes=9),
    RandomForestClassifier(4, max_depth=4),
    ExtraTreesClassifier(4),
    GradientBoostingClassifier(n_estimators=4),
    make_pipeline(StandardScaler(), RandomForestClassifier(4, max_leaf_nodes=9)),
]


@pytest.fixture
def forest() -> RandomForestClassifier:
    return RandomForestClassifier(4, max_depth=4, random_state=0).fit(ROWS, FLAGS)


def tamper(tree: Any, change: Callable[[dict[str, Any]], None]) -> None:
    """Put a changed state into a tree, as a tampered file would."""
    state = tree.__getstate__()
    state["nodes"] = state["nodes"].copy()
    change(state)
    tree.__setstate__(state)


def first_split(state: dict[str, Any]) -> Any:
    return state["nodes"][:1]


def last_split(state: dict[str, Any]) -> Any:
    position = int(np.flatnonzero(state["nodes"]["left_child"] != -1)[-1])
    return state["nodes"][position : position + 1]


@pytest.mark.parametrize("model", FORESTS, ids=lambda model: type(model).__name__)
def test_what_scikit_learn_grows_is_in_bounds(model: Any) -> None:
    check_trees(model.fit(ROWS, FLAGS))


def test_a_model_without_trees_has_nothing_to_check() -> None:
    check_trees(LogisticRegression().fit(ROWS, FLAGS))


@pytest.mark.parametrize(
    ("node", "part", "value"),
    [
        (first_split, "left_child", 10**6),
        (first_split, "right_child", 10**6),
        (first_split, "left_child", -2),
        (first_split, "right_child", -1),
        (first_split, "left_child", 0),
        (last_split, "right_child", 1),
        (first_split, "feature", 3),
        (last_split, "feature", 10**6),
        (first_split, "feature", -1),
        (last_split, "feature", -2),
    ],
)
def test_a_node_that_leads_out_or_back_is_refused(
    forest: RandomForestClassifier, node: Any, part: str, value: int
) -> None:
    def change(state: dict[str, Any]) -> None:
        node(state)[part] = value

    tamper(forest.estimators_[3].tree_, change)

    with pytest.raises(ValueError, match=r"children|feature"):
        check_trees(make_pipeline(StandardScaler(), forest))


@pytest.mark.parametrize("count", [10**6, 0, -1])
def test_a_wrong_number_of_nodes_is_refused(forest: RandomForestClassifier, count: int) -> None:
    tamper(forest.estimators_[1].tree_, lambda state: state.update(node_count=count))

    with pytest.raises(ValueError, match="nodes"):
        check_trees(forest)


def test_trees_of_another_width_are_refused(forest: RandomForestClassifier) -> None:
    wider = DecisionTreeClassifier().fit(np.hstack([ROWS, ROWS]), FLAGS)
    forest.estimators_[2] = wider

    with pytest.raises(ValueError, match="columns"):
        check_trees(forest)


def test_a_tree_that_lies_about_its_width_is_refused(forest: RandomForestClassifier) -> None:
    wider = DecisionTreeClassifier().fit(np.hstack([ROWS, ROWS]), FLAGS)
    forest.estimators_[2].tree_ = wider.tree_

    with pytest.raises(ValueError, match="columns"):
        check_trees(forest)


def test_a_tree_outside_any_estimator_is_refused(forest: RandomForestClassifier) -> None:
    forest.spare = {
        "trees": [forest.estimators_[0].tree_, DecisionTreeClassifier().fit(ROWS, FLAGS).tree_]
    }

    with pytest.raises(ValueError, match="belongs to no estimator"):
        check_trees(forest)
