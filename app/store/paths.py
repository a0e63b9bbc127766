"""Where files belong on this system. Imported first of all, so it imports next to nothing."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def config_file() -> Path:
    """Return where settings belong on this system."""
    return Path(platformdirs.user_config_dir("latchkey", appauthor=False)) / "settings.json"


def log_file() -> Path:
    """Return where the log belongs on this system."""
    return Path(platformdirs.user_log_dir("latchkey", appauthor=False)) / "latchkey.log"


def mentions_session(settings: Path, user_id: str) -> bool:
    """Guess whether a session is kept, without reading the settings as `app.store.settings` does.

    Args:
        settings: the file.
        user_id: whose session; empty for anybody's.
    """
    try:
        content = settings.read_bytes()
    except OSError:
        return False
    return b'"user_id"' in content and user_id.encode() in content
