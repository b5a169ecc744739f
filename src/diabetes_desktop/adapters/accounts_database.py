"""The file of the allow-list: its table, how it is made, opened, and what its faults mean."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    event,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from diabetes_desktop.application.errors import StorageFault, StorageUnavailable

SCHEMA_VERSION = 1
BUSY_SECONDS = 2.0  # longer than any transaction here, shorter than a doctor's patience

metadata = MetaData()
accounts = Table(
    "accounts",
    metadata,
    Column("user", String, primary_key=True),
    Column("full_name", String, nullable=False),
    Column("roles", String, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("password_hash", String, nullable=False),
)

_FAULTS = {
    sqlite3.SQLITE_BUSY: StorageFault.LOCKED,
    sqlite3.SQLITE_LOCKED: StorageFault.LOCKED,
    sqlite3.SQLITE_READONLY: StorageFault.READ_ONLY,
    sqlite3.SQLITE_PERM: StorageFault.READ_ONLY,
    sqlite3.SQLITE_FULL: StorageFault.FULL,
    sqlite3.SQLITE_CANTOPEN: StorageFault.UNREACHABLE,
    sqlite3.SQLITE_IOERR: StorageFault.UNREACHABLE,
}


def open_engine(path: Path) -> Engine:
    """An engine on the database at `path`; SQLite itself never makes the file.

    A connection lasts for one transaction: SQLite opens in microseconds, and no thread or idle
    program holds the file.
    """
    slash = "" if path.as_posix().startswith("/") else "/"  # before a drive letter
    location = f"file://{slash}{quote(path.as_posix(), safe='/:')}?mode=rw"

    def connect() -> sqlite3.Connection:
        # Without the driver's own BEGIN, which comes too late to lock.
        return sqlite3.connect(location, timeout=BUSY_SECONDS, isolation_level=None, uri=True)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def make_database(path: Path) -> None:
    """Make the database with its table where there is none.

    It is made under another name and then put in place whole, so that an empty or half file at
    `path` is always damage, never a start.

    Raises:
        OSError, DBAPIError: it can't be made.
    """
    if path.exists():
        return
    # Made before SQLite opens it, for its user only, so that its content is never open to others.
    descriptor, name = tempfile.mkstemp(".new", f"{path.name}.", path.parent)
    os.close(descriptor)
    new = Path(name)
    try:
        with open_engine(new).begin() as connection:
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        _put_in_place(new, path)
    finally:
        new.unlink(missing_ok=True)


def check_version(connection: Connection, path: Path) -> None:
    """Refuse a database without our table, or made by a newer program.

    Raises:
        StorageUnavailable: its version is not `SCHEMA_VERSION`.
    """
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version < SCHEMA_VERSION:
        raise StorageUnavailable(StorageFault.DAMAGED, str(path))
    if version > SCHEMA_VERSION:
        raise StorageUnavailable(StorageFault.UNREACHABLE, str(path))


def fault_of(error: DBAPIError) -> StorageFault:
    """What SQLite's error means to the person before the screen."""
    code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return _FAULTS.get(code & 0xFF, StorageFault.DAMAGED)  # the low byte is the primary code


def _put_in_place(new: Path, path: Path) -> None:
    """Give `new` the name `path` unless another process was faster."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            new.rename(path)
