"""Who is at the scoring port: how many, from where, and how much of them is in memory.

Nobody may keep the others out: where it is full, whoever has waited longest without a whole request
has to go. Its methods are called by the front's own loop.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from diabetes_desktop.adapters.serving.front_requests import RefusedRequestError

MOST = 256  # connections; a process has a thousand files at least
MOST_OF_A_PEER = 64  # of one computer
EXEMPT = ("127.0.0.1", "::1")  # a reverse proxy, or the tunnel: many people
MOST_HELD = 256 * 1024 * 1024  # bytes of large bodies
SMALL = 64 * 1024  # bytes that always have room: a few hundred patients
WRONG_SECONDS = 1.0  # from one answer to a wrong sign-in to the next, whoever asks
LONGEST_WRONG = 30.0  # seconds


class Visitors:
    """Nobody yet."""

    def __init__(self) -> None:
        self._here: dict[asyncio.Task[None], str] = {}
        self._of_peer: Counter[str] = Counter()
        self._waiting: dict[asyncio.Task[None], None] = {}  # the oldest first
        self._held = 0

    @property
    def tasks(self) -> set[asyncio.Task[None]]:
        """One for each connection."""
        return set(self._here)

    @contextmanager
    def visit(self, task: asyncio.Task[None], peer: str) -> Iterator[None]:
        """`task` converses with `peer`. Raises RefusedRequestError: there is no room."""
        of_peer = self._of_peer[peer] if peer not in EXEMPT else 0
        if of_peer >= MOST_OF_A_PEER or (len(self._here) >= MOST and not self._send_away()):
            raise RefusedRequestError(503)
        self._here[task] = peer
        self._of_peer[peer] += 1
        try:
            yield
        finally:
            del self._here[task]
            self._of_peer[peer] -= 1
            if not self._of_peer[peer]:
                del self._of_peer[peer]

    @contextmanager
    def waited_for(self, task: asyncio.Task[None]) -> Iterator[None]:
        """Meanwhile `task` has no whole request, and may be sent away."""
        self._waiting[task] = None
        try:
            yield
        finally:
            self._waiting.pop(task, None)

    @contextmanager
    def holding(self, size: int) -> Iterator[None]:
        """Meanwhile so many bytes are in memory. Raises RefusedRequestError: there is no room."""
        large = size if size > SMALL else 0
        if large and self._held + large > MOST_HELD:
            raise RefusedRequestError(503)
        self._held += large
        try:
            yield
        finally:
            self._held -= large

    def _send_away(self) -> bool:
        """Whether there was somebody to be sent away."""
        oldest = next(iter(self._waiting), None)
        if oldest is None:
            return False
        del self._waiting[oldest]
        oldest.cancel()
        return True


class WrongSignIns:
    """One queue for all: who guesses many at a time waits long, who signs in never does."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next = 0.0

    def delay(self) -> float:
        """Seconds until one more wrong sign-in is answered."""
        now = self._clock()
        latest = now + LONGEST_WRONG
        self._next = min(max(self._next, now) + WRONG_SECONDS, latest)
        return self._next - now
