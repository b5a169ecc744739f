"""Let an allow-listed person in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from diabetes_desktop.application.errors import (
    SessionEnded,
    SignInRefused,
    StorageUnavailable,
    UserUnknown,
)
from diabetes_desktop.application.ports import AccountDirectory, PasswordHasher
from diabetes_desktop.domain.account import Account, Role, normalize_user

SessionCheck = Callable[[str, Role], Account]  # see `CheckSession`


class SignIn:
    """One generic refusal, in equal time, whatever was wrong (ASVS 5.0 V6.3.8)."""

    def __init__(self, accounts: AccountDirectory, hasher: PasswordHasher) -> None:
        self._accounts = accounts
        self._hasher = hasher

    def __call__(self, user_text: str, password: str) -> Account:
        """The account that `user_text` and `password` belong to.

        Raises:
            SignInRefused: unknown user, wrong password, or the account is disabled.
            StorageUnavailable: the allow-list can't be read.
        """
        account, encoded = self._look_up(user_text)
        if account is None or encoded is None:
            self._hasher.verify_nobody(password)
            raise SignInRefused
        if not self._hasher.verify(encoded, password) or not account.enabled:
            raise SignInRefused
        self._renew(account.user, encoded, password)
        return account

    def _renew(self, user: str, encoded: str, password: str) -> None:
        """Keep the password under today's parameters. Where that can't be written, next time."""
        if self._hasher.needs_rehash(encoded):
            with suppress(StorageUnavailable, UserUnknown):
                self._accounts.set_password_hash(user, self._hasher.hash(password))

    def _look_up(self, user_text: str) -> tuple[Account | None, str | None]:
        try:
            user = normalize_user(user_text)
        except ValueError:
            # The look-up is made all the same: its time must not tell a bad name from an unknown.
            user = ""
        return self._accounts.find(user), self._accounts.password_hash(user)


class CheckSession:
    """The allow-list is asked again whenever a session is about to act."""

    def __init__(self, accounts: AccountDirectory) -> None:
        self._accounts = accounts

    def __call__(self, user: str, role: Role) -> Account:
        """The account of `user` as it stands now.

        Raises:
            SessionEnded: it was removed or disabled, or no longer has `role`.
            StorageUnavailable: the allow-list can't be read.
        """
        account = self._accounts.find(user)
        if account is None or not account.may(role):
            raise SessionEnded
        return account
