"""Which passwords are taken: long ones that are neither common nor made of one's own name.

Source: NIST SP 800-63B-4, 3.1.1.2 (15 characters, no composition rules, a blocklist).
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

SHORTEST = 15
LONGEST = 256
SHORTEST_NAME_PART = 4
PRODUCT_WORDS = ("diabetesdesktop", "diabetesmodel")
COMMON_WORDS = (
    "password", "passw0rd", "p@ssword", "contraseña", "contrasena", "clave", "qwerty", "qwertyuiop",
    "asdfghjkl", "zxcvbnm", "iloveyou", "teamo", "letmein", "welcome", "bienvenido", "admin",
    "administrator", "administrador", "hospital", "doctor", "medico", "médico", "salud", "health",
    "monkey", "dragon", "master", "sunshine", "princess", "princesa", "football", "futbol",
    "changeme", "cambiame", "secret", "secreto", "default", "guest", "user", "usuario", "login",
)  # fmt: skip
SEQUENCES = (
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklñzxcvbnm",
)


class PasswordFault(Enum):
    """Why a new password is not taken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    HOLDS_NAME = "holds_name"


def password_fault(password: str, user: str, full_name: str) -> PasswordFault | None:
    """Why `password` is not taken for this person; None when it is."""
    normal = unicodedata.normalize("NFC", password)
    if len(normal) < SHORTEST:
        return PasswordFault.TOO_SHORT
    if len(normal) > LONGEST:
        return PasswordFault.TOO_LONG
    folded = normal.casefold()
    if _holds_name(folded, user, full_name):
        return PasswordFault.HOLDS_NAME
    return PasswordFault.COMMON if _is_common(folded) else None


def _holds_name(password: str, user: str, full_name: str) -> bool:
    parts = {part for part in full_name.casefold().split() if len(part) >= SHORTEST_NAME_PART}
    if len(user) >= SHORTEST_NAME_PART:
        parts.add(user.casefold())
    plain = re.sub(r"[\W_]+", "", password)
    return any(part in password for part in parts) or any(w in plain for w in PRODUCT_WORDS)


def _is_common(password: str) -> bool:
    """Nothing is left of it once common words, sequences, digits and repetitions are taken out."""
    rest = re.sub(r"[\W_]+", "", password)
    if re.fullmatch(r"(.{1,4})\1*.{0,3}", rest) or any(rest in s * 2 for s in SEQUENCES):
        return True
    for word in sorted(COMMON_WORDS, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(re.sub(r"\d+", "", rest)) <= 2
