"""MLflow's variables are the tracking server's secret: a scoring server is never told them."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import keyring
import pytest
from tests.adapters.scoring_server.sockets import WAIT_SECONDS, heard, reply, saying, talking
from tests.adapters.test_server_credentials import MemoryKeyring

from diabetes_desktop.adapters.log_file import LogFile
from diabetes_desktop.adapters.scoring_server.host import ScoringServerHost
from diabetes_desktop.adapters.server_credentials import Credentials, ServerCredentials
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.server_errors import ScoringServerFailed, ServerFault
from diabetes_desktop.domain.model_source import SourceKind
from diabetes_desktop.model_services import ModelServices
from diabetes_desktop.ui.wording.errors import error_text

KEPT = Credentials("workstation", "kept for the scoring server")


class LockedKeyring(MemoryKeyring):
    """Waits for somebody to unlock it, who is not there."""

    def __init__(self) -> None:
        super().__init__()
        self.over = Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.over.wait(WAIT_SECONDS)
        return None


class BrokenKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(username)


@pytest.fixture
def ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)


def connect(port: int, folder: Path) -> None:
    """Connect with the scoring server on `port` as the program does."""
    log = LogFile(folder / "log")
    services = ModelServices(folder, _never, _never, lambda: log, None)
    choice = ModelChoice(SourceKind.SERVER, server_url=f"http://127.0.0.1:{port}")
    try:
        with pytest.raises(ScoringServerFailed) as raised:
            services.use(choice)
        assert raised.value.fault is ServerFault.CREDENTIALS
    finally:
        services.stop()


def _never(*_: object) -> None:
    raise AssertionError


@pytest.mark.parametrize(
    "variables",
    [
        {"MLFLOW_TRACKING_USERNAME": "ana", "MLFLOW_TRACKING_PASSWORD": "of the registry"},
        {"MLFLOW_TRACKING_TOKEN": "of-the-registry"},
    ],
)
@pytest.mark.usefixtures("ring")
def test_only_what_is_kept_for_its_address_is_sent(
    variables: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Security 10."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    requests: list[bytes] = []

    def refuse(sock: socket.socket, over: Event) -> None:
        requests.append(heard(sock))
        sock.sendall(reply("401 Unauthorized", ""))

    with talking(refuse) as port:
        connect(port, tmp_path)
        ServerCredentials({}).keep(f"127.0.0.1:{port}", KEPT)
        connect(port, tmp_path)

    without, with_kept = requests
    assert b"Authorization" not in without
    assert f"Authorization: {KEPT.header}".encode() in with_kept


@pytest.mark.parametrize("kind", [LockedKeyring, BrokenKeyring])
def test_a_keyring_that_does_not_answer_keeps_nobody_waiting(kind: type[MemoryKeyring]) -> None:
    before, broken = keyring.get_keyring(), kind()
    keyring.set_keyring(broken)
    try:
        with talking(saying(reply("200 OK", ""))) as port:
            choice = ModelChoice(SourceKind.SERVER, server_url=f"http://127.0.0.1:{port}")
            find = lambda: ServerCredentials({}).find("any").header  # noqa: E731
            host = ScoringServerHost(choice, Path(), find, step_seconds=0.3)
            began = time.monotonic()
            with pytest.raises(ScoringServerFailed) as raised:
                host.start()
    finally:
        keyring.set_keyring(before)
        if isinstance(broken, LockedKeyring):
            broken.over.set()
    assert raised.value.fault is ServerFault.KEYRING
    assert time.monotonic() - began < WAIT_SECONDS / 3
    assert "keyring" in error_text(raised.value)
