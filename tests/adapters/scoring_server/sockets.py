"""Servers that do whatever a test says, on real sockets, and certificates for them."""

from __future__ import annotations

import datetime as dt
import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Conversation = Callable[[socket.socket, Event], None]
WAIT_SECONDS = 10.0

PROBED = {
    "error_code": "INVALID_PARAMETER_VALUE",
    "message": "Error: Model is missing inputs ['gender', 'age', 'hypertension', 'heart_disease', "
    "'smoking_history', 'bmi', 'HbA1c_level', 'blood_glucose_level']. Note that there were extra "
    "inputs: [0].",
}

PROBED_LEGACY = {
    "error_code": "BAD_REQUEST",
    "stack_trace": "X has 1 features, but this model is expecting 15 features as input.",
}


@contextmanager
def talking(conversation: Conversation, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port of a server that has `conversation` with everybody who calls, one after another."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.02)

        def serve() -> None:
            while not over.is_set():
                with suppress(OSError):
                    caller, _ = listener.accept()
                    caller.settimeout(WAIT_SECONDS)
                    with caller, tls.wrap_socket(caller, server_side=True) if tls else caller as c:
                        conversation(c, over)

        thread = Thread(target=serve)
        thread.start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            over.set()
            thread.join(WAIT_SECONDS)


def _secured(caller: socket.socket, tls: ssl.SSLContext | None) -> socket.socket:
    try:
        return tls.wrap_socket(caller, server_side=True) if tls else caller
    except OSError:
        caller.close()
        raise


def heard(sock: socket.socket) -> bytes:
    """One whole request: headers, and the body of the length that they tell."""
    said = b""
    while b"\r\n\r\n" not in said:
        said += _more(sock)
    head, _, body = said.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            while len(body) < int(line.partition(b":")[2]):
                body += _more(sock)
    return head + b"\r\n\r\n" + body


def _more(sock: socket.socket) -> bytes:
    piece = sock.recv(65536)
    if not piece:
        raise ConnectionError
    return piece


def saying(answer: bytes) -> Conversation:
    """Hears a request, says `answer` and hangs up."""

    def conversation(sock: socket.socket, over: Event) -> None:
        heard(sock)
        sock.sendall(answer)

    return conversation


def reply(status: str, body: bytes | str | dict[str, Any], *headers: str) -> bytes:
    """A whole HTTP reply; a table is sent as JSON."""
    content = json.dumps(body) if isinstance(body, dict) else body
    raw = content.encode() if isinstance(content, str) else content
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(raw)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + raw


class ScoringServer(ThreadingHTTPServer):
    """Keeps the contract of eight columns by the rule "class 1 from HbA1c 6.5 on".

    Each field changes that: `answer` is what it answers about a row, `before_answer` is called with
    the number of rows before a reply is sent. With `columns`, the answer about fifteen of them, it
    keeps the legacy contract.
    """

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer: Callable[[list[Any]], object] = self.rule
        self.columns: Callable[[list[float]], object] | None = None
        self.before_answer: Callable[[int], object] = lambda rows: None
        self.refusal: dict[str, Any] | None = None
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    @staticmethod
    def rule(row: list[Any]) -> object:
        flagged = row[6] >= 6.5
        return {"class": int(flagged), "probability": 0.9 if flagged else 0.1}

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hung up is what some tests want."""


class _Handler(BaseHTTPRequestHandler):
    server: ScoringServer

    def do_POST(self) -> None:
        table = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.server.columns
        if answer is not None and len(table["inputs"][0]) == 15:
            self._send(200, {"predictions": [answer(row) for row in table["inputs"]]})
            return
        if "inputs" in table:
            self._send(400, PROBED if answer is None else PROBED_LEGACY)
            return
        rows = table["dataframe_split"]["data"]
        self.server.before_answer(len(rows))
        if self.server.refusal is not None:
            self._send(400, self.server.refusal)
            return
        self._send(200, {"predictions": [self.server.answer(row) for row in rows]})

    def _send(self, status: int, table: dict[str, Any]) -> None:
        content = json.dumps(table).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def scoring() -> Iterator[ScoringServer]:
    """A running `ScoringServer`."""
    with ScoringServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(WAIT_SECONDS)


class Switchboard:
    """A port that leads to `target`, a port of this computer that may be changed at any time."""

    def __init__(self, target: int) -> None:
        self.target = target

    def __call__(self, sock: socket.socket, over: Event) -> None:
        with socket.create_connection(("127.0.0.1", self.target), WAIT_SECONDS) as other:
            other.sendall(heard(sock))
            while piece := other.recv(65536):
                sock.sendall(piece)


class Authority:
    """An authority that issues certificates into `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Hospital authority")])
        self.certificate = self._signed(self.name, self.key, [], days=30, authority=True)
        self.file = folder / "authority.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def issue(self, name: str, hosts: list[str], days: int = 30) -> Path:
        """Certificate and key for `hosts` in one PEM file; it has `days` left, which may be < 0."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        certificate = self._signed(subject, key, hosts, days)
        file = self.folder / f"{name}.pem"
        file.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return file

    def _signed(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        hosts: list[str],
        days: int,
        authority: bool = False,
    ) -> x509.Certificate:
        now = dt.datetime.now(dt.UTC)
        names = [
            x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
            for host in hosts
        ]
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=60))
            .not_valid_after(now + dt.timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(self.key, hashes.SHA256())


def server_context(certificate: Path, clients_of: Path | None = None) -> ssl.SSLContext:
    """The server's side of TLS; with `clients_of` it asks callers for a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if clients_of is not None:
        context.load_verify_locations(clients_of)
        context.verify_mode = ssl.CERT_REQUIRED
    return context
