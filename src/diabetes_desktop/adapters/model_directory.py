"""The files of a model directory: listed once, nothing followed, each read as it was published.

A model directory is hostile until proven otherwise. Only regular files count; a link, a pipe
or a file that the manifest does not name refuses the whole directory. Every read is hashed, and
two reads of one file that differ are a refusal too, so what is loaded is what was verified.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from diabetes_desktop.adapters import model_manifest
from diabetes_desktop.adapters.model_manifest import DESCRIPTION, ModelManifest
from diabetes_desktop.application.errors import ModelFault, ModelRefused

MOST_FILES = 10_000
DEEPEST = 16  # folders
LARGEST_FILE = 2 * 1024**3  # bytes
CHUNK = 1024 * 1024  # bytes
# A pipe or a device in place of a file must not block the reader, nor a link lead it away.
OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


class ModelDirectory:
    """An MLflow model directory, with its manifest when it has one."""

    def __init__(self, location: str) -> None:
        """List the files of `location` and compare their names with the manifest.

        Raises:
            ModelRefused: MISSING, UNREADABLE, FILE_MISSING or FILE_UNEXPECTED; `detail` is the
                relative path of the file, in POSIX form.
        """
        self.location = location
        self._hashes: dict[str, str] = {}
        try:
            # The directory itself may be a link ("current"): it is followed once, here.
            self._root = Path(location).resolve(strict=True)
            self._files = frozenset(self._list())
        except (FileNotFoundError, NotADirectoryError):
            raise self.refused(ModelFault.MISSING) from None
        except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
            raise self.refused(ModelFault.UNREADABLE, type(error).__name__) from None
        if DESCRIPTION not in self._files:
            raise self.refused(ModelFault.MISSING, DESCRIPTION)
        self.has_signature = model_manifest.SIGNATURE_FILE in self._files
        self._files -= {model_manifest.SIGNATURE_FILE}
        self.manifest = self._read_manifest()

    @property
    def name(self) -> str:
        """The name of the directory."""
        return self._root.name

    def refused(self, fault: ModelFault, detail: str = "") -> ModelRefused:
        """The error that refuses this directory."""
        return ModelRefused(fault, self.location, detail)

    def holds(self, path: str) -> bool:
        """Whether the relative POSIX path `path` is one of the files, or a folder of them."""
        return path in self._files or any(name.startswith(f"{path}/") for name in self._files)

    def read(self, name: str, largest: int) -> bytes:
        """The verified content of the file `name`.

        Raises:
            ModelRefused: FILE_MISSING, FILE_CHANGED, or UNREADABLE: more than `largest` bytes, or
                the file system refused.
        """
        if name not in self._files:
            raise self.refused(ModelFault.FILE_MISSING, name)
        content = b"".join(self._chunks(name, largest))
        self._record(name, hashlib.sha256(content).hexdigest())
        return content

    def read_signature(self, largest: int) -> bytes:
        """The content of the signature file, which nothing vouches for.

        Raises:
            ModelRefused: FILE_MISSING or UNREADABLE.
        """
        return b"".join(self._chunks(model_manifest.SIGNATURE_FILE, largest))

    def digest(self) -> str:
        """The model's digest, once every file has been verified.

        Raises:
            ModelRefused: FILE_CHANGED or UNREADABLE.
        """
        for name in sorted(self._files - self._hashes.keys()):
            sha256 = hashlib.sha256()
            for chunk in self._chunks(name, LARGEST_FILE):
                sha256.update(chunk)
            self._record(name, sha256.hexdigest())
        manifest = self.manifest or ModelManifest("", "", self._hashes)
        return manifest.digest

    def copy_to(self, folder: Path) -> None:
        """Write the verified files into `folder`, for a library that loads from a path.

        Raises:
            ModelRefused: FILE_CHANGED or UNREADABLE.
            OSError: `folder` can't be written.
        """
        for name in sorted(self._files):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            sha256 = hashlib.sha256()
            with target.open("xb") as copy:
                for chunk in self._chunks(name, LARGEST_FILE):
                    sha256.update(chunk)
                    copy.write(chunk)
            self._record(name, sha256.hexdigest())

    def _list(self) -> Iterator[str]:
        seen = 0
        folders = [self._root]
        while folders:
            for entry in list(os.scandir(folders.pop())):
                seen += 1
                path = Path(entry.path)
                relative = path.relative_to(self._root)
                if seen > MOST_FILES or len(relative.parts) > DEEPEST:
                    raise self.refused(ModelFault.UNREADABLE, printable(relative.parts[0]))
                if self._is_folder(entry, relative.as_posix()):
                    folders.append(path)
                elif relative.as_posix() not in model_manifest.ADDED_BY_DOWNLOAD:
                    yield relative.as_posix()

    def _is_folder(self, entry: os.DirEntry[str], name: str) -> bool:
        facts = entry.stat(follow_symlinks=False)
        leads_away = getattr(facts, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_REPARSE_POINT
        plain = stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)
        if leads_away or not plain or printable(name) != name or "\\" in name:
            raise self.refused(ModelFault.FILE_UNEXPECTED, printable(name))
        return stat.S_ISDIR(facts.st_mode)

    def _read_manifest(self) -> ModelManifest | None:
        if model_manifest.FILE_NAME not in self._files:
            return None
        self._files -= {model_manifest.FILE_NAME}
        try:
            manifest = model_manifest.read(self._root)
        except ModelRefused as refused:
            raise self.refused(refused.fault, refused.detail) from None
        if manifest is None:  # taken away in between
            raise self.refused(ModelFault.FILE_MISSING, model_manifest.FILE_NAME)
        for name in sorted(manifest.files.keys() - self._files):
            raise self.refused(ModelFault.FILE_MISSING, name)
        for name in sorted(self._files - manifest.files.keys()):
            raise self.refused(ModelFault.FILE_UNEXPECTED, name)
        return manifest

    def _record(self, name: str, sha256: str) -> None:
        known = self.manifest.files[name] if self.manifest else self._hashes.get(name, sha256)
        if sha256 != known:
            raise self.refused(ModelFault.FILE_CHANGED, name)
        self._hashes[name] = sha256

    def _chunks(self, name: str, largest: int) -> Iterator[bytes]:
        try:
            with self._open(name) as stream:
                if os.fstat(stream.fileno()).st_size > largest:
                    raise self.refused(ModelFault.UNREADABLE, name)
                while chunk := stream.read(CHUNK):
                    largest -= len(chunk)
                    if largest < 0:
                        raise self.refused(ModelFault.UNREADABLE, name)
                    yield chunk
        except FileNotFoundError:
            raise self.refused(ModelFault.FILE_MISSING, name) from None
        except OSError:
            raise self.refused(ModelFault.UNREADABLE, name) from None

    def _open(self, name: str) -> BinaryIO:
        path = self._root / name
        descriptor = os.open(path, OPEN_FLAGS)
        stream = os.fdopen(descriptor, "rb")
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            stream.close()
            raise OSError("not a file")
        return stream


def printable(name: str) -> str:
    """`name` as it can be shown: a file name may hold control characters or broken Unicode."""
    return name if name.isprintable() else ascii(name)[1:-1]
