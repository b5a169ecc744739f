"""What Qt needs from a Linux system: read from ldd, and found in a Debian package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import environment
import system_libraries
import system_packages
from processes import Stop

LDD = """\
/opt/Qt/plugins/platforms/libqxcb.so:
	linux-vdso.so.1 (0x00007fff)
	libGL.so.1 => /lib/x86_64-linux-gnu/libGL.so.1 (0x00007f00)
	libxcb-cursor.so.0 => not found
	libxkbcommon-x11.so.0 => not found
/opt/Qt/plugins/platforms/libqoffscreen.so:
	libxcb-cursor.so.0 => not found
	/lib64/ld-linux-x86-64.so.2 (0x00007f00)
"""
SYSTEM_ONLY = (
    "libc.",
    "libm.",
    "libdl.",
    "librt.",
    "libpthread.",
    "libresolv.",
    "ld-",
    "libgcc_s.",
)
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring all Qt needs")


def test_a_library_that_is_not_found_is_read_from_ldd() -> None:
    assert system_libraries.unresolved(LDD) == {"libxcb-cursor.so.0", "libxkbcommon-x11.so.0"}


@linux_only
def test_qt_finds_its_libraries_here() -> None:
    qt = environment.packages() / "PySide6" / "Qt"
    assert all((qt / name).exists() for name in system_libraries.CHECKED)
    assert system_libraries.missing_libraries(qt / x for x in system_libraries.CHECKED) == set()


@linux_only
def test_a_missing_library_is_seen(tmp_path: Path) -> None:
    """With Qt copied away from the libraries that lie beside it."""
    plugin = environment.packages() / "PySide6" / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    lonely = tmp_path / "libqxcb.so"
    lonely.write_bytes(plugin.read_bytes())
    assert "libQt6Gui.so.6" in system_libraries.missing_libraries([lonely])


@linux_only
def test_every_library_that_qt_asks_of_the_system_has_a_package() -> None:
    qt = environment.packages() / "PySide6" / "Qt"
    ldd = subprocess.run(
        ["ldd", *(qt / name for name in system_libraries.CHECKED)],
        capture_output=True,
        text=True,
        check=True,
    )
    pairs = [line.split(" => ") for line in ldd.stdout.splitlines() if " => " in line]
    resolved = {name.strip(): path.partition(" (")[0] for name, path in pairs}
    own = {path.name for path in (qt / "lib").iterdir()}
    direct = {name for name in needed(qt) if name in resolved} - own
    assert "libxcb-cursor.so.0" in direct
    unknown = {name for name in direct if not name.startswith(SYSTEM_ONLY)}
    assert unknown - system_libraries.PACKAGE_OF.keys() == set()


def needed(qt: Path) -> set[str]:
    """The names that the checked libraries ask for by themselves, found as text in them."""
    contents = b"".join((qt / name).read_bytes() for name in system_libraries.CHECKED)
    words = contents.split(b"\0")
    return {x.decode() for x in words if x.startswith(b"lib") and b".so." in x and len(x) < 40}


def test_a_font_is_found_below_a_folder(tmp_path: Path) -> None:
    assert not system_libraries.has_font([tmp_path, tmp_path / "absent"])
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "Sans.TTF").touch()
    assert system_libraries.has_font([tmp_path])


def test_without_apt_get_the_names_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Stop, match=r"what Debian calls:\n    libegl1 libgl1$"):
        system_packages.install(["libgl1", "libegl1", "libgl1"], "showing windows")


@linux_only
def test_without_rights_the_exact_command_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An apt-get is there, and a sudo that would ask for a password."""
    for name in ("apt-get", "sudo"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    command = "sudo apt-get update && sudo apt-get install --yes libegl1"
    with pytest.raises(Stop, match=rf"showing windows\. Install it with:\n    {command}$"):
        system_packages.install(["libegl1"], "showing windows")


@linux_only
def test_as_root_apt_get_is_called_and_its_failure_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "apt-get").write_text('#!/bin/sh\necho "apt-get $*"\nexit 100\n', encoding="ascii")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    with pytest.raises(Stop, match="could not install what is needed for showing windows"):
        system_packages.install(["libegl1"], "showing windows")
    lines = capfd.readouterr().out.splitlines()
    assert lines[1] == "apt-get update --quiet=2"
    assert lines[2].startswith("apt-get install --yes")
    assert lines[2].endswith(" libegl1")
