"""Whose turn it is: nobody waits for ever, and explanations wait for predictions."""

from __future__ import annotations

import time
from threading import Event, Thread

from diabetes_desktop.adapters.model_host.turns import Turns


def until_waiting(turns: Turns, count: int) -> None:
    deadline = time.monotonic() + 10
    while len(turns._first) < count:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_a_thread_that_comes_back_at_once_passes_nobody() -> None:
    """Otherwise a prediction could wait as long as another thread keeps asking."""
    turns, order = Turns(), []

    def predict() -> None:
        with turns:
            order.append("the other")

    assert turns.acquire()
    thread = Thread(target=predict)
    thread.start()
    until_waiting(turns, 1)
    turns.release()
    with turns:
        order.append("back at once")
    thread.join(10)
    assert order == ["the other", "back at once"]


def test_who_gives_up_waiting_stands_in_nobodys_way() -> None:
    turns = Turns()
    assert turns.acquire()
    assert not turns.acquire(0)
    assert not turns.acquire(0.01)
    turns.release()
    assert turns.acquire(0)
    turns.release()


def test_an_explanation_waits_for_all_predictions() -> None:
    turns, order = Turns(), []
    waiting = Event()

    def predict() -> None:
        with turns:
            order.append("prediction")

    def explain() -> None:
        waiting.set()
        with turns.after_others():
            order.append("explanation")

    assert turns.acquire()
    threads = [Thread(target=explain), *(Thread(target=predict) for _ in range(3))]
    threads[0].start()
    assert waiting.wait(10)
    for thread in threads[1:]:
        thread.start()
    until_waiting(turns, 3)
    turns.release()
    for thread in threads:
        thread.join(10)
    assert order == ["prediction"] * 3 + ["explanation"]
