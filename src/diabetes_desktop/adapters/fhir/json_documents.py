"""A file of JSON that anybody may have made: one document, or one per line (NDJSON)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, NoReturn

from diabetes_desktop.adapters.storage_faults import fault_of
from diabetes_desktop.application.errors import (
    FhirFault,
    FhirRefused,
    StorageFault,
    StorageUnavailable,
)

MEGABYTE: Final = 1024 * 1024
LARGEST_MEGABYTES: Final = 20
MOST_OBJECTS: Final = 2_000_000  # a file of the largest size that is nothing but braces has more


def read_content(path: Path) -> bytes:
    """The bytes of `path`.

    Raises:
        StorageUnavailable: it can't be read.
        FhirRefused: it is larger than any record of a few patients.
    """
    largest = LARGEST_MEGABYTES * MEGABYTE
    try:
        if not path.is_file():  # a folder, a pipe or a device would be read for ever
            raise StorageUnavailable(StorageFault.UNREACHABLE, str(path))
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        fault = fault_of(error)
        # "Read only" is about writing; a file that may not be read is out of reach.
        fault = fault if fault is StorageFault.LOCKED else StorageFault.UNREACHABLE
        raise StorageUnavailable(fault, str(path)) from error
    if len(content) > largest:
        raise FhirRefused(FhirFault.TOO_LARGE, LARGEST_MEGABYTES)
    return content


def parse_documents(content: bytes) -> list[Any]:
    """The JSON documents in `content`: one, or one per line. Every number is a float.

    Raises:
        FhirRefused: not UTF-8, XML, not JSON (with its line), a name twice in one object, too
            deep or too many objects.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FhirRefused(FhirFault.NOT_UTF_8) from None
    if text.lstrip().startswith("<"):
        raise FhirRefused(FhirFault.XML)
    parser = _Parser()
    try:
        return [parser.parse(text)]
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise FhirRefused(FhirFault.NOT_JSON, error.lineno) from None
    return _parse_lines(text)


def _parse_lines(text: str) -> list[Any]:
    documents = []
    parser = _Parser()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                documents.append(parser.parse(line))
            except json.JSONDecodeError:
                raise FhirRefused(FhirFault.NOT_JSON, number) from None
    return documents


class _Parser:
    """The standard library's, made strict."""

    def __init__(self) -> None:
        self._objects = 0

    def parse(self, text: str) -> Any:
        try:
            return json.loads(
                text,
                object_pairs_hook=self._object,
                parse_int=float,
                parse_constant=_refuse_constant,
            )
        except RecursionError:
            raise FhirRefused(FhirFault.TOO_DEEP) from None

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        self._objects += 1
        if self._objects > MOST_OBJECTS:
            raise FhirRefused(FhirFault.TOO_LARGE, LARGEST_MEGABYTES)
        table = dict(pairs)
        if len(table) != len(pairs):
            # Two readers of such a file may see two different values.
            raise FhirRefused(FhirFault.NAME_TWICE)
        return table


def _refuse_constant(_: str) -> NoReturn:
    """NaN and Infinity, which JSON does not have."""
    raise json.JSONDecodeError("constant", "", 0)
