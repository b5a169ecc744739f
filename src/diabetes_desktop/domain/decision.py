"""What the doctor concluded of a result; kept with it wherever it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_REASON = 500  # characters; it has to fit on the report's one page


class Conclusion(StrEnum):
    """What the doctor goes by."""

    CRITERIA = "criteria"
    MODEL = "model"
    REPEAT_TEST = "repeat_test"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Decision:
    """Recorded by `user` at `at`; `reason` is free text, required for OTHER."""

    conclusion: Conclusion
    reason: str
    user: str
    at: datetime

    def __post_init__(self) -> None:
        """Refuse what says nothing.

        Raises:
            ValueError: OTHER without a reason, or a reason longer than `LONGEST_REASON`.
        """
        if self.conclusion is Conclusion.OTHER and not self.reason.strip():
            raise ValueError("reason")
        if len(self.reason) > LONGEST_REASON:
            raise ValueError("reason")
