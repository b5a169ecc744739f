"""Who is let in, and that a refusal tells nothing."""

from __future__ import annotations

import statistics
import time
import unicodedata

import argon2
import pytest
from tests.fakes import FakeAccounts, FakeHasher

from diabetes_desktop.adapters.argon2_hasher import Argon2Hasher
from diabetes_desktop.application.errors import (
    SessionEnded,
    SignInRefused,
    StorageFault,
    StorageUnavailable,
)
from diabetes_desktop.application.sign_in import CheckSession, SignIn
from diabetes_desktop.domain.account import Account, Role

PASSWORD = "cuatro palabras sin orden"
DOCTOR = Account("médica.a", "Cuenta A", frozenset({Role.DOCTOR}))
ADMINISTRATOR = Account("admin.b", "Cuenta B", frozenset({Role.ADMINISTRATOR}))
DISABLED = Account("antes.c", "Cuenta C", frozenset(Role), enabled=False)
REFUSED = {
    "unknown user": ("nadie", PASSWORD),
    "no user name": ("   ", PASSWORD),
    "user name with spaces": ("médica a", PASSWORD),
    "wrong password": (DOCTOR.user, "cinco palabras sin orden"),
    "no password": (DOCTOR.user, ""),
    "disabled": (DISABLED.user, PASSWORD),
    "disabled, wrong password": (DISABLED.user, "cinco palabras sin orden"),
}


class CountingHasher(Argon2Hasher):
    """The real one, counting how often argon2 runs."""

    def __init__(self) -> None:
        super().__init__()
        self.verifications = 0

    def verify(self, encoded: str, password: str) -> bool:
        self.verifications += 1
        return super().verify(encoded, password)

    def verify_nobody(self, password: str) -> None:
        self.verifications += 1
        super().verify_nobody(password)


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts()


def let_in(accounts: FakeAccounts, hasher: Argon2Hasher | FakeHasher) -> SignIn:
    """A sign-in in front of the three accounts above, all with the same password."""
    for account in (DOCTOR, ADMINISTRATOR, DISABLED):
        accounts.add(account, hasher.hash(PASSWORD))
    return SignIn(accounts, hasher)


@pytest.mark.parametrize("account", [DOCTOR, ADMINISTRATOR])
def test_an_allow_listed_person_is_let_in(accounts: FakeAccounts, account: Account) -> None:
    assert let_in(accounts, FakeHasher())(account.user, PASSWORD) == account


@pytest.mark.parametrize(
    "typed", ["MÉDICA.A", " médica.a ", unicodedata.normalize("NFD", "Médica.A")]
)
def test_the_user_name_may_be_typed_as_it_comes(accounts: FakeAccounts, typed: str) -> None:
    assert let_in(accounts, FakeHasher())(typed, PASSWORD) == DOCTOR


@pytest.mark.parametrize(("user", "password"), REFUSED.values(), ids=REFUSED.keys())
def test_whatever_is_wrong_the_refusal_is_the_same(
    accounts: FakeAccounts, user: str, password: str
) -> None:
    """Security 4."""
    with pytest.raises(SignInRefused) as caught:
        let_in(accounts, FakeHasher())(user, password)
    assert caught.value == SignInRefused()
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(("user", "password"), REFUSED.values(), ids=REFUSED.keys())
def test_every_refusal_costs_one_verification(
    accounts: FakeAccounts, user: str, password: str
) -> None:
    """Security 4: the slow part is done exactly once, whoever asks."""
    hasher = CountingHasher()
    sign_in = let_in(accounts, hasher)
    with pytest.raises(SignInRefused):
        sign_in(user, password)
    assert hasher.verifications == 1


