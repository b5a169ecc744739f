"""Password hashes with argon2id."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

# OWASP Password Storage Cheat Sheet, "Argon2id": m = 19 MiB, t = 2, p = 1.
MEMORY_KIB = 19_456
ITERATIONS = 2
PARALLELISM = 1
# RFC 9106, section 3.1: a salt of 16 bytes is enough for any password, a tag of 32 is common.
SALT_BYTES = 16
HASH_BYTES = 32

# The hash of 32 random bytes that were then forgotten, with the parameters above.
NOBODYS_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$vEfbSJLtc0XFKsfA8BHfeA$"
    "DcaRbQndSUgGK3AllWgKOJgbR8BVHweCzRaO7WoUle0"
)


class Argon2Hasher:
    """Hashes the NFC form, so that a password is the same from every keyboard."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(
            time_cost=ITERATIONS,
            memory_cost=MEMORY_KIB,
            parallelism=PARALLELISM,
            hash_len=HASH_BYTES,
            salt_len=SALT_BYTES,
            type=Type.ID,
        )

    def hash(self, password: str) -> str:
        """A new encoded hash, with its own salt."""
        return self._hasher.hash(_bytes(password))

    def verify(self, encoded: str, password: str) -> bool:
        """Whether `password` made `encoded`; a damaged hash is made by no password."""
        try:
            return self._agrees(encoded, password)
        except (InvalidHashError, VerificationError, UnicodeEncodeError):
            self.verify_nobody(password)  # a damaged account must not stand out by its time
            return False

    def verify_nobody(self, password: str) -> None:
        """Spend the time of `verify` on an account that does not exist."""
        self._agrees(NOBODYS_HASH, password)

    def needs_rehash(self, encoded: str) -> bool:
        """Whether `encoded` was made with weaker parameters than today's."""
        made = extract_parameters(encoded)
        return made.type is not Type.ID or any(
            old < today
            for old, today in (
                (made.memory_cost, MEMORY_KIB),
                (made.time_cost, ITERATIONS),
                (made.salt_len, SALT_BYTES),
                (made.hash_len, HASH_BYTES),
            )
        )

    def _agrees(self, encoded: str, password: str) -> bool:
        try:
            return self._hasher.verify(encoded, _bytes(password))
        except VerifyMismatchError:
            return False


def _bytes(password: str) -> bytes:
    # "surrogatepass": half a character from a broken keyboard driver is a wrong password, no bug.
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
