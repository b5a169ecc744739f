"""Versions that change while doctors predict: not a prediction is lost.

About fifteen seconds: each swap starts a real process with the bundled model.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock, Thread

import pytest

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.registry.station import RegistrySource, RegistryStation
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import AppError, SessionEnded
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.model_in_use import ModelInUse
from diabetes_desktop.application.model_supply import SupplyState
from diabetes_desktop.application.ports import ModelHost
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.model_source import SourceKind

from ..model_directories import publish
from .bad_servers import Script, scripted
from .conftest import choice_of
from .test_registry_host import PATIENT

SWAPS = 4
DEADLINE = 60.0


@dataclass
class Doctors:
    """Two of them, predicting all the time."""

    model: ModelInUse
    ended: Event = field(default_factory=Event)
    answered: list[str] = field(default_factory=list)
    lost: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._threads = [Thread(target=self._predict) for _ in range(2)]
        for thread in self._threads:
            thread.start()

    def _predict(self) -> None:
        while not self.ended.is_set():
            try:
                identity, answers = self.model.predict([PATIENT])
                assert answers[0].outcome == 1
                self.answered.append(identity.version)
            except BaseException as error:
                self.lost.append(error)

    def stop(self) -> None:
        self.ended.set()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def publish_version(tmp_path: Path) -> Callable[[Script, int], None]:
    """Hand out the bundled model as another version."""

    def change(script: Script, version: int) -> None:
        directory = tmp_path / "versions" / str(version)
        shutil.copytree(resource("model"), directory)
        publish(directory, "diabetes_model", str(version))
        script.files = Script(directory).files
        script.version = str(version)

    return change


def administrator(user: str, role: Role) -> Account:
    if user != "b":
        raise SessionEnded
    return Account("b", "Cuenta B", frozenset({role}))


@pytest.fixture
def make_station(tmp_path: Path) -> Iterator[Callable[[str], tuple[ModelInUse, RegistryStation]]]:
    ends: list[Callable[[], None]] = []

    def make(url: str) -> tuple[ModelInUse, RegistryStation]:
        source = RegistrySource(tmp_path, {"MLFLOW_TRACKING_TOKEN": "not to be seen"})

        def make_host(choice: ModelChoice) -> ModelHost:
            if choice.source is SourceKind.REGISTRY:
                return source.host(choice, make_host)
            return ProcessModelHost(choice, resource("model"))

        choice, bugs = choice_of(url), list[BaseException]()
        now = lambda: datetime.now(UTC)  # noqa: E731
        model = ModelInUse(make_host, now, took_over=source.remember)
        station = RegistryStation(
            source, model, lambda: choice, administrator, now, Lock(), bugs.append
        )

        def end() -> None:
            station.stop()
            model.stop()
            assert bugs == []

        ends.append(end)
        model.use(choice)
        return model, station

    yield make
    for end in ends:
        end()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_not_a_prediction_is_lost(
    make_station: Callable[[str], tuple[ModelInUse, RegistryStation]],
    publish_version: Callable[[Script, int], None],
) -> None:
    script = Script(resource("model"))
    with scripted(script) as url:
        model, station = make_station(url)
        doctors = Doctors(model)
        try:
            for version in range(2, SWAPS + 2):
                publish_version(script, version)
                supply = station.check_now("b", Event())
                assert supply is not None
                assert (supply.state, supply.version) == (SupplyState.CURRENT, str(version))
        finally:
            doctors.stop()
    assert doctors.lost == []
    assert set(doctors.answered) >= {str(version) for version in range(1, SWAPS + 1)}
    assert [period.version for period in station.periods()] == ["5", "4", "3", "2", "1"]
    assert station.go_back("2", "b").version == "2"
    assert model.current().identity.version == "2"


def test_a_bad_version_stays_outside_and_is_named(
    make_station: Callable[[str], tuple[ModelInUse, RegistryStation]],
    publish_version: Callable[[Script, int], None],
) -> None:
    script = Script(resource("model"))
    with scripted(script) as url:
        model, station = make_station(url)
        publish_version(script, 2)
        script.files["golden_cases.json"] = script.files["golden_cases.json"] + b" "
        station.look()
        until(lambda: (now := station.supply()) is not None and now.refused is not None)
        supply = station.supply()
    assert supply is not None
    assert (supply.state, supply.version) == (SupplyState.REFUSED_NEWER, "1")
    assert isinstance(supply.refused and supply.refused.reason, AppError)
    assert model.predict([PATIENT])[0].version == "1"
