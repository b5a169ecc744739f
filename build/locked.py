"""The lock files as data: which packages a system takes, in which version.

Needs `packaging`, so it is read only inside the packaging environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement

WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.13.2",
    "python_version": "3.13",
    "sys_platform": "win32",
}


@dataclass(frozen=True, slots=True)
class Pin:
    """A locked package."""

    name: str
    version: str
    hashes: tuple[str, ...]  # SHA-256 of its files, in hexadecimal
    asked_by: tuple[str, ...]  # the packages that need it, or the project

    @property
    def line(self) -> str:
        """As a requirement file without markers says it."""
        return " ".join(
            [f"{self.name}=={self.version}", *(f"--hash=sha256:{x}" for x in self.hashes)]
        )


def pins(lock: Path, system: Mapping[str, str] | None = None) -> list[Pin]:
    """What `lock` holds for `system`, a set of marker variables; None: for this computer."""
    environment: dict[str, str | AbstractSet[str]] = {**_this_system(), **(system or {})}
    return [pin for pin, marker in _entries(lock) if marker is None or marker.evaluate(environment)]


def _this_system() -> dict[str, str]:
    return {name: str(value) for name, value in default_environment().items()}


def write_requirements(found: Iterable[Pin], file: Path) -> None:
    """A requirement file that pip takes for another system: it evaluates markers for its own."""
    lines = sorted({pin.line for pin in found})
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _entries(lock: Path) -> Iterator[tuple[Pin, Marker | None]]:
    for entry in re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip()):
        requirement = Requirement(entry.partition("\\\n")[0].partition("\n")[0].strip())
        (specifier,) = requirement.specifier
        via = re.search(r"# via (.*)", entry)
        asked = [name.strip() for name in via[1].split(",")] if via else []
        yield (
            Pin(
                requirement.name,
                specifier.version,
                tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)),
                tuple(name.partition(" ")[0] for name in asked if not name.startswith("-c ")),
            ),
            requirement.marker,
        )
