"""The log tells what happened and nothing about anybody."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.disks import empty, fill, make_read_only, small_disk

from diabetes_desktop.adapters import log_file
from diabetes_desktop.adapters.log_facts import REDACTED, shown
from diabetes_desktop.adapters.log_file import COPIES, LogFile
from diabetes_desktop.application.errors import ModelFault
from diabetes_desktop.domain.patient import Gender, Patient, Smoking

NOON_IN_BOGOTA = datetime(2026, 3, 1, 12, 0, 0, 5_000, timezone(timedelta(hours=-5)))
PATIENT = Patient(Gender.FEMALE, 54.0, 0, 1, Smoking.NEVER, 27.3, 6.6, 140.0)
PASSWORD = "cuatro palabras sin orden"
DIGEST = "0123456789abcdef" * 4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "logs" / "diabetes-desktop.log"


@pytest.fixture
def log(path: Path) -> LogFile:
    return LogFile(path, lambda: NOON_IN_BOGOTA)


def fail_with(message: str) -> Exception:
    try:
        raise ValueError(message)
    except ValueError as error:
        return error


def test_an_event_is_one_line_in_utc(log: LogFile, path: Path) -> None:
    log.event("model_ready", model="diabetes_model", version="1", digest=DIGEST)
    assert path.read_text() == (
        f"time=2026-03-01T17:00:00.005Z pid={os.getpid()} event=model_ready "
        f"model=diabetes_model version=1 digest={DIGEST}\n"
    )


def test_events_follow_each_other(log: LogFile, path: Path) -> None:
    log.event("started", version="0.1.0", platform="linux")
    log.event("settings_ignored", keys="ui.theme units.hba1c")
    log.event("model_refused", error="ModelRefused", fault=ModelFault.GOLDEN_CASES.value)
    lines = path.read_text().splitlines()
    assert lines[0].endswith("event=started version=0.1.0 platform=linux")
    assert lines[1].endswith('event=settings_ignored keys="ui.theme units.hba1c"')
    assert lines[2].endswith("event=model_refused error=ModelRefused fault=golden_cases")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("hba1c", 6.6),
        ("patient", PATIENT),
        ("password", PASSWORD),
        ("user", "médica.a"),
        ("message", "HbA1c 6.6"),
        ("version", "6.6 %"),
        ("version", PATIENT),
        ("model", "row 54.0, 27.3"),
        ("error", f"ValueError({PASSWORD!r})"),
        ("count", 27.3),
        ("fault", PASSWORD),
        ("digest", PASSWORD),
        ("keys", "patient 54 27.3"),
        ("place", "Female:54.0"),
        ("seconds", "54 years"),
        ("trace", PASSWORD),
        ("seconds", [54.0]),
        ("reference", Enum("Reference", {"A": "ABCD1234"}).A),
    ],
)
def test_what_is_not_allowed_is_redacted(log: LogFile, path: Path, key: str, value: object) -> None:
    """Security 3 and 15: no patient's value and no password."""
    log.event("something", **{key: value})
    assert path.read_text().endswith(f" event=something {key}={REDACTED}\n")


@given(st.text(max_size=30), st.text(max_size=60))
def test_nothing_breaks_a_line_or_fakes_a_key(key: str, value: str) -> None:
    word = shown(key, value)
    assert word.isprintable()
    assert re.fullmatch(r'[a-z<][a-z0-9_>-]*=([^\s"=]*|"[a-z0-9_. -]*")', word)


@given(st.text(max_size=60))
def test_an_event_is_a_word_of_ours(name: str) -> None:
    assert shown("event", name) in (f"event={name}", f"event={REDACTED}")
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", name or "empty"):
        assert shown("event", name) == f"event={REDACTED}"


