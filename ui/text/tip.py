"""Texts of tool tips, which Qt draws as HTML wherever a text looks like it."""

from __future__ import annotations


def tip(text: str) -> str:
    """Return a text that a tool tip shows as it is.

    A name with ``<img src=…>`` in it would otherwise load a local file, and on Windows ask a host.
    """
    if not {"<", "&"} & {*text}:
        return text
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{plain}</span>"
