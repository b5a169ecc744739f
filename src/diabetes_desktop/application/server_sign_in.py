"""Who this computer is to a server: looked up, kept and forgotten for an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from diabetes_desktop.application.sign_in import CheckSession
from diabetes_desktop.domain.account import Role


@dataclass(frozen=True, slots=True)
class ServerSignIn:
    """What is known of it; never a secret.

    `server` is the host and port that it is for. `user` is empty where there is none; `by_token`
    where there is a token. `from_environment` where MLflow's variables say it.
    """

    server: str
    user: str = ""
    by_token: bool = False
    from_environment: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether there is anything to say to the server."""
        return bool(self.user) or self.by_token


class SignInsForServers(Protocol):
    """The system's keyring; `url` is a checked address of a server."""

    def find(self, url: str) -> ServerSignIn:
        """What the environment or the keyring has."""

    def keep(self, url: str, user: str, password: str, token: str) -> None:
        """Put it into the keyring. Raises `StorageUnavailable` where there is none."""

    def forget(self, url: str) -> None:
        """Take it out. Raises `StorageUnavailable`."""


class KeepServerSignIn:
    """Changed by administrators alone."""

    def __init__(self, sign_ins: SignInsForServers, check_session: CheckSession) -> None:
        self._sign_ins = sign_ins
        self._check_session = check_session

    def find(self, url: str) -> ServerSignIn:
        """What this computer says to the server of `url`."""
        return self._sign_ins.find(url)

    def keep(self, url: str, user: str, password: str, token: str, by: str) -> ServerSignIn:
        """Keep user and password, or a token, in the keyring and nowhere else.

        Raises:
            SessionEnded: `by` is no administrator any more.
            StorageUnavailable: there is no keyring, or it is locked. Nothing was kept.
        """
        self._check_session(by, Role.ADMINISTRATOR)
        self._sign_ins.keep(url, user, password, token)
        return self._sign_ins.find(url)

    def forget(self, url: str, by: str) -> ServerSignIn:
        """Take what is kept out of the keyring. Raises as `keep`."""
        self._check_session(by, Role.ADMINISTRATOR)
        self._sign_ins.forget(url)
        return self._sign_ins.find(url)
