"""Publishing: a model directory that is there whole, checked and sealed, or not at all."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from diabetes_desktop.adapters import model_manifest
from diabetes_desktop.adapters.background_file import FILE_NAME as BACKGROUND_FILE
from diabetes_desktop.adapters.explanation_files import TREES_FILE
from diabetes_desktop.adapters.golden_cases import FILE_NAME as GOLDEN_FILE
from diabetes_desktop.adapters.neighbourhood_file import FILE_NAME as NEIGHBOURHOOD_FILE
from diabetes_desktop.adapters.neighbourhood_file import table as neighbourhood_table
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.adapters.training import onnx_export
from diabetes_desktop.adapters.training.background import background
from diabetes_desktop.adapters.training.card import card
from diabetes_desktop.adapters.training.dataset import Dataset, held_out
from diabetes_desktop.adapters.training.fitting import FittedForest
from diabetes_desktop.adapters.training.golden_patients import golden_cases
from diabetes_desktop.adapters.training.mlflow_directory import write_mlflow_model
from diabetes_desktop.adapters.training.neighbourhood import neighbourhoods
from diabetes_desktop.adapters.training.scoring import Answered, evaluate
from diabetes_desktop.adapters.training.tree_graph import export_trees
from diabetes_desktop.application.evaluation import Evaluation
from diabetes_desktop.application.training_errors import OutputTaken
from diabetes_desktop.application.training_ports import (
    MODEL_NAME,
    Progress,
    PublishedModel,
    Report,
    Stage,
    TrainingRequest,
)

CARD_FILE = "card.json"


class PublishModel:
    """Writes into a folder beside the target and renames it when everything is in it."""

    def check_free(self, out: Path) -> None:
        """Raises `OutputTaken` when there is a file or a folder with anything in it at `out`."""
        with storage_faults(out):
            taken = any(out.iterdir()) if out.is_dir() else out.exists() or out.is_symlink()
        if taken:
            raise OutputTaken(str(out))

    def __call__(
        self,
        fitted: FittedForest,
        data: Dataset,
        request: TrainingRequest,
        trained: date,
        report: Report,
    ) -> PublishedModel:
        """Score, check the graph, write and seal.

        Raises:
            OutputTaken: something came to stand at the target meanwhile.
            StorageUnavailable: the folder can't be written; nothing is left of it.
        """
        report(Progress(Stage.SCORE))
        evaluation = _evaluate(fitted, data)
        report(Progress(Stage.CHECK_GRAPH))
        graph = onnx_export.export(fitted)
        check = onnx_export.compare_with_forest(graph, fitted, data)
        report(Progress(Stage.BACKGROUND))
        documents = {
            GOLDEN_FILE: golden_cases(fitted, data),
            BACKGROUND_FILE: background(fitted, data),
            NEIGHBOURHOOD_FILE: neighbourhood_table(neighbourhoods(fitted, data)),
            CARD_FILE: card(fitted, data, evaluation, check, request.version, trained),
        }
        report(Progress(Stage.WRITE))
        self.check_free(request.out)
        with storage_faults(request.out):
            published_graph = graph if check.agrees else None
            digest = _write(request, fitted, published_graph, documents, trained)
        cases = len(documents[GOLDEN_FILE]["cases"])
        return PublishedModel(
            request.out, request.version, digest, evaluation.scores, check, golden_cases=cases
        )


def _evaluate(fitted: FittedForest, data: Dataset) -> Evaluation:
    classes, chances = fitted.answers(data.test.inputs)
    return evaluate(held_out(data).patients, Answered(data.test.outcomes, classes, chances))


def _write(
    request: TrainingRequest,
    fitted: FittedForest,
    graph: bytes | None,
    documents: dict[str, dict[str, Any]],
    trained: date,
) -> str:
    """The digest of the directory. The manifest is the last file, the rename the last step."""
    out = request.out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as folder:
        directory = Path(folder, "model")
        write_mlflow_model(directory, fitted.pipeline, graph, trained)
        for name, document in documents.items():
            (directory / name).write_bytes(_json(document))
        if graph is not None:
            (directory / TREES_FILE).write_bytes(export_trees(graph))
        manifest = model_manifest.build(directory, MODEL_NAME, request.version)
        model_manifest.write(directory, manifest)
        _take_place(directory, out)
    return manifest.digest


def _json(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _take_place(directory: Path, out: Path) -> None:
    if out.is_dir():
        out.rmdir()  # empty, or it would have been refused; Windows does not replace folders
    directory.replace(out)
