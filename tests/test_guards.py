"""The guards of tests/conftest.py can fail: each case breaks one of them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONFIGURATION = """
[pytest]
addopts = --strict-markers
markers = expects_log(pattern): as in the project
"""
CASES = {
    "test_leaves_a_process": (
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
        "left behind: process",
    ),
    "test_leaves_a_thread": (
        "threading.Thread(target=threading.Event().wait, daemon=True).start()",
        "left behind: thread",
    ),
    "test_leaves_a_log_handler": (
        "logging.getLogger().addHandler(logging.NullHandler())",
        "left behind: log handler",
    ),
    "test_leaves_a_log_level": (
        "logging.getLogger().setLevel(logging.DEBUG)",
        "left behind: log level",
    ),
    "test_logs_a_warning": (
        "logging.getLogger('x').warning('a surprise')",
        "unexpected in the log: WARNING x: a surprise",
    ),
}
DECLARED = """
@pytest.mark.expects_log("a surpr.se")
def test_declares_its_warning():
    logging.getLogger("x").warning("a surprise")

@pytest.mark.expects_log("never logged")
def test_declares_what_does_not_come():
    pass

def test_leaves_nothing():
    thread = threading.Thread(target=time.sleep, args=(0.05,))
    thread.start()
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest prints of the offending tests, under a copy of the project's conftest."""
    folder = tmp_path_factory.mktemp("guards") / "tests"
    folder.mkdir()
    conftest = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    conftest = re.sub(r"(?m)^WIND_UP_SECONDS = .*", "WIND_UP_SECONDS = 1.0", conftest)
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    (folder / "pytest.ini").write_text(CONFIGURATION, encoding="utf-8")
    offences = "".join(f"def {name}():\n    {line}\n\n" for name, (line, _) in CASES.items())
    imports = "import logging, subprocess, sys, threading, time\nimport pytest\n"
    (folder / "test_offences.py").write_text(imports + offences + DECLARED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    shutil.rmtree(folder)
    return done.stdout


@pytest.mark.parametrize("name", CASES)
def test_an_offence_is_an_error(name: str, outcome: str) -> None:
    assert re.search(rf"ERROR \S*::{name}\b", outcome), outcome
    assert CASES[name][1] in outcome


def test_a_declared_warning_is_fine_and_a_declared_one_that_stays_away_is_not(outcome: str) -> None:
    assert "::test_declares_its_warning" not in "".join(re.findall("ERROR.*", outcome))
    assert re.search(r"ERROR \S*::test_declares_what_does_not_come\b", outcome)
    assert "expected in the log, but not there: never logged" in outcome


def test_what_ends_by_itself_is_fine(outcome: str) -> None:
    assert "::test_leaves_nothing" not in "".join(re.findall("ERROR.*", outcome))
    assert re.search(r"PASSED \S*::test_leaves_nothing", outcome)
