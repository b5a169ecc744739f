"""Which passwords are taken: long ones that are neither common nor made of one's own name.

Source: NIST SP 800-63B-4, section 3.1.1.2 (at least 15 characters where nothing else guards the
account, no rules of composition, a blocklist of common and expected passwords).
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from diabetes_desktop.domain.password_strength import effective_length, plain_text

SHORTEST = 15
LONGEST = 256
# What a common password is worth once each word of it that anybody tries first counts as one
# character; 8 is the least that the same source accepts where a second factor stands beside it.
LEAST_EFFECTIVE_LENGTH = 8
SHORTEST_NAME_PART = 4  # shorter parts ("Ana", "Paz") lie inside too many innocent words
PRODUCT_NAMES = ("diabetesdesktop", "diabetesadmin", "diabetesmodel")


class PasswordFault(Enum):
    """Why a new password is not taken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    HOLDS_NAME = "holds_name"


def password_fault(password: str, user: str, full_name: str) -> PasswordFault | None:
    """Why `password` is not taken for this person; None when it is.

    Lengths are counted in characters of the NFC form, the form that is hashed.
    """
    normal = unicodedata.normalize("NFC", password)
    if len(normal) < SHORTEST:
        return PasswordFault.TOO_SHORT
    if len(normal) > LONGEST:
        return PasswordFault.TOO_LONG
    if _holds_name(normal, user, full_name):
        return PasswordFault.HOLDS_NAME
    is_common = _is_repetition(normal) or effective_length(normal) < LEAST_EFFECTIVE_LENGTH
    return PasswordFault.COMMON if is_common else None


def _holds_name(password: str, user: str, full_name: str) -> bool:
    typed = plain_text(password)
    words = [plain_text(user), *re.split(r"[\W_]+", f"{plain_text(user)} {plain_text(full_name)}")]
    own = (word for word in words if len(word) >= SHORTEST_NAME_PART)
    letters = re.sub(r"[\W_]+", "", typed)
    return any(word in typed for word in own) or any(name in letters for name in PRODUCT_NAMES)


def _is_repetition(password: str) -> bool:
    """A block shorter than a password must be, typed again and again, is still that short."""
    longest_block = min(SHORTEST - 1, (len(password) + 1) // 2)  # the last separator is left out
    return any(password[block:] == password[:-block] for block in range(1, longest_block + 1))
