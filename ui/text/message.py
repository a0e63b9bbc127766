"""What a person is told: a sentence, what to do next, and what a supporter wants to know.

It knows no error: `ui/text/errors.py` makes explanations of them. What shows explanations can so be
imported without all that can go wrong.
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
    """Return what may be shown of any error: its kind, and the module that could not be imported.

    Its text is left out, which may hold anything.
    """
    name = type(error).__name__
    module = error.name if isinstance(error, ImportError) else None
    return name if module is None else f"{name}: {module}"


def wait_text(seconds: int) -> str:
    """Return a span of time for a countdown."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes}:{rest:02}"
