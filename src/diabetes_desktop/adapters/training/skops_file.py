"""The pipeline as a skops file that is the same, byte for byte, for the same pipeline.

skops names the parts of its archive after memory addresses and stamps them with the time. Here
they are numbered in the order in which the schema mentions them, dated alike, and compressed (a
sixth of the size).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import skops.io

TRUSTED_TYPES = ("sklearn.tree._tree.Tree",)  # beside what skops trusts by itself
SCHEMA = "schema.json"
ADDRESS = re.compile(r'("__id__": |"file": ")(\d+)')
DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP archive can hold


def dump(pipeline: Any) -> bytes:
    """`pipeline` as the content of a skops file."""
    with zipfile.ZipFile(io.BytesIO(skops.io.dumps(pipeline))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    numbers: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        return f"{found[1]}{numbers.setdefault(found[2], len(numbers) + 1)}"

    renamed = {SCHEMA: ADDRESS.sub(numbered, parts.pop(SCHEMA).decode()).encode()}
    for name, content in parts.items():
        address, _, suffix = name.partition(".")
        renamed[f"{numbers[address]}.{suffix}"] = content
    return _archive(renamed)


def _archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, parts[name], compresslevel=9)
    return stream.getvalue()
