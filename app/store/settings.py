"""What is kept in a file: what the vault holds, and a few choices; nothing secret."""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.core.errors import InvalidInput, SaveFault, SettingsFault
from app.core.homeserver import Session
from app.core.identifiers import origin_of
from app.store.atomic_write import write_whole


class _StoredSession(msgspec.Struct, frozen=True):
    user_id: str
    device_id: str
    homeserver: str


class _StoredSettings(msgspec.Struct, omit_defaults=True):
    sessions: list[_StoredSession] = []
    idle_minutes: int = 0
    resets: list[str] = []


class Settings:
    """Read and write the settings file.

    A file that is missing or broken counts as empty: nothing in it is worth a refusal to start.
    It is written whole or not at all, so that a crash leaves the old one as it was.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle_minutes: int | None = None

    @property
    def idle_minutes(self) -> int:
        """How long sessions in memory wait for somebody, in minutes; 0 for ever."""
        if self._idle_minutes is None:
            self._idle_minutes = max(0, self._load().idle_minutes)
        return self._idle_minutes

    def limit_idle(self, minutes: int) -> None:
        """Choose how long sessions in memory wait for somebody.

        Raises:
            SettingsFault: the file cannot be written; the choice holds for this run alone.
        """
        self._idle_minutes = minutes
        self._save()

    def sessions(self) -> list[Session]:
        """Return the sessions whose tokens are in the vault, the last used first."""
        found = []
        for stored in self._load().sessions:
            try:
                origin = origin_of(stored.homeserver)
            except InvalidInput:
                continue
            found.append(Session(stored.user_id, stored.device_id, origin))
        return found

    def add(self, session: Session) -> None:
        """Remember a session, as the last used.

        Raises:
            SettingsFault: the file cannot be written.
        """
        self._save(sessions=[session, *(each for each in self.sessions() if each != session)])

    def remove(self, session: Session) -> None:
        """Forget a session; nothing happens if it is not there.

        Raises:
            SettingsFault: the file cannot be written.
        """
        known = self.sessions()
        if session in known:
            self._save(sessions=[each for each in known if each != session])

    def resets(self) -> list[str]:
        """Return the keys of the pending resets that the vault holds, the newest first."""
        return list(self._load().resets)

    def add_reset(self, key: str) -> None:
        """Remember a pending reset; nothing happens if it is there.

        Raises:
            SettingsFault: the file cannot be written.
        """
        known = self.resets()
        if key not in known:
            self._save(resets=[key, *known])

    def remove_reset(self, key: str) -> None:
        """Forget a pending reset; nothing happens if it is not there.

        Raises:
            SettingsFault: the file cannot be written.
        """
        known = self.resets()
        if key in known:
            self._save(resets=[each for each in known if each != key])

    def _load(self) -> _StoredSettings:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_StoredSettings)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return _StoredSettings()

    def _save(
        self, *, sessions: list[Session] | None = None, resets: list[str] | None = None
    ) -> None:
        known = self.sessions() if sessions is None else sessions
        stored = [_StoredSession(s.user_id, s.device_id, str(s.origin)) for s in known]
        waiting = self.resets() if resets is None else resets
        settings = _StoredSettings(stored, self.idle_minutes, waiting)
        content = msgspec.json.format(msgspec.json.encode(settings))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._path, content, synced=False)
        except (OSError, SaveFault):
            raise SettingsFault from None
