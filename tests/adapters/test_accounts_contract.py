"""What every allow-list does, the real one and the fake."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.fakes import FakeAccounts

from diabetes_desktop.adapters.sql_accounts import SqlAccounts
from diabetes_desktop.application.errors import (
    AccountsExist,
    AppError,
    LastAdministrator,
    UserExists,
    UserUnknown,
)
from diabetes_desktop.application.ports import AccountDirectory
from diabetes_desktop.domain.account import Account, Role

BOTH = Account("ambos.a", "Cuenta A", frozenset(Role))
DOCTOR = Account("médica.b", "Cuenta “B” 100 % Ñ", frozenset({Role.DOCTOR}))
ADMINISTRATOR = Account("o'admin;--", "Cuenta C", frozenset({Role.ADMINISTRATOR}), enabled=False)


@pytest.fixture(params=[SqlAccounts, FakeAccounts])
def accounts(request: pytest.FixtureRequest, tmp_path: Path) -> AccountDirectory:
    if request.param is FakeAccounts:
        return FakeAccounts()
    folder = tmp_path / "perfil 100% de #la ñ?"
    folder.mkdir()
    return SqlAccounts(folder / "accounts.db")


def test_a_new_allow_list_lets_nobody_in(accounts: AccountDirectory) -> None:
    assert accounts.is_empty()
    assert accounts.find("ambos.a") is None
    assert accounts.password_hash("ambos.a") is None
    assert accounts.list_accounts() == []


@pytest.mark.parametrize("account", [BOTH, DOCTOR, ADMINISTRATOR])
def test_an_account_comes_back_as_it_went_in(accounts: AccountDirectory, account: Account) -> None:
    accounts.add(account, "$hash")
    assert not accounts.is_empty()
    assert accounts.find(account.user) == account
    assert accounts.password_hash(account.user) == "$hash"


def test_accounts_are_listed_by_user_name(accounts: AccountDirectory) -> None:
    for account in (ADMINISTRATOR, BOTH, DOCTOR):
        accounts.add(account, "")
    assert accounts.list_accounts() == [BOTH, DOCTOR, ADMINISTRATOR]


def test_a_user_name_is_taken_once(accounts: AccountDirectory) -> None:
    accounts.add(BOTH, "first")
    with pytest.raises(UserExists) as caught:
        accounts.add(Account(BOTH.user, "Cuenta Z", frozenset({Role.DOCTOR})), "second")
    assert caught.value.user == BOTH.user
    assert accounts.find(BOTH.user) == BOTH
    assert accounts.password_hash(BOTH.user) == "first"


def test_there_is_one_first_account(accounts: AccountDirectory) -> None:
    accounts.add_first(BOTH, "")
    with pytest.raises(AccountsExist):
        accounts.add_first(DOCTOR, "")
    assert accounts.list_accounts() == [BOTH]


def test_a_disabled_account_also_counts_as_one(accounts: AccountDirectory) -> None:
    accounts.add(ADMINISTRATOR, "")
    with pytest.raises(AccountsExist):
        accounts.add_first(BOTH, "")


def test_an_account_is_disabled_and_enabled(accounts: AccountDirectory) -> None:
    accounts.add(DOCTOR, "")
    accounts.set_enabled(DOCTOR.user, False)
    disabled = accounts.find(DOCTOR.user)
    assert disabled is not None
    assert not disabled.enabled
    accounts.set_enabled(DOCTOR.user, True)
    assert accounts.find(DOCTOR.user) == DOCTOR


def test_the_last_administrator_stays(accounts: AccountDirectory) -> None:
    accounts.add(BOTH, "")
    accounts.add(ADMINISTRATOR, "")  # disabled: does not count
    with pytest.raises(LastAdministrator):
        accounts.set_enabled(BOTH.user, False)
    accounts.set_enabled(ADMINISTRATOR.user, True)
    accounts.set_enabled(BOTH.user, False)
    with pytest.raises(LastAdministrator):
        accounts.set_enabled(ADMINISTRATOR.user, False)


def test_a_password_is_replaced(accounts: AccountDirectory) -> None:
    accounts.add(BOTH, "old")
    accounts.set_password_hash(BOTH.user, "new")
    assert accounts.password_hash(BOTH.user) == "new"


@pytest.mark.parametrize(
    "change",
    [
        lambda accounts: accounts.set_enabled("nadie", True),
        lambda accounts: accounts.set_enabled("nadie", False),
        lambda accounts: accounts.set_password_hash("nadie", ""),
    ],
)
def test_nobody_is_not_changed(
    accounts: AccountDirectory, change: Callable[[AccountDirectory], None]
) -> None:
    accounts.add(BOTH, "")
    with pytest.raises(UserUnknown) as caught:
        change(accounts)
    assert caught.value.user == "nadie"


def test_of_many_threads_one_makes_the_first_account(accounts: AccountDirectory) -> None:
    def add(number: int) -> bool:
        try:
            accounts.add_first(Account(f"u{number}", "Cuenta", frozenset(Role)), "")
        except AccountsExist:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(add, range(8)))
    assert won.count(True) == 1
    assert [a.user for a in accounts.list_accounts()] == [f"u{won.index(True)}"]


def test_two_administrators_can_not_disable_each_other_at_once(accounts: AccountDirectory) -> None:
    users = ("uno", "dos")
    for user in users:
        accounts.add(Account(user, "Cuenta", frozenset(Role)), "")

    def disable(user: str) -> AppError | None:
        try:
            accounts.set_enabled(user, False)
        except LastAdministrator as error:
            return error
        return None

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(disable, users))
    assert [type(outcome) for outcome in outcomes].count(LastAdministrator) == 1
    assert sum(account.enabled for account in accounts.list_accounts()) == 1
