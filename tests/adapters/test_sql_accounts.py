"""The allow-list's database: private, shared by processes, and honest about its faults."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.disks import empty, fill, make_read_only, small_disk

from diabetes_desktop.adapters.accounts_database import BUSY_SECONDS, SCHEMA_VERSION
from diabetes_desktop.adapters.sql_accounts import SqlAccounts
from diabetes_desktop.application.errors import StorageFault, StorageUnavailable
from diabetes_desktop.domain.account import Account, Role

FIRST = Account("ambos.a", "Cuenta A", frozenset(Role))
SECOND = Account("médica.b", "Cuenta B", frozenset({Role.DOCTOR}))

Use = Callable[[SqlAccounts], object]
READS: list[Use] = [
    lambda accounts: accounts.is_empty(),
    lambda accounts: accounts.find(FIRST.user),
    lambda accounts: accounts.list_accounts(),
    lambda accounts: accounts.password_hash(FIRST.user),
]
WRITES: list[Use] = [
    lambda accounts: accounts.add(SECOND, ""),
    lambda accounts: accounts.add_first(SECOND, ""),
    lambda accounts: accounts.set_enabled(FIRST.user, True),
    lambda accounts: accounts.set_password_hash(FIRST.user, "new"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "accounts.db"


@pytest.fixture
def accounts(path: Path) -> SqlAccounts:
    accounts = SqlAccounts(path)
    accounts.add_first(FIRST, "hash")
    return accounts


@contextmanager
def refused(fault: StorageFault, path: Path) -> Iterator[None]:
    with pytest.raises(StorageUnavailable) as caught:
        yield
    assert caught.value == StorageUnavailable(fault, str(path))


def test_looking_leaves_nothing_behind(path: Path) -> None:
    for use in READS:
        use(SqlAccounts(path))
    assert list(path.parent.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps access lists, not modes")
def test_only_its_user_may_read_it(accounts: SqlAccounts, path: Path) -> None:
    """Security 13."""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_but_the_database_is_left(accounts: SqlAccounts, path: Path) -> None:
    accounts.add(SECOND, "")
    assert list(path.parent.iterdir()) == [path]


def test_the_schema_has_its_version(accounts: SqlAccounts, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_accounts_outlive_the_program(accounts: SqlAccounts, path: Path) -> None:
    assert SqlAccounts(path).find(FIRST.user) == FIRST


RACER = """
import sys
from pathlib import Path
from diabetes_desktop.adapters.sql_accounts import SqlAccounts
from diabetes_desktop.application.errors import AccountsExist
from diabetes_desktop.domain.account import Account, Role
account = Account(sys.argv[1], "Cuenta", frozenset(Role))
print("ready", flush=True)
for path in sys.stdin:
    try:
        SqlAccounts(Path(path.strip())).add_first(account, "")
        print("won", flush=True)
    except AccountsExist:
        print("lost", flush=True)
"""


def say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@contextmanager
def python(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", code, *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield process


def test_of_two_processes_one_makes_the_first_account(tmp_path: Path) -> None:
    with python(RACER, "uno") as first, python(RACER, "dos") as second:
        assert [hear(first), hear(second)] == ["ready", "ready"]
        for race in range(25):
            path = tmp_path / str(race) / "accounts.db"
            path.parent.mkdir()
            say(first, str(path))
            say(second, str(path))
            outcome = [hear(first), hear(second)]
            assert sorted(outcome) == ["lost", "won"]
            winner = ("uno", "dos")[outcome.index("won")]
            assert [account.user for account in SqlAccounts(path).list_accounts()] == [winner]
            assert list(path.parent.iterdir()) == [path]


HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.readline()
"""


@contextmanager
def held_by_another_process(path: Path) -> Iterator[None]:
    with python(HOLDER, str(path)) as holder:
        assert hear(holder) == "locked"
        yield
        say(holder, "let go")


@pytest.mark.parametrize("use", [READS[1], WRITES[0]])
def test_locked_by_another_process(accounts: SqlAccounts, path: Path, use: Use) -> None:
    """About 2 s each: the time that another program is waited for."""
    with held_by_another_process(path):
        started = time.monotonic()
        with refused(StorageFault.LOCKED, path):
            use(accounts)
        waited = time.monotonic() - started
    assert BUSY_SECONDS * 0.5 < waited < BUSY_SECONDS * 3
    accounts.add(SECOND, "")
    assert accounts.list_accounts() == [FIRST, SECOND]


