"""Ask why the model answered as it did, for a doctor who is still on the allow-list."""

from __future__ import annotations

from collections.abc import Callable

from diabetes_desktop.application.errors import AnswerNotRepeated, ProbabilityMissing
from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.application.sign_in import CheckSession
from diabetes_desktop.domain.account import Role
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.hypothesis import in_typed_units
from diabetes_desktop.domain.prediction import Prediction

SAME = 1e-4  # of probability: rounding in another batch, and less than the screens show


class Explain:
    """The explanation of a result, by the model that gave it and no other."""

    def __init__(self, model: ModelInUse, check_session: CheckSession) -> None:
        self._model = model
        self._check_session = check_session

    def __call__(
        self, prediction: Prediction, user: str, wanted: Callable[[], bool] = lambda: True
    ) -> Explanation:
        """Explain `prediction` to the signed-in doctor `user`, in the units of its case.

        `wanted` is asked now and then, in the caller's thread, whether anybody still waits.

        Raises:
            SessionEnded: `user` was disabled or is no doctor any more.
            StorageUnavailable: the allow-list can't be read.
            ProbabilityMissing: the model gave a class alone: nothing is made up in its place.
            NotExplainable, TooSlowToExplain, ReferenceMissing: see there; the answer stands.
            NoLongerAsked: it is not `wanted` any more.
            AnswerNotRepeated: the model answers something else each time.
            ModelReplaced: another model is in use now.
            ModelNotReady, ModelRefused, ModelCrashed, ModelTimedOut: the model can't answer.
        """
        self._check_session(user, Role.DOCTOR)
        shown = prediction.answer.probability
        if shown is None:
            raise ProbabilityMissing(prediction.model.title)
        explanation = self._model.explain(prediction.patient, prediction.model, wanted)
        if abs(explanation.probability - shown) > SAME:
            raise AnswerNotRepeated(prediction.model.title)
        return in_typed_units(explanation, prediction.case)
