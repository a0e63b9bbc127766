"""Paths of the settings and log files. Imported first of all, so it imports next to nothing."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from app.store.reading import read_own

MOST_GUESSED_BYTES = 1024 * 1024
"""A larger file is not looked through for a guess."""


def config_file() -> Path:
    """Return the path of the settings file on this system."""
    return Path(platformdirs.user_config_dir("latchkey", appauthor=False)) / "settings.json"


def log_file() -> Path:
    """Return the path of the log file on this system."""
    return Path(platformdirs.user_log_dir("latchkey", appauthor=False)) / "latchkey.log"


def mentions_session(settings: Path, user_id: str) -> bool:
    """Guess whether the settings file lists a session, without parsing it.

    It never blocks. A file that is missing, too large or not the user's own lists none.

    Args:
        settings: path of the settings file.
        user_id: user ID of the session; empty for any session.
    """
    try:
        content = read_own(settings, MOST_GUESSED_BYTES)
    except OSError:
        return False
    return b'"user_id"' in content and user_id.encode(errors="replace") in content
