"""Record what a doctor concludes of a result."""

from __future__ import annotations

from diabetes_desktop.application.ports import Clock
from diabetes_desktop.application.sign_in import CheckSession
from diabetes_desktop.domain.account import Role
from diabetes_desktop.domain.decision import Conclusion, Decision


class RecordDecision:
    """The decision as it is kept with the result: whose, when, what and why."""

    def __init__(self, check_session: CheckSession, clock: Clock) -> None:
        self._check_session = check_session
        self._clock = clock

    def __call__(self, conclusion: Conclusion, reason: str, user: str) -> Decision:
        """The decision of the signed-in doctor `user`.

        Raises:
            SessionEnded: `user` was disabled or is no doctor any more.
            StorageUnavailable: the allow-list can't be read.
            ValueError: OTHER without a reason, or one that is too long.
        """
        self._check_session(user, Role.DOCTOR)
        return Decision(conclusion, reason.strip(), user, self._clock())
