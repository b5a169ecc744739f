"""Who this computer is to a server; the keyring is one in memory, of keyring's own interface."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError

from diabetes_desktop.adapters.server_credentials import SERVICE, Credentials, ServerCredentials
from diabetes_desktop.application.errors import StorageUnavailable

SERVER = "models.hospital.example:5000"
ACCOUNT = Credentials("puesto-7", "contraseña: larga y segura")


class MemoryKeyring(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_what_is_kept_is_found_by_its_server_alone(ring: MemoryKeyring) -> None:
    """Security 10."""
    credentials = ServerCredentials({})
    credentials.keep(SERVER, ACCOUNT)
    assert credentials.find(SERVER) == ACCOUNT
    assert list(ring.kept) == [(SERVICE, SERVER)]
    kind, _, secret = credentials.header(SERVER).partition(" ")
    assert (kind, base64.b64decode(secret).decode()) == (
        "Basic",
        f"{ACCOUNT.user}:{ACCOUNT.password}",
    )
    assert credentials.header("other.example:443") == ""
    credentials.forget(SERVER)
    credentials.forget(SERVER)
    assert credentials.header(SERVER) == ""


def test_a_token_is_told_as_one(ring: MemoryKeyring) -> None:
    credentials = ServerCredentials({})
    credentials.keep(SERVER, Credentials(token="abc"))
    assert credentials.header(SERVER) == "Bearer abc"


def test_mlflows_own_variables_come_first(ring: MemoryKeyring) -> None:
    ServerCredentials({}).keep(SERVER, Credentials(token="kept"))
    given = {"MLFLOW_TRACKING_URI": f"https://{SERVER}/", "MLFLOW_TRACKING_TOKEN": "given"}
    assert ServerCredentials(given).header(SERVER) == "Bearer given"
    named = {"MLFLOW_TRACKING_USERNAME": "u", "MLFLOW_TRACKING_PASSWORD": "p"}
    named["MLFLOW_TRACKING_URI"] = f"http://{SERVER.upper()}"
    assert ServerCredentials(named).header(SERVER) == Credentials("u", "p").header


@pytest.mark.parametrize(
    ("uri", "server", "is_told"),
    [
        ("https://models.hospital.example", "models.hospital.example:443", True),
        ("https://models.hospital.example", SERVER, False),
        (f"https://{SERVER}", "evil.example:5000", False),
        (f"https://{SERVER}", "127.0.0.1:5000", False),
        ("sqlite:///scores.db", SERVER, False),
        ("http://[x", SERVER, False),
        ("http://x:port", SERVER, False),
        ("", SERVER, False),
        ("", "localhost:5000", True),
        ("", "127.0.0.1:5000", True),
        ("", "[::1]:5000", True),
        ("", "localhost.evil.example:5000", False),
    ],
)
def test_the_variables_are_for_the_server_that_they_name(
    ring: MemoryKeyring, uri: str, server: str, is_told: bool
) -> None:
    """Security 10: an address that somebody typed is not told another server's secret."""
    ServerCredentials({}).keep(server, Credentials(token="kept"))
    found = ServerCredentials({"MLFLOW_TRACKING_URI": uri, "MLFLOW_TRACKING_TOKEN": "given"})
    assert found.header(server) == ("Bearer given" if is_told else "Bearer kept")
    assert found.are_given(server) is is_told


@pytest.mark.parametrize("content", ["", "x", "[]", "{}", '{"user": 1}', "[" * 100_000])
def test_another_programs_entry_is_none_of_ours(ring: MemoryKeyring, content: str) -> None:
    ring.kept[SERVICE, SERVER] = content
    assert ServerCredentials({}).find(SERVER) == Credentials()


def test_without_a_keyring_nothing_is_kept_anywhere() -> None:
    """Security 10."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        assert ServerCredentials({}).header(SERVER) == ""
        with pytest.raises(StorageUnavailable):
            ServerCredentials({}).keep(SERVER, ACCOUNT)
    finally:
        keyring.set_keyring(before)


def test_a_secret_is_in_no_repr() -> None:
    """Security 10."""
    assert ACCOUNT.password not in repr(ACCOUNT)
    assert "abc" not in repr(Credentials(token="abc"))
