"""A long list of names, of which only those in sight are laid out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QListView

ROWS = 9
"""So many are in sight at once."""


class NamesList(QListView):
    """Names to look through, one a row; thousands take no longer than a few.

    Args:
        names: plain text.
        name: objectName.
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
        """Show as many other names; where they are the same, what is selected stays."""
        model = self.model()
        assert isinstance(model, QStringListModel)  # noqa: S101  # made in __init__
        if list(names) != model.stringList():
            model.setStringList(list(names))

    def names(self) -> list[str]:
        """Return all of them."""
        model = self.model()
        assert isinstance(model, QStringListModel)  # noqa: S101  # made in __init__
        return model.stringList()
