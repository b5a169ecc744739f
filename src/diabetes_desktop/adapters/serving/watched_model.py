"""The parts that serve what an alias names, put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import SystemRandom
from threading import Event

from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.model_cache import ModelCache
from diabetes_desktop.adapters.server_credentials import Credentials, ServerCredentials
from diabetes_desktop.adapters.serving.mlflow_programs import ADMIN, tracking_uri
from diabetes_desktop.adapters.serving.succession import Succession
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.serving import CHAMPION, ReportService, ServeRequest
from diabetes_desktop.application.watch_served import JITTER, WatchServed
from diabetes_desktop.domain.model_source import SignaturePolicy, SourceKind

MODELS = "models"  # in the folder: the versions that were fetched
TRACKING_SECONDS = 60.0  # then what answered last is served without the registry


def watched_choice(request: ServeRequest) -> ModelChoice:
    """What is watched, and which versions of it may answer."""
    keys = request.trusted_keys
    return ModelChoice(
        SourceKind.REGISTRY,
        tracking_uri=tracking_uri(request),
        model_uri=request.model_uri or CHAMPION,
        signatures=SignaturePolicy.REFUSED if keys else SignaturePolicy.WARNED,
        trusted_keys=keys,
        allow_http=True,  # the tracking server beside it, on this computer
    )


def watch(
    request: ServeRequest,
    environment: Mapping[str, str],
    succession: Succession,
    report: ReportService,
    tracking_ready: Event,
    stop: Event,
) -> None:
    """Serve what the alias names, and what it will name, until `stop` is set."""
    choice = watched_choice(request)
    copies = ModelCache(request.folder / MODELS)
    registry = MlflowRegistry(copies, _authorization(request, environment), request.folder)
    watching = WatchServed(
        choice, registry, copies, lambda model: succession.take_over(model, stop), report
    )
    random = SystemRandom().random
    _await_first(tracking_ready, stop)
    try:
        while not stop.is_set():
            watching.check(stop)
            stop.wait(request.watch_seconds * (1 + JITTER * random()))
    finally:
        succession.end()


def _await_first(tracking_ready: Event, stop: Event) -> None:
    for _ in range(int(TRACKING_SECONDS / 0.2)):
        if tracking_ready.wait(0.2) or stop.is_set():
            return


def _authorization(request: ServeRequest, environment: Mapping[str, str]) -> Callable[[str], str]:
    """MLflow's own variables come first, then the first user's password, then the keyring."""
    credentials = ServerCredentials(environment)
    named = any(environment.get(f"MLFLOW_TRACKING_{each}") for each in ("USERNAME", "TOKEN"))
    if request.admin_password and not named:
        first = Credentials(ADMIN, request.admin_password).header
        return lambda server: first
    return credentials.header
