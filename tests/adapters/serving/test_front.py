"""The scoring port: real sockets, and small services of the standard library behind it.

About five seconds, one of them for each wrong password.
"""

from __future__ import annotations

import base64
import json
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tests.adapters.scoring_server.serving import free_port

from diabetes_desktop.adapters.serving import front as front_module
from diabetes_desktop.adapters.serving import visitors
from diabetes_desktop.adapters.serving.front import ScoringFront
from diabetes_desktop.adapters.serving.front_requests import (
    MOST_BODY,
    RefusedRequestError,
    read_head,
)
from diabetes_desktop.application.serving import ServeFault, ServeRefused

SECONDS = 30.0
BODY = b'{"inputs": [[27.3]]}'


@contextmanager
def service(name: str, asked: Event | None = None, leave: Event | None = None) -> Iterator[int]:
    """Answers its name and what it was sent; `asked` is set when it is, `leave` awaited then."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if asked is not None and leave is not None:
                asked.set()
                assert leave.wait(SECONDS)
            spare = int(self.headers.get("Accept", "/*0").rpartition("*")[2] or 0) * "x"
            self._say({"name": name, "sent": sent, "headers": dict(self.headers), "spare": spare})

        def do_GET(self) -> None:
            self._say({"name": name, "place": self.path})

        def _say(self, table: object) -> None:
            body = json.dumps(table).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(ConnectionError):
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def make_front() -> Iterator[Callable[..., tuple[ScoringFront, str]]]:
    with ExitStack() as stack:

        def make(user: str = "", password: str = "") -> tuple[ScoringFront, str]:
            port = free_port()
            front = ScoringFront("127.0.0.1", port, user, password)
            front.start()
            stack.callback(front.stop)
            return front, f"http://127.0.0.1:{port}"

        yield make


def post(url: str, body: bytes = BODY, **headers: str) -> tuple[int, dict[str, object]]:
    request = Request(f"{url}/invocations", body, {"Content-Type": "application/json", **headers})
    return answered(request)


def answered(request: Request) -> tuple[int, dict[str, object]]:
    try:
        with urlopen(request, timeout=SECONDS) as reply:
            return reply.status, json.loads(reply.read())
    except HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def basic(text: str) -> str:
    return f"Basic {base64.b64encode(text.encode()).decode()}"


def raw(url: str, content: bytes) -> bytes:
    port = int(url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), SECONDS) as sock:
        sock.sendall(content)
        pieces = []
        while piece := sock.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


@contextmanager
def left_open(url: str, count: int, content: bytes, source: str = "127.0.0.1") -> Iterator[None]:
    """So many connections on which `content` is sent, and nothing more; nothing is read."""
    address = ("127.0.0.1", int(url.rpartition(":")[2]))
    with ExitStack() as stack:
        for _ in range(count):
            sock = socket.create_connection(address, SECONDS, (source, 0))
            stack.enter_context(sock).sendall(content)
        yield


MakeFront = Callable[..., tuple[ScoringFront, str]]


def test_without_a_service_it_says_so(make_front: MakeFront) -> None:
    front, url = make_front()
    assert post(url)[0] == 503
    front.switch(free_port())  # one that is not there, or is being started again
    assert post(url)[0] == 503


def test_a_request_reaches_the_service_with_little_of_its_head(make_front: MakeFront) -> None:
    front, url = make_front()
    with service("old") as port:
        front.switch(port)
        status, said = post(url, Cookie="secret", Authorization="Basic abc")

        assert (status, said["name"], said["sent"]) == (200, "old", BODY.decode())
        headers = said["headers"]
        assert isinstance(headers, dict)
        assert set(headers) == {"Host", "Connection", "content-type", "Content-Length"}
        assert answered(Request(f"{url}/ping?a=b"))[1]["place"] == "/ping"


def test_another_service_takes_over_and_the_one_before_answers_what_it_was_asked(
    make_front: MakeFront,
) -> None:
    front, url = make_front()
    asked, leave = Event(), Event()
    late: list[object] = []
    with service("old", asked, leave) as old, service("new") as new:
        front.switch(old)
        waiting = Thread(target=lambda: late.append(post(url)[1]["name"]))
        waiting.start()
        assert asked.wait(SECONDS)

        route = front.switch(new)

        assert route is not None
        assert post(url)[1]["name"] == "new"
        assert not front.drained(route, 0.05)
        leave.set()
        assert front.drained(route, SECONDS)
        waiting.join(SECONDS)
        assert late == ["old"]


def test_not_a_request_is_lost_in_a_hundred_changes(make_front: MakeFront) -> None:
    front, url = make_front()
    over = Event()
    seen: list[tuple[int, object]] = []

    def ask() -> None:
        while not over.is_set():
            status, said = post(url)
            seen.append((status, said.get("name")))

    with service("old") as old, service("new") as new:
        front.switch(old)
        asking = [Thread(target=ask) for _ in range(2)]
        for thread in asking:
            thread.start()
        for turn in range(100):
            route = front.switch(old if turn % 2 else new)
            assert route is not None
            assert front.drained(route, SECONDS)
        over.set()
        for thread in asking:
            thread.join(SECONDS)

    assert {status for status, _ in seen} == {200}
    assert {name for _, name in seen} <= {"old", "new"}


def test_it_stops_when_what_was_asked_is_answered(make_front: MakeFront) -> None:
    front, url = make_front()
    asked, leave = Event(), Event()
    late: list[int] = []
    with service("old", asked, leave) as old:
        front.switch(old)
        waiting = Thread(target=lambda: late.append(post(url)[0]))
        waiting.start()
        assert asked.wait(SECONDS)
        stopping = Thread(target=front.stop)
        stopping.start()
        leave.set()
        stopping.join(SECONDS)
        waiting.join(SECONDS)

    assert late == [200]
    with pytest.raises(OSError, match=r".*"):
        post(url)


def test_a_service_that_dies_in_the_middle(make_front: MakeFront) -> None:
    front, url = make_front()
    with socket.create_server(("127.0.0.1", 0)) as dying:

        def die() -> None:
            sock, _ = dying.accept()
            sock.recv(65536)
            sock.close()

        thread = Thread(target=die)
        thread.start()
        front.switch(int(dying.getsockname()[1]))
        assert post(url)[0] == 502
        thread.join(SECONDS)


def test_who_asks_has_to_sign_in_where_there_is_a_user(make_front: MakeFront) -> None:
    front, url = make_front("workstation", "contraseña: larga")

    with service("old") as old:
        front.switch(old)
        assert post(url, Authorization=basic("workstation:contraseña: larga"))[0] == 200
        assert post(url, Authorization=basic("workstation:wrong"))[0] == 401
        assert b"WWW-Authenticate: Basic" in raw(url, b"GET /ping HTTP/1.1\r\n\r\n")


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        (b"GET /metrics HTTP/1.1\r\n\r\n", 404),
        (b"GET /invocations HTTP/1.1\r\n\r\n", 405),
        (b"GET http://elsewhere/ping HTTP/1.1\r\n\r\n", 404),
        (b"POST /invocations HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        (b"POST /invocations HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (MOST_BODY + 1), 413),
        (b"POST /invocations HTTP/1.1\r\nContent-Length: +3\r\n\r\n", 400),
        (b"POST /ping HTTP/1.1\r\nContent-Length: 1\r\ncontent-length: 2\r\n\r\n", 400),
        (b"GET /ping HTTP/1.1\r\nContent-Length : 1\r\n\r\n", 400),
        (b"GET /ping HTTP/1.1\r\nAccept: a\nHost: b\r\n\r\n", 400),
        (b"GET /ping HTTP/2\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"GET /ping HTTP/1.1\r\nAccept: " + b"a" * 20_000 + b"\r\n\r\n", 400),
    ],
)
def test_what_goes_no_further(make_front: MakeFront, request_text: bytes, status: int) -> None:
    _, url = make_front()
    assert raw(url, request_text).startswith(b"HTTP/1.1 %d " % status)


def test_a_sender_that_waits_for_leave_gets_it(make_front: MakeFront) -> None:
    front, url = make_front()
    with service("old") as old:
        front.switch(old)
        head = b"POST /invocations HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        said = raw(url, head + b"{}")

    assert said.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.")
    assert b'"old"' in said


UNFINISHED = b"POST /invocations HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"


@pytest.mark.parametrize("content", [b"", b"POST /inv", UNFINISHED])
def test_requests_that_do_not_end_keep_nobody_waiting(
    make_front: MakeFront, content: bytes
) -> None:
    front, url = make_front()
    with service("old") as old:
        front.switch(old)
        with left_open(url, 2 * front_module.MOST_AT_ONCE, content):
            start = time.monotonic()
            assert post(url)[0] == 200
            assert time.monotonic() - start < front_module.BODY_SECONDS


def test_where_it_is_full_who_waits_longest_has_to_go(
    make_front: MakeFront, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors, "MOST", 4)
    front, url = make_front()
    with service("old") as old:
        front.switch(old)
        with left_open(url, 12, UNFINISHED):
            assert post(url)[0] == 200


def test_another_computer_has_a_share_of_the_connections(
    make_front: MakeFront, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors, "MOST_OF_A_PEER", 2)
    monkeypatch.setattr(visitors, "EXEMPT", ("127.0.0.1",))
    front, url = make_front()
    port = int(url.rpartition(":")[2])
    with service("old") as old, left_open(url, 2, b"", "127.0.0.2"):
        front.switch(old)
        with socket.create_connection(("127.0.0.1", port), SECONDS, ("127.0.0.2", 0)) as third:
            assert third.recv(65536).startswith(b"HTTP/1.1 503 ")
        assert post(url)[0] == 200


def test_large_requests_have_a_share_of_the_memory(
    make_front: MakeFront, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors, "MOST_HELD", 3_000_000)
    front, url = make_front()
    head = b"POST /invocations HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n"
    with service("old") as old, left_open(url, 1, head):
        front.switch(old)
        assert raw(url, head).startswith(b"HTTP/1.1 503 ")
        assert post(url)[0] == 200  # small


def test_who_guesses_many_at_once_waits_and_who_signs_in_does_not(
    make_front: MakeFront, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors, "WRONG_SECONDS", 0.1)
    front, url = make_front("workstation", "the right one")
    with service("old") as old, ThreadPoolExecutor(20) as many:
        front.switch(old)
        start = time.monotonic()
        guesses = [
            many.submit(post, url, Authorization=basic(f"workstation:{n}")) for n in range(20)
        ]
        assert post(url, Authorization=basic("workstation:the right one"))[0] == 200
        assert not all(guess.done() for guess in guesses)
        assert {guess.result()[0] for guess in guesses} == {401}
        assert time.monotonic() - start > 1.9


def test_the_longest_wait_has_an_end() -> None:
    wrong = visitors.WrongSignIns(lambda: 7.0)
    delays = [wrong.delay() for _ in range(1000)]
    assert delays[:3] == [1.0, 2.0, 3.0]
    assert delays[-1] == visitors.LONGEST_WRONG


def test_who_never_reads_the_reply_is_left_and_nothing_is_logged(
    make_front: MakeFront, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(front_module, "END_SECONDS", 0.2)
    front, url = make_front()
    head = b"POST /invocations HTTP/1.1\r\nAccept: */*20000000\r\nContent-Length: 2\r\n\r\n{}"
    with service("old") as old:
        front.switch(old)
        with left_open(url, 2, head), left_open(url, 2, UNFINISHED):
            assert post(url)[0] == 200
            start = time.monotonic()
            front.stop()
    assert time.monotonic() - start < 5.0
    assert caplog.records == []


def test_who_reads_too_slowly_is_left(
    make_front: MakeFront, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_module, "REPLY_SECONDS", 0.1)
    monkeypatch.setattr(front_module, "SLOWEST", 1e9)
    front, url = make_front()
    head = b"POST /invocations HTTP/1.1\r\nAccept: */*20000000\r\nContent-Length: 2\r\n\r\n{}"
    with service("old") as old:
        front.switch(old)
        with left_open(url, 1, head):
            assert post(url)[0] == 200
            start = time.monotonic()
            front.stop()  # it waits for what was asked
    assert time.monotonic() - start < front_module.END_SECONDS / 2


def test_a_service_that_is_not_ready_is_not_asked(make_front: MakeFront) -> None:
    front, url = make_front()
    ready = Event()
    with service("another program at that port") as port:
        front.switch(port, ready.is_set)
        assert post(url)[0] == 503
        ready.set()
        assert post(url)[0] == 200


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(ServeRefused) as raised:
        ScoringFront("127.0.0.1", taken.getsockname()[1])
    assert raised.value.fault is ServeFault.PORT_TAKEN


def test_a_head_is_never_read_in_two_ways() -> None:
    head = read_head(b"POST /invocations?x HTTP/1.1\r\nAccept:  a b\t\r\nX-1: \r\n\r\n")
    assert (head.method, head.place) == ("POST", "/invocations")
    assert dict(head.headers) == {"accept": "a b", "x-1": ""}
    with pytest.raises(RefusedRequestError):
        read_head(b"POST  /invocations HTTP/1.1\r\n\r\n")
