"""The wheel holds the program and everything that it reads, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {"__pycache__"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    """The wheel of this checkout, built as a site would build it, but offline."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--no-build-isolation"]
    subprocess.run(
        [*command, "--no-index", "--quiet", "--wheel-dir", folder], check=True, timeout=120
    )
    (file,) = folder.glob("diabetes_desktop-*.whl")
    return zipfile.Path(file)


def names(folder: Path) -> set[str]:
    """Files in `folder`, relative to it, that belong into a wheel."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not LEFT_OUT & set(path.parts)
    }


def test_a_wheel_holds_the_package_and_the_resources(wheel: zipfile.Path) -> None:
    files = (name for name in wheel.root.namelist() if not name.endswith("/"))
    held = {name for name in files if ".dist-info/" not in name}
    package = {f"diabetes_desktop/{name}" for name in names(ROOT / "src" / "diabetes_desktop")}
    resources = {f"diabetes_desktop/resources/{name}" for name in names(ROOT / "resources")}
    assert held == package | resources
    assert "diabetes_desktop/resources/defaults.toml" in held
    assert "diabetes_desktop/py.typed" in held


def test_a_resource_is_packed_byte_for_byte(wheel: zipfile.Path) -> None:
    """The manifest of the bundled model is over its bytes."""
    for name in names(ROOT / "resources"):
        packed = wheel.joinpath("diabetes_desktop", "resources", *name.split("/"))
        assert packed.read_bytes() == (ROOT / "resources" / name).read_bytes(), name


def test_a_wheel_offers_both_programs_and_the_licence(wheel: zipfile.Path) -> None:
    (information,) = (entry for entry in wheel.iterdir() if entry.name.endswith(".dist-info"))
    programs = ConfigParser()
    programs.read_string((information / "entry_points.txt").read_text(encoding="utf-8"))
    assert dict(programs["console_scripts"]).keys() == {"diabetes-admin"}
    assert dict(programs["gui_scripts"]).keys() == {"diabetes-desktop"}
    assert (information / "licenses" / "LICENSE").exists()
