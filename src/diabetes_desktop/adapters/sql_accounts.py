"""The allow-list in an SQLite database, through SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import clear_frames
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from diabetes_desktop.adapters.accounts_database import (
    accounts,
    check_version,
    fault_of,
    make_database,
    open_engine,
)
from diabetes_desktop.adapters.storage_faults import storage_faults
from diabetes_desktop.application.errors import (
    AccountsExist,
    LastAdministrator,
    StorageFault,
    StorageUnavailable,
    UserExists,
    UserUnknown,
)
from diabetes_desktop.domain.account import Account, Role, is_last_administrator


class SqlAccounts:
    """One short transaction per call; thread-safe, and safe beside other processes.

    The file is made by the first account, so that looking leaves nothing behind. Every method
    raises `StorageUnavailable` when the database can't be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader = open_engine(path)
        # The write lock is taken first: what was read can't change before it is acted on.
        self._writer = self._reader.execution_options(begin="BEGIN IMMEDIATE")

    def is_empty(self) -> bool:
        """Whether nobody is allowed in yet."""
        return not self._read(select(accounts.c.user).limit(1))

    def find(self, user: str) -> Account | None:
        """The account of the normalized user name `user`."""
        rows = self._read(select(accounts).where(accounts.c.user == user))
        return self._account(rows[0]) if rows else None

    def list_accounts(self) -> list[Account]:
        """All accounts, by user name."""
        return [self._account(row) for row in self._read(_ALL)]

    def password_hash(self, user: str) -> str | None:
        """The stored hash of `user`'s password."""
        rows = self._read(select(accounts.c.password_hash).where(accounts.c.user == user))
        return str(rows[0].password_hash) if rows else None

    def add(self, account: Account, password_hash: str) -> None:
        """Add an account.

        Raises:
            UserExists: the user name is taken.
        """
        with self._writing() as connection:
            _insert(connection, account, password_hash)

    def add_first(self, account: Account, password_hash: str) -> None:
        """Add the account only if there is none.

        Raises:
            AccountsExist: another one was first, perhaps from another process.
        """
        with self._writing() as connection:
            if connection.execute(select(func.count()).select_from(accounts)).scalar_one():
                raise AccountsExist
            _insert(connection, account, password_hash)

    def set_enabled(self, user: str, enabled: bool) -> None:
        """Enable or disable `user`.

        Raises:
            UserUnknown: there is no such account.
            LastAdministrator: nobody would be left to administer the others.
        """
        with self._writing() as connection:
            everybody = [self._account(row) for row in connection.execute(_ALL)]
            if not enabled and is_last_administrator(everybody, user):
                raise LastAdministrator(user)
            _change(connection, user, enabled=enabled)

    def set_password_hash(self, user: str, password_hash: str) -> None:
        """Replace the hash of `user`.

        Raises:
            UserUnknown: there is no such account.
        """
        with self._writing() as connection:
            _change(connection, user, password_hash=password_hash)

    def _read(self, query: Select[Any]) -> list[Row[Any]]:
        with self._faults():
            if not self._path.exists():
                return []
            with self._reader.begin() as connection:
                check_version(connection, self._path)
                return list(connection.execute(query))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._faults():
            make_database(self._path)
            with self._writer.begin() as connection:
                check_version(connection, self._path)
                yield connection

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            with storage_faults(self._path):
                yield
        except DBAPIError as error:
            _let_go(error)
            raise StorageUnavailable(fault_of(error), str(self._path)) from error

    def _account(self, row: Row[Any]) -> Account:
        try:
            roles = frozenset(Role(role) for role in row.roles.split())
        except ValueError as error:
            raise StorageUnavailable(StorageFault.DAMAGED, str(self._path)) from error
        return Account(row.user, row.full_name, roles, row.enabled)


def _let_go(error: DBAPIError) -> None:
    """Close the file now: the error's frames hold a cursor, which holds the file open."""
    for each in (error, error.orig):
        if each is not None:
            clear_frames(each.__traceback__)


_ALL = select(accounts).order_by(accounts.c.user)


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


def _change(connection: Connection, user: str, **values: Any) -> None:
    change = update(accounts).where(accounts.c.user == user).values(**values)
    if connection.execute(change).rowcount == 0:
        raise UserUnknown(user)
