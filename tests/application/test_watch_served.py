"""What is served follows the alias; what can't be done is told once. By hand: the registry."""

from __future__ import annotations

from threading import Event

import pytest

from diabetes_desktop.application.errors import AppError, ModelFault, ModelNotReady, ModelRefused
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault
from diabetes_desktop.application.registry_ports import CachedModel, Progress, RegistryVersion
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.application.serving import Happening, ServiceReport, TrialFailed, TrialFault
from diabetes_desktop.application.watch_served import WatchServed
from diabetes_desktop.domain.model_source import SourceKind

CHOICE = ModelChoice(SourceKind.REGISTRY, model_uri="models:/diabetes_model@champion")
AWAY = RegistryFailed(ServerFault.CONNECTION_REFUSED, "localhost:5000")
SLOW = TrialFailed(TrialFault.SILENT, "slow")
BAD = ModelRefused(ModelFault.GOLDEN_CASES, "a folder", "3/32")


class Hospital:
    """A registry, copies and a scoring port, and what was told of them."""

    def __init__(self) -> None:
        self.named = "1"
        self.fails: AppError | None = None
        self.fails_fetch: AppError | None = None
        self.bad: dict[str, AppError] = {}
        self.tried: list[str] = []
        self.answering = ""
        self.good: CachedModel | None = None
        self.told: list[ServiceReport] = []
        self.now = 0.0
        self.watch = WatchServed(
            CHOICE, self, self, self.take_over, self.told.append, lambda: self.now
        )

    def resolve(self, choice: ModelChoice, cancel: Event) -> RegistryVersion:
        if self.fails:
            raise self.fails
        return RegistryVersion("diabetes_model", self.named, f"place {self.named}")

    def fetch(
        self, choice: ModelChoice, version: RegistryVersion, progress: Progress, cancel: Event
    ) -> CachedModel:
        if self.fails_fetch:
            raise self.fails_fetch
        return CachedModel("diabetes_model", version.version, f"digest {version.version}", "")

    def last_good(self, choice: ModelChoice) -> CachedModel | None:
        return self.good

    def find(self, choice: ModelChoice, version: str) -> CachedModel | None:
        return None

    def keep_as_good(self, choice: ModelChoice, model: CachedModel) -> None:
        self.good = model

    def take_over(self, model: CachedModel) -> None:
        self.tried.append(model.version)
        if failure := self.bad.get(model.version):
            raise failure
        self.answering = model.version

    def look(self, times: int = 1) -> list[tuple[Happening, int]]:
        """What is told in so many looks."""
        self.told.clear()
        for _ in range(times):
            self.watch.check(Event())
        return [(each.happening, each.number) for each in self.told]


@pytest.fixture
def hospital() -> Hospital:
    return Hospital()


def test_the_version_that_the_alias_names_takes_over_once(hospital: Hospital) -> None:
    assert hospital.look(3) == [(Happening.TOOK_OVER, 1)]
    hospital.named = "2"
    assert hospital.look(3) == [(Happening.TOOK_OVER, 2)]
    assert hospital.tried == ["1", "2"]


def test_a_bad_version_is_told_once_and_tried_again_only_after_the_alias_moved(
    hospital: Hospital,
) -> None:
    hospital.look()
    hospital.named, hospital.bad = "2", {"2": BAD}
    assert hospital.look(3) == [(Happening.REFUSED, 2)]
    assert hospital.told[0].why == BAD
    assert hospital.answering == "1"

    hospital.named = "1"
    assert hospital.look(2) == []
    hospital.named, hospital.bad = "2", {}
    assert hospital.look(2) == [(Happening.TOOK_OVER, 2)]


def test_a_registry_out_of_reach_is_told_once_and_once_when_it_is_back(hospital: Hospital) -> None:
    hospital.look()
    hospital.fails = AWAY
    assert hospital.look() == []  # a busy computer: it may pass
    assert hospital.look() == [(Happening.OUT_OF_REACH, 1)]
    hospital.fails = RegistryFailed(ServerFault.SLOW, "localhost:5000", "3")
    assert hospital.look(3) == []
    hospital.fails = None
    assert hospital.look(2) == [(Happening.REACHED, 1)]


def test_while_nothing_answers_each_reason_is_told(hospital: Hospital) -> None:
    hospital.fails = RegistryFailed(RegistryFault.MODEL_UNKNOWN, "localhost:5000", "diabetes_model")
    assert hospital.look(2) == [(Happening.OUT_OF_REACH, 0)]
    hospital.fails = RegistryFailed(RegistryFault.ALIAS_UNKNOWN, "localhost:5000", "champion")
    assert hospital.look(2) == [(Happening.OUT_OF_REACH, 0)]
    hospital.fails = None
    assert hospital.look(2) == [(Happening.TOOK_OVER, 1)]


