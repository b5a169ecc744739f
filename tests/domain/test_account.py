"""User names have one spelling; full names one line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diabetes_desktop.domain.account import (
    LONGEST_FULL_NAME,
    LONGEST_USER_NAME,
    Account,
    Role,
    is_last_administrator,
    normalize_full_name,
    normalize_user,
)


def normalized(text: str) -> str | None:
    try:
        return normalize_user(text)
    except ValueError:
        return None


@given(st.text(max_size=80))
@example("\u0345\u0301ῃ")
@example("ǰ\u0323")
@example("İ")
def test_a_user_name_is_its_own_normal_form(text: str) -> None:
    user = normalized(text)
    if user is not None:
        assert normalize_user(user) == user


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_accents_may_be_typed_in_either_form(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert normalized(composed) == normalized(decomposed)


@given(st.text(max_size=80))
def test_a_user_name_has_a_bounded_length_and_nothing_invisible(text: str) -> None:
    user = normalized(text)
    if user is not None:
        assert 0 < len(user) <= LONGEST_USER_NAME
        assert user.isprintable()
        assert not any(character.isspace() for character in user)


@pytest.mark.parametrize(
    ("typed", "user"), [("  Medico.A ", "medico.a"), ("MÉDICA", "médica"), ("Straße", "strasse")]
)
def test_case_and_outer_spaces_do_not_matter(typed: str, user: str) -> None:
    assert normalize_user(typed) == user


@pytest.mark.parametrize(
    "text", ["", "   ", "a b", "a\tb", "a\x00b", "a\u200bb", "a\u202eb", "a" * 65]
)
def test_what_is_no_user_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="user name"):
        normalize_user(text)


@given(st.text(max_size=150))
def test_a_full_name_is_one_printable_line(text: str) -> None:
    try:
        name = normalize_full_name(text)
    except ValueError:
        return
    assert name.isprintable()
    assert name == " ".join(name.split())
    assert 0 < len(name) <= LONGEST_FULL_NAME
    assert normalize_full_name(name) == name


@pytest.mark.parametrize("text", ["", "  \n ", "\u202e", "x" * 121])
def test_what_is_no_full_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="full name"):
        normalize_full_name(text)


def test_an_administrator_is_not_thereby_a_doctor() -> None:
    account = Account("admin.a", "Cuenta A", frozenset({Role.ADMINISTRATOR}))
    assert account.may(Role.ADMINISTRATOR)
    assert not account.may(Role.DOCTOR)


def test_a_disabled_account_may_nothing() -> None:
    account = Account("ambos.a", "Cuenta A", frozenset(Role), enabled=False)
    assert not any(account.may(role) for role in Role)


def test_only_an_enabled_administrator_counts_as_one() -> None:
    first = Account("uno", "Cuenta A", frozenset(Role))
    disabled = Account("dos", "Cuenta B", frozenset(Role), enabled=False)
    doctor = Account("tres", "Cuenta C", frozenset({Role.DOCTOR}))
    second = Account("cuatro", "Cuenta D", frozenset({Role.ADMINISTRATOR}))
    assert is_last_administrator([first, disabled, doctor], "uno")
    assert not is_last_administrator([first, disabled, doctor], "tres")
    assert not is_last_administrator([first, disabled, second], "uno")
