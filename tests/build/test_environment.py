"""The environment, really made: from a lock, offline, for a small project with a package or two.

It is made twice: about 10 seconds.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """
import pathlib, sys
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from wheels import write
def build_editable(folder, config_settings=None, metadata_directory=None):
    source = str(pathlib.Path(__file__).parent / "src")
    return write(pathlib.Path(folder), "small", "1", {"small.pth": source}).name
"""
PREPARE = """
import sys, environment, processes
try:
    environment.prepare(environment.Lock(sys.argv[1]))
except processes.Stop as stop:
    sys.exit(str(stop))
"""


def write(folder: Path, name: str, version: str, files: dict[str, str]) -> Path:
    """A wheel of `name` that holds `files`."""
    information = f"{name}-{version}.dist-info"
    everything = {
        **files,
        f"{information}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{information}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{information}/RECORD": "",
    }
    target = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in everything.items():
            archive.writestr(path, content)
    return target


@dataclass(frozen=True)
class Checkout:
    """A project with the real build/ modules, and a folder of wheels in place of an index."""

    root: Path
    wheels: Path

    def lock(self, kind: str, *wheels: Path, spoilt: bool = False) -> None:
        """Write a lock file over `wheels`, with a wrong hash when `spoilt`."""
        lines = []
        for wheel in wheels:
            name, version, *_ = wheel.name.split("-")
            digest = hashlib.sha256(b"other" if spoilt else wheel.read_bytes()).hexdigest()
            lines.append(f"{name}=={version} --hash=sha256:{digest}\n")
        file = self.root / "requirements" / f"{kind}.lock"
        file.write_text("".join(lines), encoding="utf-8")

    def prepare(self, kind: str = "app") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", PREPARE, kind],
            env={
                **os.environ,
                "PYTHONPATH": str(self.root / "build"),
                "PIP_NO_INDEX": "1",
                "PIP_FIND_LINKS": self.wheels.as_uri(),
                "PIP_CONFIG_FILE": os.devnull,
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def says(self, code: str) -> str:
        """What the environment's Python prints."""
        scripts = self.root / ".venv" / ("Scripts" if os.name == "nt" else "bin")
        done = subprocess.run(
            [scripts / "python", "-c", code], capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root, wheels = tmp_path / "a checkout with ñ", tmp_path / "wheels"
    wheels.mkdir()
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "build", root / "build", ignore=ignored)
    (root / "requirements").mkdir()
    (root / "src").mkdir()
    (root / "src" / "small.py").write_text("", encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    writer = Path(__file__).read_text(encoding="utf-8").partition("\ndef write")[2]
    writer = "def write" + writer.partition("\n\n\n")[0]
    imports = "from __future__ import annotations\nimport zipfile\n"
    (root / "wheels.py").write_text(imports + writer, encoding="utf-8")
    checkout = Checkout(root, wheels)
    tool = write(wheels, "tool", "1", {"tool.py": ""})
    checkout.lock("build", tool)
    first = write(wheels, "answer", "1", {"answer.py": "value = 1"})
    write(wheels, "answer", "2", {"answer.py": "value = 2"})
    checkout.lock("app", first)
    checkout.lock("dev", first, tool)
    return checkout


def test_the_life_of_an_environment(checkout: Checkout) -> None:
    """One test, since making an environment is what takes the time."""
    first = checkout.prepare("dev")
    assert first.returncode == 0, first.stderr
    assert "Making the virtual environment" in first.stdout
    assert checkout.says("import answer, tool, small; print(answer.value)") == "1"

    again = checkout.prepare("dev")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert checkout.prepare("app").stdout == "", "the developers' environment will do"

    newer = checkout.wheels / "answer-2-py3-none-any.whl"
    checkout.lock("dev", newer, spoilt=True)
    refused = checkout.prepare("dev")
    assert refused.returncode == 1
    assert "The packages could not be installed" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert checkout.says("import answer; print(answer.value)") == "1"

    checkout.lock("dev", newer)
    changed = checkout.prepare("dev")
    assert changed.returncode == 0, changed.stderr
    assert "Making" not in changed.stdout
    assert checkout.says("import answer; print(answer.value)") == "2"

    moved = Checkout(checkout.root.with_name("elsewhere"), checkout.wheels)
    checkout.root.rename(moved.root)
    anew = moved.prepare("dev")
    assert anew.returncode == 0, anew.stderr
    assert "Making the virtual environment" in anew.stdout
    assert moved.says("import small; print(small.__file__)") == str(moved.root / "src" / "small.py")
