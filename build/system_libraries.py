"""What Qt and the tests need from a Linux system, and in which Debian package it is.

Source of the table: the NEEDED entries of the Qt libraries in PySide6-Essentials 6.11.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import system_packages
from processes import Stop

PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
CHECKED = (
    "lib/libQt6Widgets.so.6",
    "lib/libQt6DBus.so.6",
    "lib/libQt6Network.so.6",
    "lib/libQt6PrintSupport.so.6",
    "lib/libQt6Svg.so.6",
    "plugins/platforms/libqoffscreen.so",
    "plugins/platforms/libqxcb.so",
    "plugins/xcbglintegrations/libqxcb-glx-integration.so",
)
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
)
FONT_ENDINGS = frozenset({".ttf", ".otf", ".ttc"})
FONT_PACKAGE = "fonts-dejavu-core"
# Each package, and the programs any one of which shows that it is there.
TEST_PROGRAMS = {
    "at-spi2-core": ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi-bus-launcher"),
    "dbus": ("dbus-daemon",),
    "git": ("git",),
    "openjdk-17-jre-headless": ("java",),  # Spark
    "openbox": ("openbox",),
    "xdotool": ("xdotool",),
    "xvfb": ("Xvfb",),
}
PICTURE_PROGRAMS = {"imagemagick": ("import",)}


def provide_for_program(qt: Path) -> None:
    """See that the libraries of the Qt in folder `qt` find theirs, and that there is a font.

    Raises:
        Stop: something is missing and may not be installed from here.
    """
    if sys.platform != "linux":
        return
    absent = missing_libraries(qt / name for name in CHECKED)
    unknown = sorted(absent - PACKAGE_OF.keys())
    if unknown:
        raise Stop(
            "Qt can't start: this system lacks " + ", ".join(unknown) + ".\n"
            "Install the packages of your system that hold these files."
        )
    packages = [PACKAGE_OF[name] for name in absent]
    if not has_font(Path(folder).expanduser() for folder in FONT_FOLDERS):
        packages.append(FONT_PACKAGE)
    if packages:
        system_packages.install(packages, "showing windows")


def provide_programs(programs: Mapping[str, Sequence[str]], purpose: str) -> None:
    """See that of each package in `programs` one of its programs is there.

    Raises:
        Stop: something is missing and may not be installed from here.
    """
    if sys.platform != "linux":
        return
    packages = [
        package
        for package, signs in programs.items()
        if not any(shutil.which(sign) for sign in signs)
    ]
    if packages:
        system_packages.install(packages, purpose)


def missing_libraries(files: Iterable[Path]) -> set[str]:
    """Names of the shared libraries that `files` need, at any depth, and that are not found."""
    ldd = shutil.which("ldd")
    if ldd is None:
        return set()
    done = subprocess.run([ldd, *files], capture_output=True, text=True, check=False)
    return unresolved(done.stdout)


def unresolved(output: str) -> set[str]:
    """The libraries of which ldd's `output` says `not found`."""
    lines = (line.partition("=>") for line in output.splitlines())
    return {name.strip() for name, _, place in lines if place.strip() == "not found"}


def has_font(folders: Iterable[Path]) -> bool:
    """Whether any of `folders` holds an outline font."""
    return any(
        file.suffix.lower() in FONT_ENDINGS for folder in folders for file in folder.rglob("*.*")
    )
