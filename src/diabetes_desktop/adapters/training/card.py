"""The model card: what the model is, how well it answers, where it does not, as data."""

from __future__ import annotations

import platform
from dataclasses import asdict
from datetime import date
from importlib import metadata
from typing import Any

from diabetes_desktop.adapters.training.card_attributes import attributes
from diabetes_desktop.adapters.training.card_text import (
    EXTERNAL_CHECK,
    INTENDED_USE,
    LIMITS,
    ORIGINAL_DATA_LIMITS,
    ORIGINAL_DATA_SHA256,
    RECIPES,
)
from diabetes_desktop.adapters.training.dataset import SPLIT_SEED, TEST_SHARE, Dataset
from diabetes_desktop.adapters.training.fitting import FittedForest, split_midpoints
from diabetes_desktop.application.evaluation import Evaluation
from diabetes_desktop.application.training_ports import MODEL_NAME, GraphCheck, RecipeName

FORMAT = 1
CLASS_THRESHOLD = 0.5  # a forest answers the class that most of its probability is for
LIBRARIES = (
    "mlflow",
    "numpy",
    "onnx",
    "onnxruntime",
    "pandas",
    "scikit-learn",
    "scipy",
    "skl2onnx",
    "skops",
)


def card(
    fitted: FittedForest,
    dataset: Dataset,
    evaluation: Evaluation,
    graph_check: GraphCheck,
    version: str,
    trained: date,
) -> dict[str, Any]:
    """The content of `card.json`. Split midpoints are in the model's units."""
    original = dataset.sha256 == ORIGINAL_DATA_SHA256
    checked_outside = original and fitted.recipe.name is RecipeName.SHIPPED
    return {
        "format": FORMAT,
        "name": MODEL_NAME,
        "version": version,
        "trained": trained.isoformat(),
        "intended_use": INTENDED_USE,
        "class_threshold": CLASS_THRESHOLD,
        "limits": [*LIMITS, *(ORIGINAL_DATA_LIMITS if original else ())],
        "recipe": _recipe(fitted),
        "data": _data(fitted, dataset),
        "libraries": _libraries(),
        "test": asdict(evaluation),
        "external_check": EXTERNAL_CHECK if checked_outside else None,
        "source_attributes": attributes(
            fitted, dataset, evaluation, original=original, checked_outside=checked_outside
        ),
        "graph": {**asdict(graph_check), "published": graph_check.agrees},
        "split_midpoints": split_midpoints(fitted),
    }


def _recipe(fitted: FittedForest) -> dict[str, Any]:
    return {
        "name": str(fitted.recipe.name),
        "description": RECIPES[fitted.recipe.name],
        "forest": fitted.recipe.forest,
        "seed": fitted.seed,
        "nodes": fitted.nodes,
    }


def _data(fitted: FittedForest, dataset: Dataset) -> dict[str, Any]:
    return {
        "sha256": dataset.sha256,
        "rows": dataset.rows_read,
        "distinct_rows": len(dataset.all),
        "positives": int(dataset.all.outcomes.sum()),
        "base_rate": dataset.base_rate,
        "split": {"test_share": TEST_SHARE, "seed": SPLIT_SEED, "stratified": True},
        "train_rows": len(dataset.train),
        "train_rows_used": fitted.rows_learnt,
        "test_rows": len(dataset.test),
    }


def _libraries() -> dict[str, str]:
    versions = {name: metadata.version(name) for name in LIBRARIES}
    return {"python": platform.python_version(), **versions}
