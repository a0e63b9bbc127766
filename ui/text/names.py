"""A few of many names as one line: nobody reads a thousand, and no label lays them out in time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

FEW_NAMES = 12
"""How many names of rooms or devices a sentence lists before it counts the rest."""


def some(names: Sequence[str], joint: str = " · ") -> str:
    """Join the first `FEW_NAMES` names, and say how many more there are.

    Args:
        names: of rooms, devices, emails or phones.
        joint: what stands between two.
    """
    left = len(names) - FEW_NAMES
    if left <= 0:
        return joint.join(names)
    more = translate("Names", "and %n more", None, left)
    return f"{joint.join(names[:FEW_NAMES])}{joint}{more}"
