"""A server in place of the hospital's tracking server: it only notes who signs in."""

from __future__ import annotations

import base64
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType


class TrackingServer:
    """Listens on this computer; answers that it is MLflow and has no such model."""

    def __init__(self) -> None:
        self.signed_in_as: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def uri(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> TrackingServer:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        signed_in_as = self.signed_in_as

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, _, content = self.headers.get("Authorization", "").partition(" ")
                if kind == "Basic":
                    signed_in_as.append(base64.b64decode(content).decode())
                known = self.path.endswith(("/version", "/health"))
                body = b"3.17.2" if known else b'{"error_code": "RESOURCE_DOES_NOT_EXIST"}'
                self.send_response(200 if known else 404)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET  # noqa: N815 - the name that the library calls

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler
