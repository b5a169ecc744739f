"""Who this computer is to a server: from MLflow's environment variables, or the system's keyring.

In the keyring the service is "diabetes-desktop" and the entry is the server's host and port; the
secret is JSON: user and password, or a token. It is asked for each call and kept nowhere.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.application.errors import StorageFault, StorageUnavailable
from diabetes_desktop.domain.model_source import is_plain_abroad

SERVICE = "diabetes-desktop"


@dataclass(frozen=True, slots=True)
class Credentials:
    """User and password, or a token. Its `repr` tells no secret."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def header(self) -> str:
        """The value of the header `Authorization`; empty when there is nothing to say."""
        if self.token:
            return f"Bearer {self.token}"
        if not self.user:
            return ""
        return f"Basic {base64.b64encode(f'{self.user}:{self.password}'.encode()).decode()}"


class ServerCredentials:
    """Found by a server's host and port."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """`environment` may hold MLFLOW_TRACKING_USERNAME and …_PASSWORD, or …_TOKEN.

        They are for the server that MLFLOW_TRACKING_URI names; without that variable for servers of
        this computer. Whatever other address is configured or typed is never told them.
        """
        self._uri = environment.get("MLFLOW_TRACKING_URI", "")
        self._from_environment = Credentials(
            environment.get("MLFLOW_TRACKING_USERNAME", ""),
            environment.get("MLFLOW_TRACKING_PASSWORD", ""),
            environment.get("MLFLOW_TRACKING_TOKEN", ""),
        )

    def header(self, server: str) -> str:
        """The value of the header `Authorization` for `server`, or an empty text."""
        if self.are_given(server):
            return self._from_environment.header
        return self.find(server).header

    def are_given(self, server: str) -> bool:
        """Whether the environment's are for `server`: they come before the keyring's."""
        if not self._from_environment.header:
            return False
        if self._uri:
            return server == _title(self._uri)
        return not is_plain_abroad(f"http://{server}")  # of this computer

    def find(self, server: str) -> Credentials:
        """What the keyring has for `server`; empty where it has nothing, or can't be opened."""
        import keyring
        from keyring.errors import KeyringError

        try:
            content = keyring.get_password(SERVICE, server)
            table = json.loads(content) if content else {}
        except (KeyringError, ValueError, RecursionError):
            return Credentials()
        return _credentials(table)

    def keep(self, server: str, credentials: Credentials) -> None:
        """Put them into the keyring in place of others for `server`.

        Raises:
            StorageUnavailable: this computer has no keyring, or it is locked. Nothing is written
                anywhere else.
        """
        import keyring
        from keyring.errors import KeyringError

        table = {
            "user": credentials.user,
            "password": credentials.password,
            "token": credentials.token,
        }
        try:
            keyring.set_password(SERVICE, server, json.dumps(table))
        except KeyringError:
            raise StorageUnavailable(StorageFault.UNREACHABLE, "keyring") from None

    def forget(self, server: str) -> None:
        """Take them out of the keyring. Raises StorageUnavailable."""
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, server)
        except PasswordDeleteError:
            return  # there were none
        except KeyringError:
            raise StorageUnavailable(StorageFault.UNREACHABLE, "keyring") from None


def _title(uri: str) -> str:
    """Host and port; empty where `uri` is a folder, a database or nonsense."""
    try:
        return ServerAddress.of(uri, allow_http=True).title  # nothing is sent
    except (ValueError, KeyError):
        return ""


def _credentials(table: object) -> Credentials:
    match table:
        case {"user": str(user), "password": str(password), "token": str(token)}:
            return Credentials(user, password, token)
    return Credentials()
