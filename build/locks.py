"""Writing the lock files from pyproject.toml, with uv."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Sequence
from typing import Any

from environment import BUILD_LOCK, ROOT, WHEELS_BUT_FOR_ONE, Lock
from packaging_environment import PACKAGE_LOCK
from processes import Stop, readable

SOURCE_BUILDER = "setuptools"  # what the one package that comes as source is built with
# No header and no index: a lock says what is needed, not from where this machine got it.
COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
    *("--python-version", "3.11", "--no-header", "--no-emit-index-url", *WHEELS_BUT_FOR_ONE),
)


def write(*, upgrade: bool) -> None:
    """Write the four locks; versions stay as they are unless `upgrade` or pyproject asks.

    Raises:
        Stop: uv is not there, or found no set of versions that fits.
    """
    newest = ["--upgrade"] if upgrade else []
    _compile(["pyproject.toml", "--extra", "dev", *newest, "--output-file", str(Lock.DEV.file)])
    # What stands in two locks has one version: the small ones are resolved within the large one.
    within = ["--constraints", str(Lock.DEV.file), "--upgrade", "--annotation-style=line"]
    _compile(["pyproject.toml", *within, "--output-file", str(Lock.APP.file)])
    _compile(["-", *within, "--output-file", str(BUILD_LOCK)], "\n".join(_build_requirements()))
    freezing = "\n".join(_project()["project"]["optional-dependencies"]["package"])
    _compile(["-", *within, "--output-file", str(PACKAGE_LOCK)], freezing)


def _build_requirements() -> list[str]:
    return [*map(str, _project()["build-system"]["requires"]), SOURCE_BUILDER]


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _compile(arguments: Sequence[str], requirements: str | None = None) -> None:
    command = [*COMPILE, *arguments]
    try:
        subprocess.run(command, cwd=ROOT, input=requirements, text=True, check=True)
    except FileNotFoundError:
        raise Stop("Locks are written by uv. Install it first: pip install uv") from None
    except subprocess.CalledProcessError as error:
        raise Stop(f"uv found no versions that fit:\n    {readable(command)}") from error
