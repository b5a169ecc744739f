"""The password of a tracking server: from the environment, else from the system's keyring."""

from __future__ import annotations

import os

from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.adapters.server_credentials import Credentials, ServerCredentials

SET_ALREADY = ("MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_TOKEN")


def take_password_from_keyring(store: str) -> None:
    """Hand what the keyring knows of `store` to MLflow, unless the environment says who enters.

    Without a keyring, or without an entry in it, nothing happens: the server may be an open one.
    """
    if not is_server(store) or any(os.environ.get(name) for name in SET_ALREADY):
        return
    found = ServerCredentials({}).find(_title(store))
    if found.token:
        os.environ["MLFLOW_TRACKING_TOKEN"] = found.token
    elif found.user:
        os.environ["MLFLOW_TRACKING_USERNAME"] = found.user
        os.environ["MLFLOW_TRACKING_PASSWORD"] = found.password


def keep_password(store: str, user: str, password: str) -> None:
    """Put user name and password for the server `store` into the keyring.

    Raises:
        StorageUnavailable: this computer has no keyring, or it is locked.
    """
    ServerCredentials({}).keep(_title(store), Credentials(user, password))


def is_server(store: str) -> bool:
    """Whether `store` is asked over the network, and not a database or a folder."""
    return store.startswith(("http://", "https://"))


def _title(store: str) -> str:
    return ServerAddress.of(store, allow_http=True).title
