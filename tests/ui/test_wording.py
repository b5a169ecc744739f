"""Both languages are complete, and say the same with the same facts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args, get_type_hints

import pytest

from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application import errors, registry_errors, server_errors
from diabetes_desktop.application.errors import AppError
from diabetes_desktop.domain.marks import Mark
from diabetes_desktop.domain.number_text import Refusal, Refused
from diabetes_desktop.domain.password_policy import PasswordFault
from diabetes_desktop.domain.patient import INPUTS, Gender, Smoking
from diabetes_desktop.domain.units import Unit
from diabetes_desktop.ui.wording.errors import error_text
from diabetes_desktop.ui.wording.inputs import (
    gender_text,
    input_label,
    refusal_text,
    smoking_text,
    unit_text,
)
from diabetes_desktop.ui.wording.marks import mark_text

from .conftest import Desk

PLACEHOLDER = re.compile(r"\{\w*\}")


def every_error() -> Iterator[AppError]:
    """One of each class, and of each class with a fault one of each fault."""
    for kind in {**vars(errors), **vars(server_errors), **vars(registry_errors)}.values():
        if not (isinstance(kind, type) and issubclass(kind, AppError)) or kind is AppError:
            continue
        hints = get_type_hints(kind, localns={"PasswordFault": PasswordFault})
        faults = {name: found for name, hint in hints.items() if (found := every_fault(hint))}
        for fault in next(iter(faults.values()), [None]):
            facts: dict[str, Any] = {}
            for name in kind.__match_args__:
                facts[name] = fault if name in faults else (1.5 if hints[name] is float else "FACT")
            yield kind(**facts)


def every_fault(hint: Any) -> list[Any]:
    """The members of an enum, or of several in a union; none where `hint` is another type."""
    kinds = [each for each in get_args(hint) or (hint,) if isinstance(each, type)]
    return [fault for each in kinds if issubclass(each, Enum) for fault in each]


@pytest.mark.parametrize("error", list(every_error()), ids=repr)
def test_each_error_has_wording_in_each_language(desk: Desk, error: AppError) -> None:
    english = error_text(error)
    desk.language.use("es")
    spanish = error_text(error)
    assert english
    assert english != spanish
    assert not PLACEHOLDER.search(english + spanish)


def test_each_choice_mark_and_refusal_has_words(desk: Desk) -> None:
    for language in ("es", "en"):
        desk.language.use(language)
        texts = [input_label(spec.name) for spec in INPUTS]
        texts += [gender_text(gender) for gender in Gender]
        texts += [smoking_text(smoking) for smoking in Smoking]
        texts += [mark_text(mark) for mark in Mark]
        texts += [unit_text(unit) for unit in Unit]
        texts += [refusal_text(Refused(reason, "x")) for reason in Refusal]
        assert all(texts)


def test_the_spanish_catalogue_is_complete_and_keeps_the_placeholders() -> None:
    catalogue = ET.parse(resource("translations") / "diabetes_desktop_es.ts")
    messages = list(catalogue.iter("message"))
    assert len(messages) > 150
    for message in messages:
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, f"unfinished: {source}"
        text = translation.text or ""
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(text)), source
        assert ("&" in source) == ("&" in text), f"mnemonic: {source}"
