"""What listens on the scoring port: it hands each request to the service that answers now.

So another service can take over between two requests, and the one before ends when it has answered
all that it was asked. A connection carries one request. Nothing of a request is logged.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Condition, Event, Thread

from diabetes_desktop.adapters.serving.front_requests import (
    Head,
    RefusedRequestError,
    read_head,
    refusal,
)
from diabetes_desktop.application.serving import ServeFault, ServeRefused

MOST_HEAD = 16 * 1024  # bytes
MOST_AT_ONCE = 32  # requests with a body in memory
HEAD_SECONDS = 10.0
BODY_SECONDS = 30.0
ANSWER_SECONDS = 120.0  # until a service begins to answer; a hundred thousand patients take some
REPLY_SECONDS = 60.0  # for each piece of a reply to be taken
WRONG_PASSWORD_SECONDS = 1.0  # nobody shall try many
DRAIN_SECONDS = 120.0  # for what a service was asked before another one took over
END_SECONDS = 10.0  # for what was asked before the front ends
CHUNK = 64 * 1024  # bytes


class Route:
    """The way to one service, and how many requests are on it."""

    def __init__(self, port: int) -> None:
        self.port = port
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
        self._clients: set[asyncio.Task[None]] = set()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            self._listener = socket.create_server((host, port), family=family)
        except OSError:
            raise ServeRefused(ServeFault.PORT_TAKEN, f"{host}:{port}") from None
        self._thread = Thread(target=lambda: asyncio.run(self._run()), name="scoring front")

    def start(self) -> None:
        """From now on requests are answered."""
        self._thread.start()

    def switch(self, port: int) -> Route | None:
        """The next request goes to the service on `port`; the way that they went before."""
        with self._change:
            before, self._route = self._route, Route(port)
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
        if self._clients:
            _, late = await asyncio.wait(self._clients, timeout=END_SECONDS)
            for task in late:
                task.cancel()
        await server.wait_closed()

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - the server has made one
        self._clients.add(task)
        try:
            await self._converse(reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            return  # whoever asked has gone
        finally:
            self._clients.discard(task)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await self._admitted(reader)
            async with self._at_once:
                await self._answer(head, reader, writer)
        except RefusedRequestError as refused:
            writer.write(refusal(refused.status))
            await writer.drain()

    async def _admitted(self, reader: asyncio.StreamReader) -> Head:
        try:
            async with asyncio.timeout(HEAD_SECONDS):
                head = read_head(await reader.readuntil(b"\r\n\r\n"))
        except asyncio.LimitOverrunError:
            raise RefusedRequestError(400) from None
        if self._sign_in is not None and not head.is_from(*self._sign_in):
            await asyncio.sleep(WRONG_PASSWORD_SECONDS)
            raise RefusedRequestError(401)
        head.check_place()
        return head

    async def _answer(
        self, head: Head, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        length = head.length
        if head.waits_for_leave:
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        async with asyncio.timeout(BODY_SECONDS):
            body = await reader.readexactly(length)
        async with self._connected() as (answers, service):
            service.write(head.written_anew(length) + body)
            piece = await _first_piece(answers)
            while piece:
                writer.write(piece)
                async with asyncio.timeout(REPLY_SECONDS):
                    await writer.drain()
                    piece = await answers.read(CHUNK)

    @asynccontextmanager
    async def _connected(
        self,
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        with self._change:
            route = self._route
            if route is None:
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
                writer.close()
        finally:
            with self._change:
                route.under_way -= 1
                self._change.notify_all()


async def _first_piece(answers: asyncio.StreamReader) -> bytes:
    """The beginning of a service's reply. Raises RefusedRequestError where there is none."""
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            piece = await answers.read(CHUNK)
    except TimeoutError:
        raise RefusedRequestError(504) from None
    except OSError:
        raise RefusedRequestError(502) from None
    if not piece:
        raise RefusedRequestError(502)
    return piece
