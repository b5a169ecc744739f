"""Ask the model about one patient, for a doctor who is still on the allow-list."""

from __future__ import annotations

from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.application.ports import Clock
from diabetes_desktop.application.sign_in import CheckSession
from diabetes_desktop.domain.account import Role
from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.prediction import Prediction, SiteRules


class Predict:
    """The model's own class and probability, with what a doctor needs to review them."""

    def __init__(self, model: ModelInUse, check_session: CheckSession, clock: Clock) -> None:
        self._model = model
        self._check_session = check_session
        self._clock = clock

    def __call__(self, case: Case, user: str, rules: SiteRules) -> Prediction:
        """Predict for `case` on behalf of the signed-in doctor `user`.

        Raises:
            SessionEnded: `user` was disabled or is no doctor any more.
            StorageUnavailable: the allow-list can't be read.
            ModelNotReady, ModelRefused, ModelCrashed, ModelTimedOut: the model can't answer.
        """
        self._check_session(user, Role.DOCTOR)
        identity, (answer,) = self._model.predict([case.patient])
        return Prediction.of(case, answer, rules, identity, self._clock())
