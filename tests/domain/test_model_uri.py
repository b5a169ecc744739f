"""What a model URI names, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.model_uri import ModelUri, Naming, parse_model_uri

ID, RUN = f"models:/m-{'a' * 32}", f"runs:/{'0' * 32}/model"


@pytest.mark.parametrize(
    ("text", "naming", "name", "selector"),
    [
        ("models:/diabetes_model@champion", Naming.ALIAS, "diabetes_model", "champion"),
        ("models:/diabetes_model/3", Naming.VERSION, "diabetes_model", "3"),
        ("models:/diabetes_model/Production", Naming.STAGE, "diabetes_model", "Production"),
        ("models:/modelo de prueba/latest", Naming.STAGE, "modelo de prueba", "latest"),
        (ID, Naming.LOGGED, "", ""),
        (RUN, Naming.RUN, "", ""),
    ],
)
def test_each_form_is_read(text: str, naming: Naming, name: str, selector: str) -> None:
    assert parse_model_uri(text) == ModelUri(text, naming, name, selector)
    assert parse_model_uri(text).moves == (naming in (Naming.ALIAS, Naming.STAGE))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "diabetes_model",
        "models:/diabetes_model",
        "models:/a/b/c",
        "models:/a/1@champion",
        "models:/../1",
        "models:/a/²",
        "models://a/1",
        "models:/a@b@c",
        " models:/a/1",
        "models:/a/1\n",
        f"runs:/{'0' * 32}/../../secret",
        f"runs:/{'0' * 32}/",
        "runs:/x/model",
        "file:///etc/passwd",
        "https://models/a/1",
        f"models:/{'a' * 500}/1",
    ],
)
def test_nothing_else_is(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its words are for nobody
        parse_model_uri(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", "models:/", "runs:/"):
        try:
            assert parse_model_uri(start + text).text == start + text
        except ValueError:
            continue
