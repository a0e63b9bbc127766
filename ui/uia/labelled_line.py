"""A line edit with its label above it, for the dialogs of UIA stages."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.label import Label, Role


class LabelledLine(QWidget):
    """An editor with its label above it.

    Args:
        label: text of the label, and accessible name of the editor.
        line: the editor: a line edit, or any other widget that a person types or chooses in.
        name: objectName of the editor.
    """

    def __init__(self, label: str, line: QWidget, name: str) -> None:
        super().__init__()
        self.label = Label(Role.CAPTION, label, tone="muted")
        self.label.setBuddy(line)
        line.setObjectName(name)
        line.setAccessibleName(label)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.label)
        box.addWidget(line)
