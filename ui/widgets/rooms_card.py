"""The card about rooms: how far the reading is, and which of them nobody else could run."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.theme import STEP
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.text import Role, Text

BAR_HEIGHT = 6


class RoomsCard(Card):
    """Show how the reading goes, then what was found.

    Signals:
        stop: the person will not wait for the rest.
        again: the person wants the rooms read again.
        more: the person wants to see all rooms of the list.
    """

    stop = Signal()
    again = Signal()
    more = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Your rooms"))
        self.setObjectName("deactivate.rooms")
        self.sentence.setObjectName("deactivate.rooms.sentence")
        self.progress = QWidget()
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * STEP)
        self.bar = QProgressBar()
        self.bar.setObjectName("deactivate.rooms.bar")
        self.bar.setAccessibleName(self.tr("Rooms read"))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(BAR_HEIGHT)
        self.halt = Button(self.tr("Stop reading"), "deactivate.rooms.stop", "link")
        self.halt.clicked.connect(self.stop)
        row.addWidget(self.bar, 1)
        row.addWidget(self.halt)
        self.rows.addWidget(self.progress)
        self.groups = QVBoxLayout()
        self.groups.setSpacing(STEP)
        self.rows.addLayout(self.groups)
        self.all = Button(self.tr("Show all of them"), "deactivate.rooms.all", "link")
        self.all.clicked.connect(self.more)
        self.retry = Button(self.tr("Read again"), "deactivate.rooms.again", "link")
        self.retry.clicked.connect(self.again)
        foot = QHBoxLayout()
        foot.addWidget(self.all)
        foot.addWidget(self.retry)
        foot.addStretch(1)
        self.rows.addLayout(foot)
        self.all.hide()
        self.retry.hide()

    def reading(self, sentence: str, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is one that is not known yet."""
        self.sentence.say(sentence)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.progress.show()
        self.retry.hide()

    def over(self, sentence: str, *, again: bool) -> None:
        """Show that nothing more is being read.

        Args:
            sentence: what came of it.
            again: whether reading again is offered.
        """
        self.sentence.say(sentence)
        self.progress.hide()
        self.retry.setVisible(again)

    def list(self, groups: list[tuple[str, str, str]], *, more: bool) -> None:
        """Show what was found.

        Args:
            groups: heading, names, and what to do about them.
            more: whether there are more names than these.
        """
        while (item := self.groups.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (heading, names, advice) in enumerate(groups):
            box = QWidget()
            words = QVBoxLayout(box)
            words.setContentsMargins(0, 0, 0, 0)
            words.setSpacing(2)
            for role, text, tone in (
                (Role.STRONG, heading, ""),
                (Role.BODY, names, ""),
                (Role.BODY, advice, "muted"),
            ):
                line = Text(role, text, tone=tone)
                line.setObjectName(f"deactivate.rooms.{at}")
                words.addWidget(line)
            self.groups.addWidget(box)
        self.all.setVisible(more)
