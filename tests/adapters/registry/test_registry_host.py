"""A registry's model answers in a process of its own: fetched once, offline, or not at all.

About twenty seconds: every host is a real process with the bundled model, and the server is real.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import ModelCache
from diabetes_desktop.adapters.registry.registry_host import RegistryModelHost
from diabetes_desktop.adapters.registry.sequence_file import SequenceFile
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import ModelFault, ModelNotReady, ModelRefused
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import RegistryFailed
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.domain.model_source import SignaturePolicy, SourceKind
from diabetes_desktop.domain.patient import Gender, Patient, Smoking

from . import bad_servers
from .bad_servers import Script, scripted
from .conftest import choice_of
from .tracking_server import TrackingServer, free_port

PATIENT = Patient(Gender.FEMALE, 70.0, 1, 0, Smoking.FORMER, 35.0, 8.2, 260.0)
MakeHost = Callable[[ModelChoice], RegistryModelHost]


def in_a_process(choice: ModelChoice) -> ProcessModelHost:
    return ProcessModelHost(choice, resource("model"))


@pytest.fixture
def make_host(
    registry: MlflowRegistry, cache: ModelCache, sequences: SequenceFile
) -> Iterator[MakeHost]:
    made: list[RegistryModelHost] = []

    def make(choice: ModelChoice) -> RegistryModelHost:
        made.append(RegistryModelHost(choice, registry, cache, sequences, in_a_process))
        return made[-1]

    yield make
    for host in made:
        host.stop()


@pytest.fixture
def whole_model() -> Script:
    """The bundled model, handed out as version 1."""
    return Script(resource("model"))


def test_a_real_registrys_model_answers(
    tracking: TrackingServer, make_host: MakeHost, make_model: Callable[[str], Path]
) -> None:
    experiment = tracking.experiment("answering")
    tracking.register("answering", experiment, make_model("1"))
    tracking.register("answering", experiment, make_model("2"), "champion")
    host = make_host(choice_of(tracking.url, "models:/answering@champion"))
    identity = host.start()
    assert (identity.name, identity.version) == ("answering", "2")
    assert identity.source is SourceKind.REGISTRY
    assert host.predict([PATIENT])[0].outcome == 1
    assert host.explain(PATIENT).contributions


def test_offline_the_version_of_this_computer_answers(
    make_host: MakeHost, whole_model: Script
) -> None:
    with scripted(whole_model) as url:
        first = make_host(choice_of(url)).start()
    later = make_host(choice_of(url))
    assert later.start() == first
    assert later.predict([PATIENT])[0].outcome == 1


def test_the_copy_of_another_choice_never_stands_in(
    make_host: MakeHost, whole_model: Script
) -> None:
    """Security 12."""
    with scripted(whole_model) as url:
        make_host(choice_of(url)).start()
    for other in (
        choice_of(url, "models:/diabetes_model@other"),
        choice_of(f"http://127.0.0.1:{free_port()}"),
    ):
        with pytest.raises(RegistryFailed) as caught:
            make_host(other).start()
        assert caught.value.fault is ServerFault.CONNECTION_REFUSED


def test_the_bundled_model_stands_in_only_by_policy_and_by_its_name(make_host: MakeHost) -> None:
    """Security 12."""
    nobody = choice_of(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(RegistryFailed):
        make_host(nobody).start()
    identity = make_host(replace(nobody, fallback_bundled=True)).start()
    assert (identity.source, identity.location) == (SourceKind.BUNDLED, "")


def test_a_damaged_copy_is_fetched_anew_and_offline_refused(
    make_host: MakeHost, whole_model: Script
) -> None:
    """Security 11."""
    with scripted(whole_model) as url:
        choice = choice_of(url)
        first = make_host(choice).start()
        graph = Path(first.location) / "model.onnx"
        good = graph.read_bytes()
        graph.write_bytes(good[:-1] + b"\0")
        assert make_host(choice).start() == first
        assert graph.read_bytes() == good
    graph.write_bytes(b"")
    with pytest.raises(RegistryFailed):
        make_host(choice).start()


def test_a_version_that_is_asked_for_is_that_one_or_none(
    make_host: MakeHost, whole_model: Script
) -> None:
    with scripted(whole_model) as url:
        choice = choice_of(url)
        first = make_host(choice).start()
    assert make_host(replace(choice, version="1")).start() == first
    with pytest.raises(ModelRefused) as caught:
        make_host(replace(choice, version="2", fallback_bundled=True)).start()
    assert caught.value.fault is ModelFault.MISSING


def test_an_unsigned_model_is_refused_where_the_policy_says_so(
    make_host: MakeHost, whole_model: Script
) -> None:
    """Security 11."""
    with scripted(whole_model) as url:
        choice = choice_of(url, signatures=SignaturePolicy.REFUSED)
        with pytest.raises(ModelRefused) as caught:
            make_host(choice).start()
    assert caught.value.fault is ModelFault.UNSIGNED


def test_a_host_that_is_stopped_while_it_fetches_leaves_nothing(
    make_host: MakeHost, tmp_path: Path
) -> None:
    asked, ended = Event(), Event()
    told: list[BaseException] = []

    def talk(connection: object, over: Event) -> None:
        asked.set()
        over.wait(30)

    with bad_servers.raw(talk) as url:
        host = make_host(choice_of(url, fallback_bundled=True))

        def start() -> None:
            try:
                host.start()
            except ModelNotReady as error:
                told.append(error)
            ended.set()

        thread = Thread(target=start)
        thread.start()
        assert asked.wait(10)
        host.stop()
        assert ended.wait(2)
        thread.join()
    assert told == [ModelNotReady()]
    with pytest.raises(ModelNotReady):
        host.predict([PATIENT])
