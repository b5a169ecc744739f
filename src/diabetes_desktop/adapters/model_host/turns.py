"""Whose turn it is to talk to the model's process: a doctor who waits for an answer goes first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """A lock with two queues: as a context manager, it is the one that goes first."""

    def __init__(self) -> None:
        self._free = Condition()
        self._taken = False
        self._first = 0  # how many wait in the first queue

    def acquire(self, seconds: float | None = None) -> bool:
        """Wait in the first queue; whether the turn came within `seconds`."""
        with self._free:
            self._first += 1
            came = self._free.wait_for(lambda: not self._taken, seconds)
            self._first -= 1
            self._taken = True
            return came

    def release(self) -> None:
        """End a turn."""
        with self._free:
            self._taken = False
            self._free.notify_all()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()

    @contextmanager
    def after_others(self) -> Iterator[None]:
        """A turn that comes when nobody waits in the first queue."""
        with self._free:
            self._free.wait_for(lambda: not self._taken and not self._first)
            self._taken = True
        try:
            yield
        finally:
            self.release()
