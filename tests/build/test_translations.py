"""The committed translations are what the sources and lupdate make of them."""

from __future__ import annotations

import filecmp
import shutil
from pathlib import Path

import pytest

import translations


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the translations, brought in step with the sources."""
    folder = tmp_path / "translations"
    shutil.copytree(translations.FOLDER, folder)
    translations.update(folder)
    translations.release(folder)
    return folder


def test_the_translations_are_in_step_with_the_sources(copy: Path) -> None:
    committed = sorted(translations.FOLDER.iterdir())
    stale = [file.name for file in committed if not filecmp.cmp(file, copy / file.name, False)]
    assert not stale, f"{stale}: call `python build/dev.py translations`, translate what is new"


def test_a_language_is_started_with_every_text(tmp_path: Path) -> None:
    translations.update(tmp_path, ["pt"])
    started = (tmp_path / "diabetes_desktop_pt.ts").read_text(encoding="utf-8")
    spanish = (translations.FOLDER / "diabetes_desktop_es.ts").read_text(encoding="utf-8")
    assert 'language="pt"' in started
    assert started.count("<source>") == spanish.count("<source>")
