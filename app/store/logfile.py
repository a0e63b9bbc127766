"""Set-up of the log file, which is rotated and free of secrets.

What is logged is chosen where it is logged: names of things that happened, methods and paths of
requests, kinds of errors. Secrets are `Secret` and print as ``***``; messages of other libraries'
exceptions are left out (`ui.application.controller`).
"""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

BYTES = 512 * 1024
KEPT = 3
"""Older files beside the newest."""

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

CHATTY = ("qasync", "asyncio", "httpcore")
"""Loggers that write a line for every turn of the loop: they would drown the others."""


def start_logging(path: Path, *, debug: bool) -> None:
    """Log to a file, and to the terminal as well when debugging.

    A file that cannot be written is no reason not to start: then warnings go to the terminal.

    Args:
        path: the file; its folder is made.
        debug: whether everything is logged, also to the terminal.
    """
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    handlers: list[logging.Handler] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists() and not path.is_file():
            raise OSError  # opening a pipe waits for whoever reads it
        handlers.append(
            logging.handlers.RotatingFileHandler(
                path, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8", delay=False
            )
        )
    except OSError:
        debug = True
    if debug:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(logging.Formatter(FORMAT))
        root.addHandler(handler)
    # httpx logs the address of every request, and a fallback page's holds a session key.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.INFO)
