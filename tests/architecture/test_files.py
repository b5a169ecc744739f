"""Rules that hold for every file of the project: names, length, encoding, words."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN_CODE = ("src", "build", "benchmarks", "installer")
LONGEST_FILE = 300  # lines
MEDIAN_FILE = 120  # lines
LONGEST_FUNCTION = 30  # lines
LONG_FUNCTIONS = {
    "src/diabetes_desktop/ui/patient/form.py:__init__": "names every part of the form, in order",
    "src/diabetes_desktop/ui/wording/marks.py:mark_text": "a table: the words of each mark",
    "src/diabetes_desktop/ui/wording/model_faults.py:_reason": "a table: the words of each fault",
}
NAMES_FOR_ANYTHING = r"(.*_)?(utils?|helpers?|managers?|misc)|base|common|shared|tools"
# In parts, so that this file does not offend against itself. Spanish has the word "todo".
MARKS_OF_UNFINISHED_WORK = r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("debian", "org"),
        ("npmjs", "org"),
        ("crates", "io"),
        ("golang", "org"),
    )
]
FOLDERS_OF_ONE_MACHINE = [f"/{'work'}/", f"/{'root'}/"]
PATTERNS = {
    "a mark of unfinished work": MARKS_OF_UNFINISHED_WORK,
    "the host of a package registry": "|".join(re.escape(host) for host in REGISTRY_HOSTS),
    "a folder that only one machine has": rf"(?<![\w.}}-])({'|'.join(FOLDERS_OF_ONE_MACHINE)})",
}


def committed() -> list[Path]:
    """Every file that is committed, or that is about to be."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so there is no list of committed files")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [file for file in files if file.is_file()]


def code() -> list[Path]:
    """The project's own Python files, tests left out."""
    return [path for folder in OWN_CODE for path in sorted((ROOT / folder).rglob("*.py"))]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def texts() -> Iterator[tuple[Path, str]]:
    """Every committed text file with its content; a file with a NUL byte is no text."""
    for path in committed():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path.relative_to(ROOT), content.decode("utf-8", errors="replace")


def test_no_file_is_long() -> None:
    assert {
        str(path.relative_to(ROOT)): lines(path) for path in code() if lines(path) > LONGEST_FILE
    } == {}


def test_half_of_the_files_are_short() -> None:
    assert median(lines(path) for path in code()) < MEDIAN_FILE


def test_no_file_has_a_name_for_anything() -> None:
    vague = [
        str(path.relative_to(ROOT))
        for path in committed()
        if re.fullmatch(NAMES_FOR_ANYTHING, path.stem.casefold())
    ]
    assert vague == []


def test_no_class_has_a_name_for_anything() -> None:
    vague = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in code()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and re.search("(Manager|Helper|Utils?|Base)$|^Base", node.name)
    ]
    assert vague == []


def test_every_text_is_utf_8_with_plain_line_ends() -> None:
    odd = [
        str(path)
        for path, text in texts()
        if "\N{REPLACEMENT CHARACTER}" in text or "\r" in text or text.startswith("\ufeff")
    ]
    assert odd == []


@pytest.mark.parametrize("what", PATTERNS)
def test_no_text_holds(what: str) -> None:
    found = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in texts()
        if path.suffix != ".ts"
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(PATTERNS[what], line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a mark of unfinished work", "# TO" + "DO: later"),
        ("the host of a package registry", "see https://" + REGISTRY_HOSTS[0] + "/simple"),
        ("a folder that only one machine has", f"open('/{'work'}/data.csv')"),
        ("a folder that only one machine has", f"cd /{'root'}/x"),
    ],
)
def test_the_pattern_finds(what: str, line: str) -> None:
    assert re.search(PATTERNS[what], line)


def test_a_long_function_has_a_reason() -> None:
    long = {
        f"{path.relative_to(ROOT).as_posix()}:{node.name}"
        for path in code()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and own_lines(node) > LONGEST_FUNCTION
    }
    assert long == set(LONG_FUNCTIONS)


def own_lines(function: ast.FunctionDef) -> int:
    """The lines of `function`: without docstring, and without the functions inside it.

    A `match` is a table, whose rows are its cases: it counts as nothing.
    """
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return sum(
        (part.end_lineno or part.lineno) - part.lineno + 1
        for part in body
        if not isinstance(part, ast.FunctionDef | ast.Match)
    )
