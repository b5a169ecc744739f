"""The developer tasks, one function each, and the table that names them."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import environment
import locks
import packaging_environment
import system_libraries
import translations
from environment import ROOT, Lock
from processes import Command, Stop, execute, hand_over
from system_libraries import PICTURE_PROGRAMS, TEST_PROGRAMS

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
WINDOWS = "tests/ui"  # in processes of their own: a window is at the mercy of all that ran before
INTERRUPTED = 2  # how pytest ends after Ctrl+C
# Files stay whole, for the servers and models that their tests share; the slow ones come first.
ON_EACH_CORE = ("-n", "logical", "--dist", "loadfile", "--no-loadscope-reorder")
USAGE = "usage: python build/dev.py TASK [ARGUMENTS]"


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its one-line summary, and the function that gets the rest of the line."""

    summary: str
    run: Callable[[Sequence[str]], int]


def run(arguments: Sequence[str]) -> int:
    """Start the program from this checkout.

    Usage: run [PROGRAM ARGUMENTS]

    The first time, the environment .venv is made from requirements/app.lock, and on Linux the
    system libraries that Qt needs are looked for. Example:

        python build/dev.py run --language en --profile /tmp/try-out
    """
    environment.prepare(Lock.APP)
    system_libraries.provide_for_program(_qt())
    # -P: a folder in which this is called can't put modules of its own in the program's way.
    hand_over([environment.python(), "-P", "-m", "diabetes_desktop", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Run the tests.

    Usage: test [--packaging] [PYTEST ARGUMENTS]

    Paths are relative to the project's folder. Windows are drawn off screen; the tests that drive
    the real program start a screen of their own. Each core runs tests, a file at a time; `-n 0`
    runs them one after another. Example:

        python build/dev.py test tests/domain -k glucose

    With --packaging, and nothing else, only those that drive the frozen program in dist/, which
    `package` makes.
    """
    packaging = "--packaging" in arguments
    arguments = [each for each in arguments if each != "--packaging"]
    if packaging:
        arguments = ["-m", "packaging", "tests/packaging", *arguments]
    _prepare_to_develop()
    system_libraries.provide_programs(TEST_PROGRAMS, "tests that drive the real program")
    command: Command = [environment.python(), "-m", "pytest", *ON_EACH_CORE]
    if arguments:
        hand_over([*command, *arguments], folder=ROOT, environment=OFFSCREEN)
    worst = 0
    for part in (f"--ignore={WINDOWS}", WINDOWS):
        code = execute([*command, part], folder=ROOT, environment=OFFSCREEN)
        if code == INTERRUPTED:
            return code
        worst = max(worst, code)
    return worst


def lint(arguments: Sequence[str]) -> int:
    """Run every linter, also after one has failed: style, format, types, layers.

    Usage: lint
    """
    _refuse(arguments)
    environment.prepare(Lock.DEV)
    linters: dict[str, Command] = {
        "style": [environment.tool("ruff"), "check"],
        "format": [environment.tool("ruff"), "format", "--check"],
        "types": [environment.tool("mypy")],
        "layers": [environment.tool("lint-imports"), "--no-logo"],
    }
    failed = [name for name, command in linters.items() if not _passes(name, command)]
    print(f"\nlint: {', '.join(failed)} failed" if failed else "\nlint: all clean")
    return 1 if failed else 0


def package(arguments: Sequence[str]) -> int:
    """Freeze the program, and make of it what is handed to IT, in dist/.

    Usage: package [--target windows|linux] [--sign-cert PEM [--sign-key PEM] [--timestamp URL]]
                   [--msi] [--output FOLDER] [--keep-bundle] [--fast]

    For Windows: a folder, an installer, a bill of materials, and their SHA-256 sums. On Linux the
    Windows program is made under Wine, which is installed with apt; what is fetched is kept in
    ~/.cache/diabetes-desktop-build. The first time takes about 20 minutes. With --keep-bundle
    the folder of an earlier run is wrapped anew.
    """
    python = packaging_environment.prepare()
    return execute([python, ROOT / "build" / "package.py", *arguments], folder=ROOT)


def bench(arguments: Sequence[str]) -> int:
    """Measure: print the table of each script in benchmarks/.

    Usage: bench [NAME ...]

    Windows are drawn off screen, so that figures can be compared; set QT_QPA_PLATFORM to measure
    on a screen.
    """
    scripts = {path.stem: path for path in sorted((ROOT / "benchmarks").glob("[!_]*.py"))}
    unknown = sorted(set(arguments) - scripts.keys())
    if unknown:
        raise Stop(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(scripts)}")
    _prepare_to_develop()
    platform = {**OFFSCREEN, **os.environ}
    failed = [
        name
        for name in arguments or scripts
        if not _passes(name, [environment.python(), scripts[name]], platform)
    ]
    return 1 if failed else 0


def translate(arguments: Sequence[str]) -> int:
    """Bring resources/translations in step with the wording in the sources.

    Usage: translations [LANGUAGE ...]

    Every .ts file there is updated, and its .qm file written. A language that is named is
    started. Example:

        python build/dev.py translations pt
    """
    _prepare_to_develop()
    translations.update(translations.FOLDER, arguments)
    translations.release(translations.FOLDER)
    return 0


def screenshots(arguments: Sequence[str]) -> int:
    """Draw the README's pictures of the real program anew.

    Usage: screenshots [FOLDER]

    With a folder, every picture is put there, and the documentation's stay as they are.
    """
    _prepare_to_develop()
    needed = TEST_PROGRAMS | PICTURE_PROGRAMS
    system_libraries.provide_programs(needed, "pictures of the real program")
    command: Command = [environment.python(), ROOT / "build" / "screenshots.py", *arguments]
    return execute(command, folder=ROOT)


def lock(arguments: Sequence[str]) -> int:
    """Write requirements/*.lock anew from pyproject.toml, with uv.

    Usage: lock [--upgrade]
    """
    _refuse(set(arguments) - {"--upgrade"})
    locks.write(upgrade="--upgrade" in arguments)
    return 0


TASKS = {
    "run": Task("start the program", run),
    "test": Task("run the tests", test),
    "lint": Task("check style, format, types and layers", lint),
    "package": Task("freeze the program and make its installer", package),
    "bench": Task("measure, and print the tables", bench),
    "translations": Task("bring the translations in step with the sources", translate),
    "screenshots": Task("draw the pictures of the README anew", screenshots),
    "lock": Task("write the lock files anew (needs uv)", lock),
}


def main(arguments: Sequence[str]) -> int:
    """Run the task that `arguments` names; the exit code."""
    name, *rest = arguments or ["--help"]
    if name in ("-h", "--help", "help"):
        print(_overview())
        return 0
    task = TASKS.get(name)
    if task is None:
        print(f"There is no task {name!r}.\n\n{_overview()}", file=sys.stderr)
        return 2
    if rest[:1] in (["-h"], ["--help"]):
        print(inspect.getdoc(task.run))
        return 0
    try:
        return task.run(rest[1:] if rest[:1] == ["--"] else rest)
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _overview() -> str:
    rows = [f"  {name:<13} {task.summary}" for name, task in TASKS.items()]
    more = "python build/dev.py TASK --help says more."
    return "\n".join([USAGE, "", *rows, "", more])


def _prepare_to_develop() -> None:
    environment.prepare(Lock.DEV)
    system_libraries.provide_for_program(_qt())


def _qt() -> Path:
    return environment.packages() / "PySide6" / "Qt"


def _passes(title: str, command: Command, variables: Mapping[str, str] | None = None) -> bool:
    print(f"\n== {title}", flush=True)
    return execute(command, folder=ROOT, environment=variables) == 0


def _refuse(unexpected: Sequence[str] | set[str]) -> None:
    if unexpected:
        raise Stop(f"This task takes no {' '.join(unexpected)}. Its --help says what it takes.")
