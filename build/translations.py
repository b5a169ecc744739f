"""From the wording in the sources to the files that the program loads."""

from __future__ import annotations

from pathlib import Path

from environment import ROOT, tool
from processes import Command, require

FOLDER = ROOT / "resources" / "translations"
SOURCES = ROOT / "src" / "diabetes_desktop"
TRANSLATED = "diabetes_desktop_es.ts"
PLURALS = "diabetes_desktop_en.ts"  # the sources are English: only its plural forms are needed


def update(folder: Path) -> None:
    """Bring the .ts files in `folder` in step with the sources; what is gone is dropped.

    Raises:
        Stop: lupdate failed.
    """
    _extract(folder / TRANSLATED, "es")
    _extract(folder / PLURALS, "en", "-pluralonly")


def release(folder: Path) -> None:
    """Write the .qm file beside each .ts file in `folder`.

    Raises:
        Stop: lrelease failed.
    """
    for name in (TRANSLATED, PLURALS):
        require([tool("pyside6-lrelease"), "-silent", folder / name], f"{name} was not written")


def _extract(target: Path, language: str, *options: str) -> None:
    sources = [SOURCES / "bootstrap.py", *sorted((SOURCES / "ui").rglob("*.py"))]
    # Locations would change with every line that moves, and say what a search says better.
    common: Command = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-silent"]
    command: Command = [tool("pyside6-lupdate"), *options, *common, "-target-language", language]
    # Relative, since lupdate can't be given a path with a comma or a leading @.
    names = [source.relative_to(ROOT) for source in sources]
    require([*command, *names, "-ts", target], f"{target.name} was not updated", folder=ROOT)
