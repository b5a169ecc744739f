"""The explanation of one answer, made where the model runs."""

from __future__ import annotations

from dataclasses import replace
from math import fsum

from diabetes_desktop.adapters.explanation_files import ExplanationFiles, read_background
from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.model_host.answers import AnswerOutsideContractError, RunningModel
from diabetes_desktop.application.errors import ModelFault
from diabetes_desktop.domain.explaining import Grounds, explanation
from diabetes_desktop.domain.explanation import Explanation, ReferenceKind, TreeSpread
from diabetes_desktop.domain.patient import Patient

TREES_TOLERANCE = 1e-4  # between the mean of the trees and the forest's own answer


class ModelExplainer:
    """Explains the answers of one running model, over the background that came with it.

    Where it brings none, that of the bundled model stands in, and the reference says so.
    """

    def __init__(self, model: RunningModel, files: ExplanationFiles, bundled: str) -> None:
        self._model = model
        self._files = files
        self._bundled = bundled
        self._grounds: Grounds | None = None

    def __call__(self, patient: Patient) -> Explanation:
        """Explain the model's answer about `patient`.

        Raises:
            ProbabilityMissingError: the model answers a class alone.
            AnswerOutsideContractError: the trees are not those of the model.
            ModelRefused: the bundled model's background can't be read.
        """
        self._grounds = self._grounds or self._make_grounds()
        explained = explanation(patient, self._grounds, self._model.answer)
        trees = self._model.trees(patient.row())
        if not trees:
            return explained
        if not abs(fsum(trees) / len(trees) - explained.probability) <= TREES_TOLERANCE:
            raise AnswerOutsideContractError("trees")
        return replace(explained, spread=TreeSpread.of(trees))

    def _make_grounds(self) -> Grounds:
        background, kind = self._files.background, ReferenceKind.MODEL
        if background is None:
            directory = ModelDirectory(self._bundled)
            background, kind = read_background(directory), ReferenceKind.PROGRAM
            if background is None:
                raise directory.refused(ModelFault.FILE_MISSING, "background.json")
        return Grounds(background, kind, self._files.splits, self._files.neighbourhoods)
