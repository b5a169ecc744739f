"""One request and its reply. Every call has a connection of its own.

MLflow's server ends an idle connection after five seconds, and with several workers a kept one
costs 40 ms more per call: a doctor's next patient is never near enough to gain from keeping it.
So a long call delays no other, and none starts on a connection that has gone stale.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from typing import cast
from urllib.request import getproxies

from diabetes_desktop.adapters.scoring_server.deadline_socket import (
    Deadline,
    DeadlineSocket,
    GivenUpError,
    asked_aside,
)
from diabetes_desktop.adapters.scoring_server.dialling import dial
from diabetes_desktop.adapters.scoring_server.proxy import proxy_for, tunnel
from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.adapters.scoring_server.tls import make_context, secured, tls_fault
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; the body is a server's word and may quote patients."""

    status: int
    body: bytes


class Line:
    """How one scoring server is called; thread-safe.

    `authorization` gives the value of the header of that name, or an empty text; it is asked for
    each call, so that no secret is kept here.
    """

    def __init__(
        self,
        address: ServerAddress,
        ca_file: str = "",
        client_certificate: str = "",
        authorization: Callable[[], str] = str,
    ) -> None:
        """Nothing is opened yet. Raises ScoringServerFailed: see `make_context`."""
        self.address = address
        self._authorization = authorization
        self._context = (
            make_context(address, ca_file, client_certificate) if address.is_tls else None
        )

    def get(self, path: str, deadline: Deadline, largest: int) -> Reply:
        """Ask for `path`. Raises as `post`."""
        return self._exchange("GET", path, b"", deadline, largest)

    def post(self, path: str, body: bytes, deadline: Deadline, largest: int) -> Reply:
        """Send `body`, which is JSON, to `path`; a reply of more than `largest` bytes is refused.

        Raises:
            ScoringServerFailed: no whole reply came; or a redirect, which is never followed.
            GivenUpError: see `Deadline`.
        """
        return self._exchange("POST", path, body, deadline, largest)

    def _exchange(
        self, method: str, path: str, body: bytes, deadline: Deadline, largest: int
    ) -> Reply:
        failed = self.address.failed
        try:
            authorization = self._authorized(deadline)
            sock = self._opened(deadline)
            try:
                connection = HTTPConnection(self.address.host)
                connection.sock = cast("ssl.SSLSocket", sock)
                with closing(
                    self._answered(connection, method, path, body, authorization)
                ) as response:
                    return self._received(response, largest)
            finally:
                sock.hang_up()
        except TimeoutError:
            raise failed(ServerFault.SLOW, f"{round(deadline.seconds, 1):g}") from None
        except (IncompleteRead, ConnectionError, ssl.SSLEOFError):
            raise failed(ServerFault.CUT) from None
        except ssl.SSLError as error:
            raise failed(tls_fault(error)) from None
        except (HTTPException, ValueError):
            raise failed(ServerFault.NOT_HTTP) from None
        except OSError:
            raise failed(ServerFault.CUT) from None

    def _authorized(self, deadline: Deadline) -> str:
        """The header's value: a locked keyring may wait for somebody who is not there."""
        deadline.left()  # nothing of the keyring's, if there is no time any more
        try:
            return asked_aside(self._authorization, deadline, "keyring")
        except GivenUpError:
            raise
        except Exception:  # keyrings are other programs' code
            raise self.address.failed(ServerFault.KEYRING) from None

    def _opened(self, deadline: Deadline) -> DeadlineSocket:
        address = self.address
        proxy = proxy_for(address, getproxies())
        sock = self._dialled(proxy, deadline)
        try:
            if proxy is not None:
                tunnel(sock, address, deadline)
            if self._context is not None:
                sock = secured(sock, self._context, address, deadline)
            return DeadlineSocket(sock, deadline)
        except BaseException:
            sock.close()
            raise

    def _dialled(self, proxy: tuple[str, int] | None, deadline: Deadline) -> socket.socket:
        address = self.address
        if proxy is None:
            return dial(address, address.host, address.port, deadline)
        try:
            return dial(address, *proxy, deadline)
        except ScoringServerFailed:  # of the proxy, not of the server
            raise address.failed(ServerFault.PROXY) from None

    def _answered(
        self,
        connection: HTTPConnection,
        method: str,
        path: str,
        body: bytes,
        authorization: str,
    ) -> HTTPResponse:
        target = f"{self.address.path}{path}"
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", self.address.host_header)
        connection.putheader("Accept", JSON)
        connection.putheader("Accept-Encoding", "identity")
        connection.putheader("Connection", "close")
        if authorization:
            connection.putheader("Authorization", authorization)
        if body:
            connection.putheader("Content-Type", JSON)
            connection.putheader("Content-Length", str(len(body)))
        # A server that refuses a body, or our certificate, stops reading, and may have said why.
        with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLEOFError):
            connection.endheaders(body or None)
        return connection.getresponse()

    def _received(self, response: HTTPResponse, largest: int) -> Reply:
        if 300 <= response.status < 400:
            raise self.address.failed(ServerFault.REDIRECTED)
        if (response.length or 0) > largest:
            raise self.address.failed(ServerFault.ANSWER_TOO_LARGE)
        body = response.read(largest + 1)
        if len(body) > largest:
            raise self.address.failed(ServerFault.ANSWER_TOO_LARGE)
        if response.length:  # told a length, and ended before it
            raise self.address.failed(ServerFault.CUT)
        return Reply(response.status, body)
