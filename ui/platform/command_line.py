"""Parses the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.version import VERSION


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the command line.

    Attributes:
        server: homeserver or Matrix ID to begin with.
        user: Matrix ID whose session is to be opened.
        debug: log everything, to the terminal too.
    """

    server: str = ""
    user: str = ""
    debug: bool = False


def options_of(argv: Sequence[str]) -> Options:
    """Parse the command line; exits the program if it is wrong, or asks for help or the version.

    Without arguments, as most starts are, argparse is not imported.
    """
    if not argv:
        return Options()
    import argparse

    parser = argparse.ArgumentParser(
        prog="latchkey", description="Look after a Matrix account: its password, its devices."
    )
    parser.add_argument("--server", default="", help="homeserver or Matrix ID to begin with")
    parser.add_argument("--user", default="", help="Matrix ID whose session is to be opened")
    parser.add_argument("--debug", action="store_true", help="log everything, to the terminal too")
    parser.add_argument("--version", action="version", version=f"Latchkey {VERSION}")
    found = parser.parse_args(argv)
    return Options(found.server, found.user, found.debug)
