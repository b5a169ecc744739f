"""Who vouches for a model: what is signed, by which key, and what a look at a signature finds.

A signature is Ed25519 (RFC 8032) over canonical JSON. It binds the model's name and version, the
SHA-256 of every file, the inputs and outputs, and a sequence number: whoever remembers the highest
number that it has seen from a key is not given an old model as a new one.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

PURPOSE = "diabetes-desktop model"  # so that the key's signature on anything else is none of ours
FORMAT = 1
KEY_ID_DIGITS = 16
LARGEST_SEQUENCE = 2**53 - 1  # what every JSON reader takes for the same number
KEY_BYTES = 32
KEY_TEXT = re.compile(r"[0-9a-f]{64}")


class SignatureFault(Enum):
    """Why a signature proves nothing."""

    UNREADABLE = "unreadable"  # the file is not a signature of this format
    NO_MANIFEST = "no_manifest"  # nothing says what the files should be
    MODEL = "model"  # the files are not those of the manifest, or the MLmodel can't be read
    FORGED = "forged"  # a trusted key's name, but not its signature on this model


@dataclass(frozen=True, slots=True)
class Signed:
    """A trusted key signed exactly these files, with this sequence number."""

    key_id: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Unsigned:
    """There is no signature."""


@dataclass(frozen=True, slots=True)
class Untrusted:
    """There is a signature, and nobody trusts its key; nothing of it was proved."""

    key_id: str


@dataclass(frozen=True, slots=True)
class Invalid:
    """There is a signature, and it is none."""

    fault: SignatureFault


SignatureState = Signed | Unsigned | Untrusted | Invalid


@dataclass(frozen=True, slots=True)
class ModelStatement:
    """What a signature is over.

    `files` are SHA-256 digests by relative path, `schema` is the digest of inputs, outputs and
    parameters; all in hexadecimal.
    """

    name: str
    version: str
    files: Mapping[str, str]
    schema: str
    sequence: int

    def canonical(self, key_id: str) -> bytes:
        """The bytes to sign with the key `key_id`.

        Raises:
            ValueError: a text that is not Unicode.
        """
        statement = {
            "files": dict(self.files),
            "format": FORMAT,
            "key": key_id,
            "name": self.name,
            "purpose": PURPOSE,
            "schema": self.schema,
            "sequence": self.sequence,
            "version": self.version,
        }
        return canonical_json(statement)


def canonical_json(value: object) -> bytes:
    """Sorted keys, no spaces, UTF-8. Raises ValueError."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def checked_key(text: str) -> str:
    """The 64 hexadecimal digits of a public key written so, or in base64 as `key_text` does.

    Raises:
        ValueError: it is not 32 bytes in either.
    """
    key = text.strip()
    if KEY_TEXT.fullmatch(key.lower()):
        return key.lower()
    raw = base64.b64decode(key, validate=True)
    if len(raw) != KEY_BYTES:
        raise ValueError("key")
    return raw.hex()


def key_text(key: str) -> str:
    """The public key `key` (64 hexadecimal digits) as it is handed around: 44 characters."""
    return base64.b64encode(bytes.fromhex(key)).decode("ascii")


def key_id(key: str) -> str:
    """The short name of the public key `key` (64 hexadecimal digits)."""
    return hashlib.sha256(bytes.fromhex(key)).hexdigest()[:KEY_ID_DIGITS]
