"""The language in use: its words are there, or it is said that they are not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.ui.language import Language


def test_each_language_has_its_words(qapp: QApplication) -> None:
    language = Language(resource("translations"))
    for code in ("es", "en"):
        language.use(code)
        assert language.has_words()


def test_missing_words_are_noticed(qapp: QApplication, tmp_path: Path) -> None:
    language = Language(tmp_path)
    language.use("es")
    assert not language.has_words()
    language.use("en")
    assert language.has_words()
