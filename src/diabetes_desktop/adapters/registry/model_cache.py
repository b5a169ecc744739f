"""The models of registries on this computer.

    <root>/<name>/<version>-<digest>/    a model, whole: it got its name after it was verified
    <root>/fetching-…                    a download under way; what a crash left is removed in time
    <root>/<choice>.json                 which of them answered last for one choice

Each server has folders of its own. Nothing here is trusted when it is loaded: the model's process
verifies every file again. Two programs may share the folder, on two computers of one user: none
takes away what another is at.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from diabetes_desktop.adapters import json_values
from diabetes_desktop.adapters.model_directory import OPEN_FLAGS, ModelDirectory
from diabetes_desktop.adapters.model_manifest import (
    FILE_NAME,
    LARGEST_MANIFEST,
    SHA256_HEX,
    SIGNATURE_FILE,
)
from diabetes_desktop.adapters.private_file import DIRECTORY_MODE, replace_file
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.errors import ModelRefused
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_ports import CachedModel, RegistryVersion
from diabetes_desktop.domain.model_uri import parse_model_uri

FETCHING = "fetching-"
LARGEST_POINTER = 64 * 1024  # bytes
KEPT = 5  # copies of one model, beside those that answered last
UNNUMBERED = "0"  # logged models and runs have no version
VERSION = re.compile(r"[0-9]{1,12}")
STALE_SECONDS = 2 * 24 * 3600.0  # the largest model over the slowest line takes a day


class ModelCache:
    """See `application.registry_ports.ModelCopies`."""

    def __init__(self, root: Path) -> None:
        """Nothing is made before something is kept."""
        self._root = root

    def last_good(self, choice: ModelChoice) -> CachedModel | None:
        """The version of this very choice that answered last."""
        try:
            content = _read_small(self._pointer(choice))
            match json_values.load(content):
                case {"format": 1, "name": str(name), "version": str(version), "digest": digest}:
                    return self._model(choice, name, version, str(digest))
        except (OSError, ValueError):
            pass  # none, or damaged: it is fetched again
        return None

    def find(self, choice: ModelChoice, version: str, digest: str = "") -> CachedModel | None:
        """The copy of `version` of the chosen model; without a `digest` the newest of them."""
        name = parse_model_uri(choice.model_uri).held_as
        if digest:
            return self._model(choice, name, version, digest)
        if not VERSION.fullmatch(version):
            return None
        copies = [
            self._model(choice, name, version, path.name.partition("-")[2])
            for path in sorted(self._home(choice, name).glob(f"{version}-*"), key=_age)
        ]
        return next((copy for copy in copies if copy is not None), None)

    def find_same(
        self, choice: ModelChoice, version: RegistryVersion, manifest: bytes, signature: bytes
    ) -> CachedModel | None:
        """The whole copy that has these very files; `signature` is empty where there is none."""
        home = self._home(choice, version.name)
        for place in home.glob(f"{version.version or UNNUMBERED}-*"):
            digest = place.name.partition("-")[2]
            copy = self._model(choice, version.name, version.version, digest)
            try:
                if (
                    copy is not None
                    and _read_small(place / FILE_NAME, LARGEST_MANIFEST + 1) == manifest
                    and _signature(place) == signature
                    and ModelDirectory(copy.directory).digest() == copy.digest
                ):
                    os.utime(place)  # the newest of its version
                    return copy
            except (OSError, ModelRefused):
                continue  # damaged: it is fetched anew
        return None

    def keep_as_good(self, choice: ModelChoice, model: CachedModel) -> None:
        """From now on `model` is the last good one of `choice`. Raises StorageUnavailable."""
        table = {
            "format": 1,
            "tracking_uri": choice.tracking_uri,
            "model_uri": choice.model_uri,
            "name": model.name,
            "version": model.version,
            "digest": model.digest,
        }
        pointer = self._pointer(choice)
        with storage_faults(pointer):
            pointer.parent.mkdir(mode=DIRECTORY_MODE, parents=True, exist_ok=True)
            replace_file(pointer, (json.dumps(table, indent=1) + "\n").encode())

    def add(
        self, choice: ModelChoice, version: RegistryVersion, fill: Callable[[Path], None]
    ) -> CachedModel:
        """The model whose files `fill` writes into an empty folder, once all of it is verified.

        Raises:
            ValueError: a version that is none; it would be part of a path.
            ModelRefused: the files are not those of the manifest, or no model.
            StorageUnavailable: the disk refused.
            Whatever `fill` raises. In each case nothing is left of it.
        """
        if not VERSION.fullmatch(version.version or UNNUMBERED):
            raise ValueError("version")
        with storage_faults(self._root):
            self._root.mkdir(mode=DIRECTORY_MODE, parents=True, exist_ok=True)
            self._sweep()
            fetching = Path(tempfile.mkdtemp(prefix=FETCHING, dir=self._root))
            try:
                fill(fetching)
                digest = _verified_digest(fetching, version)
                return self._put(fetching, choice, version, digest)
            finally:
                shutil.rmtree(fetching, ignore_errors=True)

    def _put(
        self, fetching: Path, choice: ModelChoice, version: RegistryVersion, digest: str
    ) -> CachedModel:
        target = self._place(choice, version.name, version.version, digest)
        target.parent.mkdir(mode=DIRECTORY_MODE, exist_ok=True)
        _write_through_folders(fetching)
        if not _is_whole(target, digest):  # or another program was quicker
            self._take_away(target)
            try:
                fetching.rename(target)
            except OSError:
                if not _is_whole(target, digest):
                    raise
        _write_through_folder(target.parent)
        self._forget_oldest(target.parent)
        return CachedModel(version.name, version.version, digest, str(target))

    def _forget_oldest(self, home: Path) -> None:
        """Disks fill: what is not among the newest, and did not answer last, can be fetched."""
        needed = {_pointed_digest(pointer) for pointer in self._root.glob("*.json")}
        for place in sorted(home.iterdir(), key=_age)[KEPT:]:
            if place.name.partition("-")[2] not in needed:
                shutil.rmtree(place, ignore_errors=True)

    def _take_away(self, target: Path) -> None:
        if not os.path.lexists(target):
            return
        aside = Path(tempfile.mkdtemp(prefix=FETCHING, dir=self._root))
        try:
            with suppress(FileNotFoundError):  # another program did
                target.rename(aside / "old")
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove what a crash left: a younger one may be another program's download."""
        for left in self._root.glob(f"{FETCHING}*"):
            if abs(time.time() + _age(left)) > STALE_SECONDS:
                shutil.rmtree(left, ignore_errors=True)

    def _model(
        self, choice: ModelChoice, name: str, version: str, digest: str
    ) -> CachedModel | None:
        if not name or not SHA256_HEX.fullmatch(digest) or not VERSION.fullmatch(version or "0"):
            return None
        place = self._place(choice, name, version, digest)
        return CachedModel(name, version, digest, str(place)) if place.is_dir() else None

    def _place(self, choice: ModelChoice, name: str, version: str, digest: str) -> Path:
        return self._home(choice, name) / f"{version or UNNUMBERED}-{digest}"

    def _home(self, choice: ModelChoice, name: str) -> Path:
        """A folder for each server and name, on systems that don't tell A from a too.

        Short: some versions of Windows take 260 characters for a whole path.
        """
        mark = hashlib.sha256(f"{choice.tracking_uri}\n{name}".encode()).hexdigest()[:16]
        return self._root / f"{quote(name, safe='').replace('.', '%2E')[:24]}-{mark}"

    def _pointer(self, choice: ModelChoice) -> Path:
        chosen = f"{choice.tracking_uri}\n{choice.model_uri}"
        return self._root / f"{hashlib.sha256(chosen.encode()).hexdigest()[:32]}.json"