@pytest.mark.parametrize("is_bad", [False, True])
def test_what_answered_before_a_restart_answers_until_there_is_better(
    hospital: Hospital, is_bad: bool
) -> None:
    hospital.good = CachedModel("diabetes_model", "1", "digest 1", "")
    hospital.named, hospital.bad = "2", {"2": BAD}
    hospital.fails = None if is_bad else AWAY
    told = hospital.look(2)

    assert told[-1] == ((Happening.TOOK_OVER, 1) if is_bad else (Happening.OUT_OF_REACH, 1))
    assert hospital.answering == "1"


def test_a_good_version_that_is_good_no_more_is_told(hospital: Hospital) -> None:
    hospital.good = CachedModel("diabetes_model", "1", "digest 1", "")
    hospital.fails, hospital.bad = AWAY, {"1": BAD}
    assert hospital.look(2) == [(Happening.REFUSED, 1), (Happening.OUT_OF_REACH, 0)]


def test_a_download_that_breaks_off_is_tried_again(hospital: Hospital) -> None:
    hospital.look()
    hospital.named, hospital.fails_fetch = "2", RegistryFailed(ServerFault.CUT, "localhost:5000")
    assert hospital.look(2) == [(Happening.OUT_OF_REACH, 1)]
    hospital.fails_fetch = None
    assert hospital.look() == [(Happening.TOOK_OVER, 2)]


def test_nothing_is_told_of_what_the_end_broke_off(hospital: Hospital) -> None:
    hospital.bad = {"1": ModelNotReady()}
    assert hospital.look() == []


def test_the_end_breaks_off_the_way_back_too(hospital: Hospital) -> None:
    hospital.good = CachedModel("diabetes_model", "1", "digest 1", "")
    hospital.fails, hospital.bad = AWAY, {"1": ModelNotReady()}
    assert hospital.look(2) == [(Happening.OUT_OF_REACH, 0)]
    assert hospital.tried == ["1"]


def test_a_version_whose_service_failed_is_tried_again_after_longer_and_longer_pauses(
    hospital: Hospital,
) -> None:
    hospital.bad = {"1": SLOW}
    assert hospital.look(3) == [(Happening.POSTPONED, 1)]
    for seconds in (10, 20, 40, 80, 160, 320, 600, 600):
        tries = len(hospital.tried)
        hospital.now += seconds - 1
        assert hospital.look(2) == []
        assert len(hospital.tried) == tries
        hospital.now += 1
        assert hospital.look(2) == []
        assert len(hospital.tried) == tries + 1
    hospital.bad = {}
    hospital.now += 600
    assert hospital.look(2) == [(Happening.TOOK_OVER, 1)]


def test_a_version_that_is_put_off_is_forgotten_when_the_alias_moves(hospital: Hospital) -> None:
    hospital.look()
    hospital.named, hospital.bad = "2", {"2": SLOW}
    assert hospital.look() == [(Happening.POSTPONED, 2)]
    hospital.named = "3"
    assert hospital.look() == [(Happening.TOOK_OVER, 3)]
    hospital.named, hospital.bad = "2", {}
    assert hospital.look() == [(Happening.TOOK_OVER, 2)]


def test_code_that_nobody_vouches_for_is_not_tried_again(hospital: Hospital) -> None:
    hospital.bad = {"1": TrialFailed(TrialFault.OWN_CODE, "code")}
    assert hospital.look() == [(Happening.REFUSED, 1)]
    hospital.now += 10_000
    assert hospital.look() == []


def test_the_way_back_is_tried_again_too_and_told_once(hospital: Hospital) -> None:
    hospital.good = CachedModel("diabetes_model", "1", "digest 1", "")
    hospital.fails, hospital.bad = AWAY, {"1": SLOW}
    assert hospital.look(3) == [(Happening.POSTPONED, 1), (Happening.OUT_OF_REACH, 0)]
    hospital.bad = {}
    assert hospital.look()[0] == (Happening.TOOK_OVER, 1)


def test_it_is_settled_when_the_version_that_was_named_answers(hospital: Hospital) -> None:
    hospital.good = CachedModel("diabetes_model", "1", "digest 1", "")
    hospital.fails = AWAY
    hospital.look()
    assert (hospital.answering, hospital.watch.settled) == ("1", False)
    hospital.fails = None
    hospital.look()
    assert hospital.watch.settled
