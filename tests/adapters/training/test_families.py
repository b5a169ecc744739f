"""Six families on one split; one that is too slow for all rows says how many it took."""

from __future__ import annotations

from sklearn.svm import SVC

from diabetes_desktop.adapters.training.dataset import Dataset
from diabetes_desktop.adapters.training.families import Family, compare_families
from diabetes_desktop.application.training_ports import Progress, Stage


def test_six_families_are_trained_and_scored(dataset: Dataset) -> None:
    heard: list[Progress] = []

    families = list(compare_families(dataset, heard.append))

    assert [family.family for family in families] == [
        "logistic regression",
        "support vector machine",
        "k-nearest neighbours",
        "stochastic gradient descent",
        "decision tree",
        "random forest",
    ]
    for family in families:
        assert family.trained_rows == len(dataset.train)
        assert 0.5 < family.scores.accuracy < 1
        assert family.scores.auc is not None
        assert family.parameters
    without_probability = {f.family for f in families if f.scores.brier is None}
    assert without_probability == {"support vector machine", "stochastic gradient descent"}
    assert [progress.done for progress in heard] == [0, 1, 2, 3, 4, 5, 6]
    assert {progress.stage for progress in heard} == {Stage.COMPARE}


def test_a_slow_family_is_trained_on_a_stratified_part(dataset: Dataset) -> None:
    (family,) = compare_families(
        dataset, lambda _: None, [Family("slow", lambda: SVC(kernel="linear"), most_rows=600)]
    )

    assert family.trained_rows == 600
    assert family.scores.accuracy > 0.5
