"""A small window that shows the mail that the private homeserver sends."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from tests.rig.mail import Mail

BESIDE = 970
"""Latchkey is so wide at first, in pixels."""

LINK = re.compile(r"https?://[^\s<]+")


class Postman(QObject):
    """Pass mails from the SMTP server's thread to the window's thread."""

    arrived = Signal(object)

    def bring(self, mail: Mail) -> None:
        """Emit `arrived` with a mail; may be called in any thread."""
        self.arrived.emit(mail)


class Inbox(QWidget):
    """List mails, newest first; links open in the browser.

    Args:
        postman: emits the mails.
        note: explanation above the list.
    """

    def __init__(self, postman: Postman, note: str) -> None:
        super().__init__()
        self.setWindowTitle("Inbox of the demonstration")
        screen = self.screen().availableGeometry()
        width = max(300, min(400, screen.width() - BESIDE))
        left = min(BESIDE, screen.width() - width)  # beside Latchkey, where both have room
        self.setGeometry(screen.left() + left, screen.top() + 40, width, 420)
        self._mails: list[Mail] = []
        words = QLabel(note)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._list = QListWidget()
        self._text = QTextBrowser()
        self._text.setOpenExternalLinks(True)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._list)
        split.addWidget(self._text)
        box = QVBoxLayout(self)
        box.addWidget(words)
        box.addWidget(split, 1)
        postman.arrived.connect(self._add)
        self._list.currentRowChanged.connect(self._show)

    def newest(self) -> Mail | None:
        """Return the mail on top, if there is one."""
        return self._mails[0] if self._mails else None

    def _add(self, mail: Mail) -> None:
        self._mails.insert(0, mail)
        self._list.insertItem(0, f"{mail.to}: {mail.subject}")
        self._list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._mails):
            text = html.escape(self._mails[row].text).replace("\n", "<br>")
            self._text.setHtml(LINK.sub(r'<a href="\g<0>">\g<0></a>', text))
