"""Documents in both languages, in a time zone that is not UTC."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.ui.language import Language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Language]:
    """The language of the words; English again after the test."""
    language = Language(resource("translations"))
    language.use("en")
    yield language
    language.use("en")


@pytest.fixture
def bogota(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock on the wall of a hospital five hours behind UTC."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system does not let one process have a time zone of its own")
    monkeypatch.setenv("TZ", "America/Bogota")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
