"""Labels: plain text only, sized in proportion to the application's font."""

from __future__ import annotations

import re
from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QStyle, QWidget

from ui.platform.theme import scaled
from ui.text.tip import tip
from ui.text.words import Words, said

LEAST_WIDTH = 80
"""No wrapped text is narrower than this many pixels."""


class Role(Enum):
    """What a text is for: its size, as a factor of the body's, and whether it is semibold."""

    TITLE = (20 / 10.5, True)
    DIALOG_TITLE = (15 / 10.5, True)
    CARD_TITLE = (13 / 10.5, True)
    STRONG = (1.0, True)
    BODY = (1.0, False)
    CAPTION = (9.5 / 10.5, False)
    EYEBROW = (8.5 / 10.5, True)


class Label(QLabel):
    """A label for plain text, which is never interpreted as markup.

    Args:
        role: what the text is for.
        text: plain text.
        tone: ``muted``, ``bad``, ``good``, or empty for the palette's own.
        wrap: whether it breaks into lines.
    """

    def __init__(
        self,
        role: Role,
        text: str = "",
        *,
        tone: str = "",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words: Words = ""
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)
        self._dress()

    def set_tone(self, tone: str) -> None:
        """Change the tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def say(self, words: Words) -> None:
        """Show a text, or hide the label if the text is empty.

        Args:
            words: a function is called again when the language changes.
        """
        text = said(words)
        self.setText(text)
        self._words = words
        self.setVisible(bool(text))

    def setText(self, text: str) -> None:
        """Show a text that does not follow the language (the name is Qt's)."""
        self._words = text
        super().setText(text)

    def minimumSizeHint(self) -> QSize:
        """Return the height of one line; `heightForWidth` tells the full height (the name is Qt's).

        QLabel returns its height at the narrowest width, and layouts then reserve that.
        """
        hint = super().minimumSizeHint()
        if not self.wordWrap():
            return hint
        return QSize(min(hint.width(), LEAST_WIDTH), self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font and its language (the name is Qt's)."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._dress()
        elif event.type() == QEvent.Type.LanguageChange and not isinstance(self._words, str):
            super().setText(said(self._words))
        super().changeEvent(event)

    def _dress(self) -> None:
        factor, semibold = self._role.value
        self.setFont(scaled(QApplication.font(), factor, semibold=semibold))


SHORT_CHARS = 24


def breakable(address: str) -> str:
    """Return a long address or host with zero-width spaces, at which lines may break.

    All of it has to be visible, because its end says whose it is. A short one is not broken: half
    of a host at the end of a line reads as another host.
    """
    if len(address) <= SHORT_CHARS:
        return address
    return re.sub(r"([@.:]|[^@.:\u200b]{20})", "\\1\u200b", address)


class ElidedLabel(Label):
    """One line that is elided where there is no room; its tool tip is then the whole text."""

    def __init__(self, role: Role, text: str = "", *, tone: str = "") -> None:
        super().__init__(role, text, tone=tone, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return a width of a few letters (the name is Qt's)."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for (the name is Qt's)."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, room.width()
        )
        self.setToolTip("" if shown == self.text() else tip(self.text()))
        painter = QPainter(self)
        # An ID keeps its @ in front, whichever way the window reads.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(self.palette().color(self.foregroundRole()))
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
        align = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(align), shown)
