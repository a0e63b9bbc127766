"""One window for each user: a second start raises the first one's."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDeadlineTimer, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger("latchkey")

CONNECT_MS = 500
PATIENCE_MS = 5000
"""How long a start waits for one that holds the lock and cannot be reached: it may not listen yet,
or be about to end."""

PAUSE_MS = 50
MOST_BYTES = 4096


class SingleInstance(QObject):
    """Be the only one, or wake whoever is.

    Args:
        folder: the user's settings folder: who shares it shares the window.

    Attributes:
        beside: whether another one runs that could not be reached.

    Signals:
        woken: somebody started the program again; carries what they asked to begin with.
    """

    woken = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        with contextlib.suppress(OSError):  # without a folder there is no lock, but a window
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest = QCryptographicHash.hash(str(folder).encode(), QCryptographicHash.Algorithm.Sha256)
        self._name = f"latchkey-{bytes(digest.data()).hex()[:16]}"
        self._lock = QLockFile(str(folder / "running.lock"))
        self._lock.setStaleLockTime(0)  # a lock is as good as the process that holds it
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._unheard: list[str] | None = []
        self.beside = False

    def claim(self, where: str) -> bool:
        """Become the only one, or hand over to whoever is.

        Where another one runs and cannot be reached, this one runs beside it (see `beside`): two
        windows are better than none. It is tried for `PATIENCE_MS` before.

        Args:
            where: the server or Matrix ID to begin with, for the window that is there already.

        Returns:
            False if another one was woken: this one has nothing to do.
        """
        deadline, pause = QDeadlineTimer(PATIENCE_MS), 0
        while True:
            if self._lock.tryLock(pause):
                self._open()
                return True
            if self._wake(where):
                return False
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                self._open()  # nobody can tell who else is there: be heard at least
                return True
            if deadline.hasExpired():
                self.beside = True
                return True
            pause = PAUSE_MS

    def listen(self, hear: Callable[[str], None]) -> None:
        """Tell of other starts from now on, and of those that nobody has heard yet.

        What went wrong before there was a log is logged now.
        """
        if self.beside:
            log.warning("another one runs, and does not answer")
        elif not self._lock.isLocked():
            log.warning("no lock: %s", self._lock.error().name)
        elif not self._server.isListening():
            log.warning("other starts are not heard: %s", self._server.serverError().name)
        self.woken.connect(hear)
        unheard, self._unheard = self._unheard, None
        for where in unheard or ():
            self.woken.emit(where)

    def release(self) -> None:
        """Let another one start."""
        self._server.close()
        self._lock.unlock()

    def _open(self) -> None:
        """Listen for other starts. Where that fails, `listen` says so: this one runs all the same.

        Whoever starts between the lock and this waits for it: see `claim`.
        """
        QLocalServer.removeServer(self._name)  # left by one that was killed
        self._server.listen(self._name)

    def _wake(self, where: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(CONNECT_MS):
            return False
        socket.write(where.encode()[:MOST_BYTES] + b"\n")
        done = socket.waitForBytesWritten(CONNECT_MS)
        socket.disconnectFromServer()
        return done

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)
        self._read(socket)  # it may all be there already

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            line = bytes(socket.readLine(MOST_BYTES).data())
            where = line.decode(errors="replace").strip()
            if self._unheard is None:
                self.woken.emit(where)
            else:
                self._unheard.append(where)
