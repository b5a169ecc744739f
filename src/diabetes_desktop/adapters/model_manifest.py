"""The SHA-256 manifest of a model directory: what was published, file by file.

`manifest.json` holds the model's name and version and the digest of every other file but
`signature.json`. The model's own digest is the SHA-256 of that table in canonical JSON, so it binds
name, version and content, and does not change when somebody signs. A directory without a manifest
has a digest too, over the files found, with empty name and version: it is what an administrator
trusts by hand.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from diabetes_desktop.application.errors import ModelFault, ModelRefused

FILE_NAME = "manifest.json"
DESCRIPTION = "MLmodel"
FORMAT = 1
LARGEST_MANIFEST = 4 * 1024 * 1024  # bytes; a model of ten thousand files needs one
SHA256_HEX = re.compile(r"[0-9a-f]{64}")
SIGNATURE_FILE = "signature.json"  # says who vouches for the manifest, see `model_signature`
# MLflow 3.17 adds this file to whatever it downloads; nothing reads it.
ADDED_BY_DOWNLOAD = frozenset({"registered_model_meta"})
NEVER_LISTED = ADDED_BY_DOWNLOAD | {FILE_NAME, SIGNATURE_FILE}


@dataclass(frozen=True, slots=True)
class ModelManifest:
    """Name, version and the SHA-256 (hexadecimal) of each file, by POSIX relative path."""

    name: str
    version: str
    files: Mapping[str, str]

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the canonical JSON of name, version and files."""
        table = {"files": dict(self.files), "name": self.name, "version": self.version}
        return hashlib.sha256(_canonical(table)).hexdigest()


def build(directory: Path, name: str, version: str) -> ModelManifest:
    """Hash every file of `directory` but the manifest itself and its signature.

    Raises:
        ModelRefused: no such directory, a link in it, or a file that can't be read.
    """
    if not directory.is_dir():
        raise ModelRefused(ModelFault.MISSING, str(directory))
    found = {path: _sha256(directory, path) for path in _files(directory)}
    return ModelManifest(name, version, found)


def write(directory: Path, manifest: ModelManifest) -> None:
    """Write `manifest` into `directory`, beside the files that it names.

    Raises:
        OSError: the file can't be written.
    """
    table = {
        "format": FORMAT,
        "name": manifest.name,
        "version": manifest.version,
        "files": dict(sorted(manifest.files.items())),
    }
    text = json.dumps(table, indent=1, ensure_ascii=False) + "\n"
    (directory / FILE_NAME).write_bytes(text.encode())


def read(directory: Path) -> ModelManifest | None:
    """The manifest of `directory`, or None when it has none. The files are not looked at.

    Raises:
        ModelRefused: UNREADABLE, the manifest is damaged or not of this format.
    """
    path = directory / FILE_NAME
    if not path.exists():
        return None
    try:
        if path.stat().st_size > LARGEST_MANIFEST:
            raise ValueError("size")
        return _parse(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelRefused(ModelFault.UNREADABLE, str(directory), FILE_NAME) from error


def check(directory: Path) -> ModelManifest:
    """Compare every file of `directory` with its manifest; the checked manifest.

    A directory without a manifest gives one with empty name and version, over the files found:
    its digest says nothing until somebody trusts it.

    Raises:
        ModelRefused: MISSING, UNREADABLE, FILE_MISSING, FILE_CHANGED or FILE_UNEXPECTED;
            `detail` is the relative path of the file.
    """
    declared = read(directory)
    if declared is None:
        if not (directory / DESCRIPTION).is_file():
            raise ModelRefused(ModelFault.MISSING, str(directory))
        return build(directory, name="", version="")
    present = set(_files(directory))
    for path in sorted(declared.files):
        if path not in present:
            raise ModelRefused(ModelFault.FILE_MISSING, str(directory), path)
        if _sha256(directory, path) != declared.files[path]:
            raise ModelRefused(ModelFault.FILE_CHANGED, str(directory), path)
    for path in sorted(present - declared.files.keys()):
        raise ModelRefused(ModelFault.FILE_UNEXPECTED, str(directory), path)
    return declared


def _canonical(table: Mapping[str, object]) -> bytes:
    return json.dumps(table, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _files(directory: Path) -> Iterator[str]:
    """POSIX relative paths.

    A link is refused: what it leads to can change unseen. So is a name that can't be printed.
    """
    for folder, folders, names in os.walk(directory, onerror=_refuse_unreadable):
        for name in [*folders, *names]:
            path = Path(folder, name)
            relative = path.relative_to(directory).as_posix()
            if path.is_symlink() or not relative.isprintable():
                shown = relative.encode("ascii", "backslashreplace").decode()
                raise ModelRefused(ModelFault.FILE_UNEXPECTED, str(directory), shown)
            if name in names and relative not in NEVER_LISTED:
                yield relative


def _refuse_unreadable(error: OSError) -> None:
    raise ModelRefused(ModelFault.UNREADABLE, str(error.filename)) from error


def _sha256(directory: Path, path: str) -> str:
    try:
        with (directory / path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelRefused(ModelFault.UNREADABLE, str(directory), path) from error


def _parse(table: object) -> ModelManifest:
    """Check the shape. Raises ValueError."""
    match table:
        case {"format": 1, "name": str(name), "version": str(version), "files": dict(files)}:
            f"{name}{version}".encode()  # JSON can hold half a character; a digest can't
            for path, sha256 in files.items():
                if not _acceptable(path, sha256):
                    raise ValueError(path)
            return ModelManifest(name, version, files)
    raise ValueError("shape")


def _acceptable(path: object, sha256: object) -> bool:
    if not isinstance(path, str) or not isinstance(sha256, str):
        return False
    parts = PurePosixPath(path)
    inside = not parts.is_absolute() and ".." not in parts.parts and str(parts) == path
    return inside and "\\" not in path and SHA256_HEX.fullmatch(sha256) is not None
