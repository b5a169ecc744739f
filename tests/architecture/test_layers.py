"""Imports point one way: the contracts are kept, each of them can fail, and none has a hole."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "diabetes_desktop"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {each["id"]: each for each in PYPROJECT["tool"]["importlinter"]["contracts"]}
# Who may import what the contract forbids to everybody else.
ALLOWED = {
    "qt": {"bootstrap", "self_test", "ui"},
    "vendors": {"adapters"},
    "command_line": {"admin", "bootstrap_admin", "publishing_services"},
}
ONLY_FOR_TRAINING = {"onnx", "skl2onnx", "matplotlib", "pyarrow"}
WITHOUT_VENDORS = ("domain", "application")


@dataclass(frozen=True)
class Offence:
    """A line that breaks a contract when it stands in a module."""

    contract: str
    module: str
    line: str


OFFENCES = [
    Offence("layers", "domain/marks.py", "import diabetes_desktop.application.errors"),
    Offence("layers", "application/predict.py", "import diabetes_desktop.ui.theme"),
    Offence("layers", "admin/__init__.py", "import diabetes_desktop.adapters"),
    Offence("layers", "ui/__init__.py", "import diabetes_desktop.adapters"),
    Offence("layers", "stray.py", "import diabetes_desktop.domain"),
    Offence("qt", "adapters/__init__.py", "import PySide6.QtCore"),
    Offence("vendors", "ui/__init__.py", "import mlflow"),
    Offence("vendors", "application/__init__.py", "def late():\n    import sqlalchemy"),
    Offence("command_line", "ui/__init__.py", "import click"),
    Offence("screens", "ui/sign_in/__init__.py", "import diabetes_desktop.ui.settings"),
]


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package in `folder`."""
    program = Path(sysconfig.get_path("scripts")) / "lint-imports"
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    return subprocess.run(
        [program, "--no-cache", "--no-logo", "--config", ROOT / "pyproject.toml", *chosen],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the package, which a test may spoil."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=ignored)
    return tmp_path


def test_every_contract_is_kept(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("offence", OFFENCES, ids=lambda x: f"{x.contract}-{x.module}")
def test_an_offending_import_breaks_its_contract(copy: Path, offence: Offence) -> None:
    module = copy / PACKAGE.name / offence.module
    before = module.read_text(encoding="utf-8") if module.exists() else ""
    module.write_text(f"{before}\n{offence.line}\n", encoding="utf-8")
    done = lint(copy, offence.contract)
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout or "not listed" in done.stdout, done.stdout


def test_every_contract_has_an_offence() -> None:
    assert {offence.contract for offence in OFFENCES} == set(CONTRACTS)


@pytest.mark.parametrize("contract", ALLOWED)
def test_a_contract_binds_everybody_but_the_allowed(contract: str) -> None:
    bound = {name.rpartition(".")[2] for name in CONTRACTS[contract]["source_modules"]}
    top = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert bound == top - ALLOWED[contract] - {"__init__", "__pycache__", "py"}


def test_every_screen_is_in_the_contract_of_screens() -> None:
    screens = {path.parent.name for path in (PACKAGE / "ui").glob("*/screen.py")}
    assert {name.rpartition(".")[2] for name in CONTRACTS["screens"]["modules"]} == screens


def test_every_dependency_is_in_a_contract() -> None:
    declared = {
        canonicalize_name(Requirement(text).name) for text in PYPROJECT["project"]["dependencies"]
    }
    providers = packages_distributions()
    imported = {
        module
        for module, distributions in providers.items()
        if declared & {canonicalize_name(name) for name in distributions}
    }
    forbidden = {x for each in CONTRACTS.values() for x in each.get("forbidden_modules", ())}
    covered = {
        canonicalize_name(name) for module in imported & forbidden for name in providers[module]
    }
    assert declared - covered == set()


@pytest.mark.parametrize("layer", WITHOUT_VENDORS)
def test_the_core_needs_nothing_but_the_standard_library(layer: str) -> None:
    known = sys.stdlib_module_names | {PACKAGE.name}
    foreign = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in (PACKAGE / layer).rglob("*.py")
        for name in imports(path.read_text(encoding="utf-8"))
        if name.partition(".")[0] not in known
    }
    assert foreign == set()


def test_what_only_the_data_team_installs_is_imported_for_training_only() -> None:
    """And by the reader of Parquet, whose caller says what is missing where it is not there."""
    may = (PACKAGE / "adapters" / "training", PACKAGE / "adapters" / "batch" / "parquet_table.py")
    elsewhere = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in PACKAGE.rglob("*.py")
        if path.parent not in may and path not in may
        for name in imports(path.read_text(encoding="utf-8"))
        if name.partition(".")[0] in ONLY_FOR_TRAINING
    ]
    assert elsewhere == []


def imports(source: str) -> Iterator[str]:
    """The names of all modules that `source` imports, at any depth."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def test_a_foreign_import_is_seen_wherever_it_stands() -> None:
    source = "import os\nfrom numpy.linalg import norm\ndef f():\n    import pandas as pd\n"
    assert set(imports(source)) == {"os", "numpy.linalg", "pandas"}
