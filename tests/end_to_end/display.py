"""A screen, a session bus and a window manager of the test's own, and the program on them."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

NEEDED = ("Xvfb", "dbus-daemon", "openbox", "xdotool")


def missing_programs() -> list[str]:
    """What has to be installed before these tests can run."""
    return [name for name in NEEDED if shutil.which(name) is None]


@dataclass(frozen=True)
class Display:
    """The environment of one virtual screen."""

    environment: dict[str, str]

    @contextmanager
    def program(self, *arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
        """The real program, ended with the block."""
        command = [sys.executable, "-m", "diabetes_desktop", *map(str, arguments)]
        with subprocess.Popen(command, env=self.environment) as process:
            try:
                yield process
            finally:
                process.terminate()

    def xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environment, capture_output=True, text=True
        )
        return done.stdout.strip()


@contextmanager
def open_display(size: str = "1366x768") -> Iterator[Display]:
    """Xvfb, D-Bus with the accessibility bus, and a window manager."""
    with ExitStack() as stack:
        environment = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        environment.pop("QT_QPA_PLATFORM", None)
        number = _start_xvfb(stack, size)
        environment["DISPLAY"] = f":{number}"
        environment["DBUS_SESSION_BUS_ADDRESS"] = _start_bus(stack, environment)
        _start(stack, ["openbox"], environment)
        yield Display(environment)


def _start_xvfb(stack: ExitStack, size: str) -> str:
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    stack.callback(_end, process)
    os.close(writer)
    with os.fdopen(reader) as numbers:
        return _line(numbers.fileno(), "Xvfb")


def _start_bus(stack: ExitStack, environment: dict[str, str]) -> str:
    command = ["dbus-daemon", "--session", "--print-address", "--nofork", "--nopidfile"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    stack.callback(_end, process)
    assert process.stdout is not None
    stack.callback(process.stdout.close)
    return _line(process.stdout.fileno(), "dbus-daemon")


def _start(stack: ExitStack, command: Sequence[str], environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stack.callback(_end, process)


def _line(descriptor: int, who: str) -> str:
    """The line that `who` prints when it is ready."""
    text = b""
    while not text.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], 20)
        assert ready, f"{who} did not start"
        text += os.read(descriptor, 1) or b"\n"
    assert text.strip(), f"{who} ended at once"
    return text.decode().strip()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(10)
