"""Every outcome arrives, once, on the GUI thread; nothing arrives for what is gone."""

from __future__ import annotations

import threading
from threading import Event

import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from diabetes_desktop.application.errors import AppError, InternalFault, ModelNotReady
from diabetes_desktop.ui.background_runner import BackgroundRunner


def test_two_hundred_results_all_arrive_on_the_gui_thread(qtbot: QtBot) -> None:
    runner, owner = BackgroundRunner(lambda bug: "ref"), QObject()
    arrived: list[tuple[int, bool]] = []

    def arrive(number: int) -> None:
        arrived.append((number, QThread.currentThread() is owner.thread()))

    for number in range(200):
        runner.run(
            lambda number=number: number,  # type: ignore[misc]
            owner=owner,
            on_success=arrive,
            on_failure=lambda error: None,
        )
    qtbot.waitUntil(lambda: len(arrived) == 200)
    assert sorted(arrived) == [(number, True) for number in range(200)]
    assert runner.stop()


def test_work_is_done_elsewhere(qtbot: QtBot) -> None:
    runner, owner = BackgroundRunner(lambda bug: "ref"), QObject()
    threads: list[int] = []
    runner.run(
        threading.get_ident, owner=owner, on_success=threads.append, on_failure=lambda error: None
    )
    qtbot.waitUntil(lambda: bool(threads))
    assert threads != [threading.get_ident()]
    assert runner.stop()


def test_an_owner_that_is_gone_is_not_called(qtbot: QtBot) -> None:
    runner, owner, other = BackgroundRunner(lambda bug: "ref"), QObject(), QObject()
    may_end, called = Event(), []
    runner.run(may_end.wait, owner=owner, on_success=called.append, on_failure=called.append)
    shiboken6.delete(owner)
    may_end.set()
    done: list[object] = []
    runner.run(lambda: 1, owner=other, on_success=done.append, on_failure=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert runner.stop()
    assert called == []


def fail(error: Exception) -> None:
    raise error


def test_errors_arrive_as_facts_and_bugs_with_a_reference(qtbot: QtBot) -> None:
    reported: list[BaseException] = []

    def report(bug: BaseException) -> str:
        reported.append(bug)
        return "abcd1234"

    runner, owner = BackgroundRunner(report), QObject()
    failures: list[AppError] = []
    bug = ZeroDivisionError("a patient's value")
    for error in (ModelNotReady(), bug):
        runner.run(
            lambda error=error: fail(error),  # type: ignore[misc]
            owner=owner,
            on_success=lambda result: None,
            on_failure=failures.append,
        )
    qtbot.waitUntil(lambda: len(failures) == 2)
    assert runner.stop()
    assert set(map(repr, failures)) == {repr(ModelNotReady()), repr(InternalFault("abcd1234"))}
    assert reported == [bug]


def test_stop_waits_a_bounded_time(qtbot: QtBot) -> None:
    runner, owner, may_end = BackgroundRunner(lambda bug: "ref"), QObject(), Event()
    running = Event()

    def work() -> None:
        running.set()
        may_end.wait(30)

    runner.run(work, owner=owner, on_success=lambda r: None, on_failure=lambda e: None)
    assert running.wait(10)
    assert not runner.stop(wait_ms=50)
    may_end.set()
    assert runner.stop()
