"""PyInstaller, started so that the same commit gives the same files, here or under Wine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import wine_prefix
from environment import ROOT
from packaging_environment import cache
from processes import Command, Stop, execute

SPEC = ROOT / "build" / "diabetes_desktop.spec"
FREEZE_SECONDS = 3600.0  # under Wine on a busy computer; 10 minutes on an idle one


def freeze(target: str, folder: Path, spec: Path = SPEC) -> None:
    """Freeze what `spec` says for `target`, "windows" or "linux", into `folder`.

    Raises:
        Stop: PyInstaller failed; what it said has been printed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    work = cache() / f"work-{target}-{spec.stem}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    if target == "windows" and os.name != "nt":
        _freeze_under_wine(folder, work, spec)
        return
    options = _options(str(folder), str(work))
    command: Command = [sys.executable, "-m", "PyInstaller", *options, spec]
    if execute(command, environment=_variables()) != 0:
        raise Stop("PyInstaller failed; the lines above say why")


def commit_time() -> str:
    """Seconds since 1970 at which the commit was made, for whatever writes a date."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "315532800"  # no repository: 1980, the oldest that a zip can say


def _freeze_under_wine(folder: Path, work: Path, spec: Path) -> None:
    wine = wine_prefix.prepare()
    options = _options(windows_path(folder), windows_path(work))
    command = [wine_prefix.PYTHON, "-X", "utf8", "-m", "PyInstaller", *options, windows_path(spec)]
    code, said = wine.run(command, seconds=FREEZE_SECONDS, variables=_variables())
    if code != 0:
        print(said)
        raise Stop("PyInstaller failed; the lines above say why")


def windows_path(path: Path) -> str:
    """`path` as a program under Wine sees it."""
    return str(PureWindowsPath("Z:/", *path.resolve().parts[1:]))


def _options(folder: str, work: str) -> list[str]:
    return ["--noconfirm", "--log-level=WARN", "--distpath", folder, "--workpath", work]


def _variables() -> dict[str, str]:
    """Nothing of the moment: neither the date nor the order of sets gets into the files."""
    return {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": commit_time()}
