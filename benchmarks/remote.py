"""One prediction on a scoring server, beside a bare POST of the same patient to the same server.

MLflow's own server with the bundled model, started for this. The bare POST is what a script would
do with `requests`: one call, the row, the reply. The two take turns, so that both meet the same
machine. Both pass the front of `diabetes-admin serve`; beside them what a script gets that asks
the service behind it, or keeps its connection open, and one explanation.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import requests

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.scoring_server.host import ScoringServerHost
from diabetes_desktop.adapters.scoring_server.messages import request
from diabetes_desktop.adapters.serving.front import ScoringFront
from diabetes_desktop.adapters.serving.kept_service import KeptService
from diabetes_desktop.adapters.serving.mlflow_programs import scoring_program
from diabetes_desktop.application.errors import ProbabilityMissing
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.serving import ServeRequest
from diabetes_desktop.domain.model_source import ServerContract, SourceKind
from diabetes_desktop.domain.patient import Gender, Patient, Smoking

TURNS = 200
WARM_UP = 10
PORT, BEHIND = 8791, 8792  # what is called, and the service itself
PATIENT = Patient(Gender.FEMALE, 58.0, 1, 0, Smoking.FORMER, 31.2, 6.8, 155.0)


def seconds_of(acts: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Seconds of each act, in turns."""
    seconds: dict[str, list[float]] = {name: [] for name in acts}
    for turn in range(TURNS + WARM_UP):
        for name, act in acts.items():
            start = time.perf_counter()
            act()
            if turn >= WARM_UP:
                seconds[name].append(time.perf_counter() - start)
    return seconds


def show(seconds: dict[str, list[float]]) -> None:
    reference = statistics.median(next(iter(seconds.values())))
    print("| one patient, scoring server | median | p95 | ratio |\n|---|---|---|---|")
    for name, each in seconds.items():
        median, p95 = statistics.median(each), statistics.quantiles(each, n=20)[18]
        print(
            f"| {name} | {median * 1000:.1f} ms | {p95 * 1000:.1f} ms | {median / reference:.2f} |"
        )


def measure(url: str) -> None:
    host = ScoringServerHost(ModelChoice(SourceKind.SERVER, server_url=url), resource("model"))
    host.start()
    body = request([PATIENT.row()], ServerContract.EIGHT, with_probability=True)
    target, headers = f"{url}/invocations", {"Content-Type": "application/json"}
    behind = f"http://127.0.0.1:{BEHIND}/invocations"

    def bare(post: Callable[..., requests.Response], place: str = target) -> list[object]:
        answers: list[object] = post(place, data=body, headers=headers).json()["predictions"]
        return answers

    with requests.Session() as session:
        seconds = seconds_of(
            {
                "bare `requests.post` (reference)": lambda: bare(requests.post),
                "prediction: checked, with the known patients beside it": lambda: host.predict(
                    [PATIENT]
                ),
                "bare POST past the front": lambda: bare(requests.post, behind),
                "bare POST past the front, on a connection that is kept": lambda: bare(
                    session.post, behind
                ),
            }
        )
    show(seconds)
    try:
        start = time.perf_counter()
        host.explain(PATIENT)
        print(f"\nOne explanation: {(time.perf_counter() - start) * 1000:.0f} ms")
    except ProbabilityMissing:
        print("\nNo explanation: this model answers a class alone.")


def main() -> None:
    model = sys.argv[1] if len(sys.argv) > 1 else str(resource("model"))
    stop = Event()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        asked = ServeRequest(Path(folder))
        (asked.folder / "logs").mkdir()
        program = scoring_program(asked, model, BEHIND, os.environ)
        front = ScoringFront("127.0.0.1", PORT)
        front.switch(BEHIND)
        front.start()
        service = KeptService(program, lambda happening, number: None, stop)
        thread = Thread(target=service.keep)
        thread.start()
        try:
            if not service.ready.wait(180):
                sys.exit("the scoring service did not start")
            measure(f"http://127.0.0.1:{PORT}")
        finally:
            stop.set()
            thread.join()
            front.stop()


if __name__ == "__main__":
    main()
