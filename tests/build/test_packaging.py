"""What a build makes of the locks and of a folder; the build itself is in tests/packaging."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

import audit
import bill_of_materials
import bundle_check
import icon
import installers
from environment import ROOT, Lock
from locked import WINDOWS, pins, write_requirements
from processes import Stop

LINUX = {"sys_platform": "linux", "platform_system": "Linux", "python_full_version": "3.11.7"}


@pytest.fixture(autouse=True)
def _same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "diabetes-desktop"
    (folder / "_internal" / "numpy").mkdir(parents=True)
    (folder / "diabetes-desktop.exe").write_bytes(b"MZ our program")
    (folder / "_internal" / "numpy" / "core.pyd").write_bytes(b"MZ" + bytes(5000))
    return folder


def test_windows_takes_what_is_for_windows_and_nothing_else() -> None:
    windows = {pin.name: pin.version for pin in pins(Lock.APP.file, WINDOWS)}
    linux = {pin.name: pin.version for pin in pins(Lock.APP.file, LINUX)}
    assert "pywin32-ctypes" in windows
    assert "secretstorage" not in windows
    assert "secretstorage" in linux
    assert len(windows) > 50
    assert windows["mlflow-skinny"] == linux["mlflow-skinny"]


def test_requirements_for_windows_have_no_markers_and_every_hash(tmp_path: Path) -> None:
    file = tmp_path / "windows.txt"
    write_requirements(pins(Lock.APP.file, WINDOWS), file)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert all("--hash=sha256:" in line and ";" not in line for line in lines)


@pytest.mark.parametrize("name", ["icuuc.dll", "UCRTBASE.DLL", "uisettings.dll"])
def test_a_stand_in_for_windows_stops_the_build(bundle: Path, name: str) -> None:
    (bundle / "_internal" / name).write_bytes(b"MZ")
    with pytest.raises(Stop, match=f"(?i){name}"):
        bundle_check.refuse_strangers(bundle)


def test_a_library_of_wine_stops_the_build(bundle: Path) -> None:
    bundle_check.refuse_strangers(bundle)
    (bundle / "_internal" / "msvcp140.dll").write_bytes(b"MZ" + bytes(62) + b"Wine builtin DLL")
    with pytest.raises(Stop, match=r"msvcp140\.dll"):
        bundle_check.refuse_strangers(bundle)


def test_the_report_names_the_largest_parts(bundle: Path) -> None:
    lines = bundle_check.report(bundle, []).splitlines()
    assert lines[1].split() == ["0.0", "MB", "_internal/numpy"]


def test_sums_are_those_that_sha256sum_checks(bundle: Path, tmp_path: Path) -> None:
    made = tmp_path / "setup.exe"
    made.write_bytes(b"installer")
    bundle_check.write_sums(tmp_path, [made])
    digest = hashlib.sha256(b"installer").hexdigest()
    assert (tmp_path / "SHA256SUMS").read_text() == f"{digest}  setup.exe\n"


def test_the_bill_has_every_package_with_what_it_needs(tmp_path: Path) -> None:
    file = bill_of_materials.write("windows", tmp_path)
    bill = json.loads(file.read_text(encoding="utf-8"))
    names = {each["name"]: each for each in bill["components"]}
    assert bill["bomFormat"] == "CycloneDX"
    assert names.keys() == {"python", *(pin.name for pin in pins(Lock.APP.file, WINDOWS))}
    skops = names["skops"]
    assert skops["purl"] == f"pkg:pypi/skops@{skops['version']}"
    needs = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    (program,) = [ref for ref in needs if ref.startswith("pkg:generic/diabetes-desktop@")]
    assert skops["purl"] in needs[program]
    assert names["scikit-learn"]["purl"] in needs[skops["purl"]]
    known = {each["bom-ref"] for each in bill["components"]} | {program}
    assert {one for each in needs.values() for one in each} <= known


def test_the_bill_names_the_interpreter() -> None:
    components = {each["name"]: each for each in bill_of_materials.bill("windows")["components"]}
    assert components["python"]["version"] == "3.13.2"


def test_the_bill_is_the_same_for_the_same_commit() -> None:
    assert bill_of_materials.bill("windows") == bill_of_materials.bill("windows")
    assert bill_of_materials.bill("windows") != bill_of_materials.bill("linux")


def test_the_archive_is_the_same_for_the_same_files(bundle: Path, tmp_path: Path) -> None:
    first = installers.archive(bundle, tmp_path).read_bytes()
    (bundle / "diabetes-desktop.exe").touch()
    second = installers.archive(bundle, tmp_path)
    assert second.read_bytes() == first
    with tarfile.open(second) as whole:
        assert "diabetes-desktop/_internal/numpy/core.pyd" in whole.getnames()


def test_the_icon_has_every_scale_of_windows() -> None:
    content = icon.FILE.read_bytes()
    _, kind, count = struct.unpack_from("<HHH", content)
    sizes = [content[6 + 16 * place] or 256 for place in range(count)]
    assert (kind, sizes) == (1, list(icon.SIZES))
    assert content.count(b"\x89PNG") == count


def test_the_cache_is_outside_of_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    import packaging_environment

    monkeypatch.delenv("DIABETES_DESKTOP_BUILD_CACHE", raising=False)
    assert not packaging_environment.cache().is_relative_to(ROOT)


@pytest.fixture
def auditor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """A `pip-audit` that prints what it is given; then what the build says of it."""

    def said(output: str) -> str:
        program = tmp_path / "pip-audit"
        program.write_text(f"#!/bin/sh\ncat <<'X'\n{output}\nX\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
        return audit.said_of("windows", tmp_path)

    return said


def test_an_audit_says_what_is_known(auditor: Callable[[str], str]) -> None:
    known = {"name": "numpy", "version": "1", "vulns": [{"id": "CVE-1"}]}
    clean = {"name": "skops", "version": "1", "vulns": []}
    assert "nothing is known" in auditor(json.dumps({"dependencies": [clean]}))
    assert "numpy 1: CVE-1" in auditor(json.dumps({"dependencies": [known]}))


def test_packages_that_the_auditor_could_not_ask_about_are_not_called_clean(
    auditor: Callable[[str], str],
) -> None:
    clean = {"name": "numpy", "version": "1", "vulns": []}
    unknown = {"name": "skops", "skip_reason": "Dependency not found on PyPI"}
    none_asked = auditor(json.dumps({"dependencies": [unknown]}))
    assert none_asked.startswith("NOT AUDITED")
    assert "nothing is known" not in none_asked
    some_asked = auditor(json.dumps({"dependencies": [clean, unknown]}))
    assert "nothing is known against 1 package" in some_asked
    assert "NOT AUDITED: skops" in some_asked


def test_without_a_network_the_build_goes_on_and_says_so(auditor: Callable[[str], str]) -> None:
    assert auditor("Connection refused").startswith("NOT AUDITED")


def test_without_the_auditor_the_build_goes_on_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert audit.said_of("windows", tmp_path).startswith("NOT AUDITED")
