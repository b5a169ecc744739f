"""How soon the frozen program's sign-in is painted and its model ready, and how large it is.

The reference is a frozen PySide6 dialog with two fields, started in turn with it. Linux, and
Windows under Wine, each on a virtual screen; both are looked at from outside: painted is when the
screen is no longer what it was. Needs `package` of the target first; the dialog is frozen here.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "build")]

import packaging_environment  # noqa: E402

DIST = ROOT / "dist"
RUNS = 5
WIDTH, HEIGHT = 1366, 768
Z_PIXMAP = 2
ALL_PLANES = 0xFFFFFFFF
PATIENCE = 120.0
FREEZE = "import freezing, pathlib, sys; t, f, s = sys.argv[1:];"
FREEZE += " freezing.freeze(t, pathlib.Path(f), pathlib.Path(s))"


class Image(ctypes.Structure):
    """The beginning of Xlib's XImage."""

    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int)]
    _fields_ += [("format", ctypes.c_int), ("data", ctypes.POINTER(ctypes.c_char))]


class Screen:
    """What is on a virtual screen, read as fast as it can be."""

    def __init__(self, name: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.POINTER(Image)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(name.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def pixels(self) -> bytes:
        """Every pixel."""
        image = self._x.XGetImage(
            self._display, self._root, 0, 0, WIDTH, HEIGHT, ctypes.c_ulong(ALL_PLANES), Z_PIXMAP
        )
        content = ctypes.string_at(image.contents.data, WIDTH * HEIGHT * 4)
        self._x.XDestroyImage(image)
        return content

    def wait_for_change(self, before: bytes) -> float:
        """The time at which the screen is no longer as it was."""
        deadline = time.time() + PATIENCE
        while time.time() < deadline:
            if self.pixels() != before:
                return time.time()
            time.sleep(0.002)
        sys.exit("nothing was painted")


@dataclass(frozen=True)
class Target:
    """A system on which the frozen programs are started."""

    name: str
    ending: str
    prefix: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Without the checkout's Python, and in Wine's prefix where there is one."""
        own = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
        if self.prefix is None:
            return own
        from wine_prefix import Wine

        return {**own, **Wine(self.prefix).environment()}

    def program(self, folder: str, name: str) -> list[str]:
        """What starts a frozen program."""
        wine = ["wine"] if self.prefix else []
        return [*wine, str(DIST / folder / name / f"{name}{self.ending}")]

    def end(self, process: subprocess.Popen[bytes], name: str) -> None:
        """End a program, and wait until its window is gone."""
        if self.prefix:
            command = ["wine", "taskkill", "/F", "/IM", f"{name}.exe"]
            subprocess.run(command, env=self.environment, capture_output=True, check=False)
        else:
            process.terminate()
        process.wait(60)


def main() -> None:
    """Print a table for each target that has been packaged."""
    for target in _targets():
        with virtual_screen() as name:
            os.environ["DISPLAY"] = name
            measure(target, Screen(name))


def measure(target: Target, screen: Screen) -> None:
    """Freeze the dialog, start both in turn, print the medians."""
    reference = f"bare-{target.name}"
    python = packaging_environment.prepare()
    spec = ROOT / "build" / "bare_dialog.spec"
    if not (DIST / reference).is_dir():
        command = [python, "-c", FREEZE, target.name, DIST / reference, spec]
        subprocess.run(command, cwd=ROOT / "build", check=True)
    bare, painted, ready = [], [], []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder) / "profile"
        for turn in range(RUNS + 1):
            one = start_bare(target, screen, reference)
            two, three = start_ours(target, screen, profile)
            if turn == 0:
                continue  # warms the file cache for both
            bare.append(one)
            painted.append(two)
            ready.append(three)
    print(f"| {target.name}, frozen | median | ratio |\n|---|---|---|")
    for what, seconds in (
        ("bare PySide6 dialog painted (reference)", bare),
        ("first window painted", painted),
        ("model ready, golden cases passed", ready),
    ):
        median = statistics.median(seconds)
        print(f"| {what} | {median:.2f} s | {median / statistics.median(bare):.2f} |")
    print(f"| on disk | {_megabytes(DIST / target.name / 'diabetes-desktop')} | |\n")


def start_bare(target: Target, screen: Screen, folder: str) -> float:
    """Seconds until the dialog is painted."""
    before = screen.pixels()
    began = time.time()
    process = _start(target, target.program(folder, "bare-dialog"))
    painted = screen.wait_for_change(before)
    target.end(process, "bare-dialog")
    _wait(lambda: screen.pixels() == before)
    return painted - began


def start_ours(target: Target, screen: Screen, profile: Path) -> tuple[float, float]:
    """Seconds until the first window is painted, and until the log says that the model is ready."""
    shutil.rmtree(profile, ignore_errors=True)
    place = f"Z:{profile}" if target.prefix else str(profile)
    before = screen.pixels()
    began = time.time()
    command = [*target.program(target.name, "diabetes-desktop"), "--profile", place]
    process = _start(target, command)
    painted = screen.wait_for_change(before)
    log = profile / "logs" / "diabetes-desktop.log"
    _wait(lambda: log.exists() and "event=model_ready" in log.read_text(encoding="utf-8"))
    (line,) = [x for x in log.read_text(encoding="utf-8").splitlines() if "model_ready" in x]
    stamp = re.search(r"time=(\S+)", line)
    assert stamp is not None
    target.end(process, "diabetes-desktop")
    _wait(lambda: screen.pixels() == before)
    return painted - began, datetime.fromisoformat(stamp[1]).timestamp() - began


@contextmanager
def virtual_screen() -> Iterator[str]:
    """An Xvfb without a window manager, whose frames would be painted first."""
    reader, writer = os.pipe()
    size = ["-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    command = ["Xvfb", "-displayfd", str(writer), *size, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as process:
        os.close(writer)
        with os.fdopen(reader) as numbers:
            yield f":{numbers.readline().strip()}"
        process.terminate()


def _targets() -> Iterator[Target]:
    if (DIST / "linux" / "diabetes-desktop").is_dir():
        yield Target("linux", "")
    prefix = packaging_environment.cache() / "wine" / "prefix"
    if (DIST / "windows" / "diabetes-desktop").is_dir() and prefix.is_dir():
        yield Target("windows", ".exe", prefix)


def _start(target: Target, command: Sequence[str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL if target.prefix is None else subprocess.PIPE
    return subprocess.Popen(
        command, env=target.environment, stdin=subprocess.DEVNULL, stdout=quiet, stderr=quiet
    )


def _wait(condition: object) -> None:
    assert callable(condition)
    deadline = time.time() + PATIENCE
    while not condition():
        if time.time() > deadline:
            sys.exit("it did not come")
        time.sleep(0.01)


def _megabytes(folder: Path) -> str:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return f"{sum(file.stat().st_size for file in files) / 1e6:.0f} MB"


if __name__ == "__main__":
    main()
