"""What listens on the scoring port: it hands each request to the service that answers now.

So another service can take over between two requests, and the one before ends when it has answered
all that it was asked. A connection carries one request. Nothing of a request is logged. Requests
and replies are whole before they go on: a slow line keeps no service busy.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from threading import Condition, Event, Thread

from diabetes_desktop.adapters.serving.front_requests import (
    Head,
    RefusedRequestError,
    read_head,
    refusal,
)
from diabetes_desktop.adapters.serving.visitors import Visitors, WrongSignIns
from diabetes_desktop.application.serving import ServeFault, ServeRefused

MOST_HEAD = 16 * 1024  # bytes
MOST_AT_ONCE = 32  # requests at the service
MOST_REPLY = 64 * 1024 * 1024  # bytes
HEAD_SECONDS = 10.0
BODY_SECONDS = 5.0  # and what its length takes at the slowest
SLOWEST = 256 * 1024  # bytes per second of bodies and replies
ANSWER_SECONDS = 120.0  # for a service to answer; a hundred thousand patients take some
REPLY_SECONDS = 10.0  # and what its length takes at the slowest
DRAIN_SECONDS = 120.0  # for what a service was asked before another one took over
END_SECONDS = 10.0  # for what was asked before the front ends
CHUNK = 64 * 1024  # bytes
GONE = (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.CancelledError)


class Route:
    """The way to one service, and how many requests are on it."""

    def __init__(self, port: int, is_ready: Callable[[], bool]) -> None:
        self.port = port
        self.is_ready = is_ready  # while it is not, another program may have its port
        self.under_way = 0


class ScoringFront:
    """Listens from its making on; answers 503 until it is given a service."""

    def __init__(self, host: str, port: int, user: str = "", password: str = "") -> None:
        """With `user`, whoever asks has to sign in. Raises ServeRefused: PORT_TAKEN."""
        self._sign_in = (user, password) if user else None
        self._change = Condition()  # around the routes
        self._route: Route | None = None
        self._stop = Event()
        self._at_once = asyncio.Semaphore(MOST_AT_ONCE)
        self._visitors = Visitors()
        self._wrong = WrongSignIns()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            self._listener = socket.create_server((host, port), family=family)
        except OSError:
            raise ServeRefused(ServeFault.PORT_TAKEN, f"{host}:{port}") from None
        self._thread = Thread(target=lambda: asyncio.run(self._run()), name="scoring front")

    def start(self) -> None:
        """From now on requests are answered."""
        self._thread.start()

    def switch(self, port: int, is_ready: Callable[[], bool] = lambda: True) -> Route | None:
        """The next request goes to the service on `port`; the way that they went before."""
        with self._change:
            before, self._route = self._route, Route(port, is_ready)
            return before

    def drained(self, route: Route, seconds: float = DRAIN_SECONDS) -> bool:
        """Wait until nothing is under way to a service that gets no more; whether it is so."""
        with self._change:
            return self._change.wait_for(lambda: route.under_way == 0, seconds)

    def stop(self) -> None:
        """Listen no more, and end when what was asked is answered. Idempotent."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        self._listener.close()

    async def _run(self) -> None:
        server = await asyncio.start_server(self._client, sock=self._listener, limit=MOST_HEAD)
        while not self._stop.is_set():
            await asyncio.sleep(0.05)
        server.close()
        if tasks := self._visitors.tasks:
            _, late = await asyncio.wait(tasks, timeout=END_SECONDS)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - the server has made one
        peer = str((writer.get_extra_info("peername") or ("",))[0])
        try:
            with self._visitors.visit(task, peer):
                await self._converse(task, reader, writer)
        except RefusedRequestError as refused:  # no room: not even for waiting until it is told
            writer.write(refusal(refused.status))
            writer.close()
        except GONE:  # whoever asked has gone, is too slow, or was sent away
            writer.transport.abort()

    async def _converse(
        self,
        task: asyncio.Task[None],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        try:
            with self._visitors.waited_for(task):
                head = await self._admitted(reader)
            length = head.length
            with self._visitors.holding(length):
                with self._visitors.waited_for(task):
                    body = await _body(head, length, reader, writer)
                reply = await self._answer(head.written_anew(length) + body)
                await _say(writer, reply)
        except RefusedRequestError as refused:
            await _say(writer, refusal(refused.status))

    async def _admitted(self, reader: asyncio.StreamReader) -> Head:
        try:
            async with asyncio.timeout(HEAD_SECONDS):
                head = read_head(await reader.readuntil(b"\r\n\r\n"))
        except asyncio.LimitOverrunError:
            raise RefusedRequestError(400) from None
        if self._sign_in is not None and not head.is_from(*self._sign_in):
            await asyncio.sleep(self._wrong.delay())
            raise RefusedRequestError(401)
        head.check_place()
        return head

    async def _answer(self, request: bytes) -> bytes:
        try:
            async with (
                asyncio.timeout(ANSWER_SECONDS),
                self._at_once,
                self._connected() as (answers, service),
            ):
                service.write(request)
                return await _whole(answers)
        except TimeoutError:
            raise RefusedRequestError(504) from None

    @asynccontextmanager
    async def _connected(
        self,
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        with self._change:
            route = self._route
            if route is None or not route.is_ready():
                raise RefusedRequestError(503)
            route.under_way += 1
        try:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", route.port)
            except OSError:  # it is being started again
                raise RefusedRequestError(503) from None
            try:
                yield reader, writer
            finally:
                writer.transport.abort()  # all was read, or nobody waits for it any more
        finally:
            with self._change:
                route.under_way -= 1
                self._change.notify_all()


async def _body(
    head: Head, length: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> bytes:
    if head.waits_for_leave:
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    async with asyncio.timeout(BODY_SECONDS + length / SLOWEST):
        return await reader.readexactly(length)


async def _whole(answers: asyncio.StreamReader) -> bytes:
    """A service's reply. Raises RefusedRequestError where there is none, or too much of it."""
    reply = bytearray()
    with suppress(OSError):
        while len(reply) <= MOST_REPLY and (piece := await answers.read(CHUNK)):
            reply += piece
    if not reply or len(reply) > MOST_REPLY:
        raise RefusedRequestError(502)
    return bytes(reply)


async def _say(writer: asyncio.StreamWriter, reply: bytes) -> None:
    writer.write(reply)
    async with asyncio.timeout(REPLY_SECONDS + len(reply) / SLOWEST):
        await writer.drain()
        writer.close()
        await writer.wait_closed()
