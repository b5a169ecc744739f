"""What an administrator does with the allow-list."""

from __future__ import annotations

import pytest
from tests.fakes import FakeAccounts, FakeHasher

from diabetes_desktop.application.errors import (
    AppError,
    FullNameMissing,
    LastAdministrator,
    PasswordRefused,
    RolesMissing,
    SignInRefused,
    UserExists,
    UserNameRefused,
    UserUnknown,
)
from diabetes_desktop.application.manage_accounts import ManageAccounts
from diabetes_desktop.application.sign_in import SignIn
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.password_policy import PasswordFault

PASSWORD = "cuatro palabras sin orden"
OTHER_PASSWORD = "otras cinco que no riman"
DOCTOR, BOTH = frozenset({Role.DOCTOR}), frozenset(Role)


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts()


@pytest.fixture
def manage(accounts: FakeAccounts) -> ManageAccounts:
    manage = ManageAccounts(accounts, FakeHasher())
    manage.add("Cuenta A", "ambos.a", PASSWORD, BOTH)
    manage.add("Cuenta B", "Médica.B", PASSWORD, DOCTOR)
    return manage


@pytest.fixture
def sign_in(accounts: FakeAccounts, manage: ManageAccounts) -> SignIn:
    return SignIn(accounts, FakeHasher())


def test_who_is_added_may_sign_in(manage: ManageAccounts, sign_in: SignIn) -> None:
    assert sign_in("médica.b", PASSWORD) == Account("médica.b", "Cuenta B", DOCTOR)
    assert [account.user for account in manage.list_accounts()] == ["ambos.a", "médica.b"]


@pytest.mark.parametrize(
    ("name", "user", "password", "roles", "error"),
    [
        ("", "c", PASSWORD, DOCTOR, FullNameMissing()),
        ("Cuenta C", "c d", PASSWORD, DOCTOR, UserNameRefused()),
        ("Cuenta C", "c", PASSWORD, frozenset(), RolesMissing()),
        ("Cuenta C", "c", "corta", DOCTOR, PasswordRefused(PasswordFault.TOO_SHORT)),
        ("Cuenta C", "MÉDICA.B", PASSWORD, DOCTOR, UserExists("médica.b")),
    ],
)
def test_what_is_wrong_is_said_and_nothing_made(
    manage: ManageAccounts,
    name: str,
    user: str,
    password: str,
    roles: frozenset[Role],
    error: AppError,
) -> None:
    with pytest.raises(AppError) as caught:
        manage.add(name, user, password, roles)
    assert caught.value == error
    assert len(manage.list_accounts()) == 2


def test_a_taken_name_is_known_before_a_password_is_asked_for(manage: ManageAccounts) -> None:
    with pytest.raises(UserExists):
        manage.check_new("Cuenta C", "Médica.B", DOCTOR)
    assert manage.check_new("Cuenta C", "c", DOCTOR).user == "c"
    assert len(manage.list_accounts()) == 2


def test_who_is_disabled_stays_out_until_enabled(manage: ManageAccounts, sign_in: SignIn) -> None:
    assert not manage.set_enabled(" Médica.B", False).enabled
    with pytest.raises(SignInRefused):
        sign_in("médica.b", PASSWORD)
    assert manage.set_enabled("médica.b", True).enabled
    assert sign_in("médica.b", PASSWORD).enabled


def test_the_last_administrator_is_not_disabled(manage: ManageAccounts) -> None:
    with pytest.raises(LastAdministrator):
        manage.set_enabled("ambos.a", False)
    manage.add("Cuenta C", "admin.c", PASSWORD, frozenset({Role.ADMINISTRATOR}))
    assert not manage.set_enabled("ambos.a", False).enabled


def test_a_new_password_takes_the_place_of_the_old(manage: ManageAccounts, sign_in: SignIn) -> None:
    manage.reset_password("MÉDICA.B", OTHER_PASSWORD)
    assert sign_in("médica.b", OTHER_PASSWORD).user == "médica.b"
    with pytest.raises(SignInRefused):
        sign_in("médica.b", PASSWORD)


def test_a_new_password_is_held_to_the_policy(manage: ManageAccounts, sign_in: SignIn) -> None:
    with pytest.raises(PasswordRefused):
        manage.reset_password("médica.b", "la cuenta que no sale")
    assert sign_in("médica.b", PASSWORD).user == "médica.b"


def test_nobody_is_not_managed(manage: ManageAccounts) -> None:
    with pytest.raises(UserUnknown):
        manage.set_enabled("nadie", False)
    with pytest.raises(UserUnknown):
        manage.reset_password("nadie", PASSWORD)
    with pytest.raises(UserNameRefused):
        manage.find("a b")
