"""Whose turn it is to talk to the model's process: a doctor who waits for an answer goes first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """A lock with two queues: as a context manager, it is the one that goes first.

    Whoever comes first in it has the next turn: a thread that comes back at once passes nobody.
    """

    def __init__(self) -> None:
        self._free = Condition()
        self._taken = False
        self._first: deque[object] = deque()  # who waits in the first queue

    def acquire(self, seconds: float | None = None) -> bool:
        """Wait in the first queue; whether the turn came within `seconds`."""
        with self._free:
            me = object()
            self._first.append(me)
            came = self._free.wait_for(lambda: not self._taken and self._first[0] is me, seconds)
            self._first.remove(me)
            if came:
                self._taken = True
            else:
                self._free.notify_all()
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
