"""The `MLmodel` file read as plain data: nothing is built, imported or followed.

Format: https://mlflow.org/docs/latest/ml/model/ (YAML; the signature is JSON in a string).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import yaml

LARGEST = 1024 * 1024  # bytes
MOST_EVENTS = 100_000
DEEPEST = 32  # nested collections
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster
PATH_KEYS = frozenset({"data", "model_path", "code", "python_model", "pickled_model"})


@dataclass(frozen=True, slots=True)
class MlmodelFile:
    """What the application wants to know of an MLmodel file.

    `inputs` and `outputs` are the columns of the signature, `params` the names of its
    parameters; all three are empty where the file has none.
    """

    flavours: Mapping[str, Mapping[str, Any]]
    inputs: tuple[Mapping[str, Any], ...]
    outputs: tuple[Mapping[str, Any], ...]
    params: tuple[str, ...]
    mlflow_version: str

    def text(self, flavour: str, key: str) -> str:
        """A text of a flavour's configuration; empty when it is not there or not a text."""
        value = self.flavours.get(flavour, {}).get(key)
        return value if isinstance(value, str) else ""


def parse(content: bytes) -> MlmodelFile:
    """Read an MLmodel file.

    Raises:
        ValueError: not UTF-8, not YAML, an alias, a tag, too deep or too long, a path that leaves
            the directory, or a signature that is not one.
    """
    table = _load(content)
    flavours = _mapping(table.get("flavors"))
    for settings in flavours.values():
        _check_paths(_mapping(settings))
    signature = _mapping(table.get("signature") or {})
    version = table.get("mlflow_version")
    return MlmodelFile(
        flavours=flavours,
        inputs=_columns(signature.get("inputs")),
        outputs=_columns(signature.get("outputs")),
        params=tuple(str(param.get("name")) for param in _columns(signature.get("params"))),
        mlflow_version=version if isinstance(version, str) else "",
    )


def _load(content: bytes) -> Mapping[str, Any]:
    if len(content) > LARGEST:
        raise ValueError("size")
    try:
        text = content.decode()
        _check_events(text)
        return _mapping(yaml.load(text, Loader=LOADER))  # noqa: S506 - a safe loader, both of them
    except (yaml.YAMLError, RecursionError, OverflowError) as error:
        raise ValueError(type(error).__name__) from None


def _check_events(text: str) -> None:
    """Refuse what MLflow never writes and what makes a small text a large object."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=LOADER)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        anchored = getattr(event, "anchor", None) or getattr(event, "tag", None)
        if anchored or count > MOST_EVENTS or depth > DEEPEST:
            raise ValueError("structure")


def _check_paths(settings: Mapping[str, Any]) -> None:
    for key in PATH_KEYS & settings.keys():
        path = settings[key]
        if path is None:
            continue
        if not isinstance(path, str) or not _stays_inside(path):
            raise ValueError(key)


def _stays_inside(path: str) -> bool:
    windows = PureWindowsPath(path)
    absolute = windows.drive or windows.root or PurePosixPath(path).is_absolute()
    return bool(path) and not absolute and ".." not in windows.parts


def _columns(text: object) -> tuple[Mapping[str, Any], ...]:
    if text is None:
        return ()
    if not isinstance(text, str):
        raise ValueError("signature")
    try:
        columns = json.loads(text)
    except RecursionError:
        raise ValueError("signature") from None
    if not isinstance(columns, list):
        raise ValueError("signature")
    return tuple(_mapping(column) for column in columns)


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise ValueError("shape")
    return value
