"""Notes inside cards, and banners at the top of a page that stay until dismissed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.text.message import Message
from ui.widgets.buttons import Button, IconButton
from ui.widgets.icon import Icon
from ui.widgets.label import Label, Role

Kind = Literal["info", "good", "warn", "bad"]
BannerAction = tuple[str, Callable[[], None]]
"""A button's text, and the function that a click calls."""

LEADING = Qt.AlignmentFlag.AlignLeading


class Note(QFrame):
    """A tinted box with a sentence, inside a card."""

    def __init__(self, kind: Kind, text: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", kind)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        self.text = Label(Role.BODY, text)
        self.text.setObjectName(f"{name}.text")
        box.addWidget(self.text)

    def set_kind(self, kind: Kind) -> None:
        """Change the tint."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            for widget in (self, self.text):
                widget.style().unpolish(widget)
                widget.style().polish(widget)


class Banner(QFrame):
    """Box at the top of a page that says what happened.

    Args:
        kind: its icon and tint.
        found: the sentence, what to do next, the server's text, and the code for support.
        action: a button for what can be done about it, if anything.
        other: a second such button.

    Signals:
        dismissed: the person has closed it.
    """

    dismissed = Signal()

    def __init__(
        self,
        kind: Kind,
        found: Message,
        *,
        action: BannerAction | None = None,
        other: BannerAction | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("kind", kind)
        self.found = found
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(12)
        column = QVBoxLayout()
        column.setSpacing(4)
        box.addWidget(Icon(kind, kind, 20), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(column, 1)
        self.sentence = Label(Role.STRONG, found.sentence)
        self.sentence.setObjectName("banner.sentence")
        column.addWidget(self.sentence)
        self.next_step = Label(Role.BODY)
        self.next_step.setObjectName("banner.next")
        column.addWidget(self.next_step)
        self.next_step.say(found.next_step)
        if found.server_text:
            said = Label(
                Role.CAPTION, self.tr("The server says: {text}").format(text=found.server_text)
            )
            said.setObjectName("banner.server")
            column.addWidget(said)
        if action is not None:
            column.addWidget(_choice_button(action, "banner.action"), 0, LEADING)
        if other is not None:
            column.addWidget(_choice_button(other, "banner.other"), 0, LEADING)
        if found.code:
            details = Button(self.tr("Details"), "banner.details", "link")
            column.addWidget(details, 0, LEADING)
            self._details = self._make_details(found)
            details.clicked.connect(self._turn_details)
            column.addWidget(self._details)
        self.dismiss = IconButton(self.tr("Dismiss"), "banner.dismiss", "close")
        self.dismiss.clicked.connect(self._dismiss)
        box.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(found.sentence)

    def say_next(self, text: str) -> None:
        """Replace the text beneath the sentence."""
        self.next_step.say(text)

    def _turn_details(self) -> None:
        self._details.setVisible(self._details.isHidden())

    def _make_details(self, found: Message) -> QWidget:
        details = QWidget()
        row = QVBoxLayout(details)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        code = Label(Role.CAPTION, found.code)
        code.setObjectName("banner.code")
        copy = Button(self.tr("Copy report"), "banner.copy", "link")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(found.report()))
        row.addWidget(code)
        row.addWidget(copy, 0, LEADING)
        details.hide()
        return details

    def _dismiss(self) -> None:
        self.dismissed.emit()
        self.hide()
        self.deleteLater()


def _choice_button(choice: BannerAction, name: str) -> Button:
    text, do = choice
    button = Button(text, name, "link")
    button.clicked.connect(lambda: do())
    return button


class Banners:
    """The banner of a page; a new banner replaces the one before.

    Args:
        layout: where the banner is added.
        reveal: scrolls the page to its top.
    """

    def __init__(self, layout: QVBoxLayout, reveal: Callable[[], None]) -> None:
        self._layout = layout
        self._reveal = reveal
        self._shown: Banner | None = None

    def show(self, banner: Banner) -> None:
        """Show a banner in place of the one before, and scroll to it."""
        self.clear()
        self._layout.addWidget(banner)
        self._shown = banner
        self._reveal()

    def shows(self, banner: Banner) -> bool:
        """Whether this banner is the one that is shown."""
        return self._shown is banner

    def clear(self) -> None:
        """Remove the banner that is shown, if there is one."""
        self._shown = None
        while self._layout.count():
            item = self._layout.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
