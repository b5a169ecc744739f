"""Servers that are odd, or turn so while they are asked: on real sockets.

`test_every_bad_server.py` has the usual ways in which one can be bad.
"""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests.adapters.scoring_server.sockets import (
    PROBED,
    Authority,
    Conversation,
    ScoringServer,
    heard,
    reply,
    saying,
    scoring,
    server_context,
    talking,
)
from tests.adapters.scoring_server.telltale import PATIENT, TELLTALE

from diabetes_desktop.adapters.log_file import LogFile
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.scoring_server.host import STEP_SECONDS, ScoringServerHost
from diabetes_desktop.adapters.scoring_server.plausibility import ROWS
from diabetes_desktop.application.errors import ModelNotReady, ProbabilityMissing
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.domain.model_source import ServerContract, SourceKind

SHORT = 0.4  # seconds
SLACK = 1.5  # seconds: a busy machine
HTML = "<html><body>Welcome to the intranet</body></html>"
SENSIBLE = reply("200 OK", {"predictions": [0, 1, 0, 1]})


def new_host(url: str, seconds: float = STEP_SECONDS, **fields: object) -> ScoringServerHost:
    choice = ModelChoice(SourceKind.SERVER, server_url=url, **fields)  # type: ignore[arg-type]
    return ScoringServerHost(choice, resource("model"), step_seconds=seconds)


def fault_of(act: Callable[[], object]) -> ServerFault:
    with pytest.raises(ScoringServerFailed) as raised:
        act()
    assert not any(value in repr(raised.value) for value in TELLTALE)
    return raised.value.fault


def say_nothing(sock: socket.socket, over: Event) -> None:
    over.wait()


