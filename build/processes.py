"""Starting other programs, so that Ctrl+C and exit codes reach them unchanged."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

Command = Sequence[str | Path]


class Stop(Exception):
    """A task can't go on; the message says what happened and what to do about it."""


def execute(
    command: Command,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> int:
    """Run `command` to its end and return its exit code.

    Args:
        command: the program and its arguments.
        folder: where it runs; the caller's own folder when None.
        environment: variables that are added to this process's own.
    """
    sys.stdout.flush()
    with subprocess.Popen(
        [str(part) for part in command], cwd=folder, env={**os.environ, **(environment or {})}
    ) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # Ctrl+C reached the child too: it ends in its own way, and then we do


def require(command: Command, failure: str, *, folder: Path | None = None) -> None:
    """Run `command` and go on only if it succeeds.

    Raises:
        Stop: with `failure` and the command, when the exit code is not 0.
    """
    code = execute(command, folder=folder)
    if code != 0:
        raise Stop(f"{failure} (exit code {code}):\n    {readable(command)}")


def hand_over(
    command: Command,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> NoReturn:
    """End this process by becoming `command`: signals and the exit code are then its own."""
    if os.name == "nt":  # there, exec would return to the prompt at once
        sys.exit(execute(command, folder=folder, environment=environment))
    sys.stdout.flush()
    if folder is not None:
        os.chdir(folder)
    arguments = [str(part) for part in command]
    os.execve(arguments[0], arguments, {**os.environ, **(environment or {})})  # noqa: S606


def readable(command: Command) -> str:
    """`command` as it would be typed."""
    parts = [str(part) for part in command]
    return subprocess.list2cmdline(parts) if os.name == "nt" else shlex.join(parts)
