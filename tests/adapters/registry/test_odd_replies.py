"""Whatever JSON a registry answers with, it is told as the registry's fault. About five seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from threading import Event
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diabetes_desktop.adapters.registry.registry_line import RegistryLine
from diabetes_desktop.adapters.registry.resolving import artifact_folder, resolve
from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault

from .bad_servers import Script, as_json, scripted
from .conftest import choice_of

API = "/api/2.0/mlflow/"
RUN = f"runs:/{'0' * 32}/model"
LATEST = "models:/diabetes_model/latest"
CHAMPION = "models:/diabetes_model@champion"
URIS = [CHAMPION, LATEST, "models:/diabetes_model/3", RUN, f"models:/m-{'0' * 32}"]
KEYS = [
    "model_version",
    "registered_model",
    "latest_versions",
    "current_stage",
    "run",
    "outputs",
    "model_outputs",
    "model_id",
    "model",
    "info",
    "name",
    "version",
    "status",
    "artifact_uri",
    "error_code",
]
WORDS = ["diabetes_model", "3", "READY", "model", "http://[x", "mlflow-artifacts:/1", "9" * 5000]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=12,
)
GOOD = {"name": "diabetes_model", "version": "3", "artifact_uri": "mlflow-artifacts:/1/model"}


@pytest.fixture(scope="module")
def script() -> Script:
    script = Script.__new__(Script)
    script.replies, script.asked, script.authorizations = {}, [], set()
    return script


@pytest.fixture(scope="module")
def url(script: Script) -> Iterator[str]:
    with scripted(script) as url:
        yield url


def asked(script: Script, url: str, uri: str, table: object, status: int = 200) -> str:
    """The folder in which `uri` is, where every question is answered with `table`."""
    script.replies = {API: lambda _: as_json(table, status)}
    line = RegistryLine(choice_of(url, uri), lambda _: "", Event(), 30.0)
    return artifact_folder(line, resolve(line, uri).place)


def model_outputs(outputs: object) -> dict[str, Any]:
    return {"run": {"outputs": {"model_outputs": outputs}, "info": GOOD}}


@pytest.mark.parametrize(
    ("uri", "table", "fault"),
    [
        (CHAMPION, {"artifact_uri": "http://[x", "model_version": GOOD}, "artifact_place"),
        (LATEST, {"registered_model": {"latest_versions": None}}, "not_mlflow"),
        (LATEST, {"registered_model": {"latest_versions": "3"}}, "not_mlflow"),
        (LATEST, {"registered_model": {"latest_versions": [None]}}, "not_mlflow"),
        (
            LATEST,
            {"registered_model": {"latest_versions": [GOOD | {"version": "9" * 5000}]}},
            "not_mlflow",
        ),
        (LATEST, {"registered_model": {"latest_versions": [GOOD | {"version": 3}]}}, "not_mlflow"),
        (LATEST, {"registered_model": {}}, "stage_empty"),
        (RUN, model_outputs(["x"]), "not_mlflow"),
        (RUN, model_outputs(None), "not_mlflow"),
        (RUN, model_outputs([{"model_id": "../../x"}]), "not_mlflow"),
        (RUN, {"run": {"outputs": 1, "info": GOOD}}, "not_mlflow"),
    ],
)
def test_an_odd_reply_is_the_registrys_fault(
    script: Script, url: str, uri: str, table: object, fault: str
) -> None:
    with pytest.raises(RegistryFailed) as caught:
        asked(script, url, uri, table)
    assert caught.value.fault is RegistryFault(fault)


def test_a_run_of_an_old_server_has_no_outputs(script: Script, url: str) -> None:
    for outputs in ({}, {"outputs": {}}, {"outputs": None}):
        assert asked(script, url, RUN, {"run": {"info": GOOD, **outputs}}) == "1/model/model"


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(URIS), st.dictionaries(st.sampled_from(KEYS), JSON), st.booleans())
def test_nothing_but_a_registrys_fault_comes_out(
    script: Script, url: str, uri: str, table: dict[str, object], is_good: bool
) -> None:
    status = 200 if is_good else 404
    with suppress(RegistryFailed):
        asked(script, url, uri, table, status)
    with suppress(RegistryFailed):  # most of it as it should be
        whole = {"model_version": GOOD, "registered_model": {"latest_versions": [GOOD]}}
        whole |= {"artifact_uri": GOOD["artifact_uri"], "run": {"info": GOOD}}
        asked(script, url, uri, whole | table, status)
