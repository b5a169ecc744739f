"""What an administrator does with the allow-list."""

from __future__ import annotations

from diabetes_desktop.application.errors import UserExists, UserUnknown
from diabetes_desktop.application.new_account import (
    checked_account,
    checked_user,
    refuse_weak_password,
)
from diabetes_desktop.application.ports import AccountDirectory, PasswordHasher
from diabetes_desktop.domain.account import Account, Role


class ManageAccounts:
    """Add, list, enable, disable, and give a new password.

    Every method raises `StorageUnavailable` when the allow-list can't be used.
    """

    def __init__(self, accounts: AccountDirectory, hasher: PasswordHasher) -> None:
        self._accounts = accounts
        self._hasher = hasher

    def list_accounts(self) -> list[Account]:
        """All accounts, by user name."""
        return self._accounts.list_accounts()

    def check_new(self, full_name: str, user_text: str, roles: frozenset[Role]) -> Account:
        """The account that `add` would make, so that a password is asked for in vain by nobody.

        Raises:
            FullNameMissing, UserNameRefused, RolesMissing: what is wrong with what was typed.
            UserExists: the user name is taken.
        """
        account = checked_account(full_name, user_text, roles)
        if self._accounts.find(account.user) is not None:
            raise UserExists(account.user)
        return account

    def add(self, full_name: str, user_text: str, password: str, roles: frozenset[Role]) -> Account:
        """The new account.

        Raises:
            FullNameMissing, UserNameRefused, RolesMissing, PasswordRefused: what is wrong with
                what was typed.
            UserExists: the user name is taken.
        """
        account = checked_account(full_name, user_text, roles)
        refuse_weak_password(password, account)
        self._accounts.add(account, self._hasher.hash(password))
        return account

    def set_enabled(self, user_text: str, enabled: bool) -> Account:
        """Let `user_text` in again, or no more: a session that is open ends.

        Raises:
            UserNameRefused, UserUnknown: there is no such account.
            LastAdministrator: nobody would be left to administer the others.
        """
        user = checked_user(user_text)
        self._accounts.set_enabled(user, enabled)
        return self.find(user)

    def reset_password(self, user_text: str, password: str) -> Account:
        """Give `user_text` a new password.

        Raises:
            UserNameRefused, UserUnknown: there is no such account.
            PasswordRefused: the password breaks the policy.
        """
        account = self.find(user_text)
        refuse_weak_password(password, account)
        self._accounts.set_password_hash(account.user, self._hasher.hash(password))
        return account

    def find(self, user_text: str) -> Account:
        """The account of `user_text`.

        Raises:
            UserNameRefused, UserUnknown: there is no such account.
        """
        user = checked_user(user_text)
        account = self._accounts.find(user)
        if account is None:
            raise UserUnknown(user)
        return account
