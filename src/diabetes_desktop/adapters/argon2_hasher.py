"""Password hashes with argon2id."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError

# OWASP Password Storage Cheat Sheet, "Argon2id": m = 19 MiB, t = 2, p = 1.
MEMORY_KIB = 19_456
ITERATIONS = 2
PARALLELISM = 1


class Argon2Hasher:
    """Hashes the NFC form, so that a password is the same from every keyboard."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(
            time_cost=ITERATIONS, memory_cost=MEMORY_KIB, parallelism=PARALLELISM, type=Type.ID
        )
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """A new encoded hash, with its own salt."""
        return self._hasher.hash(_normal(password))

    def verify(self, encoded: str, password: str) -> bool:
        """Whether `password` made `encoded`; a damaged hash is made by no password."""
        try:
            return self._hasher.verify(encoded, _normal(password))
        except (Argon2Error, InvalidHashError):
            return False

    def verify_nobody(self, password: str) -> None:
        """Spend the time of `verify` on an account that does not exist."""
        self.verify(self._nobody, password)

    def needs_rehash(self, encoded: str) -> bool:
        """Whether `encoded` was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(encoded)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)
