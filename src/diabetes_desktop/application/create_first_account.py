"""The first start: the account of the person who administers the others."""

from __future__ import annotations

from diabetes_desktop.application.errors import (
    AccountsExist,
    FullNameMissing,
    PasswordRefused,
    UserNameRefused,
)
from diabetes_desktop.application.ports import AccountDirectory, PasswordHasher
from diabetes_desktop.domain.account import Account, Role, normalize_user
from diabetes_desktop.domain.password_policy import password_fault


def new_account(
    full_name: str, user_text: str, password: str, roles: frozenset[Role]
) -> Account:
    """A checked account for `password`.

    Raises:
        FullNameMissing, UserNameRefused, PasswordRefused: what is wrong with what was typed.
    """
    name = " ".join(full_name.split())
    if not name:
        raise FullNameMissing
    try:
        user = normalize_user(user_text)
    except ValueError:
        raise UserNameRefused from None
    fault = password_fault(password, user, name)
    if fault is not None:
        raise PasswordRefused(fault)
    return Account(user, name, roles)


class CreateFirstAccount:
    """Makes an administrator who is also a doctor, while the allow-list is empty."""

    def __init__(
        self, accounts: AccountDirectory, hasher: PasswordHasher, *, has_site_policy: bool
    ) -> None:
        self._accounts = accounts
        self._hasher = hasher
        self._has_site_policy = has_site_policy

    def __call__(self, full_name: str, user_text: str, password: str) -> Account:
        """The new account.

        Raises:
            AccountsExist: there is an account already, or a site policy: IT makes accounts there.
            FullNameMissing, UserNameRefused, PasswordRefused: what is wrong with what was typed.
            StorageUnavailable: the allow-list can't be written.
        """
        account = new_account(full_name, user_text, password, frozenset(Role))
        if self._has_site_policy or not self._accounts.is_empty():
            raise AccountsExist
        self._accounts.add_first(account, self._hasher.hash(password))
        return account
