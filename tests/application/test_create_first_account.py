"""The first account: made once, never beside another, never where IT makes them."""

from __future__ import annotations

import pytest
from tests.fakes import FakeAccounts, FakeHasher

from diabetes_desktop.application.create_first_account import CreateFirstAccount
from diabetes_desktop.application.errors import (
    AccountsExist,
    AppError,
    FullNameMissing,
    PasswordRefused,
    StorageFault,
    StorageUnavailable,
    UserNameRefused,
)
from diabetes_desktop.application.sign_in import SignIn
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.password_policy import PasswordFault

PASSWORD = "cuatro palabras sin orden"


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts()


def create(accounts: FakeAccounts, has_site_policy: bool = False) -> CreateFirstAccount:
    return CreateFirstAccount(accounts, FakeHasher(), has_site_policy=has_site_policy)


def test_the_first_account_administers_and_is_a_doctor(accounts: FakeAccounts) -> None:
    made = create(accounts)("  Cuenta   A ", "Médica.A", PASSWORD)
    assert made == Account("médica.a", "Cuenta A", frozenset(Role))
    assert accounts.list_accounts() == [made]
    assert SignIn(accounts, FakeHasher())("médica.a", PASSWORD) == made


def test_there_is_no_second_first_account(accounts: FakeAccounts) -> None:
    create(accounts)("Cuenta A", "a", PASSWORD)
    with pytest.raises(AccountsExist):
        create(accounts)("Cuenta B", "b", PASSWORD)
    assert len(accounts.list_accounts()) == 1


def test_where_there_is_a_site_policy_it_makes_the_accounts(accounts: FakeAccounts) -> None:
    with pytest.raises(AccountsExist):
        create(accounts, has_site_policy=True)("Cuenta A", "a", PASSWORD)
    assert accounts.is_empty()


@pytest.mark.parametrize(
    ("full_name", "user", "password", "error"),
    [
        (" ", "a", PASSWORD, FullNameMissing()),
        ("Cuenta A", "a b", PASSWORD, UserNameRefused()),
        ("Cuenta A", "", PASSWORD, UserNameRefused()),
        ("Cuenta A", "a", "corta", PasswordRefused(PasswordFault.TOO_SHORT)),
        ("Cuenta A", "a", "passwordpassword", PasswordRefused(PasswordFault.COMMON)),
        ("Cuenta A", "a", "la cuenta que no sale", PasswordRefused(PasswordFault.HOLDS_NAME)),
        ("Cuenta A", "a", "x1" * 200, PasswordRefused(PasswordFault.TOO_LONG)),
    ],
)
def test_what_is_wrong_is_said_and_nothing_made(
    accounts: FakeAccounts, full_name: str, user: str, password: str, error: AppError
) -> None:
    with pytest.raises(AppError) as caught:
        create(accounts)(full_name, user, password)
    assert caught.value == error
    assert accounts.is_empty()


def test_an_allow_list_out_of_reach_is_said(accounts: FakeAccounts) -> None:
    accounts.fault = StorageUnavailable(StorageFault.FULL, "accounts.db")
    with pytest.raises(StorageUnavailable):
        create(accounts)("Cuenta A", "a", PASSWORD)
