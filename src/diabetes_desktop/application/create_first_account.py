"""The first start: the account of the person who administers the others."""

from __future__ import annotations

from diabetes_desktop.application.errors import AccountsExist
from diabetes_desktop.application.new_account import checked_account, refuse_weak_password
from diabetes_desktop.application.ports import AccountDirectory, PasswordHasher
from diabetes_desktop.domain.account import Account, Role


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
        if self._has_site_policy or not self._accounts.is_empty():
            raise AccountsExist
        account = checked_account(full_name, user_text, frozenset(Role))
        refuse_weak_password(password, account)
        self._accounts.add_first(account, self._hasher.hash(password))
        return account
