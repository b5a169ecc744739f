"""The scoring port, reached from outside through ngrok's service; never without a sign-in.

What ngrok says may quote the token: of its words only the code is ever kept.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from diabetes_desktop.adapters.serving.traffic_policy import asks_everybody
from diabetes_desktop.application.serving import ServeFault, ServeRefused, TunnelRequest

if TYPE_CHECKING:
    from ngrok import Listener, Session

T = TypeVar("T")
OPEN_SECONDS = 20.0
CLOSE_SECONDS = 5.0
CODE = re.compile(r"ERR_NGROK_(\d{1,6})")
OF_THE_TOKEN = frozenset({105, 106, 107, 108, 109, 302, 4018})  # ngrok.com/docs/errors


@dataclass(frozen=True, slots=True)
class NgrokServer:
    """Another address than ngrok's own, as host:port, and the certificate (PEM) that it has."""

    address: str
    certificate: bytes


class Tunnel:
    """Closed until it is opened; opened once."""

    def __init__(
        self, request: TunnelRequest, signs_in: bool, server: NgrokServer | None = None
    ) -> None:
        """Nothing is sent yet; `signs_in` is whether the scoring port itself asks for a user.

        Raises:
            ServeRefused: TUNNEL_POLICY, TUNNEL_OPEN, TUNNEL_TOKEN or TUNNEL_PACKAGE.
        """
        try:
            protected = signs_in or (bool(request.policy) and asks_everybody(request.policy))
        except ValueError:
            raise ServeRefused(ServeFault.TUNNEL_POLICY) from None
        if not protected:
            raise ServeRefused(ServeFault.TUNNEL_OPEN)
        if not request.token:
            raise ServeRefused(ServeFault.TUNNEL_TOKEN)
        try:
            import ngrok  # noqa: F401 - said now rather than in the middle
        except ModuleNotFoundError:
            raise ServeRefused(ServeFault.TUNNEL_PACKAGE) from None
        self._request = request
        self._server = server
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="tunnel", daemon=True)
        self._session: Session | None = None

    def open(self, port: int) -> str:
        """Lead from a public address to `port` of this computer; the address.

        Raises:
            ServeRefused: TUNNEL_TOKEN_REFUSED, TUNNEL_REFUSED or TUNNEL_NETWORK.
        """
        self._thread.start()
        try:
            return self._wait(self._opened(port), OPEN_SECONDS)
        except TimeoutError:
            raise ServeRefused(ServeFault.TUNNEL_NETWORK) from None
        except Exception as error:  # ngrok raises ValueError with its own words
            raise _refused(error) from None

    def close(self) -> None:
        """Let nobody in any more. Idempotent."""
        session, self._session = self._session, None
        if session is not None:
            with suppress(Exception):  # the service forgets it when the process ends
                self._wait(session.close(), CLOSE_SECONDS)
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(CLOSE_SECONDS)
        if not self._loop.is_running():
            self._loop.close()

    async def _opened(self, port: int) -> str:
        import ngrok

        builder = ngrok.SessionBuilder().authtoken(self._request.token)
        if self._server is not None:
            builder.server_addr(self._server.address).ca_cert(bytearray(self._server.certificate))
        self._session = await builder.connect()
        endpoint = self._session.http_endpoint()
        endpoint.forwards_to("diabetes-admin serve")  # or it tells where Python is
        if self._request.policy:
            endpoint.traffic_policy(self._request.policy)
        listener: Listener = await endpoint.listen()
        listener.forward(f"127.0.0.1:{port}")
        return listener.url()

    def _wait(self, work: Awaitable[T], seconds: float) -> T:
        async def waited() -> T:
            return await asyncio.wait_for(work, seconds)

        return asyncio.run_coroutine_threadsafe(waited(), self._loop).result()


def _refused(error: Exception) -> ServeRefused:
    found = CODE.search(str(error))
    if found is None:
        return ServeRefused(ServeFault.TUNNEL_NETWORK)
    of_token = int(found[1]) in OF_THE_TOKEN
    fault = ServeFault.TUNNEL_TOKEN_REFUSED if of_token else ServeFault.TUNNEL_REFUSED
    return ServeRefused(fault, found[0])
