"""The developer's door: what it says, and that it works before anything is installed."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TASKS = ("run", "test", "lint", "package", "bench", "translations", "screenshots", "lock")
OLD_PYTHON = """
import collections, runpy, sys
Version = collections.namedtuple("Version", "major minor micro releaselevel serial")
sys.version_info = Version(3, 10, 4, "final", 0)
runpy.run_path(sys.argv[1], run_name="__main__")
"""


def dev(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Call dev.py from `folder` with nothing but the standard library."""
    command = [sys.executable, "-S", "-E", str(ROOT / "build" / "dev.py"), *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_the_overview_names_every_task(arguments: list[str], tmp_path: Path) -> None:
    done = dev(*arguments, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert all(f"\n  {task} " in done.stdout for task in TASKS)


@pytest.mark.parametrize("task", TASKS)
def test_every_task_says_how_it_is_used(task: str, tmp_path: Path) -> None:
    done = dev(task, "--help", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"Usage: {task}" in done.stdout


def test_an_unknown_task_is_answered_with_those_there_are(tmp_path: Path) -> None:
    done = dev("lnit", folder=tmp_path)
    assert done.returncode == 2
    assert "There is no task 'lnit'." in done.stderr
    assert "lint" in done.stderr


def test_an_argument_that_a_task_does_not_take_is_refused(tmp_path: Path) -> None:
    done = dev("lint", "--fix", folder=tmp_path)
    assert done.returncode == 1
    assert "takes no --fix" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_benchmark_is_refused(tmp_path: Path) -> None:
    done = dev("bench", "speed_of_light", folder=tmp_path)
    assert done.returncode == 1
    assert "No such benchmark: speed_of_light" in done.stderr


def test_a_python_that_is_too_old_is_told_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OLD_PYTHON, str(ROOT / "build" / "dev.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and this is Python 3.10" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_door_is_in_the_grammar_of_older_pythons() -> None:
    """Else they would say `SyntaxError`, and not what to do."""
    source = (ROOT / "build" / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 4))


@pytest.mark.skipif(os.name == "nt", reason="a terminal's Ctrl+C has no such form on Windows")
def test_ctrl_c_lets_the_child_end_in_its_own_way(tmp_path: Path) -> None:
    child = (
        "import sys, time\n"
        "try: print('ready', flush=True); time.sleep(60)\n"
        "except KeyboardInterrupt: print('put away'); sys.exit(7)\n"
    )
    parent = (
        f"import sys, processes; sys.exit(processes.execute([sys.executable, '-c', {child!r}]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "build")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (7, "put away\n", "")
