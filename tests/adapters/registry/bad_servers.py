"""Servers on real sockets that misbehave, each in its own way."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Reply = tuple[int, bytes, Mapping[str, str]]
ALIAS = "/api/2.0/mlflow/registered-models/alias"
DOWNLOAD = "/api/2.0/mlflow/model-versions/get-download-uri"
FILES = "/api/2.0/mlflow-artifacts/artifacts"


def as_json(table: Any, status: int = 200) -> Reply:
    return status, json.dumps(table).encode(), {"Content-Type": "application/json"}


class Script:
    """A registry with one model, whose every word can be changed."""

    def __init__(self, directory: Path) -> None:
        self.version = "1"
        self.place = "mlflow-artifacts:/1/model"
        self.files = {
            path.relative_to(directory).as_posix(): path.read_bytes()
            for path in directory.rglob("*")
            if path.is_file()
        }
        self.extra_entries: list[Any] = []
        self.sizes: dict[str, int] = {}
        self.replies: dict[str, Callable[[BaseHTTPRequestHandler], Reply | None]] = {}
        self.asked: list[tuple[str, str]] = []  # path and Host header
        self.authorizations: set[str] = set()

    def answer(self, handler: BaseHTTPRequestHandler) -> Reply | None:
        parts = urlsplit(handler.path)
        path, query = unquote(parts.path), parse_qs(parts.query)
        self.asked.append((handler.path, handler.headers["Host"]))
        self.authorizations.add(handler.headers["Authorization"] or "")
        for start, special in self.replies.items():
            if path.startswith(start):
                return special(handler)
        if path == ALIAS:
            named = {"name": "diabetes_model", "version": self.version, "status": "READY"}
            return as_json({"model_version": named})
        if path == DOWNLOAD:
            return as_json({"artifact_uri": self.place})
        if path == FILES:
            return as_json({"files": self._listing(query["path"][0].removeprefix("1/model"))})
        name = path.removeprefix(f"{FILES}/1/model/")
        if name in self.files:
            return 200, self.files[name], {}
        return as_json({"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "secret row 6.6"}, 404)

    def _listing(self, folder: str) -> list[Any]:
        prefix = folder.strip("/") + "/" if folder.strip("/") else ""
        entries: dict[str, Any] = {}
        for name, content in self.files.items():
            if name.startswith(prefix):
                first, _, rest = name.removeprefix(prefix).partition("/")
                size = self.sizes.get(name, len(content))
                entries[first] = (
                    {"path": first, "is_dir": True}
                    if rest
                    else {"path": first, "is_dir": False, "file_size": size}
                )
        return [*entries.values(), *([] if prefix else self.extra_entries)]


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up, or speaks no TLS, is what these tests are about."""


@contextmanager
def scripted(script: Script, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """The address of a server that answers by `script`."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def setup(self) -> None:
            if context is not None:
                self.request.settimeout(10)
                self.request = context.wrap_socket(self.request, server_side=True)
            super().setup()

        def finish(self) -> None:
            super().finish()
            self.request.close()

        def do_GET(self) -> None:
            with suppress(OSError):
                reply = script.answer(self)
                if reply is None:
                    return
                status, body, headers = reply
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | dict(headers)).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing: the tests look at what the client says."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        scheme = "http" if context is None else "https"
        yield f"{scheme}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def raw(talk: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """The address of a server that does `talk` with each connection, until the event is set."""
    ended = threading.Event()
    threads: list[threading.Thread] = []

    def one(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            talk(connection, ended)

    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while not ended.is_set():
                with suppress(OSError):
                    connection, _ = listener.accept()
                    thread = threading.Thread(target=one, args=(connection,))
                    threads.append(thread)
                    thread.start()

        acceptor = threading.Thread(target=accept)
        acceptor.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            ended.set()
            with suppress(OSError), socket.create_connection(listener.getsockname()):
                pass
            acceptor.join()
            for thread in threads:
                thread.join()


@contextmanager
def blackhole() -> Iterator[str]:
    """The address of a port whose queue is full: the system answers no further knock."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        knocks = []
        for _ in range(4):
            knock = socket.socket()
            knock.setblocking(False)
            knock.connect_ex(listener.getsockname())
            knocks.append(knock)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            for knock in knocks:
                knock.close()


def drip(connection: socket.socket, ended: threading.Event) -> None:
    """A byte now and then, for ever."""
    connection.settimeout(5)
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not ended.wait(0.2):
        connection.sendall(b" ")


def silent(connection: socket.socket, ended: threading.Event) -> None:
    """Not a word."""
    ended.wait(30)


def gibberish(connection: socket.socket, ended: threading.Event) -> None:
    """Another protocol."""
    connection.settimeout(5)
    connection.recv(65536)
    connection.sendall(b"220 mail.hospital.example ESMTP\r\n")


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A body without an end, as fast as it goes."""
    handler.send_response(200)
    handler.end_headers()
    piece = b"\0" * 65536
    while True:
        handler.wfile.write(piece)
