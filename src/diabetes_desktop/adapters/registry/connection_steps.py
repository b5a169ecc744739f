"""The way to the model of each source, step by step. Nothing of it changes what answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event, Thread

from diabetes_desktop.adapters.registry.download import MEGABYTE, list_model
from diabetes_desktop.adapters.registry.mlflow_registry import MlflowRegistry
from diabetes_desktop.adapters.registry.network_steps import NetworkSteps
from diabetes_desktop.adapters.registry.registry_line import (
    Authorization,
    CallRefusedError,
    RegistryLine,
)
from diabetes_desktop.adapters.registry.resolving import artifact_folder, resolve
from diabetes_desktop.adapters.signed_model import look_with
from diabetes_desktop.application.check_connection import Found, Step, Walk
from diabetes_desktop.application.errors import ModelNotReady
from diabetes_desktop.application.inspect_model import ModelFacts, check_allowed
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.ports import ModelHost
from diabetes_desktop.application.registry_errors import (
    FetchCancelled,
    RegistryFailed,
    RegistryFault,
)
from diabetes_desktop.application.registry_ports import RegistryVersion, SequenceMemory
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.domain.model_signature import Signed
from diabetes_desktop.domain.model_source import SignaturePolicy, SourceKind
from diabetes_desktop.domain.model_uri import registered_name

VERSION = re.compile(rb"[0-9][0-9A-Za-z.+-]{0,30}")
NOTICE_SECONDS = 0.05  # how soon a cancelled start is noticed


class SourceSteps:
    """See `application.check_connection.ConnectionSteps`."""

    def __init__(
        self,
        registry: MlflowRegistry,
        authorization: Authorization,
        sequences: SequenceMemory,
        make_host: Callable[[ModelChoice], ModelHost],
    ) -> None:
        """`make_host` makes a host that is used for its start alone."""
        self._registry = registry
        self._authorization = authorization
        self._sequences = sequences
        self._make_host = make_host

    def steps(self, choice: ModelChoice) -> Sequence[tuple[Step, Walk]]:
        """The steps to the model of `choice`."""
        match choice.source:
            case SourceKind.REGISTRY:
                network = NetworkSteps(choice, choice.tracking_uri, is_registry=True).steps()
                way = _RegistryWay(self._registry, self._authorization, self._sequences, choice)
                return [*network, *way.steps(), *self._here(lambda: way.copy)]
            case SourceKind.SERVER:
                network = NetworkSteps(choice, choice.server_url, is_registry=False).steps()
                return [*network, (Step.SCORING, lambda cancel: self._score(choice, cancel))]
            case SourceKind.DIRECTORY:
                return self._here(lambda: choice)
            case SourceKind.BUNDLED:
                return [(Step.GOLDEN_CASES, lambda cancel: self._start(choice, "", cancel))]

    def _here(self, directory: Callable[[], ModelChoice]) -> list[tuple[Step, Walk]]:
        """What is asked of a model directory on this computer; it is known when it is its turn."""
        seen: list[ModelFacts] = []

        def contract(cancel: Event) -> Found:
            seen.append(_look(directory()))
            return Found(seen[0].format.value)

        def signature(cancel: Event) -> Found:
            check_allowed(seen[0], directory())
            state = seen[0].signature
            if isinstance(state, Signed):
                return Found(state.key_id)
            return Found("", directory().signatures is SignaturePolicy.WARNED)

        def golden(cancel: Event) -> Found:
            count = seen[0].golden_cases
            return self._start(directory(), str(count) if count else "", cancel)

        return [
            (Step.CONTRACT, contract),
            (Step.SIGNATURE, signature),
            (Step.GOLDEN_CASES, golden),
        ]

    def _start(self, choice: ModelChoice, fact: str, cancel: Event) -> Found:
        host = self._make_host(choice)
        try:
            _started(host, cancel)
        finally:
            host.stop()
        return Found(fact)

    def _score(self, choice: ModelChoice, cancel: Event) -> Found:
        return self._start(choice, choice.server_url, cancel)


class _RegistryWay:
    """From a tracking server that was reached to a verified copy of the model."""

    def __init__(
        self,
        registry: MlflowRegistry,
        authorization: Authorization,
        sequences: SequenceMemory,
        choice: ModelChoice,
    ) -> None:
        self._sequences = sequences
        self._registry = registry
        self._authorization = authorization
        self._choice = choice
        self._version: RegistryVersion | None = None
        self.copy = choice  # in its directory, once it was fetched

    def steps(self) -> list[tuple[Step, Walk]]:
        return [
            (Step.SERVER, self._greet),
            (Step.CREDENTIALS, self._sign_in),
            (Step.MODEL, self._find),
            (Step.RIGHTS, self._list),
            (Step.FILES, self._fetch),
        ]

    def _greet(self, cancel: Event) -> Found:
        line = self._line(cancel)
        try:
            reply = line.get("/version")
        except RegistryFailed as failed:
            if failed.fault is ServerFault.CREDENTIALS:  # somebody answers, and says who may ask
                return Found()
            raise
        version = reply.body.strip()
        if reply.status != 200 or not VERSION.fullmatch(version):
            raise line.failed(RegistryFault.NOT_MLFLOW, str(reply.status))
        return Found(version.decode())

    def _sign_in(self, cancel: Event) -> Found:
        line = self._line(cancel)
        try:
            line.ask("registered-models/search", max_results="1")
        except CallRefusedError as refused:
            fault = ServerFault.RIGHTS if refused.status == 403 else ServerFault.FAILED
            raise line.failed(fault, str(refused.status)) from None
        return Found()

    def _find(self, cancel: Event) -> Found:
        self._version = resolve(self._line(cancel), self._choice.model_uri)
        return Found(f"{self._version.name} {self._version.version}".strip())

    def _list(self, cancel: Event) -> Found:
        line = self._line(cancel)
        return Found(str(len(list_model(line, artifact_folder(line, self._named.place)))))

    def _fetch(self, cancel: Event) -> Found:
        total = 0

        def progress(fetched: int, of: int) -> None:
            nonlocal total
            total = of

        model = self._registry.fetch(self._choice, self._named, progress, cancel)
        here = replace(self._choice, source=SourceKind.DIRECTORY, location=model.directory)
        least = self._sequences.least(self._choice, model.digest)
        name = registered_name(self._choice.model_uri)
        self.copy = replace(here, seen_sequences=least, registered_name=name)
        return Found(f"{total / MEGABYTE:.1f}" if total else "")

    @property
    def _named(self) -> RegistryVersion:
        assert self._version is not None  # noqa: S101 - the steps are gone in order
        return self._version

    def _line(self, cancel: Event) -> RegistryLine:
        return RegistryLine(self._choice, self._authorization, cancel)


def _look(choice: ModelChoice) -> ModelFacts:
    return look_with(choice.trusted_keys)(choice.location)


def _started(host: ModelHost, cancel: Event) -> None:
    """Start `host`; stop it as soon as `cancel` is set. Raises as `ModelHost.start`."""
    done = Event()

    def give_up() -> None:
        while not done.wait(NOTICE_SECONDS):
            if cancel.is_set():
                host.stop()
                return

    watcher = Thread(target=give_up, name="connection test")
    watcher.start()
    try:
        host.start()
    except ModelNotReady:
        raise FetchCancelled from None
    finally:
        done.set()
        watcher.join()
