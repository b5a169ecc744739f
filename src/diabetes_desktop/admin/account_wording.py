"""Accounts and their errors in plain English sentences."""

from __future__ import annotations

from typing import Final

from diabetes_desktop.application import errors as e
from diabetes_desktop.domain.account import LONGEST_FULL_NAME, LONGEST_USER_NAME, Account
from diabetes_desktop.domain.password_policy import (
    LONGEST,
    SHORTEST,
    SHORTEST_NAME_PART,
    PasswordFault,
)

_PASSWORDS: Final = {
    PasswordFault.TOO_SHORT: f"The password needs at least {SHORTEST} characters. "
    "A sentence is fine.",
    PasswordFault.TOO_LONG: f"The password has more than {LONGEST} characters.",
    PasswordFault.COMMON: "The password is too easy to guess. Several unrelated words work well.",
    PasswordFault.HOLDS_NAME: "The password holds the user name, a part of the person's name "
    f"({SHORTEST_NAME_PART} letters or more) or the program's name.",
}
_STORAGE: Final = {
    e.StorageFault.LOCKED: "Another program is using {0}. Try again in a moment.",
    e.StorageFault.READ_ONLY: "{0} can't be written. Run this as a user who may write there.",
    e.StorageFault.FULL: "The disk is full: {0} could not be written. Nothing was changed. "
    "Free some space and try again.",
    e.StorageFault.DAMAGED: "{0} is damaged. Nothing was changed. Restore it from its backup.",
    e.StorageFault.UNREACHABLE: "{0} can't be opened. Check that it exists, is within reach, and "
    "was not made by a newer version of this program.",
}


def error_sentence(error: e.AppError) -> str:
    """What happened and what to do.

    Raises:
        AppError: `error` itself, where it has nothing to do with accounts.
    """
    match error:
        case e.PasswordRefused():
            return _PASSWORDS[error.fault]
        case e.StorageUnavailable():
            return _STORAGE[error.fault].format(error.path)
        case e.UserNameRefused():
            return f"A user name has 1 to {LONGEST_USER_NAME} characters and no spaces."
        case e.FullNameMissing():
            return f"Give the person's full name, up to {LONGEST_FULL_NAME} characters."
        case e.RolesMissing():
            return "The account would have no role: leave out --no-doctor or add --administrator."
        case e.UserExists():
            return f"There is an account “{error.user}” already. Nothing was changed."
        case e.UserUnknown():
            return f"There is no account “{error.user}”. “doctors list” shows them all."
        case e.LastAdministrator():
            return (
                f"“{error.user}” is the only administrator left. Nothing was changed: "
                "make another one first."
            )
        case e.PolicyUnreadable():
            return f"The site policy {error.path} can't be used: {error.detail}."
    raise error


def account_line(account: Account) -> str:
    """One account on one line."""
    state = "" if account.enabled else ", disabled"
    return f"{account.user} ({account.full_name}): {', '.join(sorted(account.roles))}{state}"
