"""The files of a model, from the server's list to a folder of ours. The server may be hostile."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from diabetes_desktop.adapters.model_directory import DEEPEST, MOST_FILES
from diabetes_desktop.adapters.model_manifest import ADDED_BY_DOWNLOAD
from diabetes_desktop.adapters.registry.registry_line import CallRefusedError, RegistryLine
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.registry_errors import RegistryFault
from diabetes_desktop.application.registry_ports import Progress
from diabetes_desktop.application.server_errors import ServerFault

LARGEST_MODEL = 2 * 1024**3  # bytes, all files together
MEGABYTE = 1024**2
SLOWEST = 20_000  # bytes per second: below that a file is given up
PATIENCE_SECONDS = 10.0  # for each file, whatever its size
FORBIDDEN = frozenset('<>:"|?*\\/')
# What Windows keeps for devices, with any ending: superscript digits count too.
RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"
}
LONGEST_PATH = 200  # characters, from the model's folder on


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of the server's list; `path` is relative, in POSIX form, `size` in bytes."""

    path: str
    size: int


def list_model(line: RegistryLine, root: str) -> list[RemoteFile]:
    """Every file below the folder `root` of the server's artifacts.

    Raises:
        RegistryFailed: NO_FILES, FILE_NAME, FILE_SET, TOO_LARGE, EXPERIMENT_RIGHTS, and as
            `RegistryLine.ask`.
        FetchCancelled: see there.
    """
    found: list[RemoteFile] = []
    folders = [""]
    known: set[str] = set()
    seen = 0
    while folders:
        folder = folders.pop()
        for name, is_folder, size in _entries(line, _below(root, folder)):
            seen += 1
            path = _below(folder, name)
            if len(path) > LONGEST_PATH or _alike(path) in known:
                raise line.failed(RegistryFault.FILE_NAME, path[:80])
            known.add(_alike(path))
            if seen > MOST_FILES or path.count("/") >= DEEPEST:
                raise line.failed(RegistryFault.FILE_SET)
            if is_folder:
                folders.append(path)
            elif path not in ADDED_BY_DOWNLOAD:
                found.append(RemoteFile(path, size))
    if not found:
        raise line.failed(RegistryFault.NO_FILES)
    if sum(file.size for file in found) > LARGEST_MODEL:
        raise line.failed(RegistryFault.TOO_LARGE, str(LARGEST_MODEL // MEGABYTE))
    return found


def download(
    line: RegistryLine, root: str, files: list[RemoteFile], folder: Path, progress: Progress
) -> None:
    """Write `files` of the server's folder `root` into the empty folder `folder`, durably.

    Raises:
        RegistryFailed: FILE_SIZE, FILE_NAME, EXPERIMENT_RIGHTS, and as `RegistryLine.fetch`.
        FetchCancelled: see there.
        StorageUnavailable, OSError: the disk refused.
    """
    fetched = _Count(sum(file.size for file in files), progress)
    for file in files:
        _fetch(line, root, file, folder / file.path, fetched)


def read_small(line: RegistryLine, root: str, file: RemoteFile, largest: int) -> bytes:
    """The content of a file of at most `largest` bytes. Raises as `download`, and TOO_LARGE."""
    if file.size > largest:
        raise line.failed(RegistryFault.TOO_LARGE, str(largest // MEGABYTE))
    pieces: list[bytes] = []
    try:
        line.fetch(_below(root, file.path), pieces.append, file.size, PATIENCE_SECONDS)
    except CallRefusedError as refused:
        raise _why(line, refused) from None
    return b"".join(pieces)


class _Count:
    """How much of it all has arrived."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total = total
        self._progress = progress
        self._fetched = 0

    def add(self, piece: bytes) -> None:
        self._fetched += len(piece)
        self._progress(self._fetched, self._total)


def _fetch(line: RegistryLine, root: str, file: RemoteFile, target: Path, fetched: _Count) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        stream = target.open("xb")
    except FileExistsError:  # two names that are one on this system
        raise line.failed(RegistryFault.FILE_NAME, file.path) from None
    with stream:

        def keep(piece: bytes) -> None:
            with storage_faults(target):  # told apart from what the network does
                stream.write(piece)
            fetched.add(piece)

        try:
            seconds = PATIENCE_SECONDS + file.size / SLOWEST
            line.fetch(_below(root, file.path), keep, file.size, seconds)
        except CallRefusedError as refused:
            raise _why(line, refused) from None
        if stream.tell() != file.size:
            raise line.failed(RegistryFault.FILE_SIZE, file.path)
        stream.flush()
        os.fsync(stream.fileno())


def _entries(line: RegistryLine, folder: str) -> Iterator[tuple[str, bool, int]]:
    try:
        listed = line.list_files(folder).get("files", [])
    except CallRefusedError as refused:
        raise _why(line, refused) from None
    if not isinstance(listed, list):
        raise line.failed(RegistryFault.NOT_MLFLOW, "200")
    for entry in listed:
        yield _entry(line, entry)


def _entry(line: RegistryLine, entry: Mapping[str, Any]) -> tuple[str, bool, int]:
    """Name, whether it is a folder, and size in bytes."""
    match entry:
        case {"path": str(name), "is_dir": True}:
            size = 0
        case {"path": str(name), "file_size": int(size)} if size >= 0:
            pass
        case {"path": str(name), "file_size": str(digits)} if digits.isdecimal():
            size = int(digits[:20])
        case _:
            raise line.failed(RegistryFault.NOT_MLFLOW, "200")
    if not is_plain_name(name):
        raise line.failed(RegistryFault.FILE_NAME, ascii(name)[1:-1][:80])
    return name, entry.get("is_dir") is True, size


def is_plain_name(name: str) -> bool:
    """Whether `name` is one that a file can have, on every system, without leading anywhere."""
    if not name or len(name) > 200 or not name.isprintable() or set(name) & FORBIDDEN:
        return False
    if name[-1] in ". " or name[0] == " ":
        return False
    return name.split(".", 1)[0].rstrip().lower() not in RESERVED


def _alike(path: str) -> str:
    """What all names have in common that are one on some system."""
    return normalize("NFC", path).casefold()


def _below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _why(line: RegistryLine, refused: CallRefusedError) -> Exception:
    if refused.status == 403:
        return line.failed(RegistryFault.EXPERIMENT_RIGHTS)
    if refused.status == 404:
        return line.failed(RegistryFault.NO_FILES)
    return line.failed(ServerFault.FAILED, str(refused.status))
