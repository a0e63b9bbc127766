"""Where files belong on this system. Imported first of all, so it imports next to nothing."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from app.store.reading import read_own

MOST_GUESSED_BYTES = 1024 * 1024
"""A larger file is not looked through for a guess."""


def config_file() -> Path:
    """Return where settings belong on this system."""
    return Path(platformdirs.user_config_dir("latchkey", appauthor=False)) / "settings.json"


def log_file() -> Path:
    """Return where the log belongs on this system."""
    return Path(platformdirs.user_log_dir("latchkey", appauthor=False)) / "latchkey.log"


def mentions_session(settings: Path, user_id: str) -> bool:
    """Guess whether a session is kept, without understanding the settings.

    It never waits: what is no file of ours mentions nobody.

    Args:
        settings: the file.
        user_id: whose session; empty for anybody's.
    """
    try:
        content = read_own(settings, MOST_GUESSED_BYTES)
    except OSError:
        return False
    return b'"user_id"' in content and user_id.encode(errors="replace") in content
