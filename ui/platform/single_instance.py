"""One window for each user: a second start raises the first one's."""

from __future__ import annotations

import contextlib
import enum
import logging
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDeadlineTimer, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger("latchkey")

CONNECT_MS = 500
PATIENCE_MS = 5000
"""How long a start waits for the answer of the instance that holds the lock, which may be busy."""

ENDING_MS = 12000
"""How long a start tries where nobody listens: the instance that holds the lock may not listen yet,
or is ending, which takes ten seconds where a server doesn't answer (`GOODBYE_SECONDS`, twice)."""

PAUSE_MS = 50
MOST_BYTES = 4096

HEARD = b"\x06"
"""The answer to a start whose window will be this one: ASCII's acknowledgement."""


class Found(enum.Enum):
    """What a start has found in place of a free lock."""

    AWAKE = enum.auto()
    """The other instance answered, and shows its window."""

    SILENT = enum.auto()
    """The system took the connection, but the other instance does not answer: it hangs."""

    NOBODY = enum.auto()
    """No instance listens: it does not yet, or no longer."""


class SingleInstance(QObject):
    """Be the user's only instance of the program, or wake the one that runs.

    Args:
        folder: the user's settings folder; there is one instance for each.

    Attributes:
        beside: whether another instance runs that could not be reached.

    Signals:
        woken: the program was started again; carries the server or Matrix ID to begin with.
    """

    woken = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        with contextlib.suppress(OSError):  # the program runs without a lock, too
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = os.fsencode(folder)  # not every folder's name is text
        digest = QCryptographicHash.hash(name, QCryptographicHash.Algorithm.Sha256)
        self._name = f"latchkey-{bytes(digest.data()).hex()[:16]}"
        self._path = folder / "running.lock"
        self._lock = QLockFile(str(self._path))
        self._lock.setStaleLockTime(0)  # stale only if its process has ended
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._unheard: list[str] | None = []
        self._ending = False
        self.beside = False

    def claim(self, where: str) -> bool:
        """Become the only instance, or wake the one that runs.

        If another instance runs and does not answer within `PATIENCE_MS`, or nobody listens for
        `ENDING_MS`, this one runs beside it (see `beside`): two windows are better than none.

        Args:
            where: the server or Matrix ID to begin with, for the window of the running instance.

        Returns:
            False if the other instance was woken, and this one is to end.
        """
        if os.path.lexists(self._path) and not os.path.isfile(self._path):
            self._open()  # opening a pipe would wait for whoever writes to it
            return True
        deadline, pause = QDeadlineTimer(ENDING_MS), 0
        while True:
            if self._lock.tryLock(pause):
                self._open()
                return True
            found = self._wake(where)
            if found is Found.AWAKE:
                return False
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                self._open()  # no lock can be had; later starts can still be heard
                return True
            if found is Found.NOBODY and self._lock.removeStaleLockFile():
                continue  # no process has it open, whatever is written in it
            if found is Found.SILENT or deadline.hasExpired():
                self.beside = True
                return True
            pause = PAUSE_MS

    def listen(self, hear: Callable[[str], None]) -> None:
        """Call a function for each later start of the program, and for those since `claim`.

        Problems that came up before logging was set up are logged now.

        Args:
            hear: is called with the server or Matrix ID to begin with.
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

    def stop_listening(self) -> None:
        """Answer no more starts, because this instance is ending.

        A later start waits until the lock is released, and takes this instance's place.
        """
        self._ending = True
        self._server.close()

    def release(self) -> None:
        """Stop listening and give up the lock, so that another instance can start."""
        self.stop_listening()
        self._lock.unlock()

    def _open(self) -> None:
        """Listen for other starts; if that fails, `listen` logs it, and this instance runs anyway.

        An instance that starts between the lock and this tries again: see `claim`.
        """
        QLocalServer.removeServer(self._name)  # left by an instance that was killed
        self._server.listen(self._name)

    def _wake(self, where: str) -> Found:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(CONNECT_MS):
            return Found.NOBODY
        socket.write(where.encode(errors="replace")[:MOST_BYTES] + b"\n")
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not socket.bytesAvailable():
            if not socket.waitForReadyRead(max(0, deadline.remainingTime())):
                break
        if socket.bytesAvailable():
            return Found.AWAKE
        connected = socket.state() is QLocalSocket.LocalSocketState.ConnectedState
        return Found.SILENT if connected else Found.NOBODY

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)
        self._read(socket)  # it may all be there already

    def _read(self, socket: QLocalSocket) -> None:
        if self._ending:
            socket.abort()  # it was connected before the end began, and tries again
        elif socket.canReadLine():
            line = bytes(socket.readLine(MOST_BYTES).data())
            socket.write(HEARD)
            socket.flush()
            where = line.decode(errors="replace").strip()
            if self._unheard is None:
                self.woken.emit(where)
            else:
                self._unheard.append(where)
