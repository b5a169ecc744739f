"""The data team's signing key: an Ed25519 private key in a file, under a passphrase.

The file is PEM (PKCS #8, AES-256). What unlocks it is not the passphrase but scrypt of it, because
the key derivation that PKCS #8 files get is too quick (2,048 rounds); the salt stands in the line
above the PEM.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
import unicodedata
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from diabetes_desktop.adapters.private_file import FILE_MODE
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.training_errors import (
    KeyFault,
    OutputTaken,
    SigningKeyRefused,
)

# OWASP Password Storage Cheat Sheet: scrypt with at least N = 2^17, r = 8, p = 1 (128 MiB).
SCRYPT = {"n": 2**17, "r": 8, "p": 1, "maxmem": 2**28, "dklen": 32}
SALT_BYTES = 16
LARGEST = 16 * 1024  # bytes
HEAD = re.compile(rb"scrypt-salt: ([A-Za-z0-9+/=]{24})\n")


def new_key(path: Path, passphrase: str) -> str:
    """Make a key, write it to the new file `path`, and return its public half (hexadecimal).

    Raises:
        OutputTaken: there is something at `path`; nothing was changed.
        StorageUnavailable: the file can't be written.
    """
    key = Ed25519PrivateKey.generate()
    salt = secrets.token_bytes(SALT_BYTES)
    protection = BestAvailableEncryption(_stretched(passphrase, salt))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection)
    content = b"scrypt-salt: " + base64.b64encode(salt) + b"\n" + pem
    with storage_faults(path):
        _write_new(path, content)
    return key.public_key().public_bytes_raw().hex()


def open_key(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """The private key in the file `path`.

    Raises:
        SigningKeyRefused: MISSING, UNREADABLE or LOCKED.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST)
    except OSError:
        raise SigningKeyRefused(KeyFault.MISSING, str(path)) from None
    head = HEAD.match(content)
    if head is None or b"BEGIN ENCRYPTED PRIVATE KEY" not in content:
        raise SigningKeyRefused(KeyFault.UNREADABLE, str(path))
    secret = _stretched(passphrase, base64.b64decode(head[1]))
    try:
        key = load_pem_private_key(content[head.end() :], secret)
    except ValueError:  # also what a damaged file gives: only the padding tells
        raise SigningKeyRefused(KeyFault.LOCKED, str(path)) from None
    except (TypeError, UnsupportedAlgorithm):
        raise SigningKeyRefused(KeyFault.UNREADABLE, str(path)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningKeyRefused(KeyFault.UNREADABLE, str(path))
    return key


def _stretched(passphrase: str, salt: bytes) -> bytes:
    normal = unicodedata.normalize("NFC", passphrase).encode()
    return base64.b64encode(hashlib.scrypt(normal, salt=salt, **SCRYPT))


def _write_new(path: Path, content: bytes) -> None:
    """Only its user may ever read it, from the first byte on; what is there is never replaced."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    except FileExistsError:
        raise OutputTaken(str(path)) from None
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
