"""`signature.json`: who vouches for a model directory.

The file stands beside `manifest.json` and in no list of files, so signing changes neither the
manifest nor the model's digest. Format: format, algorithm, key (the short name of the public key),
sequence, signature (base64).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from diabetes_desktop.adapters import json_values, mlmodel_file, model_manifest
from diabetes_desktop.adapters.model_directory import ModelDirectory
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.domain.model_signature import (
    FORMAT,
    KEY_ID_DIGITS,
    LARGEST_SEQUENCE,
    Invalid,
    ModelStatement,
    SignatureFault,
    SignatureState,
    Signed,
    Unsigned,
    Untrusted,
    canonical_json,
    key_id,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE_NAME = model_manifest.SIGNATURE_FILE
LARGEST = 64 * 1024  # bytes
ALGORITHM = "Ed25519"
SIGNATURE_BYTES = 64
KEY_ID = re.compile(rf"[0-9a-f]{{{KEY_ID_DIGITS}}}")


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands in a signature file; nothing of it is proved."""

    key_id: str
    sequence: int
    signature: bytes


def signature_state(directory: str | Path, trusted_keys: Iterable[str]) -> SignatureState:
    """Who signed the model in `directory`; every file is read.

    `trusted_keys` are public keys of 64 hexadecimal digits each. Whatever the directory holds is an
    answer, never an exception.
    """
    try:
        model = ModelDirectory(str(directory))
    except ModelRefused:
        return Invalid(SignatureFault.MODEL)
    return signature_of(model, trusted_keys)


def signature_of(model: ModelDirectory, trusted_keys: Iterable[str]) -> SignatureState:
    """As `signature_state`, of a directory that was opened before: what it read is what is told."""
    if not model.has_signature:
        return Unsigned()
    try:
        found = _parse(model.read_signature(LARGEST))
    except (ModelRefused, ValueError):
        return Invalid(SignatureFault.UNREADABLE)
    if model.manifest is None:
        return Invalid(SignatureFault.NO_MANIFEST)
    key = next((key for key in trusted_keys if key_id(key) == found.key_id), None)
    if key is None:
        return Untrusted(found.key_id)
    try:
        statement = _statement(model, found.sequence).canonical(found.key_id)
    except (ModelRefused, ValueError, RecursionError):
        return Invalid(SignatureFault.MODEL)
    if not _verifies(key, found.signature, statement):
        return Invalid(SignatureFault.FORGED)
    return Signed(found.key_id, found.sequence)


def sign(directory: Path, private_key: Ed25519PrivateKey, sequence: int) -> Signed:
    """Sign the model in `directory` as it stands; an older signature is replaced.

    Raises:
        ModelRefused: the directory is not what its manifest says, has none (UNTRUSTED), or leaves
            the contract; nothing was signed.
        StorageUnavailable: the signature can't be written; the older one is still there.
    """
    from diabetes_desktop.adapters.model_reading import read_model  # only those who sign need it

    read = read_model(str(directory))
    if read.directory.manifest is None:
        raise ModelRefused(ModelFault.UNTRUSTED, str(directory), digest=read.facts.digest)
    name = key_id(private_key.public_key().public_bytes_raw().hex())
    signature = private_key.sign(_statement(read.directory, sequence).canonical(name))
    table = {
        "format": FORMAT,
        "algorithm": ALGORITHM,
        "key": name,
        "sequence": sequence,
        "signature": base64.b64encode(signature).decode("ascii"),
    }
    with storage_faults(directory):
        _put(directory.resolve(), (json.dumps(table, indent=1) + "\n").encode())
    return Signed(name, sequence)


def _statement(model: ModelDirectory, sequence: int) -> ModelStatement:
    """Raises ModelRefused or ValueError."""
    manifest = model.manifest
    if manifest is None:
        raise ValueError("manifest")
    model.digest()  # every file is the one of the manifest
    description = mlmodel_file.parse(model.read(model_manifest.DESCRIPTION, mlmodel_file.LARGEST))
    contract = {
        "inputs": [dict(column) for column in description.inputs],
        "outputs": [dict(column) for column in description.outputs],
        "params": list(description.params),
    }
    schema = hashlib.sha256(canonical_json(contract)).hexdigest()
    return ModelStatement(manifest.name, manifest.version, manifest.files, schema, sequence)


def _parse(content: bytes) -> _Found:
    """Raises ValueError."""
    match json_values.load(content):
        case {
            "format": 1,
            "algorithm": "Ed25519",
            "key": str(name),
            "sequence": int(sequence),
            "signature": str(text),
        } if KEY_ID.fullmatch(name) and type(sequence) is int:
            signature = base64.b64decode(text, validate=True)
            if len(signature) == SIGNATURE_BYTES and 0 <= sequence <= LARGEST_SEQUENCE:
                return _Found(name, sequence, signature)
    raise ValueError("shape")


def _verifies(key: str, signature: bytes, statement: bytes) -> bool:
    # Late: most models are unsigned or their keys unknown, and the import takes 30 ms.
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def _put(directory: Path, content: bytes) -> None:
    """Written beside the directory: half a file in it would refuse the model."""
    descriptor, name = tempfile.mkstemp(".new", f".{directory.name}.", directory.parent)
    new = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # Whoever may read the manifest may read who signed it.
        new.chmod((directory / model_manifest.FILE_NAME).stat().st_mode & 0o777)
        new.replace(directory / FILE_NAME)
    finally:
        new.unlink(missing_ok=True)
