"""An address that this computer can't even try is like one at which nobody is."""

from __future__ import annotations

import socket
from threading import Event

import pytest

from diabetes_desktop.adapters.scoring_server import dialling
from diabetes_desktop.adapters.scoring_server.deadline_socket import Deadline
from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault

NO_NETWORK = 9999  # no system knows this family of addresses, as one without IPv6 does not AF_INET6


def found(monkeypatch: pytest.MonkeyPatch, *addresses: tuple[int, str, int]) -> None:
    """Let the system's resolver answer so."""
    answer = [(family, socket.SOCK_STREAM, 0, "", target) for family, *target in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)


def dialled(port: int) -> socket.socket:
    address = ServerAddress.of(f"https://models.hospital.example:{port}", allow_http=False)
    return dialling.dial(address, address.host, address.port, Deadline(5.0, Event()))


def test_without_ipv6_the_next_address_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialling, "sorted", lambda each, key: list(each), raising=False)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        found(monkeypatch, (NO_NETWORK, "::1", port), (socket.AF_INET, "127.0.0.1", port))
        with dialled(port) as sock:
            assert sock.getpeername() == ("127.0.0.1", port)


def test_without_any_other_address_the_server_is_unreachable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found(monkeypatch, (NO_NETWORK, "::1", 8001))
    with pytest.raises(ScoringServerFailed) as raised:
        dialled(8001)
    assert raised.value.fault is ServerFault.UNREACHABLE
