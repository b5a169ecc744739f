"""The files of a model that is published: what is said of them, and whether a copy is the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

from diabetes_desktop.adapters.model_manifest import ADDED_BY_DOWNLOAD
from diabetes_desktop.adapters.model_reading import read_model
from diabetes_desktop.adapters.model_signature import LARGEST, signature_of
from diabetes_desktop.application.errors import ModelFault, ModelRefused
from diabetes_desktop.application.publishing_errors import SignatureRefused
from diabetes_desktop.application.publishing_ports import ModelUpload
from diabetes_desktop.domain.model_signature import Invalid, Untrusted


def describe(directory: Path) -> ModelUpload:
    """What is said of the model in `directory` when it is registered.

    Raises:
        ModelRefused: it is not as its manifest says, has none, or leaves the contract.
        SignatureRefused: its signature is none.
    """
    model = read_model(str(directory))
    if model.directory.manifest is None:
        raise ModelRefused(ModelFault.UNTRUSTED, str(directory), digest=model.facts.digest)
    facts = ModelUpload(model.facts.name, model.facts.version, model.facts.digest)
    match signature_of(model.directory, ()):  # with no key to trust, a signature is Untrusted
        case Invalid(fault):
            raise SignatureRefused(fault)
        case Untrusted(key_id):
            content = model.directory.read_signature(LARGEST)
            signature = hashlib.sha256(content).hexdigest()
            return ModelUpload(facts.name, facts.version, facts.digest, key_id, signature)
    return facts


def first_difference(original: Path, copy: Path) -> str | None:
    """The first file, by name, that is not the same byte for byte in both folders."""
    theirs = _files(copy)
    ours = _files(original)
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in ours or name not in theirs or _sha256(ours[name]) != _sha256(theirs[name]):
            return name
    return None


def _files(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: path
        for name, path in found.items()
        if path.is_file() and name not in ADDED_BY_DOWNLOAD
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
