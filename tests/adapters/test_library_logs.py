"""Libraries may speak; their words stay out of the log and off the screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import logging, sys, warnings
from pathlib import Path
from diabetes_desktop.adapters.library_logs import LibraryLogs
from diabetes_desktop.adapters.log_file import LogFile
logs = LibraryLogs(LogFile(Path(sys.argv[1])).event)
logs.install()
logging.getLogger("some.library").warning("row %s", "HbA1c 6.6")
logging.getLogger("some.library").info("row %s", "HbA1c 6.7")
warnings.warn("row HbA1c 6.8")
try:
    raise ValueError("HbA1c 6.9")
except ValueError:
    logging.getLogger("a library").exception("row HbA1c 7.0")
logs.uninstall()
logging.getLogger("some.library").warning("ours no more")
"""


def test_what_libraries_say_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "diabetes-desktop.log"
    command = [sys.executable, "-c", PROGRAM, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line.partition("event=")[2] for line in path.read_text().splitlines()]
    assert [line.partition(" place=")[0] for line in lines] == [
        "library_log library=some.library level=warning",
        "library_log library=py.warnings level=warning",
        "library_log library=<redacted> level=error",
    ]
    assert "HbA1c" not in path.read_text() + done.stdout + done.stderr
    assert done.stderr == "ours no more\n"
