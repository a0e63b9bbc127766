"""A radio button or check box with a sentence about its effect."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget

from ui.text.words import Words, said
from ui.widgets.label import Label, Role

INDENT = 32
"""Where the text of a radio button or check box begins, in pixels."""


class Choice(QWidget):
    """A radio button or check box, and one sentence on what it does.

    Args:
        button: the control itself.
        name: objectName of the control.
    """

    def __init__(self, button: QRadioButton | QCheckBox, name: str) -> None:
        super().__init__()
        self._words: Words = ""
        self.button = button
        button.setObjectName(name)
        font = button.font()
        font.setWeight(QFont.Weight.DemiBold)
        button.setFont(font)
        self.caption = Label(Role.CAPTION, tone="muted")
        self.caption.setObjectName(f"{name}.caption")
        self._indent()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(1)
        box.addWidget(button)
        box.addWidget(self.caption)
        self.caption.hide()

    def explain(self, words: Words) -> None:
        """Set the sentence that says what the choice does."""
        self._words = words
        text = said(words)
        self.caption.say(text)
        self.button.setAccessibleDescription(text)

    def retranslate(self) -> None:
        """Write the sentence in the current language; the control's own text is its creator's."""
        self.explain(self._words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's language and direction (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._indent()
        super().changeEvent(event)

    def _indent(self) -> None:
        rtl = self.isRightToLeft()
        self.caption.setContentsMargins(0 if rtl else INDENT, 0, INDENT if rtl else 0, 0)
