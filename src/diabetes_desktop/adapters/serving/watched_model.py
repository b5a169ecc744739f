"""The parts that serve what an alias names, put together."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import SystemRandom
from threading import Event

from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import ModelCache
from diabetes_desktop.adapters.registry.sequence_file import SequenceFile
from diabetes_desktop.adapters.server_credentials import Credentials, ServerCredentials
from diabetes_desktop.adapters.serving.mlflow_programs import ADMIN, tracking_uri
from diabetes_desktop.adapters.serving.succession import Succession
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_ports import CachedModel
from diabetes_desktop.application.serving import (
    CHAMPION,
    Happening,
    ReportService,
    ServeRequest,
    Service,
    ServiceReport,
)
from diabetes_desktop.application.watch_served import JITTER, WatchServed
from diabetes_desktop.domain.model_signature import Signed
from diabetes_desktop.domain.model_source import SignaturePolicy, SourceKind
from diabetes_desktop.domain.model_uri import registered_name

MODELS = "models"  # in the folder: the versions that were fetched
SEQUENCES = "sequences.json"  # there, too: the highest numbers of signatures that were seen
TRACKING_SECONDS = 60.0  # then what answered last is served without the registry


def watched_choice(request: ServeRequest) -> ModelChoice:
    """What is watched, and which versions of it may answer."""
    keys = request.trusted_keys
    return ModelChoice(
        SourceKind.REGISTRY,
        tracking_uri=tracking_uri(request),
        model_uri=request.model_uri or CHAMPION,
        registered_name=registered_name(request.model_uri or CHAMPION),
        signatures=SignaturePolicy.REFUSED if keys else SignaturePolicy.WARNED,
        trusted_keys=keys,
        allow_http=True,  # the tracking server beside it, on this computer
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What watching is given by `serve`; `bug` is told of what should not have happened."""

    environment: Mapping[str, str]
    succession: Succession
    report: ReportService
    bug: Callable[[BaseException], object]


def watch(request: ServeRequest, around: Surroundings, tracking_ready: Event, stop: Event) -> None:
    """Serve what the URI names, and with `watch` what it will name, until `stop` is set."""
    watching = _watching(request, around, stop)
    random = SystemRandom().random
    told: set[type[BaseException]] = set()
    _await_first(tracking_ready, stop)
    try:
        while not stop.is_set():
            try:
                if request.watch or not watching.settled:
                    watching.check(stop)
            except Exception as bug:  # what answers goes on answering
                if type(bug) not in told:
                    told.add(type(bug))
                    around.bug(bug)
            stop.wait(request.watch_seconds * (1 + JITTER * random()))
    finally:
        around.succession.end()


def _watching(request: ServeRequest, around: Surroundings, stop: Event) -> WatchServed:
    choice = watched_choice(request)
    copies = ModelCache(request.folder / MODELS)
    authorization = _authorization(request, around.environment)
    registry = MlflowRegistry(copies, authorization, request.folder)
    memory = SequenceFile(request.folder / SEQUENCES)

    def take_over(model: CachedModel) -> None:
        rules = replace(choice, seen_sequences=memory.least(choice, model.digest))
        examined = around.succession.take_over(model, rules, stop)
        memory.started(choice, model.digest, examined.signature)
        if not isinstance(examined.signature, Signed):
            number = int(model.version) if model.version.isdecimal() else 0
            around.report(ServiceReport(Service.SCORING, Happening.UNSIGNED, number))

    return WatchServed(choice, registry, copies, take_over, around.report, time.monotonic)


def _await_first(tracking_ready: Event, stop: Event) -> None:
    for _ in range(int(TRACKING_SECONDS / 0.2)):
        if tracking_ready.wait(0.2) or stop.is_set():
            return


def _authorization(request: ServeRequest, environment: Mapping[str, str]) -> Callable[[str], str]:
    """MLflow's own variables come first, then the first user's password, then the keyring."""
    credentials = ServerCredentials({**environment, "MLFLOW_TRACKING_URI": tracking_uri(request)})
    named = any(environment.get(f"MLFLOW_TRACKING_{each}") for each in ("USERNAME", "TOKEN"))
    if request.admin_password and not named:
        first = Credentials(ADMIN, request.admin_password).header
        return lambda server: first
    return credentials.header
