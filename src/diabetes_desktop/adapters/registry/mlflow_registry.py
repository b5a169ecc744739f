"""A tracking server of MLflow as the application sees it."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event, Lock

from diabetes_desktop.adapters.model_manifest import (
    FILE_NAME,
    LARGEST_MANIFEST,
    SIGNATURE_FILE,
)
from diabetes_desktop.adapters.registry.download import (
    RemoteFile,
    download,
    list_model,
    read_small,
)
from diabetes_desktop.adapters.registry.model_cache import ModelCache
from diabetes_desktop.adapters.registry.registry_line import Authorization, RegistryLine
from diabetes_desktop.adapters.registry.resolving import artifact_folder, resolve
from diabetes_desktop.application.errors import StorageFault, StorageUnavailable
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.registry_ports import CachedModel, Progress, RegistryVersion

LISTING_SECONDS = 15.0  # for the list of files, which can be given up
SPARE_ROOM = 50 * 1024**2  # bytes that a download leaves free


class MlflowRegistry:
    """See `application.registry_ports.ModelRegistry`."""

    def __init__(self, cache: ModelCache, authorization: Authorization, disk: Path) -> None:
        """`disk` is a folder on the disk of `cache`."""
        self._cache = cache
        self._authorization = authorization
        self._disk = disk
        self._turn = Lock()  # one download at a time
        self._stopped = Event()  # a new one for each time that downloads are stopped

    def resolve(self, choice: ModelChoice, cancel: Event) -> RegistryVersion:
        """What `choice.model_uri` names now.

        Raises:
            RegistryFailed, FetchCancelled: see there.
        """
        return resolve(RegistryLine(choice, self._authorization, cancel), choice.model_uri)

    def fetch(
        self, choice: ModelChoice, version: RegistryVersion, progress: Progress, cancel: Event
    ) -> CachedModel:
        """A verified copy of `version` on this computer.

        Raises:
            RegistryFailed, ModelRefused, StorageUnavailable, FetchCancelled: nothing is left of it.
        """
        either = _EitherEvent(cancel, self._stopped)
        line = RegistryLine(choice, self._authorization, either, LISTING_SECONDS)
        root = artifact_folder(line, version.place)
        files = list_model(line, root)
        with self._turn:
            if (here := self._here(choice, line, root, files, version)) is not None:
                return here
            self._check_room(files)
            return self._cache.add(
                choice, version, lambda folder: download(line, root, files, folder, progress)
            )

    def cancel(self) -> None:
        """Stop the downloads under way: they raise FetchCancelled."""
        stopped, self._stopped = self._stopped, Event()
        stopped.set()

    def _here(
        self,
        choice: ModelChoice,
        line: RegistryLine,
        root: str,
        files: list[RemoteFile],
        version: RegistryVersion,
    ) -> CachedModel | None:
        """The copy whose manifest and signature are those of the server, if it is whole."""
        listed = {file.path: file for file in files}
        if FILE_NAME not in listed:
            return None
        manifest = read_small(line, root, listed[FILE_NAME], LARGEST_MANIFEST)
        signature = b""
        if SIGNATURE_FILE in listed:
            signature = read_small(line, root, listed[SIGNATURE_FILE], LARGEST_MANIFEST)
        return self._cache.find_same(choice, version, manifest, signature)

    def _check_room(self, files: list[RemoteFile]) -> None:
        needed = sum(file.size for file in files) + SPARE_ROOM
        if shutil.disk_usage(self._disk).free < needed:
            raise StorageUnavailable(StorageFault.FULL, str(self._disk))


class _EitherEvent(Event):
    """Set when one of two is."""

    def __init__(self, first: Event, second: Event) -> None:
        super().__init__()
        self._both = (first, second)

    def is_set(self) -> bool:
        """Whether one of them is."""
        return any(event.is_set() for event in self._both)
