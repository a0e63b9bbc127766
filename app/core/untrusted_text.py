"""Text that a server wrote, made safe to show and to log."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from app.core.secret import Secret

MAX_CHARS = 300
"""Longest server text that is shown, in characters: a dialog holds it at 720 x 540."""

MAX_READ = 20 * MAX_CHARS
"""So many characters of it are looked at: an answer may hold a million."""

RUN = 6
"""A run of this many characters of a secret is blanked wherever it stands."""

BLANK = "•••"


def clean(text: str) -> str:
    """Return `text` as one paragraph of plain, visible characters.

    Control characters, and the marks that turn the direction of text around, are dropped;
    white space is folded; what is longer than `MAX_CHARS` is cut, with an ellipsis.

    Args:
        text: as the server sent it; up to the size of an answer.
    """
    visible = (" " if c.isspace() else c for c in text[:MAX_READ])
    kept = "".join(c for c in visible if c == " " or unicodedata.category(c)[0] != "C")
    folded = " ".join(kept.split())
    return folded if len(folded) <= MAX_CHARS else folded[: MAX_CHARS - 1].rstrip() + "…"


def blank(text: str, secrets: Iterable[Secret]) -> str:
    """Replace every trace of secrets in a server's text by `BLANK`; cut it to `MAX_READ` first.

    Synapse quotes both ends of an over-long password in its error text, so it is not enough to
    look for the whole secret: any run of `RUN` characters of it is replaced. A secret shorter than
    that is replaced where it occurs as a whole.

    Args:
        text: the server's text.
        secrets: what was sent with the request that the text answers.
    """
    text = text[:MAX_READ]
    marked = [False] * len(text)
    for secret in secrets:
        value = secret.reveal()
        if not value:
            continue
        size = min(RUN, len(value))
        runs = {value[i : i + size] for i in range(len(value) - size + 1)}
        for start in range(len(text) - size + 1):
            if text[start : start + size] in runs:
                marked[start : start + size] = [True] * size
    out: list[str] = []
    for position, char in enumerate(text):
        if not marked[position]:
            out.append(char)
        elif position == 0 or not marked[position - 1]:
            out.append(BLANK)
    return "".join(out)
