"""Parsing and encoding of the settings file, which keeps what this version does not know.

    {
      "version": 1,
      "sessions": [{"user_id": "@you:example.org", "device_id": "…", "homeserver": "https://…"}],
      "idle_minutes": 10,
      "resets": ["…"]
    }

Each value is kept as it was written until it is changed: unknown keys, invalid entries, numbers
that are out of range. Half a surrogate pair alone becomes NUL and its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import msgspec
from msgspec import Raw

from app.core.errors import InvalidInput
from app.core.homeserver import Session
from app.core.identifiers import base_url_of
from app.core.lenient import is_identifier

VERSION = 1
"""Version of the format. It grows when older programs would destroy data by writing."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Some editors begin a text with it."""

MOST_IDLE_MINUTES = 7 * 24 * 60

_BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What msgspec raises where a text is no JSON, or not what it should be."""


_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a whole surrogate pair
    rb"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})"
    rb"|.)",
    re.DOTALL,
)
"""An escape in a string of JSON."""


class NotSettings(Exception):
    """The text cannot be read as settings."""


class TooMuch(Exception):
    """The settings would be larger than a file that is read again may be."""


class NewerSettings(Exception):
    """The text has a version that this program does not know."""


class _StoredSession(msgspec.Struct, frozen=True, omit_defaults=True):
    user_id: str
    device_id: str
    homeserver: str
    server_name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list in the settings file.

    Attributes:
        text: the entry's JSON, as it was or will be written.
        meaning: the session, or the reset's key; None if the entry is invalid.
    """

    text: bytes
    meaning: Session | str | None


@dataclass(frozen=True, slots=True)
class Content:
    """The content of the settings file; its methods return changed copies.

    Attributes:
        session_entries: one for each session, the last used first.
        reset_entries: one for each pending reset, the newest first.
        others: every other value of the file by its key, as it was written.
    """

    session_entries: tuple[Entry, ...] = ()
    reset_entries: tuple[Entry, ...] = ()
    others: dict[str, bytes] = field(default_factory=dict)

    @property
    def sessions(self) -> list[Session]:
        """The sessions, the last used first, each once."""
        found = (each.meaning for each in self.session_entries)
        return list(dict.fromkeys(each for each in found if isinstance(each, Session)))

    @property
    def resets(self) -> list[str]:
        """The keys of pending resets, the newest first, each once."""
        found = (each.meaning for each in self.reset_entries)
        return list(dict.fromkeys(each for each in found if isinstance(each, str)))

    @property
    def idle_minutes(self) -> int:
        """Idle minutes after which sessions in memory end; 0 for never, or if invalid."""
        try:
            minutes = msgspec.json.decode(self.others.get("idle_minutes", b"0"), type=int)
        except _BROKEN:
            return 0
        return minutes if 0 <= minutes <= MOST_IDLE_MINUTES else 0

    def with_session(self, session: Session) -> Content:
        """Return a copy with a session listed first; an entry that it has already is kept."""
        name = "" if session.server_name == session.origin.place else session.server_name
        where = str(session.origin)
        stored = _StoredSession(session.user_id, session.device_id, where, name)
        new = Entry(msgspec.json.encode(stored), session)
        return replace(self, session_entries=_first(self.session_entries, new))

    def without_session(self, session: Session) -> Content:
        """Return a copy without a session."""
        return replace(self, session_entries=_without(self.session_entries, session))

    def with_reset(self, key: str) -> Content:
        """Return a copy with a pending reset listed first; unchanged if it is listed already."""
        if key in self.resets:
            return self
        new = Entry(msgspec.json.encode(key), key)
        return replace(self, reset_entries=_first(self.reset_entries, new))

    def without_reset(self, key: str) -> Content:
        """Return a copy without a pending reset."""
        return replace(self, reset_entries=_without(self.reset_entries, key))

    def with_idle_minutes(self, minutes: int) -> Content:
        """Return a copy with another idle limit, in minutes; 0 for none."""
        return replace(self, others={**self.others, "idle_minutes": msgspec.json.encode(minutes)})

    def written(self, most: int) -> bytes:
        """Return the settings as the file's JSON, indented where that is not too large.

        Args:
            most: bytes that the file may have when it is read again.

        Raises:
            TooMuch: it would be larger all the same.
        """
        values: dict[str, object] = {"version": VERSION}
        if self.session_entries:
            values["sessions"] = [Raw(each.text) for each in self.session_entries]
        values |= {key: Raw(text) for key, text in self.others.items()}
        if self.reset_entries:
            values["resets"] = [Raw(each.text) for each in self.reset_entries]
        text = msgspec.json.encode(values)
        indented = msgspec.json.format(text) + b"\n"
        if len(indented) <= most:
            return indented
        if len(text) > most:
            raise TooMuch
        return text


