"""A result as it leaves the desk: what was asked, answered, explained and decided, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from diabetes_desktop.domain.decision import Decision
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.prediction import Prediction


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that the text for the record, the PDF, the print and the FHIR file say.

    `doctor` is the full name of the signed-in account, `user` its user name; `explaining`: the
    model has not said yet why it answered so.
    """

    prediction: Prediction
    doctor: str
    user: str
    explanation: Explanation | None = None
    decision: Decision | None = None
    explaining: bool = False
