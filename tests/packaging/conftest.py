"""The frozen program as `python build/dev.py package` left it in dist/, and where it is tried."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end_to_end.display import Display, open_display
from tests.packaging.tracking_server import TrackingServer
from tests.packaging.windows import Windows, missing_programs, windows_path

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
STAND_INS = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / (
    "diabetes-desktop-build/wine/shims"
)
POLICY = '[referral]\nthreshold = 0.15\n\n[ui]\nlanguage = "en"\n'


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where pictures of what was seen are put, to be looked at."""
    folder = DIST / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def installer() -> Path:
    """The newest installer for Windows."""
    found = sorted((DIST / "windows").glob("diabetes-desktop-*-setup.exe"))
    if not found:
        pytest.skip("no installer: run `python build/dev.py package --target windows` first")
    return found[-1]


@pytest.fixture(scope="session")
def screen() -> Iterator[Display]:
    if missing_programs():
        pytest.skip(f"not installed: {missing_programs()}")
    with open_display("1366x768") as display:
        yield display


@pytest.fixture(scope="session")
def bare_windows(
    tmp_path_factory: pytest.TempPathFactory, screen: Display, installer: Path
) -> Iterator[Windows]:
    """A Windows on which nothing of ours is."""
    if not STAND_INS.is_dir():
        pytest.skip(f"{STAND_INS} is not there: `package --target windows` makes it")
    computer = Windows.install(tmp_path_factory.mktemp("wine") / "prefix", screen, STAND_INS)
    yield computer
    computer.shut_down()


@pytest.fixture(scope="session")
def policy_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("policy") / "site.toml"
    file.write_text(POLICY, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def windows(bare_windows: Windows, installer: Path) -> Windows:
    """The program, installed as IT does it: silently."""
    done = bare_windows.run([windows_path(installer), "/S"], seconds=600)
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")
    assert (bare_windows.home / "diabetes-desktop.exe").is_file()
    return bare_windows


@pytest.fixture
def tracking_server() -> Iterator[TrackingServer]:
    with TrackingServer() as server:
        yield server


@pytest.fixture(scope="session")
def older_installer(tmp_path_factory: pytest.TempPathFactory, windows: Windows) -> Path:
    """Our own installer, of a version before: a module in it does not exist any more."""
    folder = tmp_path_factory.mktemp("older")
    inside = folder / "bundle" / "_internal"
    inside.mkdir(parents=True)
    (inside / "gone.pyd").write_bytes(b"a module of the version before")
    for name in ("diabetes-desktop.exe", "diabetes-admin.exe"):
        (folder / "bundle" / name).write_bytes((windows.home / name).read_bytes())
    target = folder / "diabetes-desktop-0.0.1-setup.exe"
    files = folder / "files.nsh"
    lines = [f'SetOutPath "$INSTDIR\\_internal"\nFile "{inside / "gone.pyd"}"', 'SetOutPath "$INSTDIR"']
    lines += [f'File "{folder / "bundle" / name}"' for name in ("diabetes-desktop.exe", "diabetes-admin.exe")]
    files.write_text("\n".join([*lines, ""]), encoding="utf-8")
    values = {"VERSION": "0.0.1", "OUTPUT": target, "FILES": files, "SIZE": 1}
    defined = [f"-D{name}={value}" for name, value in values.items()]
    script = ROOT / "installer" / "diabetes_desktop.nsi"
    subprocess.run(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *defined, str(script)], check=True
    )
    return target
