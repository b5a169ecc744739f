"""What can be said of the model in use: what it is, and what its card says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.inspect_model import ModelFacts
from diabetes_desktop.application.model_card import ModelCard
from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.domain.prediction import ModelIdentity


class NoCard(Enum):
    """Why there is no card to show."""

    MISSING = "missing"
    UNREADABLE = "unreadable"


# The facts and the card of the model of that name, source and location.
ReadModelFiles = Callable[[ModelIdentity], tuple[ModelFacts, ModelCard | NoCard]]


@dataclass(frozen=True, slots=True)
class ModelReport:
    """The model in use. All golden cases of `facts` were met at `since`, or it would not answer."""

    identity: ModelIdentity
    since: datetime
    facts: ModelFacts
    card: ModelCard | NoCard


class ReadModelCard:
    """Reads the files of the model in use anew, and only believes them if they are still the same.

    So what is shown of the files holds for the model that answers.
    """

    def __init__(self, model: ModelInUse, read: ReadModelFiles) -> None:
        self._model = model
        self._read = read

    def __call__(self) -> ModelReport:
        """The report.

        Raises:
            ModelNotReady, ModelRefused, ModelCrashed, ModelTimedOut: no model answers, and why.
            ModelRefused: the files can't be read, or are not those that were started.
        """
        current = self._model.current()
        facts, card = self._read(current.identity)
        if facts.digest != current.identity.digest:
            raise ModelRefused(
                ModelFault.FILE_CHANGED, facts.location, f"SHA-256 {facts.digest}", facts.digest
            )
        return ModelReport(current.identity, current.since, facts, card)
