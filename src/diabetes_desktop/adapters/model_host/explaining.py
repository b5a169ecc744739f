"""The explanation of one answer, made where the model runs."""

from __future__ import annotations

from dataclasses import replace
from math import fsum

from diabetes_desktop.adapters.explanation_files import ExplanationFiles, read_background
from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.model_host.answers import RawAnswer, Row, RunningModel
from diabetes_desktop.application.errors import ModelFault
from diabetes_desktop.domain.explaining import Grounds, Questions
from diabetes_desktop.domain.explanation import Explanation, ReferenceKind, TreeSpread
from diabetes_desktop.domain.patient import Patient

TREES_TOLERANCE = 1e-4  # between the mean of the trees and the forest's own answer
STEP = 0.2  # seconds of asking after which somebody else may have a turn


class TooSlowError(Exception):
    """The model would take longer for an explanation than anybody waits."""


class ModelExplainer:
    """Explains the answers of one running model, over the background that came with it.

    Where it brings none, that of the bundled model stands in, and the reference says so. One
    explanation at a time is made, in steps between which the process can answer something else.
    """

    def __init__(
        self,
        model: RunningModel,
        files: ExplanationFiles,
        bundled: str,
        seconds_per_row: float,
        budget: float,
    ) -> None:
        """As slow as `seconds_per_row` the model is taken to be, until the process ends.

        `budget` is how many seconds an explanation may take, as that pace foretells.
        """
        self._model = model
        self._files = files
        self._bundled = bundled
        self._pace = seconds_per_row
        self._budget = budget
        self._grounds: Grounds | None = None
        self._questions: Questions | None = None
        self._answers: list[RawAnswer] = []

    def begin(self, patient: Patient) -> None:
        """Forget what was begun before, and prepare the questions about `patient`.

        Raises:
            TooSlowError: see there; nothing is asked.
            ModelRefused: the bundled model's background can't be read.
        """
        self._questions, self._answers = None, []
        self._grounds = self._grounds or self._make_grounds()
        questions = Questions(patient, self._grounds)
        if self._pace * len(questions.rows) > self._budget:
            raise TooSlowError
        self._questions = questions

    def go_on(self) -> Explanation | None:
        """Ask some more; the explanation, or None while there is more to ask.

        Raises:
            ProbabilityMissingError: the model answers a class alone.
            LookupError: nothing was begun.
        """
        questions = self._questions
        if questions is None:
            raise LookupError
        first = len(self._answers)
        count = max(1, int(STEP / self._pace)) if self._pace else len(questions.rows)
        self._answers += self._model.answer(questions.rows[first : first + count])
        if len(self._answers) < len(questions.rows):
            return None
        explained = questions.explanation(self._answers)
        self._questions, self._answers = None, []
        return replace(explained, spread=self._spread(questions.rows[0], explained.probability))

    def _spread(self, own: Row, probability: float) -> TreeSpread | None:
        """None where there are no trees, or others than those that answered."""
        try:
            trees = self._model.trees(own)
        except Exception:
            return None
        if not trees or not abs(fsum(trees) / len(trees) - probability) <= TREES_TOLERANCE:
            return None
        return TreeSpread.of(trees)

    def _make_grounds(self) -> Grounds:
        background, kind = self._files.background, ReferenceKind.MODEL
        if background is None:
            directory = ModelDirectory(self._bundled)
            background, kind = read_background(directory), ReferenceKind.PROGRAM
            if background is None:
                raise directory.refused(ModelFault.FILE_MISSING, "background.json")
        return Grounds(background, kind, self._files.splits, self._files.neighbourhoods)
