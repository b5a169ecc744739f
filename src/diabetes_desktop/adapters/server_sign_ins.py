"""The credentials of servers, told without their secrets."""

from __future__ import annotations

from collections.abc import Mapping

from diabetes_desktop.adapters.scoring_server.server_address import ServerAddress
from diabetes_desktop.adapters.server_credentials import Credentials, ServerCredentials
from diabetes_desktop.application.server_sign_in import ServerSignIn


class ServerSignIns:
    """See `application.server_sign_in.SignInsForServers`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """See `ServerCredentials`."""
        self._credentials = ServerCredentials(environment)

    def find(self, url: str) -> ServerSignIn:
        """What the environment has, else the keyring."""
        server = _title(url)
        kept = self._credentials.find(server)
        return ServerSignIn(
            server, kept.user, bool(kept.token), self._credentials.are_given(server)
        )

    def keep(self, url: str, user: str, password: str, token: str) -> None:
        """Put it into the keyring. Raises StorageUnavailable."""
        self._credentials.keep(_title(url), Credentials(user, password, token))

    def forget(self, url: str) -> None:
        """Take it out. Raises StorageUnavailable."""
        self._credentials.forget(_title(url))


def _title(url: str) -> str:
    return ServerAddress.of(url, allow_http=True).title  # nothing is sent
