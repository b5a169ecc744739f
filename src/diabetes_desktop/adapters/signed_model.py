"""A model directory looked at as data, and who signed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from diabetes_desktop.adapters.model_reading import read_model
from diabetes_desktop.adapters.model_signature import signature_of
from diabetes_desktop.application.inspect_model import ModelFacts


def look_with(trusted_keys: Iterable[str]) -> Callable[[str], ModelFacts]:
    """A look at a directory, nothing of which is run, that knows the signatures of these keys."""
    keys = tuple(trusted_keys)

    def look(location: str) -> ModelFacts:
        """Raises ModelRefused as `read_model` does."""
        model = read_model(location)
        return replace(model.facts, signature=signature_of(model.directory, keys))

    return look
