"""Which Latchkey this is; `pyproject.toml` says the same, and a test holds them together."""

VERSION = "0.1.0"

WEBSITE = "https://latchkey.example/"
"""Where people learn more about the program; authorization servers show it. It has none so far, and
this host can be nobody's (RFC 2606)."""
