"""A new version takes over, a bad one does not, and both are told; time and chance are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread

import pytest
from tests.fakes import FakeAccounts, FakeModelHost

from diabetes_desktop.application.choose_version import CheckRegistryNow, GoBack, WayBack
from diabetes_desktop.application.errors import (
    AppError,
    ModelCrashed,
    ModelFault,
    ModelRefused,
    SessionEnded,
)
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.application.model_supply import Supply, SupplyState
from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault
from diabetes_desktop.application.registry_ports import (
    CachedModel,
    PeriodOfUse,
    Progress,
    RefusedVersion,
    RegistryVersion,
)
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.application.sign_in import CheckSession
from diabetes_desktop.application.watch_registry import WatchRegistry
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind

CHOICE = ModelChoice(
    SourceKind.REGISTRY,
    tracking_uri="http://localhost:5000",
    model_uri="models:/diabetes_model@champion",
)
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
AWAY = RegistryFailed(ServerFault.UNREACHABLE, "localhost:5000")
BAD = ModelRefused(ModelFault.GOLDEN_CASES, "diabetes_model 2", "3/32")
PATIENT = Patient(Gender.FEMALE, 70.0, 1, 0, Smoking.FORMER, 35.0, 8.2, 260.0)
ADMINISTRATOR = Account("b", "Cuenta B", frozenset({Role.ADMINISTRATOR}))


class Registry:
    """Names what a test says; every version can be fetched unless `fails_fetch` says not."""

    def __init__(self) -> None:
        self.version = "1"
        self.place = "mlflow-artifacts:/1"
        self.fails: AppError | None = None
        self.fails_fetch: AppError | None = None
        self.fetched: list[str] = []
        self.while_fetching: Callable[[], object] = lambda: None

    def resolve(self, choice: ModelChoice, cancel: Event) -> RegistryVersion:
        if self.fails:
            raise self.fails
        return RegistryVersion("diabetes_model", self.version, f"{self.place}/{self.version}")

    def fetch(
        self, choice: ModelChoice, version: RegistryVersion, progress: Progress, cancel: Event
    ) -> CachedModel:
        self.fetched.append(version.version)
        if self.fails_fetch:
            raise self.fails_fetch
        self.while_fetching()
        progress(100, 100)
        return CachedModel("diabetes_model", version.version, f"digest {version.version}", "")


class Memory:
    def __init__(self) -> None:
        self.passed_over: RefusedVersion | None = None

    def periods(self) -> Sequence[PeriodOfUse]:
        return ()

    def took_over(self, name: str, version: str, digest: str, at: datetime) -> None:
        """These tests ask the model in use instead."""

    def refused(self) -> RefusedVersion | None:
        return self.passed_over

    def refuse(self, version: RefusedVersion | None) -> None:
        self.passed_over = version


class Workstation:
    """Everything around the watch, with fake hosts of versions."""

    def __init__(self) -> None:
        self.choice = CHOICE
        self.now = START
        self.registry = Registry()
        self.memory = Memory()
        self.fails_start: dict[str, AppError] = {}
        self.chosen: list[ModelChoice] = []
        self.model = ModelInUse(self.make_host, lambda: self.now)
        self.turn = Lock()
        self.watch = WatchRegistry(
            self.model,
            lambda: self.choice,
            self.registry,
            self.memory,
            lambda: self.now,
            lambda: 0.5,
            self.turn,
        )
        self.told: list[WayBack] = []
        self.accounts = FakeAccounts()
        self.accounts.add(ADMINISTRATOR, "")
        check = CheckSession(self.accounts)
        self.check_now = CheckRegistryNow(self.watch, self.memory, check)
        self.go_back = GoBack(
            self.model,
            lambda: self.choice,
            self.registry,
            self.watch,
            self.memory,
            check,
            lambda: self.now,
            self.turn,
            self.told.append,
        )

    def make_host(self, choice: ModelChoice) -> FakeModelHost:
        self.chosen.append(choice)
        version = choice.version or "1"
        source = choice.source
        host = FakeModelHost(ModelIdentity("diabetes_model", version, f"digest {version}", source))
        host.fails_start = self.fails_start.get(version)
        return host

    def check(self) -> Supply:
        supply = self.watch.check(Event())
        assert supply is not None
        return supply

    @property
    def answering(self) -> str:
        return self.model.current().identity.version


@pytest.fixture
def desk() -> Workstation:
    desk = Workstation()
    desk.model.use(CHOICE)
    return desk


def test_before_the_first_look_nothing_is_claimed(desk: Workstation) -> None:
    assert desk.watch.supply() == Supply(SupplyState.UNCONFIRMED, "1")
    desk.choice = ModelChoice(SourceKind.BUNDLED)
    assert desk.watch.supply() is None
    assert desk.watch.check(Event()) is None


def test_the_version_that_the_registry_names_is_confirmed(desk: Workstation) -> None:
    assert desk.check() == Supply(SupplyState.CURRENT, "1", checked_at=START)
    desk.check()
    assert desk.registry.fetched == ["1"], "a version that was confirmed is not looked at again"


def test_a_new_version_takes_over(desk: Workstation) -> None:
    desk.check()
    desk.registry.version = "2"
    assert desk.check().state is SupplyState.CURRENT
    assert desk.answering == "2"


def test_a_version_made_anew_under_the_same_number_is_noticed(desk: Workstation) -> None:
    desk.check()
    desk.registry.place = "mlflow-artifacts:/another"
    desk.check()
    assert desk.registry.fetched == ["1", "1"]


@pytest.mark.parametrize("step", ["fetch", "start"])
@pytest.mark.parametrize("why", [BAD, ModelCrashed()])
def test_a_version_that_fails_a_step_is_refused_once(
    desk: Workstation, step: str, why: AppError
) -> None:
    desk.check()
    desk.registry.version = "2"
    if step == "fetch":
        desk.registry.fails_fetch = why
    else:
        desk.fails_start["2"] = why
    supply = desk.check()
    assert (supply.state, supply.version) == (SupplyState.REFUSED_NEWER, "1")
    assert supply.refused is not None
    assert (supply.refused.version.version, supply.refused.reason) == ("2", why)
    tries = len(desk.registry.fetched)
    desk.registry.fails_fetch = None
    desk.fails_start.clear()
    assert desk.check().state is SupplyState.REFUSED_NEWER
    assert (len(desk.registry.fetched), desk.answering) == (tries, "1")
    desk.registry.version = "3"
    assert desk.check().state is SupplyState.CURRENT
    assert desk.answering == "3"
    assert desk.memory.refused() is None


def test_an_administrator_gives_a_refused_version_another_chance(desk: Workstation) -> None:
    desk.registry.version, desk.fails_start["2"] = "2", BAD
    desk.check()
    desk.fails_start.clear()
    supply = desk.check_now(ADMINISTRATOR.user, Event())
    assert supply is not None
    assert (supply.state, supply.version) == (SupplyState.CURRENT, "2")


def test_a_registry_out_of_reach_is_told_with_the_time_from_when(desk: Workstation) -> None:
    desk.check()
    desk.now = START + timedelta(minutes=42)
    desk.registry.fails = AWAY
    first = desk.check()
    assert (first.state, first.version) == (SupplyState.OUT_OF_REACH, "1")
    assert (first.since, first.failure) == (desk.now, AWAY)
    desk.now += timedelta(minutes=1)
    assert desk.check().since == first.since
    desk.registry.fails = None
    assert desk.check() == Supply(SupplyState.CURRENT, "1", checked_at=desk.now)


def test_a_download_that_breaks_off_is_tried_again(desk: Workstation) -> None:
    desk.check()
    desk.registry.version = "2"
    desk.registry.fails_fetch = RegistryFailed(ServerFault.CUT, "localhost:5000")
    assert desk.check().state is SupplyState.OUT_OF_REACH
    desk.registry.fails_fetch = RegistryFailed(RegistryFault.EXPERIMENT_RIGHTS, "localhost:5000")
    assert desk.check().state is SupplyState.OUT_OF_REACH
    desk.registry.fails_fetch = None
    assert desk.check().state is SupplyState.CURRENT
    assert desk.answering == "2"


def test_the_bundled_model_is_named_as_such_until_the_registrys_own_comes(
    desk: Workstation,
) -> None:
    """Security 12."""
    desk.model.use(ModelChoice(SourceKind.BUNDLED))
    desk.registry.fails = AWAY
    supply = desk.check()
    assert (supply.state, supply.failure) == (SupplyState.BUNDLED, AWAY)
    desk.registry.fails = None
    assert desk.check().state is SupplyState.CURRENT
    assert desk.model.current().identity.source is SourceKind.REGISTRY


def test_going_back_holds_until_the_registry_names_another(desk: Workstation) -> None:
    desk.registry.version = "2"
    desk.check()
    assert desk.go_back("1", ADMINISTRATOR.user).version == "1"
    supply = desk.check()
    assert (supply.state, supply.version) == (SupplyState.WENT_BACK, "1")
    desk.registry.fails = AWAY
    assert desk.check().state is SupplyState.OUT_OF_REACH
    desk.registry.fails = None
    desk.registry.version = "3"
    assert desk.check().version == "3"


def test_going_back_while_the_next_version_is_fetched_holds(desk: Workstation) -> None:
    desk.registry.version = "2"
    desk.check()
    desk.registry.version = "3"
    desk.registry.while_fetching = lambda: desk.go_back("1", ADMINISTRATOR.user)
    supply = desk.check()
    assert (supply.state, supply.version, desk.answering) == (SupplyState.WENT_BACK, "1", "1")
    assert desk.registry.fetched == ["2", "3"]
    assert desk.check() == supply


def test_going_back_works_while_the_registry_is_away(desk: Workstation) -> None:
    desk.registry.version = "2"
    desk.check()
    desk.registry.fails = AWAY
    assert desk.go_back("1", ADMINISTRATOR.user).version == "1"
    desk.registry.fails = None
    assert desk.check().state is SupplyState.WENT_BACK


def test_a_version_that_does_not_start_is_not_gone_back_to(desk: Workstation) -> None:
    desk.registry.version = "2"
    desk.check()
    desk.fails_start["1"] = BAD
    with pytest.raises(ModelRefused):
        desk.go_back("1", ADMINISTRATOR.user)
    assert (desk.answering, desk.memory.refused()) == ("2", None)


def test_a_way_back_is_told_with_who_went_it_and_what_is_passed_over(desk: Workstation) -> None:
    desk.registry.version = "2"
    desk.check()
    identity = desk.go_back("1", ADMINISTRATOR.user)
    assert desk.told == [WayBack(ADMINISTRATOR.user, identity, "2", desk.now)]
    assert desk.go_back("2", ADMINISTRATOR.user).version == "2"
    assert (desk.told[-1].identity.version, desk.told[-1].passed_over) == ("2", "")
    desk.fails_start["1"] = BAD
    with pytest.raises(ModelRefused):
        desk.go_back("1", ADMINISTRATOR.user)
    assert len(desk.told) == 2


def test_after_a_way_back_every_answer_bears_the_older_version(desk: Workstation) -> None:
    desk.registry.version = "2"
    desk.check()
    before = desk.model.predict([PATIENT])[0]
    desk.now += timedelta(minutes=5)
    desk.go_back("1", ADMINISTRATOR.user)
    after = desk.model.predict([PATIENT])[0]
    assert (before.title, after.title) == ("diabetes_model 2", "diabetes_model 1")
    assert desk.model.current().since == desk.now
    supply = desk.check()
    assert (supply.state, supply.version) == (SupplyState.WENT_BACK, "1")
    assert supply.refused is not None
    assert supply.refused.version.version == "2"


def test_only_a_way_back_may_start_what_is_older(desk: Workstation) -> None:
    """A swap never is one, so that a server can't hand out an old model as a new one."""
    desk.registry.version = "2"
    desk.check()
    desk.go_back("1", ADMINISTRATOR.user)
    assert [(each.version, each.is_way_back) for each in desk.chosen if each.version] == [
        ("2", False),
        ("1", True),
    ]
    assert desk.chosen[-2].digest == "digest 2", "a swap starts the very copy that was fetched"


