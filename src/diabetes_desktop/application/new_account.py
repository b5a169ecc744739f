"""What must hold of an account and of a password before they are stored."""

from __future__ import annotations

from diabetes_desktop.application.errors import (
    FullNameMissing,
    PasswordRefused,
    RolesMissing,
    UserNameRefused,
)
from diabetes_desktop.domain.account import Account, Role, normalize_full_name, normalize_user
from diabetes_desktop.domain.password_policy import password_fault


def checked_account(full_name: str, user_text: str, roles: frozenset[Role]) -> Account:
    """The account as it will be stored.

    Raises:
        FullNameMissing, UserNameRefused, RolesMissing: what is wrong with what was typed.
    """
    try:
        name = normalize_full_name(full_name)
    except ValueError:
        raise FullNameMissing from None
    if not roles:
        raise RolesMissing
    return Account(checked_user(user_text), name, roles)


def checked_user(text: str) -> str:
    """The user name as it is stored and looked up.

    Raises:
        UserNameRefused: it can't be anybody's.
    """
    try:
        return normalize_user(text)
    except ValueError:
        raise UserNameRefused from None


def refuse_weak_password(password: str, account: Account) -> None:
    """Hold `password` to the policy.

    Raises:
        PasswordRefused: with the reason.
    """
    fault = password_fault(password, account.user, account.full_name)
    if fault is not None:
        raise PasswordRefused(fault)
