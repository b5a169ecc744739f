"""A socket whose every wait ends: by what it waits for, by a deadline, or because it is given up.

A time limit per read would not do: a server that drips one byte a second keeps to it for ever.
"""

from __future__ import annotations

import io
import selectors
import socket
import ssl
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import partial
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")

NOTICE_SECONDS = 0.05  # how soon a wait notices that it was given up
CHUNK = 64 * 1024  # bytes given to the system at once


class GivenUpError(Exception):
    """Nobody waits for this any more."""


class Deadline:
    """A moment until which something may take, all its parts together."""

    def __init__(self, seconds: float, given_up: Event) -> None:
        """From now on; `given_up` may be set by another thread at any time."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._given_up = given_up

    def within(self, seconds: float) -> Deadline:
        """A deadline for a part of it: `seconds` from now, but no later than this one."""
        left = min(seconds, self._end - time.monotonic())
        return Deadline(left, self._given_up)

    def left(self) -> float:
        """The seconds that are left, more than 0.

        Raises:
            TimeoutError: none are.
            GivenUpError: see there.
        """
        if self._given_up.is_set():
            raise GivenUpError
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def glance(self) -> float:
        """How long to wait before looking at the deadline again. Raises as `left`."""
        return min(self.left(), NOTICE_SECONDS)

    def wait_for(self, sock: socket.socket, event: int) -> None:
        """Until `sock` is ready for `event` of `selectors`. Raises as `left`."""
        with selectors.DefaultSelector() as selector:
            selector.register(sock, event)
            while not selector.select(self.glance()):
                pass


def asked_aside(ask: Callable[[], T], deadline: Deadline, name: str) -> T:
    """What `ask` gives, which knows no time limit itself: it is called in a thread, called `name`.

    Raises:
        TimeoutError, GivenUpError: see `Deadline`.
        Exception: whatever `ask` raises.
    """
    answer: Future[T] = Future()

    def work() -> None:
        try:
            answer.set_result(ask())
        except Exception as error:
            answer.set_exception(error)

    Thread(target=work, name=name, daemon=True).start()
    while not answer.done():
        wait([answer], deadline.glance())
    return answer.result()


class DeadlineSocket:
    """What `http.client` needs of a socket. Raises `TimeoutError`, `GivenUpError` and OSErrors."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        """Takes `sock` over, plain or under TLS, and connected."""
        sock.setblocking(False)
        self._sock = sock
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        """Send everything."""
        rest = memoryview(data)
        while rest:
            sent = self._when_ready(partial(self._sock.send, rest[:CHUNK]), selectors.EVENT_WRITE)
            rest = rest[sent:]

    def recv_into(self, buffer: bytearray | memoryview) -> int:
        """Receive something; 0 at the end."""
        return self._when_ready(partial(self._sock.recv_into, buffer), selectors.EVENT_READ)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """A stream to read from."""
        return io.BufferedReader(_Reading(self))

    def close(self) -> None:
        """Nothing: `http.client` says it before it has read the body."""

    def hang_up(self) -> None:
        """End the connection."""
        self._sock.close()

    def _when_ready(self, act: Callable[[], T], event: int) -> T:
        while True:
            self._deadline.left()
            try:
                return act()
            except BlockingIOError:
                awaited = event
            except ssl.SSLWantReadError:
                awaited = selectors.EVENT_READ
            except ssl.SSLWantWriteError:
                awaited = selectors.EVENT_WRITE
            self._deadline.wait_for(self._sock, awaited)


class _Reading(io.RawIOBase):
    """The receiving side, for `io.BufferedReader`."""

    def __init__(self, sock: DeadlineSocket) -> None:
        self._sock = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        return self._sock.recv_into(buffer)
