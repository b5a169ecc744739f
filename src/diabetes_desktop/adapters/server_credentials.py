"""Who this computer is to a server: from MLflow's environment variables, or the system's keyring.

In the keyring the service is "diabetes-desktop" and the entry is the server's host and port; the
secret is JSON: user and password, or a token. It is asked for each call and kept nowhere.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from diabetes_desktop.application.errors import StorageFault, StorageUnavailable

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

        They are for the tracking server that the environment or the settings name, as with
        MLflow's own programs.
        """
        self._from_environment = Credentials(
            environment.get("MLFLOW_TRACKING_USERNAME", ""),
            environment.get("MLFLOW_TRACKING_PASSWORD", ""),
            environment.get("MLFLOW_TRACKING_TOKEN", ""),
        )

    def header(self, server: str) -> str:
        """The value of the header `Authorization` for `server`, or an empty text."""
        return self._from_environment.header or self.find(server).header

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


def _credentials(table: object) -> Credentials:
    match table:
        case {"user": str(user), "password": str(password), "token": str(token)}:
            return Credentials(user, password, token)
    return Credentials()
