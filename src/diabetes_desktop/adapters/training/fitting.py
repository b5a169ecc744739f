"""Fitting a recipe, tree by tree so that the wait can be seen, and what the forest learnt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import Pipeline

from diabetes_desktop.adapters.training.dataset import Dataset, Part
from diabetes_desktop.adapters.training.recipes import NUMBERS, RECIPES, Recipe
from diabetes_desktop.application.training_ports import Progress, RecipeName, Report, Stage

TREES_PER_STEP = 10


@dataclass(frozen=True)
class FittedForest:
    """A pipeline from the eight inputs to the class, and what it was fitted on."""

    pipeline: Pipeline
    recipe: Recipe
    seed: int
    rows_learnt: int

    @property
    def forest(self) -> RandomForestClassifier:
        """The forest at the end of the pipeline."""
        return self.pipeline[-1]

    @property
    def nodes(self) -> int:
        """Nodes of all trees."""
        return sum(tree.tree_.node_count for tree in self.forest.estimators_)

    def answers(self, inputs: pd.DataFrame) -> tuple[Any, Any]:
        """The class (`int64`) and P(class 1) (`float64`) of each row of the eight inputs."""
        chances = self.pipeline.predict_proba(inputs)
        return self.pipeline.classes_[np.argmax(chances, axis=1)], chances[:, 1]


def fit(dataset: Dataset, name: RecipeName, seed: int, report: Report) -> FittedForest:
    """Fit the recipe `name`; the same data and seed give the same forest."""
    recipe = RECIPES[name]
    learnt = recipe.rows_to_learn(dataset.train)
    encoder = recipe.encoder()
    matrix = encoder.fit_transform(learnt.inputs)
    forest = _grow(recipe.new_forest(seed), matrix, learnt, report)
    pipeline = Pipeline([("encoder", encoder), ("forest", forest)])
    return FittedForest(pipeline, recipe, seed, len(learnt))


def _grow(
    forest: RandomForestClassifier, matrix: Any, learnt: Part, report: Report
) -> RandomForestClassifier:
    """A warm start draws the seeds of the later trees as one run would: the forest is the same."""
    trees = forest.n_estimators
    report(Progress(Stage.FIT, 0, trees))
    forest.set_params(warm_start=True)
    for fitted in range(TREES_PER_STEP, trees + 1, TREES_PER_STEP):
        forest.set_params(n_estimators=fitted)
        forest.fit(matrix, learnt.outcomes)
        report(Progress(Stage.FIT, fitted, trees))
    return forest.set_params(warm_start=False)


def split_midpoints(fitted: FittedForest) -> dict[str, list[float]]:
    """Where the forest splits each of the four numbers, in the model's unit, rising."""
    found: dict[int, set[float]] = {position: set() for position in range(len(NUMBERS))}
    for tree in fitted.forest.estimators_:
        for feature, threshold in zip(tree.tree_.feature, tree.tree_.threshold, strict=True):
            if feature in found:
                found[int(feature)].add(float(threshold))
    encoder = fitted.pipeline[0].named_transformers_["numbers"]
    midpoints = {}
    for position, name in enumerate(NUMBERS):
        values = np.array(sorted(found[position]))
        if fitted.recipe.scaled:
            values = (values - encoder.min_[position]) / encoder.scale_[position]
        midpoints[name] = values.tolist()
    return midpoints