def test_a_read_only_disk_still_lets_people_in(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "accounts.db"
        accounts = SqlAccounts(path)
        accounts.add_first(FIRST, "hash")
        make_read_only(disk)
        assert accounts.find(FIRST.user) == FIRST
        assert accounts.password_hash(FIRST.user) == "hash"
        for use in (WRITES[0], WRITES[2], WRITES[3]):
            with refused(StorageFault.READ_ONLY, path):
                use(accounts)
        assert accounts.list_accounts() == [FIRST]


def test_a_read_only_disk_takes_no_first_account(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        make_read_only(disk)
        accounts = SqlAccounts(disk / "accounts.db")
        assert accounts.is_empty()
        with refused(StorageFault.READ_ONLY, disk / "accounts.db"):
            accounts.add_first(FIRST, "")


def test_a_full_disk_changes_nothing_and_lets_people_in(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "accounts.db"
        accounts = SqlAccounts(path)
        accounts.add_first(FIRST, "hash")
        fill(disk)
        assert accounts.find(FIRST.user) == FIRST
        for use in (WRITES[0], WRITES[3]):
            with refused(StorageFault.FULL, path):
                use(accounts)
        assert accounts.list_accounts() == [FIRST]
        assert accounts.password_hash(FIRST.user) == "hash"
        empty(disk)
        accounts.add(SECOND, "")
        assert accounts.list_accounts() == [FIRST, SECOND]


def test_a_full_disk_takes_no_first_account_and_no_half_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "accounts.db"
        accounts = SqlAccounts(path)
        fill(disk)
        with refused(StorageFault.FULL, path):
            accounts.add_first(FIRST, "")
        assert not path.exists()
        empty(disk)
        accounts.add_first(FIRST, "")
        assert list(disk.iterdir()) == [path]


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def another_format(path: Path) -> None:
    path.write_bytes(b"this is no database\n" * 200)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribbled_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * len(content[4096:])
    path.write_bytes(content)


def another_table(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE something (a)")


def our_version_without_the_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE accounts")


@pytest.mark.parametrize(
    "damage",
    [
        nothing,
        another_format,
        half,
        scribbled_page,
        another_table,
        our_version_without_the_table,
    ],
)
def test_a_damaged_database_is_refused_and_kept(
    accounts: SqlAccounts, path: Path, damage: Callable[[Path], None]
) -> None:
    damage(path)
    damaged = path.read_bytes()
    for use in (READS[1], WRITES[2]):
        with refused(StorageFault.DAMAGED, path):
            use(accounts)
    assert path.read_bytes() == damaged


def test_a_role_that_does_not_exist_is_damage(accounts: SqlAccounts, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE accounts SET roles = 'surgeon'")
    for use in (READS[1], READS[2], lambda accounts: accounts.set_enabled(FIRST.user, False)):
        with refused(StorageFault.DAMAGED, path):
            use(accounts)


@pytest.mark.parametrize("damage", [nothing, another_format, another_table])
def test_damage_is_never_an_empty_allow_list(
    accounts: SqlAccounts, path: Path, damage: Callable[[Path], None]
) -> None:
    damage(path)
    with refused(StorageFault.DAMAGED, path):
        accounts.is_empty()
    with refused(StorageFault.DAMAGED, path):
        accounts.add_first(SECOND, "")


def test_a_newer_programs_database_is_left_alone(accounts: SqlAccounts, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with refused(StorageFault.UNREACHABLE, path):
        accounts.find(FIRST.user)


def test_a_profile_that_went_away(accounts: SqlAccounts, path: Path) -> None:
    moved = path.parent / "moved"
    moved.mkdir()
    path.replace(moved / "accounts.db")
    path.mkdir()
    with refused(StorageFault.UNREACHABLE, path):
        accounts.find(FIRST.user)


def test_no_value_stands_in_the_error(accounts: SqlAccounts, path: Path) -> None:
    our_version_without_the_table(path)
    with pytest.raises(StorageUnavailable) as caught:
        accounts.set_password_hash(FIRST.user, "the hash of a password")
    error: BaseException | None = caught.value
    while error is not None:
        assert "the hash of a password" not in f"{error} {error!r}"
        error = error.__cause__ or error.__context__


@pytest.mark.skipif(sys.platform != "linux", reason="open files are listed under /proc on Linux")
def test_an_error_lets_go_of_the_file(accounts: SqlAccounts, path: Path) -> None:
    our_version_without_the_table(path)
    caught: list[StorageUnavailable] = []
    for use in (*READS, *WRITES):
        try:
            use(accounts)
        except StorageUnavailable as error:
            caught.append(error)
    assert len(caught) == len(READS) + len(WRITES)
    assert path not in [link.resolve() for link in Path("/proc/self/fd").iterdir()]
