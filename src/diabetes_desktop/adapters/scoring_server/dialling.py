"""From a name to a connected socket, within a few seconds whatever the network does."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Sequence
from contextlib import suppress
from errno import EINPROGRESS, EWOULDBLOCK
from ipaddress import ip_address
from typing import Any

from diabetes_desktop.adapters.scoring_server.deadline_socket import Deadline, asked_aside
from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault

CONNECT_SECONDS = 3.0
UNDER_WAY = (0, EINPROGRESS, EWOULDBLOCK, 10035)  # 10035: Windows' WSAEWOULDBLOCK
Found = tuple[int, str, int]  # family, number of the computer, port


def dial(address: ServerAddress, host: str, port: int, deadline: Deadline) -> socket.socket:
    """A socket connected to `host`, which is `address` itself or a proxy on the way to it.

    Raises:
        ScoringServerFailed: NAME_UNKNOWN, PLAIN_HTTP (the name is not this computer's after all),
            CONNECTION_REFUSED or UNREACHABLE.
        GivenUpError: see `Deadline`.
    """
    limit = deadline.within(CONNECT_SECONDS)
    try:
        found = resolved(address, host, port, limit)
        if not address.is_tls and not address.may_leave_in_plain:
            found = [each for each in found if ip_address(each[1].partition("%")[0]).is_loopback]
            if not found:
                raise address.failed(ServerFault.PLAIN_HTTP)
        return _first_connected(address, found, limit)
    except TimeoutError:
        raise address.failed(ServerFault.UNREACHABLE) from None


def resolved(address: ServerAddress, host: str, port: int, deadline: Deadline) -> list[Found]:
    """The computers of the name `host`, the likeliest first.

    Asked in a thread of its own: the system's resolver knows no time limit.

    Raises:
        ScoringServerFailed: NAME_UNKNOWN.
        TimeoutError, GivenUpError: see `Deadline`.
    """

    def resolve() -> Sequence[Any]:
        with suppress(OSError, UnicodeError):
            return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return []

    found = asked_aside(resolve, deadline, "name lookup")
    if not found:
        raise address.failed(ServerFault.NAME_UNKNOWN)
    # IPv4 first: MLflow listens on 127.0.0.1 alone, and Windows takes seconds to say that nothing
    # listens on ::1.
    addresses = ((family, target[0], target[1]) for family, _, _, _, target in found)
    return sorted(addresses, key=lambda each: each[0] != socket.AF_INET)


def _first_connected(
    address: ServerAddress, found: Sequence[Found], deadline: Deadline
) -> socket.socket:
    fault = ServerFault.UNREACHABLE
    for tried, (family, number, port) in enumerate(found):
        share = deadline.within(deadline.left() / (len(found) - tried))
        try:
            return _connected(address, family, (number, port), share)
        except ScoringServerFailed as failed:
            fault = failed.fault
        except OSError:  # too slow, or this computer knows no such network: it has no IPv6
            fault = ServerFault.UNREACHABLE
    raise address.failed(fault)


def _connected(
    address: ServerAddress, family: int, target: tuple[str, int], deadline: Deadline
) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)
        code = sock.connect_ex(target)
        if code in UNDER_WAY:
            deadline.wait_for(sock, selectors.EVENT_WRITE)
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            refused = isinstance(OSError(code, ""), ConnectionRefusedError) or code == 10061
            fault = ServerFault.CONNECTION_REFUSED if refused else ServerFault.UNREACHABLE
            raise address.failed(fault)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        sock.close()
        raise
    return sock
