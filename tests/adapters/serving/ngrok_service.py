"""A stand-in for ngrok's service: as much of its protocol as its package speaks until it is open.

TLS, then frames: three bytes of length, one of kind and flags, four of the stream, the content. A
stream begins with four bytes that say what it is for. Written after what the package sends.
"""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

DATA, SYN, FIN = 0x10, 0x02, 0x01
SIGN_IN, BIND, VISIT = 0, 1, 3  # what a stream is for
VISITOR = 2  # the stream of the only one
URL = "https://name-of-a-tunnel.ngrok.example"


@dataclass
class NgrokService:
    """Answers a sign-in with `refusal`, if there is one; keeps what it was sent."""

    refusal: str = ""
    port: int = 0
    heard: list[dict[str, Any]] = field(default_factory=list)
    answered: bytes = b""
    _client: socket.socket | None = None
    _answered_all: Event = field(default_factory=Event)

    def visit(self, request: bytes) -> bytes:
        """What somebody who asks at the public address gets, until the connection ends."""
        assert self._client is not None
        told = {"Id": "1", "ClientAddr": "192.0.2.1:40000", "Proto": "https", "EdgeType": "3"}
        told |= {"PassthroughTLS": False}  # type: ignore[dict-item]
        head = json.dumps(told).encode()
        content = VISIT.to_bytes(4) + len(head).to_bytes(8, "little") + head + request
        self._client.sendall(_frame(VISITOR, content, SYN))
        assert self._answered_all.wait(10), self.answered
        return self.answered

    def hang_up(self) -> None:
        """Let go of the client that is there."""
        if self._client is not None:
            with suppress(OSError):
                self._client.shutdown(socket.SHUT_RDWR)

    def converse(self, sock: socket.socket) -> None:
        """With one client, until it hangs up."""
        purposes: dict[int, int] = {}
        self._client = sock
        while True:
            head = _exactly(sock, 8)
            content = _exactly(sock, int.from_bytes(head[:3]))
            stream = int.from_bytes(head[4:])
            if head[3] & SYN:
                purposes[stream] = int.from_bytes(content[:4])
                content = content[4:]
            if stream == VISITOR:
                self.answered += content if head[3] & 0xF0 == DATA else b""
                if head[3] & FIN:
                    self._answered_all.set()
            elif content.startswith(b"{"):
                self.heard.append(json.loads(content))
                answer = self._answer(purposes[stream], self.heard[-1])
                sock.sendall(_frame(stream, json.dumps(answer).encode(), FIN))

    def _answer(self, purpose: int, asked: dict[str, Any]) -> dict[str, Any]:
        if purpose == BIND:
            return {**asked, "Id": "1", "URL": URL, "Error": "", "Extra": {"Token": ""}}
        return {"Version": "3", "ClientId": "1", "Error": self.refusal, "Extra": ACCOUNT}


ACCOUNT = {
    "Version": "prod",
    "Region": "eu",
    "Cookie": "",
    "AccountName": "A hospital",
    "SessionDuration": 0,
    "PlanName": "Free",
    "Banner": "",
    "ConnectAddresses": [],
}


@contextmanager
def ngrok_service(context: ssl.SSLContext, refusal: str = "") -> Iterator[NgrokService]:
    """One that listens on a port of this computer."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        service = NgrokService(refusal, int(listener.getsockname()[1]))
        listener.settimeout(0.05)
        over: list[bool] = []

        def serve() -> None:
            while not over:
                with suppress(OSError, EOFError):
                    caller, _ = listener.accept()
                    caller.settimeout(10)
                    with context.wrap_socket(caller, server_side=True) as sock:
                        service.converse(sock)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield service
        finally:
            over.append(True)
            service.hang_up()
            thread.join(10)


def _frame(stream: int, content: bytes, flag: int) -> bytes:
    return len(content).to_bytes(3) + bytes([DATA | flag]) + stream.to_bytes(4) + content


def _exactly(sock: socket.socket, count: int) -> bytes:
    content = b""
    while len(content) < count:
        piece = sock.recv(count - len(content))
        if not piece:
            raise EOFError
        content += piece
    return content