def test_a_bug_is_found_by_its_reference_and_says_nothing(log: LogFile, path: Path) -> None:
    """Security 15."""
    try:
        try:
            Patient(Gender.FEMALE, 400.0, 0, 1, Smoking.NEVER, 27.3, 6.6, 140.0)
        except ValueError as cause:
            raise RuntimeError(f"{PASSWORD} {PATIENT}") from cause
    except RuntimeError as error:
        reference = log.bug(error)
    text = path.read_text()
    assert re.fullmatch(r"[0-9A-F]{8}", reference)
    assert f" event=bug reference={reference} error=RuntimeError trace=RuntimeError@" in text
    assert re.search(r";ValueError@domain\.patient:\d+<domain\.patient:\d+\n", text)
    said = text.partition(" error=")[2]  # the time and the process number hold digits of their own
    for secret in (PASSWORD, "400", "27.3", "Female", "never"):
        assert secret not in said


def test_the_same_bug_has_the_same_reference(log: LogFile) -> None:
    assert log.bug(fail_with("6.6")) == log.bug(fail_with("7.1"))
    assert log.bug(fail_with("6.6")) != log.bug(KeyError())


def test_a_runaway_recursion_fits_on_a_line(log: LogFile, path: Path) -> None:
    def fall() -> None:
        fall()

    try:
        fall()
    except RecursionError as error:
        log.bug(error)
    assert "error=RecursionError" in path.read_text()
    assert len(path.read_text()) < 1_000


def test_a_bug_with_a_chain_in_a_circle_is_told(log: LogFile, path: Path) -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    log.bug(first)
    assert path.read_text().rstrip().endswith("trace=ValueError@;KeyError@")


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps access lists, not modes")
def test_only_its_user_may_read_it(
    log: LogFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Security 13."""
    monkeypatch.setattr(log_file, "BYTES", 500)
    for _ in range(20):
        log.event("started")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    files = list(path.parent.iterdir())
    assert len(files) > 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_it_takes_a_bounded_room_and_the_newest_stays(
    log: LogFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "BYTES", 1_000)
    for number in range(500):
        log.event("tick", count=number)
    files = {file.name: file for file in path.parent.iterdir()}
    assert files.keys() == {path.name, *(f"{path.name}.{n}" for n in range(1, COPIES + 1))}
    assert all(file.stat().st_size <= 1_000 for file in files.values())
    oldest_first = [files[f"{path.name}.{n}"] for n in range(COPIES, 0, -1)] + [path]
    text = "".join(file.read_text() for file in oldest_first)
    numbers = [int(number) for number in re.findall(r"count=(\d+)", text)]
    assert numbers == list(range(numbers[0], 500))


WRITER = """
import sys
from pathlib import Path
from diabetes_desktop.adapters.log_file import LogFile
log = LogFile(Path(sys.argv[1]))
for number in range(300):
    log.event("tick", count=number)
"""


def test_programs_and_threads_share_it(log: LogFile, path: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", WRITER, str(path)])
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: log.event("tick", count=number), range(300)))
    assert other.wait(30) == 0
    lines = path.read_text().splitlines()
    assert len(lines) == 600
    assert all(re.fullmatch(r"time=\S+Z pid=\d+ event=tick count=\d+", line) for line in lines)


def test_a_log_that_can_not_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    log = LogFile(tmp_path / "logs" / "diabetes-desktop.log")
    log.event("started")
    assert len(log.bug(fail_with(""))) == 8


def test_a_full_disk_stops_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "logs" / "diabetes-desktop.log"
        log = LogFile(path)
        log.event("started")
        fill(disk)
        for _ in range(200):
            log.event("started")
        empty(disk)
        log.event("stopped")
        assert path.read_text().rstrip().endswith("event=stopped")


def test_a_read_only_disk_stops_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        make_read_only(disk)
        LogFile(disk / "logs" / "diabetes-desktop.log").event("started")
        assert list(disk.iterdir()) == []


def test_the_clock_is_utc_by_itself(path: Path) -> None:
    before = datetime.now(UTC)
    LogFile(path).event("started")
    told = datetime.fromisoformat(path.read_text().split()[0].removeprefix("time="))
    assert abs(told - before) < timedelta(minutes=1)
