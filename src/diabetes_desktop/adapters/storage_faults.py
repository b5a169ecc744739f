"""Operating-system errors as `StorageUnavailable`."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diabetes_desktop.application.errors import StorageFault, StorageUnavailable

_FAULTS = {
    errno.ENOSPC: StorageFault.FULL,
    errno.EDQUOT: StorageFault.FULL,
    errno.EROFS: StorageFault.READ_ONLY,
    errno.EACCES: StorageFault.READ_ONLY,
    errno.EPERM: StorageFault.READ_ONLY,
    errno.EBUSY: StorageFault.LOCKED,
}
# ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which Python reports as EACCES.
_WINDOWS_LOCKS = (32, 33)


@contextmanager
def storage_faults(path: Path) -> Iterator[None]:
    """Raise `StorageUnavailable` for what the operating system refuses on `path`."""
    try:
        yield
    except OSError as error:
        raise StorageUnavailable(fault_of(error), str(path)) from error


def fault_of(error: OSError) -> StorageFault:
    """What `error` means to the person before the screen."""
    if getattr(error, "winerror", None) in _WINDOWS_LOCKS:
        return StorageFault.LOCKED
    return _FAULTS.get(error.errno or 0, StorageFault.UNREACHABLE)
