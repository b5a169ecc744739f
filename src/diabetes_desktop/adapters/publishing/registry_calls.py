"""What is done with MLflow's client, in a process of its own (see `team_registry`).

Answers and refusals leave it as values: an exception of MLflow carries the server's own words.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from diabetes_desktop.adapters.publishing.store_faults import (
    NOT_THERE,
    error_code,
    fault_of,
    probed,
)
from diabetes_desktop.adapters.publishing.store_password import take_password_from_keyring
from diabetes_desktop.application.publishing_errors import StoreFault
from diabetes_desktop.application.publishing_ports import (
    ModelUpload,
    RegisteredModel,
    RegisteredVersion,
)

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

T = TypeVar("T")

ENVIRONMENT = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    # MLflow's own defaults keep a caller waiting for up to twenty minutes when nobody answers.
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0",
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "10",
}
FOLDER = "model"  # below the artifacts of the run
DIGEST, KEY, SIGNATURE = "diabetes.digest", "diabetes.key", "diabetes.signature"
NAME, VERSION = "diabetes.name", "diabetes.version"
BEFORE = "diabetes.before."  # and the alias: the versions that had it, the latest last
MOST_VERSIONS = 1000


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of one of the calls below."""

    store: str
    name: str = ""
    version: str = ""
    run: str = ""
    alias: str = ""
    folder: str = ""
    before: tuple[str, ...] = ()
    model: ModelUpload | None = None


def prepare(_: str) -> None:
    """Make this process fit: quiet, patient with nobody, trusting what the system trusts."""
    os.environ.update(ENVIRONMENT)
    os.environ.pop("MLFLOW_TRACKING_INSECURE_TLS", None)  # nobody is let past a certificate
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - for the whole life
    import truststore

    truststore.inject_into_ssl()


def probe(call: Call) -> StoreFault | None:
    """What is the matter with a server, before MLflow is imported to ask it."""
    try:
        take_password_from_keyring(call.store)
        return probed(call.store)
    except BaseException:
        return StoreFault.FAILED


def look(call: Call) -> RegisteredModel | StoreFault | None:
    """The registered model, or None."""

    def work(client: MlflowClient) -> RegisteredModel | None:
        try:
            found = client.get_registered_model(call.name)
        except Exception as error:
            if error_code(error) in NOT_THERE:
                return None
            raise
        versions = client.search_model_versions(f"name='{call.name}'", max_results=MOST_VERSIONS)
        newest_first = sorted(versions, key=lambda each: -int(each.version))
        return RegisteredModel(
            call.name,
            tuple(_version(each) for each in newest_first),
            {alias: str(version) for alias, version in found.aliases.items()},
            {
                key.removeprefix(BEFORE): tuple(value.split())
                for key, value in found.tags.items()
                if key.startswith(BEFORE)
            },
        )

    return _with_client(call, work)


def _version(found: Any) -> RegisteredVersion:
    created = datetime.fromtimestamp(found.creation_timestamp / 1000, UTC)
    tags = found.tags
    model = None
    if DIGEST in tags:
        facts = (tags.get(key, "") for key in (NAME, VERSION, DIGEST, KEY, SIGNATURE))
        model = ModelUpload(*facts)
    return RegisteredVersion(str(found.version), created, model)


def upload(call: Call) -> str | StoreFault:
    """Put the folder's files into a new run; its identity."""

    def work(client: MlflowClient) -> str:
        experiment = client.get_experiment_by_name(call.name)
        identity = experiment.experiment_id if experiment else client.create_experiment(call.name)
        run: str = client.create_run(identity, run_name=f"register {call.name}").info.run_id
        client.log_artifacts(run, call.folder, FOLDER)
        client.set_terminated(run)
        return run

    return _with_client(call, work)


def fetch_upload(call: Call) -> str | StoreFault:
    """Fetch the files of a run; the model's folder."""
    return _with_client(
        call, lambda client: str(client.download_artifacts(call.run, FOLDER, call.folder))
    )


def discard(call: Call) -> StoreFault | None:
    """Delete a run."""
    return _with_client(call, lambda client: client.delete_run(call.run))


def add_version(call: Call) -> str | StoreFault:
    """Make a version of a run's files; its number."""

    def work(client: MlflowClient) -> str:
        model = call.model or ModelUpload("", "", "")
        tags = {NAME: model.name, VERSION: model.version, DIGEST: model.digest}
        if model.key_id:
            tags |= {KEY: model.key_id, SIGNATURE: model.signature}
        try:
            client.create_registered_model(call.name)
        except Exception as error:
            if error_code(error) != "RESOURCE_ALREADY_EXISTS":
                raise
        place = f"{client.get_run(call.run).info.artifact_uri}/{FOLDER}"
        # Older servers leave it pending for a moment; whoever reads it waits for READY.
        made = client.create_model_version(
            call.name, place, call.run, tags=tags, await_creation_for=30
        )
        return str(made.version)

    return _with_client(call, work)


def fetch(call: Call) -> str | StoreFault:
    """Fetch the files of a version; the model's folder."""

    def work(_: MlflowClient) -> str:
        from mlflow.artifacts import download_artifacts

        uri = f"models:/{call.name}/{call.version}"
        return str(download_artifacts(uri, dst_path=call.folder, tracking_uri=call.store))

    return _with_client(call, work)


def move_alias(call: Call) -> StoreFault | None:
    """The memory first: an interruption leaves a holder in it twice, which is passed over."""

    def work(client: MlflowClient) -> None:
        before = " ".join(call.before)
        client.set_registered_model_tag(call.name, f"{BEFORE}{call.alias}", before)
        client.set_registered_model_alias(call.name, call.alias, call.version)

    return _with_client(call, work)


def _with_client(call: Call, work: Callable[[MlflowClient], T]) -> T | StoreFault:
    try:
        return work(_client(call.store))
    except BaseException as error:
        return fault_of(error, call.store)


def _client(store: str) -> MlflowClient:
    import mlflow
    from mlflow.tracking import MlflowClient

    mlflow.set_tracking_uri(store)  # `download_artifacts` asks the registry there too
    mlflow.set_registry_uri(store)
    return MlflowClient(store, store)