def test_every_refusal_takes_the_same_time(accounts: FakeAccounts) -> None:
    """Security 4. Medians of a few tries, with room for a busy machine; about 1 s."""
    sign_in = let_in(accounts, Argon2Hasher())
    medians = {}
    for name in ("unknown user", "wrong password", "disabled", "no user name"):
        times = []
        for _ in range(7):
            started = time.thread_time()
            with pytest.raises(SignInRefused):
                sign_in(*REFUSED[name])
            times.append(time.thread_time() - started)
        medians[name] = statistics.median(times)
    assert max(medians.values()) < 2 * min(medians.values()), medians


def test_a_damaged_hash_lets_nobody_in_and_takes_the_same_work(accounts: FakeAccounts) -> None:
    hasher = CountingHasher()
    accounts.add(DOCTOR, "damaged")
    with pytest.raises(SignInRefused):
        SignIn(accounts, hasher)(DOCTOR.user, PASSWORD)
    assert hasher.verifications == 2  # the damaged one ends at once, nobody's in full


def test_a_weak_hash_is_renewed_at_sign_in(accounts: FakeAccounts) -> None:
    """Security 3."""
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(PASSWORD)
    accounts.add(DOCTOR, weak)
    sign_in = SignIn(accounts, Argon2Hasher())
    sign_in(DOCTOR.user, PASSWORD)
    renewed = accounts.password_hash(DOCTOR.user)
    assert renewed is not None
    assert not Argon2Hasher().needs_rehash(renewed)
    assert sign_in(DOCTOR.user, PASSWORD) == DOCTOR
    assert accounts.password_hash(DOCTOR.user) == renewed


def test_a_refused_sign_in_renews_nothing(accounts: FakeAccounts) -> None:
    sign_in = let_in(accounts, FakeHasher(generation=1))
    before = [accounts.password_hash(account.user) for account in accounts.list_accounts()]
    newer = SignIn(accounts, FakeHasher(generation=2))
    for user, password in REFUSED.values():
        with pytest.raises(SignInRefused):
            newer(user, password)
    assert [accounts.password_hash(a.user) for a in accounts.list_accounts()] == before
    assert sign_in(DOCTOR.user, PASSWORD) == DOCTOR


class ReadOnlyAccounts(FakeAccounts):
    """An allow-list on a disk that went read-only."""

    def set_password_hash(self, user: str, password_hash: str) -> None:
        raise StorageUnavailable(StorageFault.READ_ONLY, "accounts.db")


def test_who_is_right_comes_in_though_nothing_can_be_written() -> None:
    accounts = ReadOnlyAccounts()
    accounts.add(DOCTOR, FakeHasher(generation=1).hash(PASSWORD))
    assert SignIn(accounts, FakeHasher(generation=2))(DOCTOR.user, PASSWORD) == DOCTOR


def test_an_allow_list_out_of_reach_is_said(accounts: FakeAccounts) -> None:
    sign_in = let_in(accounts, FakeHasher())
    accounts.fault = StorageUnavailable(StorageFault.LOCKED, "accounts.db")
    with pytest.raises(StorageUnavailable):
        sign_in(DOCTOR.user, PASSWORD)


def test_a_session_acts_while_its_account_may(accounts: FakeAccounts) -> None:
    let_in(accounts, FakeHasher())
    assert CheckSession(accounts)(DOCTOR.user, Role.DOCTOR) == DOCTOR


def test_a_session_ends_when_its_account_is_disabled(accounts: FakeAccounts) -> None:
    """Security 2."""
    let_in(accounts, FakeHasher())
    accounts.set_enabled(DOCTOR.user, False)
    with pytest.raises(SessionEnded):
        CheckSession(accounts)(DOCTOR.user, Role.DOCTOR)


@pytest.mark.parametrize(
    ("user", "role"),
    [("nadie", Role.DOCTOR), (ADMINISTRATOR.user, Role.DOCTOR), (DOCTOR.user, Role.ADMINISTRATOR)],
)
def test_a_session_may_not_do_what_is_not_its_role(
    accounts: FakeAccounts, user: str, role: Role
) -> None:
    """Security 7."""
    let_in(accounts, FakeHasher())
    with pytest.raises(SessionEnded):
        CheckSession(accounts)(user, role)
