"""The project's virtual environment, `.venv`, made from a lock file and kept in step with it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sys
import sysconfig
import venv
from enum import StrEnum
from pathlib import Path

import system_packages
from processes import Command, Stop, require

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
STAMP = FOLDER / "prepared.txt"
BUILD_LOCK = ROOT / "requirements" / "build.lock"
SCRIPTS = FOLDER / ("Scripts" if os.name == "nt" else "bin")
# Nothing is built from source but pyspark, of which no wheel is published.
WHEELS_BUT_FOR_ONE = ("--only-binary=:all:", "--no-binary=pyspark")


class Lock(StrEnum):
    """What gets installed; everything in APP is in DEV too, at the same version."""

    APP = "app"
    DEV = "dev"

    @property
    def file(self) -> Path:
        """The lock file: every requirement with its version and hashes."""
        return ROOT / "requirements" / f"{self.value}.lock"


def tool(name: str) -> Path:
    """The program `name` of the environment."""
    return SCRIPTS / (f"{name}.exe" if os.name == "nt" else name)


def python() -> Path:
    """The environment's Python."""
    return tool("python")


def packages() -> Path:
    """The environment's site-packages."""
    return Path(sysconfig.get_path("platlib", "venv", {"base": FOLDER, "platbase": FOLDER}))


def prepare(lock: Lock) -> None:
    """Make the environment hold what `lock` names; returns at once when it already does.

    Raises:
        Stop: the environment can't be made, or a package can't be installed.
    """
    if _is_usable():
        if _recorded() in _sufficient(lock):
            return
    else:
        _create()
    STAMP.unlink(missing_ok=True)
    _install(lock)
    STAMP.write_text(_stamp(lock), encoding="utf-8")


def _sufficient(lock: Lock) -> set[str]:
    return {_stamp(lock), _stamp(Lock.DEV)}


def _recorded() -> str:
    return STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""


def _stamp(lock: Lock) -> str:
    """What the environment was made from, in one line."""
    digest = hashlib.sha256()
    for source in (lock.file, BUILD_LOCK, ROOT / "pyproject.toml"):
        digest.update(hashlib.sha256(source.read_bytes()).digest())
    return f"{lock.value} {digest.hexdigest()}\n"


def _is_usable() -> bool:
    """Whether the folder holds an environment of this Python, made at this very place."""
    configuration = FOLDER / "pyvenv.cfg"
    if not (configuration.exists() and python().exists() and tool("pip").exists()):
        return False
    lines = configuration.read_text(encoding="utf-8").splitlines()
    values = {key.strip(): value.strip() for key, _, value in (x.partition("=") for x in lines)}
    # Scripts hold the full path of their Python: an environment that was moved is of no use.
    return values.get("version") == _running_version() and values.get("command", "").endswith(
        str(FOLDER)
    )


def _running_version() -> str:
    return ".".join(str(part) for part in sys.version_info[:3])


def _create() -> None:
    if Path(sys.prefix).resolve() == FOLDER.resolve():
        raise Stop(
            f"{FOLDER} has to be made anew, and that can't be done from inside it.\n"
            "Start this with the system's Python, not with the one in .venv."
        )
    if importlib.util.find_spec("ensurepip") is None:
        # Debian and Ubuntu keep this part of Python in a package of its own.
        minor = f"{sys.version_info.major}.{sys.version_info.minor}"
        system_packages.install([f"python{minor}-venv"], "a virtual environment")
    print(f"Making the virtual environment {FOLDER} (Python {_running_version()})")
    shutil.rmtree(FOLDER, ignore_errors=True)
    venv.create(FOLDER, with_pip=True, symlinks=os.name != "nt", prompt=ROOT.name)


def _install(lock: Lock) -> None:
    print(f"Installing what {lock.file.relative_to(ROOT)} names; the first time takes minutes")
    talkative = [] if sys.stdout.isatty() else ["--quiet"]
    pip: Command = [python(), "-m", "pip", "install", "--disable-pip-version-check", *talkative]
    # The locks are complete and hashed: nothing is resolved, and builders are locked as well.
    locked = ["--no-deps", "--require-hashes", "--no-build-isolation", *WHEELS_BUT_FOR_ONE]
    failure = "The packages could not be installed. The lines above say why; then try again"
    require([*pip, *locked, "-r", BUILD_LOCK], failure)
    require([*pip, *locked, "-r", lock.file], failure)
    # Makes the package importable from src/ and writes the two programs into the environment.
    require([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT], failure)
