"""The allow-list in an SQLite database, through SQLAlchemy."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import NullPool

from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.errors import (
    AccountsExist,
    StorageFault,
    StorageUnavailable,
    UserExists,
    UserUnknown,
)
from diabetes_desktop.domain.account import Account, Role

SCHEMA_VERSION = 1
BUSY_SECONDS = 2.0
USER_ONLY = 0o600

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


class SqlAccounts:
    """One short transaction per call; thread-safe, and safe beside other processes."""

    def __init__(self, path: Path) -> None:
        """Open the database at `path`, making it where it does not exist.

        Raises:
            StorageUnavailable: it can't be opened, or another program made it.
        """
        self._path = path
        with storage_faults(path):
            # Made before SQLite does, so that its content is never readable by others.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, USER_ONLY))
        # A connection per call: SQLite opens in microseconds, and no thread holds the file.
        self._engine = create_engine(
            f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS}
        )
        event.listen(self._engine, "connect", _autobegin_off)
        event.listen(self._engine, "begin", _begin_immediate)
        with self._transaction() as connection:
            self._make_schema(connection)

    def is_empty(self) -> bool:
        """Whether nobody is allowed in yet."""
        with self._transaction() as connection:
            return _is_empty(connection)

    def find(self, user: str) -> Account | None:
        """The account of the normalized user name `user`."""
        with self._transaction() as connection:
            row = connection.execute(select(accounts).where(accounts.c.user == user)).first()
        return None if row is None else _account(row)

    def list_accounts(self) -> list[Account]:
        """All accounts, by user name."""
        with self._transaction() as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.user)).all()
        return [_account(row) for row in rows]

    def password_hash(self, user: str) -> str | None:
        """The stored hash of `user`'s password."""
        query = select(accounts.c.password_hash).where(accounts.c.user == user)
        with self._transaction() as connection:
            return connection.execute(query).scalar()

    def add(self, account: Account, password_hash: str) -> None:
        """Add an account.

        Raises:
            UserExists: the user name is taken.
        """
        with self._transaction() as connection:
            _insert(connection, account, password_hash)

    def add_first(self, account: Account, password_hash: str) -> None:
        """Add the account only if there is none.

        Raises:
            AccountsExist: another one was first, perhaps from another process.
        """
        with self._transaction() as connection:
            if not _is_empty(connection):
                raise AccountsExist
            _insert(connection, account, password_hash)

    def set_enabled(self, user: str, enabled: bool) -> None:
        """Enable or disable `user`.

        Raises:
            UserUnknown: there is no such account.
        """
        self._change(user, enabled=enabled)

    def set_password_hash(self, user: str, password_hash: str) -> None:
        """Replace the hash of `user`.

        Raises:
            UserUnknown: there is no such account.
        """
        self._change(user, password_hash=password_hash)

    def _change(self, user: str, **values: Any) -> None:
        with self._transaction() as connection:
            change = update(accounts).where(accounts.c.user == user).values(**values)
            if connection.execute(change).rowcount == 0:
                raise UserUnknown(user)

    def _make_schema(self, connection: Connection) -> None:
        version = connection.execute(text("PRAGMA user_version")).scalar_one()
        if version == 0:
            metadata.create_all(connection)
            connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
        elif version != SCHEMA_VERSION:
            raise StorageUnavailable(StorageFault.DAMAGED, str(self._path))

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise StorageUnavailable(_fault(error), str(self._path)) from error


def _autobegin_off(connection: sqlite3.Connection, _record: object) -> None:
    """Leave BEGIN to us: the driver's own would come too late to lock."""
    connection.isolation_level = None


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once: what was read can't change before it is acted on."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _is_empty(connection: Connection) -> bool:
    return connection.execute(select(func.count()).select_from(accounts)).scalar_one() == 0


def _insert(connection: Connection, account: Account, password_hash: str) -> None:
    row = {
        "user": account.user,
        "full_name": account.full_name,
        "roles": " ".join(sorted(account.roles)),
        "enabled": account.enabled,
        "password_hash": password_hash,
    }
    try:
        connection.execute(insert(accounts), row)
    except IntegrityError:
        raise UserExists(account.user) from None


def _account(row: Any) -> Account:
    roles = frozenset(Role(role) for role in row.roles.split())
    return Account(row.user, row.full_name, roles, row.enabled)


def _fault(error: DBAPIError) -> StorageFault:
    name = getattr(error.orig, "sqlite_errorname", "")
    for prefix, fault in (
        ("SQLITE_BUSY", StorageFault.LOCKED),
        ("SQLITE_LOCKED", StorageFault.LOCKED),
        ("SQLITE_READONLY", StorageFault.READ_ONLY),
        ("SQLITE_FULL", StorageFault.FULL),
        ("SQLITE_CORRUPT", StorageFault.DAMAGED),
        ("SQLITE_NOTADB", StorageFault.DAMAGED),
        ("SQLITE_ERROR", StorageFault.DAMAGED),
    ):
        if name.startswith(prefix):
            return fault
    return StorageFault.UNREACHABLE
