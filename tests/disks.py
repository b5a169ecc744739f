"""Small real disks for the tests of what a disk can do to a program."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SMALLEST_FILE = 1


@contextmanager
def small_disk(path: Path, kilobytes: int = 256) -> Iterator[Path]:
    """A disk of its own at `path`; skips the test where it may not be mounted."""
    path.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={kilobytes}k,mode=0700", "tmpfs", str(path))
    try:
        yield path
    finally:
        subprocess.run(["umount", str(path)], check=True)


def make_read_only(disk: Path) -> None:
    """From now on nobody writes on `disk`, not even root."""
    _mount("-o", "remount,ro", str(disk))


def fill(disk: Path) -> None:
    """Leave no room on `disk`."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, SMALLEST_FILE):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue


def empty(disk: Path) -> None:
    """Give the room back that `fill` took."""
    (disk / "filler").unlink()


def _mount(*arguments: str) -> None:
    if sys.platform != "linux":
        pytest.skip("a disk of its own for a test is mounted on Linux only")
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"may not mount a disk for this test: {done.stderr.strip()}")
