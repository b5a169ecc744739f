"""What a model URI names on a tracking server now, and where its files are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from diabetes_desktop.adapters.registry.model_cache import VERSION
from diabetes_desktop.adapters.registry.registry_line import (
    ARTIFACTS,
    CallRefusedError,
    RegistryLine,
)
from diabetes_desktop.application.registry_errors import RegistryFailed, RegistryFault
from diabetes_desktop.application.registry_ports import RegistryVersion
from diabetes_desktop.application.server_errors import ServerFault
from diabetes_desktop.domain.model_uri import ModelUri, Naming, parse_model_uri

READY = "READY"
MODEL_ID = re.compile(r"m-[0-9a-f]{32}")
NOT_THERE = ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE")


def resolve(line: RegistryLine, text: str) -> RegistryVersion:
    """The version that the URI `text` names now.

    Raises:
        RegistryFailed, FetchCancelled: see there.
    """
    uri = parse_model_uri(text)
    try:
        match uri.naming:
            case Naming.LOGGED:
                return _logged(line, uri.text.removeprefix("models:/"))
            case Naming.RUN:
                return _of_a_run(line, uri)
            case _:
                return _registered(line, uri)
    except CallRefusedError as refused:
        raise _why(line, uri, refused) from None


def _registered(line: RegistryLine, uri: ModelUri) -> RegistryVersion:
    found = _version_facts(line, uri)
    name, version = _text(line, found, "name"), _version(line, found)
    other = uri.naming is Naming.VERSION and version != uri.selector
    # Both become parts of a path. (Some databases don't tell A from a.)
    if name.lower() != uri.name.lower() or other:
        raise line.failed(RegistryFault.NOT_MLFLOW, "200")
    if found.get("status", READY) != READY:
        raise line.failed(RegistryFault.NOT_READY, version)
    answer = line.ask("model-versions/get-download-uri", name=name, version=version)
    return RegistryVersion(uri.name, version, _text(line, answer, "artifact_uri"))


def _version_facts(line: RegistryLine, uri: ModelUri) -> Mapping[str, Any]:
    match uri.naming:
        case Naming.ALIAS:
            answer = line.ask("registered-models/alias", name=uri.name, alias=uri.selector)
        case Naming.VERSION:
            answer = line.ask("model-versions/get", name=uri.name, version=uri.selector)
        case _:
            return _newest_in_stage(line, uri)
    return _table(line, answer, "model_version")


def _newest_in_stage(line: RegistryLine, uri: ModelUri) -> Mapping[str, Any]:
    model = _table(line, line.ask("registered-models/get", name=uri.name), "registered_model")
    wanted = uri.selector.lower()
    held = [
        each
        for each in _tables(line, model, "latest_versions")
        if wanted in ("latest", str(each.get("current_stage", "")).lower())
    ]
    if not held:
        raise line.failed(RegistryFault.STAGE_EMPTY, uri.selector)
    return max(held, key=lambda each: int(_version(line, each)))


def _logged(line: RegistryLine, model_id: str) -> RegistryVersion:
    info = _logged_info(line, model_id)
    return RegistryVersion(model_id, "", _text(line, info, "artifact_uri"))


def _logged_info(line: RegistryLine, model_id: str) -> Mapping[str, Any]:
    if not MODEL_ID.fullmatch(model_id):
        raise line.failed(RegistryFault.NOT_MLFLOW, "200")
    answer = line.ask(f"logged-models/{model_id}")
    return _table(line, _table(line, answer, "model"), "info")


def _of_a_run(line: RegistryLine, uri: ModelUri) -> RegistryVersion:
    """From MLflow 3 on a run's models are logged models of that name; before, its artifacts."""
    _, run_id, path = uri.text.split("/", 2)
    run = _table(line, line.ask("runs/get", run_id=run_id), "run")
    outputs = {} if run.get("outputs") is None else _table(line, run, "outputs")
    for output in _tables(line, outputs, "model_outputs"):
        info = _logged_info(line, _text(line, output, "model_id"))
        if info.get("name") == path:
            return RegistryVersion(run_id, "", _text(line, info, "artifact_uri"))
    place = _text(line, _table(line, run, "info"), "artifact_uri")
    return RegistryVersion(run_id, "", f"{place.rstrip('/')}/{path}")


def artifact_folder(line: RegistryLine, place: str) -> str:
    """The folder on the server in which `place` is.

    Raises:
        RegistryFailed: ARTIFACT_PLACE: the server does not hand it out itself, and no other
            computer is ever asked.
    """
    try:
        parts = urlsplit(place)
    except ValueError:  # such as half of an IPv6 address
        raise line.failed(RegistryFault.ARTIFACT_PLACE) from None
    own = line.address.title
    if parts.scheme == "mlflow-artifacts" and parts.netloc in ("", own, line.address.host):
        return parts.path.strip("/").removeprefix(ARTIFACTS.strip("/")).strip("/")
    if parts.scheme in ("http", "https") and parts.netloc == own and ARTIFACTS in parts.path:
        return parts.path.partition(ARTIFACTS)[2].strip("/")
    raise line.failed(RegistryFault.ARTIFACT_PLACE, parts.scheme[:20])


def _why(line: RegistryLine, uri: ModelUri, refused: CallRefusedError) -> RegistryFailed:
    if refused.status == 403:
        return line.failed(RegistryFault.MODEL_RIGHTS, uri.name)
    if refused.code == "ENDPOINT_NOT_FOUND":
        return line.failed(RegistryFault.NOT_MLFLOW, str(refused.status))
    if refused.code not in NOT_THERE:
        return line.failed(ServerFault.FAILED, str(refused.status))
    match uri.naming:
        case Naming.LOGGED | Naming.RUN:
            return line.failed(RegistryFault.LOGGED_UNKNOWN, uri.text)
        case Naming.ALIAS if _model_exists(line, uri.name):
            return line.failed(RegistryFault.ALIAS_UNKNOWN, uri.selector)
        case Naming.VERSION if _model_exists(line, uri.name):
            return line.failed(RegistryFault.VERSION_UNKNOWN, uri.selector)
    return line.failed(RegistryFault.MODEL_UNKNOWN, uri.name)


def _model_exists(line: RegistryLine, name: str) -> bool:
    try:
        line.ask("registered-models/get", name=name)
    except CallRefusedError:
        return False
    return True


def _table(line: RegistryLine, answer: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = answer.get(key)
    if not isinstance(value, dict):
        raise line.failed(RegistryFault.NOT_MLFLOW, "200")
    return value


def _tables(line: RegistryLine, answer: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    """The list `key`; MLflow leaves out one that is empty."""
    value = answer.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise line.failed(RegistryFault.NOT_MLFLOW, "200")
    return value


def _version(line: RegistryLine, answer: Mapping[str, Any]) -> str:
    version = _text(line, answer, "version")
    if not VERSION.fullmatch(version):
        raise line.failed(RegistryFault.NOT_MLFLOW, "200")
    return version


def _text(line: RegistryLine, answer: Mapping[str, Any], key: str) -> str:
    value = answer.get(key)
    if not isinstance(value, str) or not value or not value.isprintable():
        raise line.failed(RegistryFault.NOT_MLFLOW, "200")
    return value
