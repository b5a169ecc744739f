"""The process in which a graph runs: light, silent, and no burden for its parent."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from tests.adapters.model_host.processes import local, the_process

from diabetes_desktop.adapters.model_host.client import ProcessModelHost

BUILD_MACHINE = ("CI", "TF_BUILD", "GITHUB_ACTIONS", "JENKINS_URL", "ORT_DISABLE_TELEMETRY")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def process(published: Path, make_host: Callable[..., ProcessModelHost]) -> psutil.Process:
    make_host(local(published / "onnx")).start()
    return the_process()


@linux_only
def test_a_graph_needs_numpy_and_its_runtime_only(process: psutil.Process) -> None:
    mapped = " ".join(part.path for part in process.memory_maps())

    assert "onnxruntime" in mapped
    for library in ("pandas", "sklearn", "scipy", "PySide6", "sqlalchemy"):
        assert f"/{library}/" not in mapped


@linux_only
def test_its_standard_streams_lead_nowhere(process: psutil.Process) -> None:
    for descriptor in (1, 2):
        assert str(Path(f"/proc/{process.pid}/fd/{descriptor}").readlink()) == os.devnull


@linux_only
def test_a_crash_dumps_no_memory(process: psutil.Process) -> None:
    assert process.rlimit(psutil.RLIMIT_CORE) == (0, 0)


@linux_only
def test_one_thread_computes(process: psutil.Process) -> None:
    """The main thread, the one that watches the parent, and the pool's own feeder at most."""
    assert process.num_threads() <= 3


def test_the_environment_of_the_application_is_left_alone(
    published: Path, make_host: Callable[..., ProcessModelHost]
) -> None:
    before = dict(os.environ)

    make_host(local(published / "onnx")).start()

    assert dict(os.environ) == before


PROGRAM = """
    import sys
    from pathlib import Path
    from tests.adapters.model_host.processes import NO_BUNDLED, PATIENT, local, the_process
    from diabetes_desktop.adapters.model_host.client import ProcessModelHost

    if __name__ == "__main__":
        host = ProcessModelHost(local(Path(sys.argv[1])), NO_BUNDLED)
        host.start()
        host.predict([PATIENT])
        print(the_process().net_connections())
        host.stop()
"""


def test_it_tells_nobody_and_writes_nothing(published: Path, tmp_path: Path) -> None:
    """ONNX Runtime has telemetry of its own: an identifier, a database and an upload."""
    program = tmp_path / "application.py"
    program.write_text(textwrap.dedent(PROGRAM))
    home = tmp_path / "home"
    home.mkdir()
    # Telemetry keeps still by itself where one of these tells of a build machine.
    environment = {name: value for name, value in os.environ.items() if name not in BUILD_MACHINE}
    environment |= dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), str(home))

    done = subprocess.run(
        [sys.executable, program, published / "onnx"],
        capture_output=True,
        text=True,
        check=True,
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert done.stdout.strip() == "[]"
    assert not list(home.rglob("*"))