def read_content(text: bytes) -> Content:
    """Parse the settings file; an invalid entry is kept as it is and otherwise ignored.

    Raises:
        NotSettings: it is no JSON object, too deeply nested, or a list in it is none.
        NewerSettings: its version is newer, or unknown: writing would destroy its content.
    """
    text = _ESCAPE.sub(_whole, text.removeprefix(BYTE_ORDER_MARK))
    try:
        values = msgspec.json.decode(text, type=dict[str, Raw])
        _check_version(values.pop("version", Raw(b"1")))
        sessions = msgspec.json.decode(values.pop("sessions", Raw(b"[]")), type=list[Raw])
        resets = msgspec.json.decode(values.pop("resets", Raw(b"[]")), type=list[Raw])
    except _BROKEN:
        raise NotSettings from None
    return Content(
        tuple(Entry(bytes(each), _session_of(each)) for each in sessions),
        tuple(Entry(bytes(each), _key_of(each)) for each in resets),
        {key: bytes(value) for key, value in values.items()},
    )


def _whole(escape: re.Match[bytes]) -> bytes:
    """Return an escape of JSON; half a surrogate pair as NUL and its digits, which is no name.

    msgspec takes no string with such a half, and with it no list that has one such entry.
    """
    half = escape["half"]
    return escape[0] if half is None else b"\\u0000" + half


def _check_version(version: Raw) -> None:
    try:
        number = msgspec.json.decode(version, type=int | float)
    except _BROKEN:  # presumably a newer format
        raise NewerSettings from None
    if number > VERSION:
        raise NewerSettings


def _session_of(text: Raw) -> Session | None:
    try:
        stored = msgspec.json.decode(text, type=_StoredSession)
        origin = base_url_of(stored.homeserver)
    except (*_BROKEN, InvalidInput):
        return None
    names = is_identifier(stored.user_id) and is_identifier(stored.device_id)
    if not (names and stored.user_id.startswith("@") and ":" in stored.user_id):
        return None
    name = stored.server_name if is_identifier(stored.server_name) else ""
    return Session(stored.user_id, stored.device_id, origin, server_name=name)


def _key_of(text: Raw) -> str | None:
    try:
        key = msgspec.json.decode(text, type=str)
    except _BROKEN:
        return None
    return key if is_identifier(key) else None


def _first(entries: Iterable[Entry], new: Entry) -> tuple[Entry, ...]:
    entries = tuple(entries)
    there = next((each for each in entries if _as_good(each.meaning, new.meaning)), new)
    return (there, *_without(entries, new.meaning))


def _as_good(there: Session | str | None, new: Session | str | None) -> bool:
    """Return whether an entry is of the same session or reset, and knows as much of it."""
    if isinstance(there, Session) and isinstance(new, Session):
        return there == new and there.server_name == new.server_name
    return there == new


def _without(entries: Iterable[Entry], meaning: Session | str | None) -> tuple[Entry, ...]:
    return tuple(each for each in entries if each.meaning is None or each.meaning != meaning)
