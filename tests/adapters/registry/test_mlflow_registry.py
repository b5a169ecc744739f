"""A real tracking server of MLflow 3.17 with basic authentication: asked, fetched from, refused by.

About thirty seconds, of which the server takes fifteen to start.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import ModelCache
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.server_credentials import Credentials
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault
from diabetes_desktop.application.registry_ports import CachedModel, RegistryVersion
from diabetes_desktop.application.server_errors import ServerFault

from .certificates import Authority
from .conftest import CHAMPION, choice_of
from .tls_front import tls_front
from .tracking_server import READER, STRANGER, TrackingServer

MakeModel = Callable[[str], Path]


@pytest.fixture(scope="session")
def published(tracking: TrackingServer) -> tuple[str, str]:
    """The bundled model as version 1, `@champion`: the experiment, and the run."""
    experiment = tracking.experiment("published")
    tracking.register("diabetes_model", experiment, resource("model"), "champion")
    found = tracking.api("GET", "model-versions/get?name=diabetes_model&version=1")
    return experiment, str(found["model_version"]["run_id"])


def asked(registry: MlflowRegistry, choice: ModelChoice) -> RegistryVersion:
    return registry.resolve(choice, Event())


def fetched(registry: MlflowRegistry, choice: ModelChoice) -> CachedModel:
    version = registry.resolve(choice, Event())
    return registry.fetch(choice, version, lambda *_: None, Event())


def refusal(registry: MlflowRegistry, choice: ModelChoice) -> RegistryFailed:
    with pytest.raises(RegistryFailed) as caught:
        fetched(registry, choice)
    return caught.value


@pytest.mark.parametrize(
    "uri", [CHAMPION, "models:/diabetes_model/1", "models:/diabetes_model/latest"]
)
def test_a_registered_model_is_named_and_fetched_whole(
    tracking: TrackingServer, published: tuple[str, str], registry: MlflowRegistry, uri: str
) -> None:
    choice = choice_of(tracking.url, uri)
    version = asked(registry, choice)
    assert (version.name, version.version) == ("diabetes_model", "1")
    seen: list[tuple[int, int]] = []
    model = registry.fetch(choice, version, lambda *now: seen.append(now), Event())
    bundled = ModelDirectory(str(resource("model")))
    assert model.digest == bundled.digest() == ModelDirectory(model.directory).digest()
    assert Path(model.directory).name == f"1-{model.digest}"
    assert seen[-1][0] == seen[-1][1] > 100_000


def test_a_stage_is_found(
    tracking: TrackingServer, published: tuple[str, str], registry: MlflowRegistry
) -> None:
    stage = choice_of(tracking.url, "models:/diabetes_model/Production")
    assert refusal(registry, stage).fault is RegistryFault.STAGE_EMPTY
    tracking.api(
        "POST",
        "model-versions/transition-stage",
        name="diabetes_model",
        version="1",
        stage="Production",
        archive_existing_versions=False,
    )
    assert asked(registry, stage).version == "1"


def test_a_run_and_a_logged_model_are_found(
    tracking: TrackingServer,
    published: tuple[str, str],
    registry: MlflowRegistry,
    make_model: MakeModel,
) -> None:
    experiment, run = published
    choice = choice_of(tracking.url, f"runs:/{run}/model")
    version = asked(registry, choice)
    assert (version.name, version.version) == (run, "")
    assert registry.fetch(choice, version, lambda *_: None, Event()).name == run
    made = tracking.api("POST", "logged-models", experiment_id=experiment, name="forest")
    info = made["model"]["info"]
    tracking.put(info["artifact_uri"].removeprefix("mlflow-artifacts:/"), make_model("9"))
    logged = choice_of(tracking.url, f"models:/{info['model_id']}")
    model = registry.fetch(logged, asked(registry, logged), lambda *_: None, Event())
    assert ModelDirectory(model.directory).digest() == model.digest


UNKNOWN = {
    "models:/diabetes_model@nobody": RegistryFault.ALIAS_UNKNOWN,
    "models:/diabetes_model/77": RegistryFault.VERSION_UNKNOWN,
    # Of what does not exist, MLflow says that it may not be read.
    "models:/no_such_model@champion": RegistryFault.MODEL_RIGHTS,
    f"models:/m-{'0' * 32}": RegistryFault.MODEL_RIGHTS,
    f"runs:/{'0' * 32}/model": RegistryFault.MODEL_RIGHTS,
}


@pytest.mark.parametrize("uri", UNKNOWN)
def test_what_is_not_there_is_told_apart(
    tracking: TrackingServer, published: tuple[str, str], registry: MlflowRegistry, uri: str
) -> None:
    assert refusal(registry, choice_of(tracking.url, uri)).fault is UNKNOWN[uri]


@pytest.mark.parametrize("who", [Credentials(), Credentials("workstation", "wrong")])
def test_without_the_right_password_nothing_is_told(
    tracking: TrackingServer, cache: ModelCache, tmp_path: Path, who: Credentials
) -> None:
    registry = MlflowRegistry(cache, lambda _: who.header, tmp_path)
    assert refusal(registry, choice_of(tracking.url)).fault is ServerFault.CREDENTIALS


def test_rights_are_needed_on_the_model_and_on_its_experiment(
    tracking: TrackingServer,
    cache: ModelCache,
    tmp_path: Path,
    make_model: MakeModel,
    published: tuple[str, str],
) -> None:
    experiment = tracking.experiment("secret")
    tracking.register("secret_model", experiment, make_model("1"), "champion")
    choice = choice_of(tracking.url, "models:/secret_model@champion")
    registry = MlflowRegistry(cache, lambda _: Credentials(*STRANGER).header, tmp_path)
    tracking.deny(STRANGER[0], "experiment", experiment)
    assert refusal(registry, choice).fault is RegistryFault.EXPERIMENT_RIGHTS
    tracking.deny(STRANGER[0], "registered_model", "secret_model")
    assert refusal(registry, choice).fault is RegistryFault.MODEL_RIGHTS


def test_a_host_name_that_the_server_does_not_know(
    tracking: TrackingServer, registry: MlflowRegistry, tmp_path: Path
) -> None:
    """A name of this computer that MLflow was not told of."""
    choice = choice_of(tracking.url.replace("127.0.0.1", socket.gethostname()), allow_http=True)
    failed = refusal(registry, choice)
    assert failed.fault in (ServerFault.HOST_HEADER, ServerFault.CONNECTION_REFUSED)


def test_through_tls(
    tracking: TrackingServer,
    published: tuple[str, str],
    registry: MlflowRegistry,
    authority: Authority,
) -> None:
    """Security 10."""
    with tls_front(tracking.url, authority.server_context()) as url:
        assert refusal(registry, choice_of(url)).fault is ServerFault.TLS_UNKNOWN
        choice = choice_of(url, ca_file=str(authority.file))
        version = asked(registry, choice)
        model = registry.fetch(choice, version, lambda *_: None, Event())
    assert model.version == "1"


def test_a_model_that_was_changed_on_the_server_is_refused(
    tracking: TrackingServer, registry: MlflowRegistry, make_model: MakeModel
) -> None:
    """Security 11."""
    directory = make_model("2")
    with (directory / "model.onnx").open("ab") as stream:
        stream.write(b"\0")
    tracking.register("changed_model", tracking.experiment("changed"), directory, "champion")
    choice = choice_of(tracking.url, "models:/changed_model@champion")
    with pytest.raises(ModelRefused) as caught:
        registry.fetch(choice, asked(registry, choice), lambda *_: None, Event())
    assert caught.value == ModelRefused(ModelFault.FILE_CHANGED, "changed_model 1", "model.onnx")


def test_the_password_is_in_no_file(
    tracking: TrackingServer,
    published: tuple[str, str],
    registry: MlflowRegistry,
    tmp_path: Path,
) -> None:
    """Security 10."""
    choice = choice_of(tracking.url)
    registry.fetch(choice, asked(registry, choice), lambda *_: None, Event())
    words = [READER[1].encode(), Credentials(*READER).header.split()[1].encode()]
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or not any(word in path.read_bytes() for word in words)
    assert READER[1] not in repr(Credentials(*READER))
