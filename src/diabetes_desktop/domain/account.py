"""Who may enter: an allow-listed account and its roles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST_USER_NAME = 64


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

    Raises:
        ValueError: empty, longer than 64 characters, or with spaces or control characters.
    """
    user = unicodedata.normalize("NFC", text.strip()).casefold()
    acceptable = 0 < len(user) <= LONGEST_USER_NAME and all(
        character.isprintable() and not character.isspace() for character in user
    )
    if not acceptable:
        raise ValueError("user name")
    return user
