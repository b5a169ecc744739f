"""The system's proxy, where a call has to pass through it: a tunnel, in which the proxy is blind.

Only for HTTPS: plain HTTP is for this computer, or for a network that the site policy names, and
no third party on the way shall read it.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPException, HTTPResponse
from typing import cast
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

from diabetes_desktop.adapters.scoring_server.deadline_socket import Deadline, DeadlineSocket
from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.domain.model_source import is_plain_abroad

PROXY_PORT = 8080  # where the system names none


def proxy_for(address: ServerAddress, proxies: Mapping[str, str]) -> tuple[str, int] | None:
    """Host and port of the proxy that leads to `address`; None where there is none to pass."""
    text = proxies.get("https", "")
    on_this_computer = not is_plain_abroad(f"http://{address.title}")
    if not address.is_tls or not text or on_this_computer or proxy_bypass(address.title):
        return None
    parts = urlsplit(text if "//" in text else f"//{text}")
    return (parts.hostname, parts.port or PROXY_PORT) if parts.hostname else None


def tunnel(sock: socket.socket, address: ServerAddress, deadline: Deadline) -> None:
    """Ask the proxy at the other end of `sock` to connect us with `address`.

    Raises:
        ScoringServerFailed: PROXY.
        TimeoutError, GivenUpError: see `Deadline`.
    """
    line = DeadlineSocket(sock, deadline)
    line.sendall(f"CONNECT {address.title} HTTP/1.1\r\nHost: {address.title}\r\n\r\n".encode())
    try:
        with closing(HTTPResponse(cast(socket.socket, line), method="CONNECT")) as response:
            response.begin()
            status = response.status
    except (HTTPException, ConnectionError, ValueError):
        raise address.failed(ServerFault.PROXY) from None
    if status != 200:
        raise address.failed(ServerFault.PROXY, str(status))