@pytest.mark.parametrize(
    ("roles", "enabled"),
    [
        (frozenset({Role.DOCTOR}), True),
        (frozenset(), True),
        (frozenset({Role.ADMINISTRATOR}), False),
    ],
)
def test_only_an_administrator_does(
    desk: Workstation, roles: frozenset[Role], enabled: bool
) -> None:
    """Security 7."""
    desk.accounts.add(Account("a", "Cuenta A", roles, enabled), "")
    with pytest.raises(SessionEnded):
        desk.go_back("1", "a")
    with pytest.raises(SessionEnded):
        desk.check_now("a", Event())
    with pytest.raises(SessionEnded):
        desk.go_back("1", "nobody of that name")
    assert desk.registry.fetched == []
    assert desk.told == []


def test_a_choice_made_meanwhile_stands(desk: Workstation) -> None:
    desk.registry.version = "2"
    other = replace(CHOICE, model_uri="models:/other/1")
    real_fetch = desk.registry.fetch

    def fetch(*asked: object) -> CachedModel:
        desk.choice = other
        return real_fetch(*asked)  # type: ignore[arg-type]

    desk.registry.fetch = fetch  # type: ignore[method-assign]
    desk.watch.check(Event())
    assert desk.answering == "1"
    assert desk.watch.supply() == Supply(SupplyState.UNCONFIRMED, "1")


def test_a_hundred_swaps_lose_no_prediction(desk: Workstation) -> None:
    desk.check()
    ended, answered, lost = Event(), [], []

    def predict() -> None:
        while not ended.is_set():
            try:
                answered.append(desk.model.predict([PATIENT])[0].version)
            except Exception as error:
                lost.append(error)

    doctors = [Thread(target=predict) for _ in range(2)]
    for doctor in doctors:
        doctor.start()
    try:
        for version in range(2, 102):
            desk.registry.version = str(version)
            assert desk.check().version == str(version)
    finally:
        ended.set()
        for doctor in doctors:
            doctor.join()
    assert lost == []
    assert answered


def test_workstations_do_not_ask_all_at_once(desk: Workstation) -> None:
    assert desk.watch.delay() == pytest.approx(67.5)
