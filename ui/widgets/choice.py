"""A choice with its consequence beneath it."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget

from ui.widgets.label import Label, Role

INDENT = 32
"""Where the text of a radio button or check box begins, in pixels."""


class Choice(QWidget):
    """A radio button or check box, and one sentence on what it does.

    Args:
        button: the control itself.
        caption: the sentence.
        name: objectName of the control.
    """

    def __init__(self, button: QRadioButton | QCheckBox, caption: str, name: str) -> None:
        super().__init__()
        self.button = button
        button.setObjectName(name)
        font = button.font()
        font.setWeight(QFont.Weight.DemiBold)
        button.setFont(font)
        self.caption = Label(Role.CAPTION, caption, tone="muted")
        self.caption.setObjectName(f"{name}.caption")
        self.caption.setContentsMargins(INDENT, 0, 0, 0)
        if self.isRightToLeft():
            self.caption.setContentsMargins(0, 0, INDENT, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(1)
        box.addWidget(button)
        box.addWidget(self.caption)
        self.explain(caption)

    def explain(self, caption: str) -> None:
        """Say what the choice does."""
        self.caption.say(caption)
        self.button.setAccessibleDescription(caption)
