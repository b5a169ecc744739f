"""Which passwords are taken."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diabetes_desktop.domain.password_policy import (
    LONGEST,
    SHORTEST,
    PasswordFault,
    password_fault,
)
from diabetes_desktop.domain.password_strength import effective_length

USER, NAME = "persona.ejemplar", "Persona Ejemplar de Ñandú"
ANY_CHARACTER = st.characters(exclude_categories=("Cs",))


def fault_of(password: str) -> PasswordFault | None:
    return password_fault(password, USER, NAME)


@pytest.mark.parametrize(
    "password",
    [
        "cuatro palabras sin orden",
        "el perro come papas fritas",
        "8f3kd92lq0xmz71b",
        "}{[]|:;'<>?/~`^±",
        "ひらがなとかたかなとかんじのぶん",
        "🐶🌵🚲🎻🧊🍋🪁🧭🎲🪐🦉🌋🧵🏺🪴",
        "пять слов без всякого порядка",
    ],
)
def test_a_long_password_of_any_script_is_taken(password: str) -> None:
    assert fault_of(password) is None


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaaaaaa",
        "aaaaaaaabbbbbbbbb",
        "abcabcabcabcabcabc",
        "perro azul perro azul",
        "123456789012345",
        "98765432109876543",
        "abcdefghijklmnop",
        "абвгдежзийклмноп",
        "qwertyuiopasdfgh",
        "poiuytrewqlkjhgf",
        "1qaz2wsx3edc4rfv",
        "passwordpassword",
        "P@ssw0rdP@ssw0rd1",
        "contraseña1234567",
        "CONTRASEÑA-CONTRASEÑA",
        "Contraseña.2024!!",
        "Password2024Hospital!",
        "iloveyoucolombia2024",
        "correct horse battery staple",
        "lunes martes miércoles jueves",
        "hospital doctor diabetes glucosa",
        "                    ",
        "- - - - - - - - - - -",
    ],
)
def test_a_common_password_is_refused(password: str) -> None:
    assert fault_of(password) is PasswordFault.COMMON


@pytest.mark.parametrize(
    "password",
    [
        "la persona que mira el mar",
        "EJEMPLAR con luz de luna",
        "un nandu corre por la pampa",
        "un ÑANDÚ corre por la pampa",
        "persona.ejemplar x7 k2 q9",
        "entra con Diabetes Desktop hoy",
        "d-i-a-b-e-t-e-s desktop hoy",
    ],
)
def test_the_own_name_and_the_product_are_refused(password: str) -> None:
    assert fault_of(password) is PasswordFault.HOLDS_NAME


def test_short_parts_of_a_name_are_no_reason() -> None:
    assert password_fault("mañana ganará la banana", "ana", "Ana de la O") is None


@given(st.text(ANY_CHARACTER, max_size=SHORTEST - 1))
def test_whatever_is_short_is_refused_for_that(password: str) -> None:
    assume(len(unicodedata.normalize("NFC", password)) < SHORTEST)
    assert fault_of(password) is PasswordFault.TOO_SHORT


@given(st.text(ANY_CHARACTER, min_size=LONGEST * 4, max_size=LONGEST * 5))
def test_whatever_is_too_long_is_refused_for_that(password: str) -> None:
    assume(len(unicodedata.normalize("NFC", password)) > LONGEST)
    assert fault_of(password) is PasswordFault.TOO_LONG


@given(st.text(max_size=60))
def test_the_verdict_is_of_the_composed_form(password: str) -> None:
    composed = unicodedata.normalize("NFC", password)
    decomposed = unicodedata.normalize("NFD", password)
    assert fault_of(password) is fault_of(composed) is fault_of(decomposed)


@given(st.text(ANY_CHARACTER, min_size=1, max_size=14), st.integers(2, 40))
def test_a_block_typed_again_and_again_is_refused(block: str, times: int) -> None:
    assert fault_of(block * times) is not None


@given(st.text(st.sampled_from("bcdfghjklmnpqrstvwxz"), min_size=15, max_size=30))
def test_more_text_never_makes_a_password_shorter_to_guess(password: str) -> None:
    assert effective_length(password) <= effective_length(password + "ky")


def test_the_limits_are_in_characters_of_the_composed_form() -> None:
    letters = "bdfhjlnprtvxzcg"
    assert fault_of(letters) is None
    assert fault_of(letters[:-1]) is PasswordFault.TOO_SHORT
    decomposed = letters[:-2] + unicodedata.normalize("NFD", "é")
    assert len(decomposed) == SHORTEST
    assert fault_of(decomposed) is PasswordFault.TOO_SHORT


def test_64_characters_and_more_are_taken() -> None:
    sentence = "veinte grullas cruzan el páramo cuando amanece sobre los frailejones del norte"
    assert len(sentence) > 64
    assert fault_of(sentence) is None
    longest = (sentence * 4)[:200] + sentence[:56][::-1]
    assert len(longest) == LONGEST
    assert fault_of(longest) is None


def test_the_longest_password_is_judged_at_once() -> None:
    started = time.perf_counter()
    fault_of(("qwertyuiop" * 26)[:LONGEST])
    assert time.perf_counter() - started < 0.5
