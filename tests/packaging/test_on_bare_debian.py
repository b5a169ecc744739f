"""The Linux bundle on a Debian that has X libraries and a font, and neither Python nor Qt."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end_to_end.display import Display
from tests.packaging.windows import wait_for

from packaging_environment import cache

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(1800)]

BUNDLE = Path(__file__).resolve().parents[2] / "dist" / "linux" / "diabetes-desktop"
PACKAGES = "fontconfig-config,fonts-dejavu-core,libegl1,libgl1,libxcb1"
PLACE = "opt/diabetes-desktop"


@pytest.fixture(scope="module")
def debian() -> Iterator[Path]:
    """The root folder of such a Debian, with the bundle in it."""
    if not BUNDLE.is_dir():
        pytest.skip("no bundle: run `python build/dev.py package --target linux` first")
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        pytest.skip("a bare Debian is made by root, with debootstrap")
    root = cache() / "bare-debian"
    if not (root / "etc/fonts/fonts.conf").is_file():
        shutil.rmtree(root, ignore_errors=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(root)],
            check=True,
        )
    shutil.rmtree(root / PLACE, ignore_errors=True)
    shutil.copytree(BUNDLE, root / PLACE, symlinks=True)
    yield root
    shutil.rmtree(root / PLACE)


def inside(debian: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["chroot", str(debian), "/usr/bin/env", "-i", *_assigned(variables), *command],
        capture_output=True,
        text=True,
        timeout=900,
    )


def _assigned(variables: dict[str, str]) -> list[str]:
    return [
        f"{key}={value}" for key, value in {"HOME": "/root", "LANG": "C.UTF-8", **variables}.items()
    ]


def test_there_is_no_python_and_no_qt(debian: Path) -> None:
    found = inside(debian, "/bin/sh", "-c", "ls /usr/bin/python* /usr/lib/*/libQt* 2>/dev/null")
    assert found.stdout == ""


def test_the_self_test_passes(debian: Path) -> None:
    done = inside(debian, f"/{PLACE}/diabetes-desktop", "--self-test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "self-test passed" in done.stdout


def test_the_window_is_shown_on_a_screen(debian: Path, screen: Display) -> None:
    command = [f"/{PLACE}/diabetes-desktop", "--profile", "/tmp/profile", "--language", "es"]
    variables = _assigned({"DISPLAY": screen.environment["DISPLAY"]})
    process = subprocess.Popen(["chroot", str(debian), "/usr/bin/env", "-i", *variables, *command])
    try:
        wait_for(
            lambda: screen.xdotool("search", "--onlyvisible", "--name", "^Diabetes Desktop"),
            "the window",
            90,
        )
        log = debian / "tmp/profile/logs/diabetes-desktop.log"
        wait_for(lambda: log.exists() and "event=model_ready" in log.read_text(), "the model", 90)
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(debian / "tmp/profile", ignore_errors=True)


def test_accounts_are_made_in_the_console(debian: Path) -> None:
    admin = [f"/{PLACE}/diabetes-admin", "--profile", "/tmp/accounts", "doctors"]
    made = subprocess.run(
        [
            *("chroot", str(debian), "/usr/bin/env", "-i", *_assigned({}), *admin),
            *("add", "primera", "--name", "Cuenta Primera", "--administrator", "--password-stdin"),
        ],
        input="cuatro palabras sin orden\n",
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr
    assert "primera" in inside(debian, *admin, "list").stdout
    shutil.rmtree(debian / "tmp/accounts")


def test_what_only_the_data_team_has_is_said_to_be_missing(debian: Path) -> None:
    done = inside(debian, f"/{PLACE}/diabetes-admin", "serve", "--folder", "/tmp/served")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
