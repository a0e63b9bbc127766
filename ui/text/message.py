"""`Message`: what a person is told of an error or outcome, with a code for support.

This module imports no errors; `ui/text/errors.py` makes messages of them. Widgets that show
messages can therefore be imported without the errors.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDateTime, Qt

from app.version import VERSION


@dataclass(frozen=True, slots=True)
class Message:
    """An error, or an outcome, for a person.

    Attributes:
        sentence: what happened.
        next_step: what to do now; may be empty.
        server_text: the server's own words; may be empty.
        code: for support: error name, status and errcode; empty where nothing went wrong.
    """

    sentence: str
    next_step: str = ""
    server_text: str = ""
    code: str = ""

    def report(self) -> str:
        """Return a text for a bug report: without secret or user ID."""
        import platform  # for reports alone

        when = QDateTime.currentDateTimeUtc().toString(Qt.DateFormat.ISODate)
        system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
        return f"Latchkey {VERSION} · {system}\n{when}\n{self.sentence}\n{self.code}\n"


def kind_of(error: BaseException) -> str:
    """Return what may be shown of any error: its class, and the module of a failed import.

    The error's own text is left out, because it may hold anything.
    """
    name = type(error).__name__
    module = error.name if isinstance(error, ImportError) else None
    return name if module is None else f"{name}: {module}"


def wait_text(seconds: int) -> str:
    """Return a number of seconds as minutes and seconds, such as ``1:05``."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes}:{rest:02}"
