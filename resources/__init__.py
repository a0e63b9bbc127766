"""Icons and translations, as files."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where they lie; `importlib.resources` would say the same, and takes 3 ms of each start."""
