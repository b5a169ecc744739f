"""Who may enter: an allow-listed account and its roles."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LONGEST_USER_NAME = 64
LONGEST_FULL_NAME = 120


class Role(StrEnum):
    """An administrator is not thereby a doctor."""

    DOCTOR = "doctor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Account:
    """One person on the allow-list."""

    user: str
    full_name: str
    roles: frozenset[Role]
    enabled: bool = True

    def may(self, role: Role) -> bool:
        """Whether the account is enabled and has `role`."""
        return self.enabled and role in self.roles


def normalize_user(text: str) -> str:
    """The one spelling under which an account is stored and looked up.

    Two texts that differ only in case or in how an accent is encoded are the same user (Unicode
    Standard, definition D145, canonical caseless matching).

    Raises:
        ValueError: empty, longer than 64 characters, or with spaces or control characters.
    """
    decomposed = unicodedata.normalize("NFD", text.strip())
    user = unicodedata.normalize("NFC", decomposed.casefold())
    acceptable = 0 < len(user) <= LONGEST_USER_NAME and all(
        character.isprintable() and not character.isspace() for character in user
    )
    if not acceptable:
        raise ValueError("user name")
    return user


def normalize_full_name(text: str) -> str:
    """The name on one line, with single spaces and nothing invisible.

    Raises:
        ValueError: nothing is left of it, or more than 120 characters are.
    """
    visible = "".join(character if character.isprintable() else " " for character in text)
    name = unicodedata.normalize("NFC", " ".join(visible.split()))
    if not 0 < len(name) <= LONGEST_FULL_NAME:
        raise ValueError("full name")
    return name


def is_last_administrator(accounts: Iterable[Account], user: str) -> bool:
    """Whether `user` is the only one of `accounts` who may administer the others."""
    administrators = [account.user for account in accounts if account.may(Role.ADMINISTRATOR)]
    return administrators == [user]
