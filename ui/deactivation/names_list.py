"""List widget for thousands of names; only the visible rows are laid out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QListView

ROWS = 9
"""How many rows are visible at once; the rest is scrolled to."""


class NamesList(QListView):
    """List names, one a row; thousands take no longer to show than a few.

    Args:
        names: the names, as plain text.
        name: objectName of the widget.
    """

    def __init__(self, names: Sequence[str], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "names")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(QStringListModel(list(names), self))
        row = self.sizeHintForRow(0)
        self.setFixedHeight(min(len(names), ROWS) * row + 2 * self.frameWidth() + 4)

    def show_names(self, names: Sequence[str]) -> None:
        """Replace the names by as many others; the same names leave the selection alone."""
        model = self.model()
        assert isinstance(model, QStringListModel)  # noqa: S101  # made in __init__
        if list(names) != model.stringList():
            model.setStringList(list(names))

    def names(self) -> list[str]:
        """Return all names that are listed."""
        model = self.model()
        assert isinstance(model, QStringListModel)  # noqa: S101  # made in __init__
        return model.stringList()
