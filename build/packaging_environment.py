"""The environment in which the program is frozen: only what it needs at work, and PyInstaller.

Not `.venv`: PyInstaller would follow the data team's libraries into the bundle. It is kept outside
of the checkout, so that a clean checkout need not make it anew. Standard library only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import venv
from pathlib import Path

from environment import ROOT, Lock
from processes import Command, require

PACKAGE_LOCK = ROOT / "requirements" / "package.lock"
PIP_OPTIONS = ("--disable-pip-version-check", "--quiet", "--no-deps", "--require-hashes")


def cache() -> Path:
    """The folder for what builds make once; DIABETES_DESKTOP_BUILD_CACHE moves it."""
    chosen = os.environ.get("DIABETES_DESKTOP_BUILD_CACHE")
    if chosen:
        return Path(chosen)
    if os.name == "nt":
        return Path(os.environ["LOCALAPPDATA"]) / "diabetes-desktop-build"
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "diabetes-desktop-build"


def prepare() -> Path:
    """Make the environment where it is not there; its Python.

    Raises:
        Stop: a package can't be installed.
    """
    folder = cache() / f"python-{sys.version_info.major}.{sys.version_info.minor}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = folder / "prepared.txt", digest()
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    print(f"Making {folder}; this takes minutes, once")
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    pip: Command = [python, "-m", "pip", "install", *PIP_OPTIONS, "--only-binary=:all:"]
    failure = "What freezes the program could not be installed"
    require([*pip, "-r", PACKAGE_LOCK], failure)
    require([*pip, "-r", Lock.APP.file], failure)
    stamp.write_text(wanted, encoding="utf-8")
    return python


def digest(*more: bytes) -> str:
    """One text for the two locks, and for `more`, that changes when any of them does."""
    whole = hashlib.sha256()
    for content in (PACKAGE_LOCK.read_bytes(), Lock.APP.file.read_bytes(), *more):
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()
