"""Password hashes: what every hasher does, and what makes the real one slow enough."""

from __future__ import annotations

import unicodedata

import argon2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.fakes import FakeHasher

from diabetes_desktop.adapters.argon2_hasher import (
    ITERATIONS,
    MEMORY_KIB,
    NOBODYS_HASH,
    PARALLELISM,
    Argon2Hasher,
)
from diabetes_desktop.application.ports import PasswordHasher

REAL = Argon2Hasher()


@pytest.fixture(params=[Argon2Hasher, FakeHasher])
def hasher(request: pytest.FixtureRequest) -> PasswordHasher:
    made: PasswordHasher = request.param()
    return made


def test_only_the_password_verifies(hasher: PasswordHasher) -> None:
    encoded = hasher.hash("cuatro palabras sin orden")
    assert hasher.verify(encoded, "cuatro palabras sin orden")
    for other in ("", "Cuatro palabras sin orden", "cuatro palabras sin orden ", "x"):
        assert not hasher.verify(encoded, other)


def test_each_hash_has_a_salt_of_its_own(hasher: PasswordHasher) -> None:
    assert hasher.hash("la misma de siempre") != hasher.hash("la misma de siempre")


def test_an_accent_may_be_typed_in_either_form(hasher: PasswordHasher) -> None:
    encoded = hasher.hash(unicodedata.normalize("NFD", "mañana será otro día"))
    assert hasher.verify(encoded, unicodedata.normalize("NFC", "mañana será otro día"))


def test_a_new_hash_needs_no_other(hasher: PasswordHasher) -> None:
    assert not hasher.needs_rehash(hasher.hash("cuatro palabras sin orden"))


def test_nobody_has_no_password(hasher: PasswordHasher) -> None:
    hasher.verify_nobody("whatever")


@settings(max_examples=15)
@given(st.text(max_size=300))
@example("\ud800")
@example("\x00")
@example("a" * 100_000)
def test_any_text_can_be_a_password(password: str) -> None:
    assert REAL.verify(REAL.hash(password), password)


@pytest.mark.parametrize("encoded", ["", "x", "$argon2id$v=19$m=19456,t=2,p=1$", "ñ", "\x00"])
def test_a_damaged_hash_is_made_by_no_password(encoded: str) -> None:
    assert not REAL.verify(encoded, "cuatro palabras sin orden")


def test_the_parameters_are_those_of_the_policy() -> None:
    """Security 3: argon2id, 19 MiB, 2 passes, 1 lane."""
    made = argon2.extract_parameters(REAL.hash("cuatro palabras sin orden"))
    assert made.type is argon2.Type.ID
    assert (made.memory_cost, made.time_cost, made.parallelism) == (19_456, 2, 1)


def test_nobody_takes_the_same_work_as_somebody() -> None:
    """Security 4."""
    nobody = argon2.extract_parameters(NOBODYS_HASH)
    assert nobody == argon2.extract_parameters(REAL.hash("cuatro palabras sin orden"))


@pytest.mark.parametrize(
    ("weaker", "needed"),
    [
        ({"memory_cost": MEMORY_KIB // 2}, True),
        ({"time_cost": ITERATIONS - 1}, True),
        ({"salt_len": 8}, True),
        ({"hash_len": 16}, True),
        ({"type": argon2.Type.I}, True),
        ({"memory_cost": MEMORY_KIB * 2}, False),
        ({"time_cost": ITERATIONS + 1}, False),
    ],
)
def test_only_a_weaker_hash_is_renewed(weaker: dict[str, int], needed: bool) -> None:
    today = {"memory_cost": MEMORY_KIB, "time_cost": ITERATIONS, "parallelism": PARALLELISM}
    encoded = argon2.PasswordHasher(**{**today, **weaker}).hash("cuatro palabras sin orden")  # type: ignore[arg-type]
    assert REAL.needs_rehash(encoded) is needed
    assert REAL.verify(encoded, "cuatro palabras sin orden")
