"""The lock files: complete, hashed, of one mind, and what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
LOCKS = ("app", "dev", "build", "package")
PLATFORMS = [
    {"sys_platform": system, "platform_system": name, "os_name": os, "python_version": version}
    | {"python_full_version": f"{version}.1"}
    for system, name, os in (("linux", "Linux", "posix"), ("win32", "Windows", "nt"))
    for version in ("3.11", "3.12", "3.13")
]


@dataclass(frozen=True)
class Pin:
    """One locked requirement."""

    name: str
    version: str
    marker: str
    hashes: int

    def holds(self, platform: dict[str, str]) -> bool:
        return not self.marker or Marker(self.marker).evaluate(
            {**default_environment(), **platform}
        )


def text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")


def pins(lock: str) -> Iterator[Pin]:
    for entry in re.split(r"\n(?=\S)", text(lock)):
        head = entry.replace("\\\n", " ").partition("\n")[0]
        requirement = Requirement(head.partition("--hash")[0].strip())
        (specifier,) = requirement.specifier
        assert specifier.operator == "=="
        hashes = len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry))
        marker = str(requirement.marker or "")
        yield Pin(canonicalize_name(requirement.name), specifier.version, marker, hashes)


def asked(lock: str) -> list[Requirement]:
    """The direct requirements that the lock is made from."""
    if lock == "build":
        return [Requirement(each) for each in PYPROJECT["build-system"]["requires"]]
    extras = PROJECT["optional-dependencies"]
    if lock == "package":
        return [Requirement(each) for each in extras["package"]]
    own = PROJECT["name"]
    more = [*extras["dev"], *extras["train"]] if lock == "dev" else []
    everything = [Requirement(each) for each in [*PROJECT["dependencies"], *more]]
    return [each for each in everything if each.name != own]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_hashes(lock: str) -> None:
    assert [pin.name for pin in pins(lock) if pin.hashes == 0] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock: str) -> None:
    """Where packages come from is the machine's affair, not the project's."""
    assert re.findall(r"\S*://\S*|^-\S.*", text(lock), re.MULTILINE) == []


@pytest.mark.parametrize(
    "platform", PLATFORMS, ids=lambda x: x["sys_platform"] + x["python_version"]
)
@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_asked_for_is_locked_once(lock: str, platform: dict[str, str]) -> None:
    locked = [pin for pin in pins(lock) if pin.holds(platform)]
    versions = {pin.name: pin.version for pin in locked}
    assert len(versions) == len(locked)
    wrong = [
        str(requirement)
        for requirement in asked(lock)
        if requirement.marker is None or requirement.marker.evaluate(platform)
        if versions.get(canonicalize_name(requirement.name), "") not in requirement.specifier
    ]
    assert wrong == []


@pytest.mark.parametrize("smaller", ["app", "build"])
def test_what_is_in_two_locks_has_one_version(smaller: str) -> None:
    developing = {(pin.name, pin.version) for pin in pins("dev")}
    assert {(pin.name, pin.version) for pin in pins(smaller)} <= developing
