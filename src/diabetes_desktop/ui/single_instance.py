"""One program per profile: a second start brings the first to the front and ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject

CONNECT_MS = 1000
RETRY_MS = 50
PATIENCE_MS = 10_000
RAISE = b"raise\n"


class SingleInstance(QObject):
    """Holds the profile's lock file; listens for second starts once asked to."""

    def __init__(self, profile: Path) -> None:
        super().__init__()
        self._profile = profile
        self._lock = QLockFile(str(profile / "instance.lock"))
        self._lock.setStaleLockTime(0)
        self._raise: Callable[[], object] = lambda: None

    def take(self) -> bool:
        """Whether this is the first start. A lock left by a dead process does not count."""
        if self._lock.tryLock(0):
            return True
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def raise_first(self) -> bool:
        """Ask the first start to come to the front; whether it heard.

        It listens only after its first paint: a double click comes before that.
        """
        from PySide6.QtCore import QDeadlineTimer, QThread
        from PySide6.QtNetwork import QLocalSocket

        socket, deadline = QLocalSocket(), QDeadlineTimer(PATIENCE_MS)
        socket.connectToServer(self._name())
        while not socket.waitForConnected(CONNECT_MS):
            if deadline.hasExpired():
                return False
            QThread.msleep(RETRY_MS)
            socket.connectToServer(self._name())
        socket.write(RAISE)
        heard = socket.waitForBytesWritten(CONNECT_MS)
        socket.disconnectFromServer()
        return heard

    def listen(self, on_raise: Callable[[], object]) -> None:
        """Call `on_raise` at each second start. Loads QtNetwork: call it after the first paint."""
        from PySide6.QtNetwork import QLocalServer

        self._raise = on_raise
        QLocalServer.removeServer(self._name())
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name())

    def _name(self) -> str:
        """One name per profile, short enough for every platform's sockets."""
        import hashlib

        digest = hashlib.sha256(str(self._profile.resolve()).encode()).hexdigest()
        return f"diabetes-desktop-{digest[:24]}"

    def _on_connection(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
            self._raise()