BAD: dict[str, tuple[Conversation, ServerFault]] = {
    "JSON of another program": (saying(reply("200 OK", {"ok": True})), ServerFault.NOT_MLFLOW),
    "nested too deep": (saying(reply("200 OK", "[" * 60_000)), ServerFault.NOT_MLFLOW),
    "takes anything": (saying(SENSIBLE), ServerFault.CONTRACT),
    "other columns": (
        saying(
            reply(
                "400 Bad Request",
                {"error_code": "BAD_REQUEST", "message": "missing inputs ['gender', 'weight']"},
            )
        ),
        ServerFault.CONTRACT,
    ),
    "another number of columns": (
        saying(
            reply(
                "400 Bad Request",
                {"error_code": "BAD_REQUEST", "stack_trace": "is expecting 4 features as input"},
            )
        ),
        ServerFault.CONTRACT,
    ),
    "hangs up": (saying(b""), ServerFault.CUT),
    "endless header": (saying(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000), ServerFault.NOT_HTTP),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_server_is_told_apart_in_time(name: str) -> None:
    conversation, fault = BAD[name]
    seconds = SHORT if fault is ServerFault.SLOW else STEP_SECONDS
    with talking(conversation) as port:
        host = new_host(f"http://127.0.0.1:{port}", seconds)
        start = time.monotonic()

        assert fault_of(host.start) is fault

        assert time.monotonic() - start < seconds + SLACK


def test_the_site_policy_may_allow_plain_http() -> None:
    host = new_host("http://scoring.hospital.invalid:8001", allow_http=True)

    assert fault_of(host.start) is not ServerFault.PLAIN_HTTP


def test_a_redirect_is_not_followed() -> None:
    called = Event()

    def conversation(sock: socket.socket, over: Event) -> None:
        called.set()

    with talking(conversation) as elsewhere:
        location = f"Location: http://127.0.0.1:{elsewhere}/invocations"
        with talking(saying(reply("307 Temporary Redirect", "", location))) as port:
            host = new_host(f"http://127.0.0.1:{port}")

            assert fault_of(host.start) is ServerFault.REDIRECTED
        assert not called.is_set()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def tls_fault(certificate: Path, clients_of: Path | None = None, **fields: object) -> ServerFault:
    """How a server with `certificate` fails; NOT_MLFLOW once TLS is there."""
    context = server_context(certificate, clients_of)
    with talking(saying(reply("200 OK", HTML)), context) as port:
        return fault_of(new_host(f"https://localhost:{port}", **fields).start)


def test_a_certificate_of_the_hospitals_authority(authority: Authority) -> None:
    certificate = authority.issue("good", ["localhost"])

    assert tls_fault(certificate, ca_file=str(authority.file)) is ServerFault.NOT_MLFLOW


def test_a_server_that_asks_for_our_certificate(authority: Authority) -> None:
    certificate = authority.issue("strict", ["localhost"])
    ours = authority.issue("workstation", ["workstation.example"])
    given = {"ca_file": str(authority.file), "clients_of": authority.file}

    assert tls_fault(certificate, **given) is ServerFault.CLIENT_CERTIFICATE
    assert tls_fault(certificate, client_certificate=str(ours), **given) is ServerFault.NOT_MLFLOW


@pytest.mark.parametrize(
    ("field", "fault"),
    [("ca_file", ServerFault.CA_FILE), ("client_certificate", ServerFault.CLIENT_CERTIFICATE)],
)
def test_a_file_of_certificates_that_is_none(
    tmp_path: Path, field: str, fault: ServerFault
) -> None:
    damaged = tmp_path / "damaged.pem"
    damaged.write_text("no certificate")

    for file in (damaged, tmp_path / "missing.pem"):
        host = new_host("https://localhost:1", **{field: str(file)})
        assert fault_of(host.start) is fault


@pytest.fixture
def server() -> Iterator[ScoringServer]:
    with scoring() as server:
        yield server


@pytest.fixture
def host(server: ScoringServer) -> Iterator[ScoringServerHost]:
    host = new_host(server.url)
    host.start()
    yield host
    host.stop()


@pytest.fixture
def in_background() -> Iterator[Callable[..., Future]]:
    with ThreadPoolExecutor(4) as pool:
        yield pool.submit


@pytest.mark.parametrize(
    "answer",
    [
        2,
        -1,
        0.0,
        True,
        None,
        "0",
        [0],
        {"class": 0},
        {"class": 0, "probability": 1.5},
        {"class": 0, "probability": None},
        {"class": "0", "probability": 0.5},
        {"class": 0, "probability": "0.5"},
    ],
)
def test_an_answer_outside_the_contract_is_no_result(
    server: ScoringServer, host: ScoringServerHost, answer: object
) -> None:
    server.answer = lambda row: answer

    assert fault_of(lambda: host.predict([PATIENT])) is ServerFault.ANSWER


def test_fewer_answers_than_patients(server: ScoringServer, host: ScoringServerHost) -> None:
    with talking(saying(SENSIBLE)) as port:
        server.answer = server.rule
        other = new_host(f"http://127.0.0.1:{port}")
        other._terms = host._terms
        assert fault_of(lambda: other.predict([PATIENT])) is ServerFault.ANSWER


def test_a_model_that_answers_everybody_alike_is_not_used(server: ScoringServer) -> None:
    server.answer = lambda row: {"class": 0, "probability": 0.1}

    with pytest.raises(ScoringServerFailed) as raised:
        new_host(server.url).start()

    assert raised.value.fault is ServerFault.IMPLAUSIBLE
    assert raised.value.detail == "2/4"


@pytest.mark.parametrize(
    ("probability", "detail"),
    [
        (lambda flagged: 0.1 if flagged else 0.9, "0/4"),  # of class 0
        (lambda flagged: 0.9, "2/4"),  # of the class that is answered
        (lambda flagged: 0.5, "0/4"),
    ],
)
def test_a_probability_of_something_else_is_not_shown_as_that_of_diabetes(
    server: ScoringServer, probability: Callable[[bool], float], detail: str
) -> None:
    server.answer = lambda row: {
        "class": int(row[6] >= 6.5),
        "probability": probability(row[6] >= 6.5),
    }

    with pytest.raises(ScoringServerFailed) as raised:
        new_host(server.url).start()

    assert (raised.value.fault, raised.value.detail) == (ServerFault.IMPLAUSIBLE, detail)


def test_another_model_is_noticed_once_and_then_answers(
    server: ScoringServer, host: ScoringServerHost
) -> None:
    server.answer = lambda row: {"class": int(row[6] >= 7.5), "probability": row[6] / 10}

    assert fault_of(lambda: host.predict([PATIENT])) is ServerFault.MODEL_CHANGED
    (answer,) = host.predict([PATIENT])
    assert answer.outcome == 0
    assert answer.probability == pytest.approx(0.71234)


@pytest.mark.parametrize(("hba1c", "glucose", "is_sensible"), [(2, 3, True), (3, 2, False)])
def test_fifteen_columns_in_another_order_are_not_used(
    server: ScoringServer, hba1c: int, glucose: int, is_sensible: bool
) -> None:
    """By the rule that every model of the reference data finds: from HbA1c 6.7 %, or 210 mg/dL."""

    def flagged(columns: list[float]) -> int:
        return int(columns[hba1c] > (6.7 - 3.5) / 5.5 or columns[glucose] > (210 - 80) / 220)

    server.columns = flagged
    host = new_host(server.url, server_contract=ServerContract.LEGACY)

    if is_sensible:
        host.start()
        assert host.predict([PATIENT])[0].outcome == 1
    else:
        assert fault_of(host.start) is ServerFault.IMPLAUSIBLE


@pytest.mark.parametrize("has_probability", [True, False])
def test_a_model_that_differs_only_in_doubt_is_noticed(
    server: ScoringServer, has_probability: bool
) -> None:
    """One that answers clear cases alike, as two forests of one recipe do."""

    def doubting(doubt: float) -> Callable[[list[Any]], object]:
        def answer(row: list[Any]) -> object:
            clear = 0.9999993 if row[6] > 6.7 or row[7] > 210 else 0.0
            chance = doubt if 5.35 < row[6] < 6.7 and row[7] > 113 else clear
            flagged = int(chance > 0.5)
            return {"class": flagged, "probability": chance} if has_probability else flagged

        return answer

    server.answer = doubting(0.49)
    host = new_host(server.url)
    host.start()
    server.answer = doubting(0.51)

    assert fault_of(lambda: host.predict([PATIENT])) is ServerFault.MODEL_CHANGED


def test_a_model_that_gives_no_probability_any_more_is_another(
    server: ScoringServer, host: ScoringServerHost
) -> None:
    server.answer = lambda row: int(row[6] >= 6.5)

    assert fault_of(lambda: host.predict([PATIENT])) is ServerFault.MODEL_CHANGED
    assert host.predict([PATIENT])[0].probability is None
    with pytest.raises(ProbabilityMissing):
        host.explain(PATIENT)


def test_a_model_that_answers_implausibly_now_is_refused(
    server: ScoringServer, host: ScoringServerHost
) -> None:
    server.answer = lambda row: {"class": 1, "probability": 1.0}

    for _ in range(2):
        assert fault_of(lambda: host.predict([PATIENT])) is ServerFault.IMPLAUSIBLE


def test_another_model_in_the_middle_of_an_explanation(
    server: ScoringServer, host: ScoringServerHost
) -> None:
    server.answer = lambda row: {"class": int(row[6] >= 7.5), "probability": row[6] / 10}

    assert fault_of(lambda: host.explain(PATIENT)) is ServerFault.MODEL_CHANGED


def test_a_server_that_goes_away_leaves_no_substitute(
    server: ScoringServer, host: ScoringServerHost
) -> None:
    with talking(say_nothing) as port:
        silent = new_host(f"http://127.0.0.1:{port}", SHORT)
        silent._terms = host._terms
        with pytest.raises(ScoringServerFailed) as raised:
            silent.predict([PATIENT])
    assert raised.value.fault is ServerFault.SLOW
    assert raised.value.detail == "0.4"
    assert host.predict([PATIENT])[0].outcome == 1


def test_a_prediction_does_not_wait_for_an_explanation(
    server: ScoringServer, host: ScoringServerHost, in_background: Callable[..., Future]
) -> None:
    many, may_go_on = Event(), Event()

    def hold(rows: int) -> None:
        if rows > 100:
            many.set()
            may_go_on.wait(20)

    server.before_answer = hold
    explaining = in_background(host.explain, PATIENT)
    assert many.wait(20)

    assert host.predict([PATIENT])[0].outcome == 1
    assert not explaining.done()
    may_go_on.set()
    assert explaining.result().probability == 0.9


@pytest.mark.parametrize("call", ["predict", "explain", "start"])
def test_stop_ends_what_is_under_way(
    server: ScoringServer, host: ScoringServerHost, in_background: Callable[..., Future], call: str
) -> None:
    asked = Event()

    def talk(sock: socket.socket, over: Event) -> None:
        heard(sock)
        asked.set()
        over.wait()

    with talking(talk) as port:
        hanging = new_host(f"http://127.0.0.1:{port}", 30.0)
        if call != "start":
            hanging._terms = host._terms
        acts = {
            "start": hanging.start,
            "predict": lambda: hanging.predict([PATIENT]),
            "explain": lambda: hanging.explain(PATIENT),
        }
        future = in_background(acts[call])
        assert asked.wait(20)

        hanging.stop()

        with pytest.raises(ModelNotReady):
            future.result(SLACK)


def test_no_patient_is_in_an_error_or_a_log(
    server: ScoringServer,
    host: ScoringServerHost,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The server's message quotes the patient, as MLflow's does."""
    row = json.dumps(PATIENT.row())
    server.refusal = {**PROBED, "message": f"Failed to predict data '{row}'", "stack_trace": row}
    log = LogFile(tmp_path / "log.txt")

    with caplog.at_level(logging.DEBUG), pytest.raises(ScoringServerFailed) as raised:
        host.predict([PATIENT])
    log.bug(raised.value)
    log.event("model_refused", fault=raised.value.fault.value, error=str(raised.value))

    assert raised.value.fault is ServerFault.REQUEST_REFUSED
    assert raised.value.detail == "INVALID_PARAMETER_VALUE"
    written = (tmp_path / "log.txt").read_text()
    told = "".join([repr(raised.value), str(raised.value), caplog.text, *capfd.readouterr()])
    assert written
    assert not any(value in told + written for value in TELLTALE)


def test_many_patients_are_asked_in_several_requests(
    server: ScoringServer, host: ScoringServerHost
) -> None:
    sizes: list[int] = []
    server.before_answer = sizes.append

    answers = host.predict([PATIENT] * 20_001)

    assert len(answers) == 20_001
    known = len(ROWS)
    assert sizes == [10_000 + known, 10_000 + known, 1 + known]
