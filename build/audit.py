"""What `pip-audit` knows against the locked packages; a build goes on without it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from environment import Lock
from locked import WINDOWS, pins, write_requirements

PROGRAM = "pip-audit"  # not locked: an auditor is to know what is newest
OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json")
SECONDS = 300.0
BY_HAND = "install pip-audit and build again, where there is a network"


def said_of(target: str, folder: Path) -> str:
    """One paragraph: what was found, or why nothing could be asked. Writes `audit.json`."""
    if shutil.which(PROGRAM) is None:
        return f"NOT AUDITED for known vulnerabilities: pip-audit is not installed; {BY_HAND}"
    wanted = folder / "audited.txt"
    write_requirements(pins(Lock.APP.file, WINDOWS if target == "windows" else None), wanted)
    try:
        done = subprocess.run(
            [PROGRAM, *OPTIONS, "--requirement", str(wanted)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"NOT AUDITED for known vulnerabilities: no answer; {BY_HAND}"
    finally:
        wanted.unlink()
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return f"NOT AUDITED for known vulnerabilities: {last}; {BY_HAND}"
    (folder / "audit.json").write_text(done.stdout, encoding="utf-8")
    return _words(packages)


def _words(packages: Sequence[dict[str, Any]]) -> str:
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    asked = len(packages) - len(skipped)
    if not asked:
        return f"NOT AUDITED for known vulnerabilities: no package was found there; {BY_HAND}"
    known = [
        f"  {package['name']} {package.get('version', '')}: {found['id']}"
        for package in packages
        for found in package.get("vulns", ())
    ]
    lines = [f"Audited: nothing is known against {asked} packages"]
    if known:
        lines = [f"AUDITED, and {len(known)} vulnerabilities are known:", *known]
    if skipped:
        lines.append(f"NOT AUDITED: {', '.join(skipped)}")
    return "\n".join(lines)
