"""The only user of segno: an address as a QR code."""

from __future__ import annotations


def qr_of(text: str) -> tuple[tuple[int, ...], ...]:
    """Return the modules of a QR code by rows, 1 for dark; empty if the text is too long."""
    import segno

    try:
        found = segno.make_qr(text, error="m")
    except segno.DataOverflowError:
        return ()
    return tuple(tuple(row) for row in found.matrix)
