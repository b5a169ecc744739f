"""The same data and seed give the same forest, however it is grown; its splits are known."""

from __future__ import annotations

import numpy as np
import pytest
from tests.adapters.training.conftest import unheard

from diabetes_desktop.adapters.training.dataset import Dataset, frame
from diabetes_desktop.adapters.training.fitting import FittedForest, fit, split_midpoints
from diabetes_desktop.adapters.training.recipes import ARTEFACT_GLUCOSE, NUMBERS, SHIPPED
from diabetes_desktop.application.training_ports import Progress, RecipeName, Stage
from diabetes_desktop.domain.patient import INPUTS


def test_growing_tree_by_tree_gives_the_forest_of_a_single_fit(
    dataset: Dataset, shipped: FittedForest
) -> None:
    learnt = SHIPPED.rows_to_learn(dataset.train)
    at_once = SHIPPED.new_forest(11).fit(
        shipped.pipeline[0].transform(learnt.inputs), learnt.outcomes
    )

    matrix = shipped.pipeline[0].transform(dataset.test.inputs)
    assert np.array_equal(at_once.predict_proba(matrix), shipped.forest.predict_proba(matrix))


def test_another_seed_gives_another_forest(dataset: Dataset, shipped: FittedForest) -> None:
    other = fit(dataset, RecipeName.SHIPPED, 12, unheard)

    chances = other.answers(dataset.test.inputs)[1]
    assert not np.array_equal(chances, shipped.answers(dataset.test.inputs)[1])


def test_the_recipe_is_the_one_that_was_measured(shipped: FittedForest) -> None:
    parameters = shipped.forest.get_params()
    expected = {
        "n_estimators": 100,
        "criterion": "entropy",
        "max_depth": 12,
        "min_samples_leaf": 30,
        "max_features": 5,
        "max_samples": 0.3,
        "random_state": 11,
        "warm_start": False,
        "class_weight": None,
        "monotonic_cst": None,
    }
    assert {name: parameters[name] for name in expected} == expected


def test_the_shipped_recipe_learns_without_the_artefact(
    dataset: Dataset, shipped: FittedForest, reference: FittedForest
) -> None:
    artefacts = int((dataset.train.inputs["blood_glucose_level"] == ARTEFACT_GLUCOSE).sum())

    assert artefacts > 0
    assert shipped.rows_learnt == len(dataset.train) - artefacts
    assert reference.rows_learnt == len(dataset.train)
    # Held-out rows keep it: the score is that of the data as it is.
    assert (dataset.test.inputs["blood_glucose_level"] == ARTEFACT_GLUCOSE).any()


def test_the_class_is_the_forests_own(dataset: Dataset, shipped: FittedForest) -> None:
    classes, chances = shipped.answers(dataset.test.inputs)

    assert np.array_equal(classes, shipped.pipeline.predict(dataset.test.inputs))
    assert np.array_equal(chances, shipped.pipeline.predict_proba(dataset.test.inputs)[:, 1])


@pytest.mark.parametrize("value", ["female", "", "vaper"])
def test_an_unknown_category_is_refused_by_the_pipeline_too(
    shipped: FittedForest, value: str
) -> None:
    row = ("Female", 54.0, 0, 0, value, 27.3, 6.6, 140.0)
    with pytest.raises(ValueError, match="unknown categories"):
        shipped.answers(frame([row]))


def test_every_tree_is_reported(dataset: Dataset) -> None:
    heard: list[Progress] = []
    fit(dataset, RecipeName.REFERENCE, 1, heard.append)

    assert [progress.done for progress in heard] == [0, 10, 20, 30, 40, 50]
    assert {(progress.stage, progress.total) for progress in heard} == {(Stage.FIT, 50)}


@pytest.mark.parametrize("recipe", ["shipped", "reference"])
def test_split_midpoints_lie_between_the_values_of_the_data(
    request: pytest.FixtureRequest, dataset: Dataset, recipe: str
) -> None:
    midpoints = split_midpoints(request.getfixturevalue(recipe))

    assert list(midpoints) == NUMBERS
    for name, values in midpoints.items():
        column = dataset.all.inputs[name]
        assert values == sorted(values)
        assert all(column.min() < value < column.max() for value in values)
    # The jump of the rule behind the data: HbA1c between 6.6 and 6.8, glucose 200 and 220.
    assert any(value == pytest.approx(6.7, abs=1e-3) for value in midpoints["HbA1c_level"])
    assert any(value == pytest.approx(210, abs=1e-3) for value in midpoints["blood_glucose_level"])


def test_the_encoder_sees_the_inputs_of_the_contract(shipped: FittedForest) -> None:
    assert list(shipped.pipeline.feature_names_in_) == [spec.name for spec in INPUTS]
