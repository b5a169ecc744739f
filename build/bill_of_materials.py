"""A CycloneDX bill of materials: what is in the bundle, from the lock that it was made from."""

from __future__ import annotations

import json
import platform
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from environment import ROOT, Lock
from freezing import commit_time
from locked import WINDOWS, Pin, pins


def write(target: str, folder: Path) -> Path:
    """Write the bill for `target` into `folder`; the file."""
    file = folder / f"diabetes-desktop-{project_version()}-{target}.cdx.json"
    text = json.dumps(bill(target), indent=2, ensure_ascii=False)
    file.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return file


def bill(target: str) -> dict[str, Any]:
    """The bill for `target`, "windows" or "linux"; CycloneDX 1.6."""
    found = pins(Lock.APP.file, WINDOWS if target == "windows" else None)
    program = f"pkg:generic/diabetes-desktop@{project_version()}"
    names = {pin.name: _reference(pin) for pin in found}
    direct = [names[pin.name] for pin in found if "diabetes-desktop" in pin.asked_by]
    needs = {
        names[pin.name]: sorted(names[other.name] for other in found if pin.name in other.asked_by)
        for pin in found
    }
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        **_head(program, target),
        "components": [_python(target), *(_component(pin) for pin in found)],
        "dependencies": [
            {"ref": program, "dependsOn": sorted([*direct, _python(target)["bom-ref"]])},
            *({"ref": reference, "dependsOn": on} for reference, on in sorted(needs.items())),
        ],
    }


def _head(program: str, target: str) -> dict[str, Any]:
    """What the bill is of, and its number: made of what is in it, the same for each commit."""
    seconds = int(commit_time())
    return {
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{program}{target}{seconds}')}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": program,
                "name": "diabetes-desktop",
                "version": project_version(),
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
    }


def project_version() -> str:
    """The program's version, read from its source."""
    source = (ROOT / "src" / "diabetes_desktop" / "__init__.py").read_text(encoding="utf-8")
    return source.partition('__version__ = "')[2].partition('"')[0]


def _python(target: str) -> dict[str, Any]:
    """The interpreter, which is in the bundle too, and in no lock."""
    windows = target == "windows"
    version = WINDOWS["python_full_version"] if windows else platform.python_version()
    reference = f"pkg:generic/python@{version}"
    return {
        "type": "library",
        "bom-ref": reference,
        "name": "python",
        "version": version,
        "purl": reference,
        "cpe": f"cpe:2.3:a:python:python:{version}:*:*:*:*:*:*:*",
    }


def _component(pin: Pin) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": _reference(pin),
        "name": pin.name,
        "version": pin.version,
        "purl": _reference(pin),
        # The files of the index that may have been installed: one of them was.
        "properties": [{"name": "lock:sha256", "value": digest} for digest in pin.hashes],
    }


def _reference(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name.lower().replace('_', '-')}@{pin.version}"
