"""The scoring services behind the front: one that answers, and at times one that shall."""

from __future__ import annotations

import socket
from collections.abc import Callable
from threading import Event, Thread

from diabetes_desktop.adapters.serving.front import ScoringFront
from diabetes_desktop.adapters.serving.kept_service import KeptService, ServiceProgram
from diabetes_desktop.adapters.serving.trial import Examined, examine, prove
from diabetes_desktop.application.errors import ModelNotReady
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_ports import CachedModel
from diabetes_desktop.application.serving import Happening, TrialFailed, TrialFault

NOTICE_SECONDS = 0.05
OUTCOMES = (Happening.ENDED, Happening.UNHEALTHY)

MakeProgram = Callable[[str, int], ServiceProgram]  # a model's URI or directory, a port
Tell = Callable[[Happening, int], None]


class _Running:
    """A service that is kept in a thread of its own; silent until it is heard."""

    def __init__(self, program: ServiceProgram, tell: Tell) -> None:
        self.port = program.port
        self.heard = False
        self.failed = Event()
        self._told = tell
        self._stop = Event()
        self._kept = KeptService(program, self._tell, self._stop)
        self._thread = Thread(target=self._kept.keep, name="scoring service")
        self._thread.start()

    @property
    def ready(self) -> bool:
        return self._kept.ready.is_set()

    def end(self) -> None:
        self.heard = False
        self._stop.set()
        self._thread.join()

    def _tell(self, happening: Happening, number: int) -> None:
        if self.heard:
            self._told(happening, number)
        elif happening in OUTCOMES:
            self.failed.set()
            self._stop.set()  # once is enough


class Succession:
    """Which service answers at the front. Its methods are called by one thread."""

    def __init__(self, front: ScoringFront, make_program: MakeProgram, tell: Tell) -> None:
        """`tell` hears of the service that answers."""
        self._front = front
        self._make_program = make_program
        self._tell = tell
        self._running: _Running | None = None

    def keep(self, directory: str, stop: Event) -> None:
        """Serve the model in `directory`, until `stop` is set."""
        program = self._make_program(directory, free_port())
        kept = KeptService(program, self._tell, stop)
        self._front.switch(program.port, kept.ready.is_set)
        kept.keep()

    def take_over(self, model: CachedModel, rules: ModelChoice, cancel: Event) -> Examined:
        """Start a service of `model`, and let it answer when it has shown that it can.

        `rules` say which models may be served.

        Raises:
            ModelRefused, TrialFailed: it can't. What answered goes on answering.
            ModelNotReady: `cancel` was set.
        """
        examined = examine(model.directory, rules)
        candidate = _Running(self._make_program(model.directory, free_port()), self._tell)
        try:
            _await(candidate, cancel)
            prove(candidate.port, model.directory, examined.golden)
        except BaseException:
            candidate.end()
            raise
        candidate.heard = True
        before, self._running = self._running, candidate
        route = self._front.switch(candidate.port, lambda: candidate.ready)
        if before is not None:
            before.heard = False
            if route is not None:
                self._front.drained(route)
            before.end()
        return examined

    def end(self) -> None:
        """End what answers. Idempotent."""
        running, self._running = self._running, None
        if running is not None:
            running.end()


def free_port() -> int:
    """A port of this computer at which nothing listens now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _await(candidate: _Running, cancel: Event) -> None:
    while not candidate.ready:
        if cancel.wait(NOTICE_SECONDS):
            raise ModelNotReady
        if candidate.failed.is_set():
            raise TrialFailed(TrialFault.ENDED, "scoring.log")
