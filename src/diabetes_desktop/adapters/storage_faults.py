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
}


@contextmanager
def storage_faults(path: Path) -> Iterator[None]:
    """Raise `StorageUnavailable` for what the operating system refuses on `path`."""
    try:
        yield
    except OSError as error:
        fault = _FAULTS.get(error.errno or 0, StorageFault.UNREACHABLE)
        raise StorageUnavailable(fault, str(path)) from error
