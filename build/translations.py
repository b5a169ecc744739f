"""From the wording in the sources to the files that the program loads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from environment import ROOT, tool
from processes import Command, require

FOLDER = ROOT / "resources" / "translations"
SOURCES = ROOT / "src" / "diabetes_desktop"
PREFIX = "diabetes_desktop_"


def update(folder: Path, new_languages: Sequence[str] = ()) -> None:
    """Bring the .ts files in `folder` in step with the sources; what is gone is dropped.

    Args:
        folder: where the .ts files are; every one that is there is a language of the program.
        new_languages: codes of languages, such as `pt`, for which a file is to be started.

    Raises:
        Stop: lupdate failed.
    """
    targets = {*folder.glob(f"{PREFIX}*.ts")}
    targets |= {folder / f"{PREFIX}{language}.ts" for language in new_languages}
    for target in sorted(targets):
        _extract(target, target.stem.removeprefix(PREFIX))


def release(folder: Path) -> None:
    """Write the .qm file beside each .ts file in `folder`.

    Raises:
        Stop: lrelease failed.
    """
    for source in sorted(folder.glob(f"{PREFIX}*.ts")):
        require([tool("pyside6-lrelease"), "-silent", source], f"{source.name} was not released")


def _extract(target: Path, language: str) -> None:
    sources = [SOURCES / "bootstrap.py", *sorted((SOURCES / "ui").rglob("*.py"))]
    # Relative, so that a path with a comma, or one that begins with @, can't be misread.
    names = [source.relative_to(ROOT) for source in sources]
    # The sources are in English: of that, a file has nothing but the forms of the plural.
    only = ["-pluralonly"] if language == "en" else []
    # Locations would change with every line that moves, and say what a search says better.
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-silent"]
    language_option = ["-target-language", language]
    command: Command = [tool("pyside6-lupdate"), *only, *options, *language_option]
    require([*command, *names, "-ts", target], f"{target.name} was not updated", folder=ROOT)
