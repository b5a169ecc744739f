"""What stands before a tracking server in a hospital: TLS, and nothing else."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from .bad_servers import raw


@contextmanager
def tls_front(backend: str, context: ssl.SSLContext) -> Iterator[str]:
    """The https address at which the server `backend` can be reached."""
    target = urlsplit(backend)

    def talk(connection: socket.socket, ended: threading.Event) -> None:
        connection.settimeout(10)
        with (
            context.wrap_socket(connection, server_side=True) as outside,
            socket.create_connection((target.hostname, target.port), 10) as inside,
        ):
            replies = threading.Thread(target=_copy, args=(inside, outside))
            replies.start()
            _copy(outside, inside)
            replies.join()

    with raw(talk) as url:
        yield url.replace("http:", "https:")


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            sink.sendall(piece)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