def _is_whole(place: Path, digest: str) -> bool:
    try:
        return not place.is_symlink() and ModelDirectory(str(place)).digest() == digest
    except ModelRefused:
        return False


def _verified_digest(folder: Path, version: RegistryVersion) -> str:
    try:
        return ModelDirectory(str(folder)).digest()
    except ModelRefused as refused:  # the folder is gone in a moment: its path tells nobody a thing
        title = f"{version.name} {version.version}".strip()
        raise ModelRefused(refused.fault, title, refused.detail) from None


def _signature(folder: Path) -> bytes:
    try:
        return _read_small(folder / SIGNATURE_FILE, LARGEST_MANIFEST + 1)
    except FileNotFoundError:
        return b""


def _pointed_digest(pointer: Path) -> str:
    try:
        match json_values.load(_read_small(pointer)):
            case {"digest": str(digest)}:
                return digest
    except (OSError, ValueError):
        pass
    return ""


def _read_small(path: Path, largest: int = LARGEST_POINTER) -> bytes:
    """At most `largest` bytes of a file; a pipe in its place keeps nobody waiting."""
    with os.fdopen(os.open(path, OPEN_FLAGS), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError("not a file")
        return stream.read(largest)


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _write_through_folders(folder: Path) -> None:
    for below, _, _ in os.walk(folder):
        _write_through_folder(Path(below))


def _write_through_folder(folder: Path) -> None:
    """Make the names in it durable; Windows does so by itself and opens no folders."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
