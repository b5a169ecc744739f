"""The program's own files are found in a checkout, in a wheel and in a frozen program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import diabetes_desktop
from diabetes_desktop.adapters.resources import resource

PACKAGE = Path(diabetes_desktop.__file__).parent


def test_in_this_environment() -> None:
    assert resource("defaults.toml").is_file()


def test_in_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("defaults.toml") == tmp_path / "resources" / "defaults.toml"


@pytest.mark.parametrize("place", ["diabetes_desktop/resources", "../resources"])
def test_in_a_wheel_and_in_a_checkout(tmp_path: Path, place: str) -> None:
    source = tmp_path / "checkout" / "src"
    adapters = source / "diabetes_desktop" / "adapters"
    adapters.mkdir(parents=True)
    (source / "diabetes_desktop" / "__init__.py").touch()
    (adapters / "__init__.py").touch()
    shutil.copy(PACKAGE / "adapters" / "resources.py", adapters)
    expected = (source / place).resolve()
    expected.mkdir(parents=True)
    code = "from diabetes_desktop.adapters.resources import resource; print(resource('x'))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=source, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == expected / "x"
