"""The watching goes on whatever happens in a look. Real parts; the registry hangs up."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from tests.adapters.scoring_server.serving import free_port

from diabetes_desktop.adapters.serving.front import ScoringFront
from diabetes_desktop.adapters.serving.mlflow_programs import scoring_program
from diabetes_desktop.adapters.serving.succession import Succession
from diabetes_desktop.adapters.serving.watched_model import Surroundings, watch
from diabetes_desktop.application.serving import ServeRequest, ServiceReport

SECONDS = 30.0


@pytest.fixture
def front() -> Iterator[ScoringFront]:
    front = ScoringFront("127.0.0.1", free_port())
    yield front
    front.stop()


def test_a_bug_in_a_look_is_told_once_and_the_next_look_follows(
    tmp_path: Path, front: ScoringFront
) -> None:
    bugs: list[BaseException] = []
    stop, ready = Event(), Event()
    ready.set()

    def report(_: ServiceReport) -> None:
        raise ValueError("a bug")

    known = {"MLFLOW_TRACKING_USERNAME": "admin", "MLFLOW_TRACKING_PASSWORD": "four words"}
    with socket.create_server(("127.0.0.1", 0)) as registry:
        registry.settimeout(SECONDS)
        port = int(registry.getsockname()[1])
        request = ServeRequest(tmp_path, tracking_port=port, watch=True, watch_seconds=0.01)
        succession = Succession(
            front, lambda place, port: scoring_program(request, place, port, {}), lambda *_: None
        )
        around = Surroundings(known, succession, report, bugs.append)
        thread = Thread(target=watch, args=(request, around, ready, stop))
        thread.start()
        try:
            for _ in range(4):  # looks, each of which finds nobody who answers
                registry.accept()[0].close()
        finally:
            stop.set()
            registry.close()
            thread.join(SECONDS)
    assert [str(bug) for bug in bugs] == ["a bug"]
