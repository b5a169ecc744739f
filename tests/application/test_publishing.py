"""What is registered, and which version gets an alias, whatever the registry gives back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.evaluation import Evaluation
from diabetes_desktop.application.inspect_model import ModelFacts, ModelFormat
from diabetes_desktop.application.promote_model import Judging, RollBackModel
from diabetes_desktop.application.publishing_errors import (
    AliasHeld,
    AliasUnset,
    CopyDiffers,
    NameDiffers,
    NothingBefore,
    NotRegistered,
)
from diabetes_desktop.application.publishing_ports import (
    ModelUpload,
    RegisteredModel,
    RegisteredVersion,
)
from diabetes_desktop.application.register_model import RegisterModel
from diabetes_desktop.application.training_ports import Progress
from diabetes_desktop.application.verify_model import Check, CheckResult
from diabetes_desktop.domain.model_signature import SignatureState, Unsigned

NAME = "diabetes_model"
AT = datetime(2026, 3, 1, tzinfo=UTC)
ONE, TWO = ModelUpload(NAME, "1", "aa"), ModelUpload(NAME, "2", "bb")


def unheard(_: Progress) -> None:
    """Progress that nobody follows."""


@dataclass
class FakeTeamRegistry:
    """A registry in memory; "files" are folders' names."""

    store: str = "http://store"
    spoils: bool = False
    models: dict[str, RegisteredModel] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def look(self, name: str) -> RegisteredModel | None:
        return self.models.get(name)

    def upload(self, directory: Path, name: str) -> str:
        run = f"run {next(self.numbers)}"
        self.runs[run] = "spoilt" if self.spoils else directory.name
        return run

    def fetch_upload(self, run: str, folder: Path) -> Path:
        return folder / self.runs[run]

    def discard(self, run: str) -> None:
        del self.runs[run]

    def add_version(self, name: str, run: str, model: ModelUpload) -> str:
        known = self.models.get(name, RegisteredModel(name, (), {}, {}))
        version = str(len(known.versions) + 1)
        self.places[version] = self.runs[run]
        versions = (RegisteredVersion(version, AT, model), *known.versions)
        self.models[name] = replace(known, versions=versions)
        return version

    def fetch(self, name: str, version: str, folder: Path) -> Path:
        return folder / self.places[version]

    def move_alias(self, name: str, alias: str, version: str, before: tuple[str, ...]) -> None:
        known = self.models[name]
        self.models[name] = replace(
            known,
            aliases={**known.aliases, alias: version},
            before={**known.before, alias: before},
        )


def difference(original: Path, copy: Path) -> str | None:
    return None if original.name == copy.name else "model.onnx"


def register(registry: FakeTeamRegistry, model: ModelUpload, alias: str = "") -> tuple[str, bool]:
    use_case = RegisterModel(registry, lambda _: model, difference, lambda: Path("folder"))
    done = use_case(Path(model.digest), NAME, alias, unheard)
    return done.version, done.is_new


def test_the_same_model_is_registered_once_and_the_alias_may_come_later() -> None:
    registry = FakeTeamRegistry()

    assert register(registry, ONE) == ("1", True)
    assert register(registry, ONE, "champion") == ("1", False)
    assert registry.models[NAME].aliases == {"champion": "1"}
    assert register(registry, replace(ONE, key_id="k", signature="s")) == ("2", True)


def test_a_model_is_registered_under_its_own_name_alone() -> None:
    registry = FakeTeamRegistry()
    with pytest.raises(NameDiffers) as raised:
        register(registry, replace(ONE, name="other_model"))
    assert (raised.value.name, raised.value.published) == (NAME, "other_model")
    assert (registry.models, registry.runs) == ({}, {})


def test_what_comes_back_changed_is_taken_back() -> None:
    registry = FakeTeamRegistry(spoils=True)

    with pytest.raises(CopyDiffers):
        register(registry, ONE)
    assert (registry.models, registry.runs) == ({}, {})


def test_a_tag_alone_is_not_believed() -> None:
    registry = FakeTeamRegistry()
    register(registry, ONE)
    registry.places["1"] = "something else"

    assert register(registry, ONE) == ("2", True)


def test_an_alias_that_others_have_is_left_to_them() -> None:
    registry = FakeTeamRegistry()
    register(registry, ONE, "champion")

    with pytest.raises(AliasHeld):
        register(registry, TWO, "champion")
    assert len(registry.models[NAME].versions) == 1


def judging(failure: ModelRefused | None = None, digest: str = "") -> Judging:
    def verify(location: str) -> list[CheckResult]:
        name = digest or Path(location).name
        facts = ModelFacts(location, NAME, "1", name, True, (), ModelFormat.ONNX, (), 30)
        return [CheckResult(Check.GOLDEN_CASES, failure, facts)]

    def signature(_: Path, __: object) -> SignatureState:
        return Unsigned()

    def evaluate(*_: object) -> Evaluation:
        raise AssertionError("there is hurry")

    return Judging(verify, signature, evaluate)


def filled(before: tuple[str, ...], holder: str, versions: int = 3) -> FakeTeamRegistry:
    registry = FakeTeamRegistry()
    for number in range(versions):
        register(registry, ModelUpload(NAME, str(number), f"digest {number}"))
    registry.move_alias(NAME, "champion", holder, before)
    return registry


def roll_back(registry: FakeTeamRegistry, how: Judging | None = None) -> bool:
    use_case = RollBackModel(registry, how or judging(), lambda: Path("folder"))
    return use_case(NAME, "champion", (), unheard).moved


@pytest.mark.parametrize(
    ("before", "target", "left"),
    [
        (("1", "2"), "2", ("1",)),
        (("1", "2", "3"), "2", ("1",)),  # an interrupted promotion wrote the holder
        (("1", "9"), "1", ()),  # version 9 was deleted
    ],
)
def test_back_to_the_last_one_that_is_still_there(
    before: tuple[str, ...], target: str, left: tuple[str, ...]
) -> None:
    registry = filled(before, "3")

    assert roll_back(registry)
    assert registry.models[NAME].aliases["champion"] == target
    assert registry.models[NAME].before["champion"] == left


def test_a_version_before_that_is_damaged_does_not_come_back() -> None:
    registry = filled(("2",), "3")
    failure = ModelRefused(ModelFault.FILE_CHANGED, "x", "model.onnx")

    assert not roll_back(registry, judging(failure))
    assert registry.models[NAME].aliases["champion"] == "3"
    with pytest.raises(CopyDiffers):
        roll_back(registry, judging(digest="of another model"))


def test_where_there_is_nothing_to_go_back_to() -> None:
    with pytest.raises(NothingBefore):
        roll_back(filled((), "3"))
    with pytest.raises(NotRegistered):
        roll_back(FakeTeamRegistry())
    registry = FakeTeamRegistry()
    register(registry, ONE)
    with pytest.raises(AliasUnset):
        roll_back(registry)
