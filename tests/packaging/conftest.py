"""The frozen program as `python build/dev.py package` left it in dist/, and where it is tried."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end_to_end.display import Display, open_display
from tests.packaging.tracking_server import TrackingServer
from tests.packaging.windows import Windows, missing_programs

import installers
from freezing import windows_path
from signing import Signer
from wine_prefix import made_shims

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
PROGRAMS = ("diabetes-desktop.exe", "diabetes-admin.exe")
OLDER = "0.0.1"
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
    if not made_shims().is_dir():
        pytest.skip(f"{made_shims()} is not there: `package --target windows` makes it")
    computer = Windows.install(tmp_path_factory.mktemp("wine") / "prefix", screen)
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
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A code-signing certificate of the test's own, with its key, in one PEM file."""
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subject = ["-subj", "/CN=Packaging test", "-addext", "extendedKeyUsage=codeSigning"]
    subprocess.run(
        [*request, *subject, "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    both = folder / "both.pem"
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    return both


@pytest.fixture(scope="session")
def older_bundle(tmp_path_factory: pytest.TempPathFactory, windows: Windows) -> Path:
    """A small one, of a version before: in it is a module that is gone now."""
    bundle = tmp_path_factory.mktemp("older") / "bundle"
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "_internal" / "gone.txt").write_text("of the version before", encoding="utf-8")
    for name in PROGRAMS:
        shutil.copyfile(windows.home / name, bundle / name)
    return bundle


@pytest.fixture(scope="session")
def older_installer(
    older_bundle: Path, certificate: Path, monkeypatch_session: pytest.MonkeyPatch
) -> Path:
    """Made and signed by our own build, as the version before."""
    monkeypatch_session.setattr(installers, "project_version", lambda: OLDER)
    signer = Signer(certificate, None, None)
    for name in PROGRAMS:
        signer.sign(older_bundle / name)
    return installers.nsis(older_bundle, older_bundle.parent, signer, fast=True)


@pytest.fixture(scope="session")
def monkeypatch_session() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch
