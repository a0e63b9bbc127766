"""Card on the Deactivate page: progress of reading rooms, and those nobody else could run."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.deactivation.names_list import NamesList
from ui.platform.theme import STEP
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.label import Label, Role

BAR_HEIGHT = 6


@dataclass(frozen=True, slots=True)
class RoomGroup:
    """A group of rooms that need the same advice.

    Attributes:
        heading: what the rooms have in common.
        few: the names of the rooms as one text; the first ones if there are many.
        names: all names, to be shown as a list; empty if `few` is shown.
        advice: what the person should do about the rooms.
    """

    heading: str
    few: str
    names: tuple[str, ...]
    advice: str


class RoomsCard(Card):
    """Show the progress of reading the rooms, and the groups of rooms that were found.

    Signals:
        stop: the person wants the reading stopped.
        again: the person wants the rooms read again.
        more: the person wants all names of the long groups.
    """

    stop = Signal()
    again = Signal()
    more = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("deactivate.rooms")
        self.sentence.setObjectName("deactivate.rooms.sentence")
        self.progress = QWidget()
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * STEP)
        self.bar = QProgressBar()
        self.bar.setObjectName("deactivate.rooms.bar")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(BAR_HEIGHT)
        self.halt = Button("", "deactivate.rooms.stop", "link")
        self.halt.clicked.connect(self.stop)
        row.addWidget(self.bar, 1)
        row.addWidget(self.halt)
        self.rows.addWidget(self.progress)
        self.groups = QVBoxLayout()
        self.groups.setSpacing(STEP)
        self.rows.addLayout(self.groups)
        self.all = Button("", "deactivate.rooms.all", "link")
        self.all.clicked.connect(self.more)
        self.retry = Button("", "deactivate.rooms.again", "link")
        self.retry.clicked.connect(self.again)
        foot = QHBoxLayout()
        foot.addWidget(self.all)
        foot.addWidget(self.retry)
        foot.addStretch(1)
        self.rows.addLayout(foot)
        self.all.hide()
        self.retry.hide()
        self._shown: list[RoomGroup] = []
        self._boxes: list[RoomGroupBox] = []
        self.retranslate()

    def retranslate(self) -> None:
        """Write the card's own words; the controller writes those about the rooms."""
        self.title.say(self.tr("Your rooms"))
        self.bar.setAccessibleName(self.tr("Rooms read"))
        self.halt.setText(self.tr("Stop reading"))
        self.all.setText(self.tr("Show all of them"))
        self.retry.setText(self.tr("Read again"))

    def reading(self, sentence: str, done: int, total: int) -> None:
        """Show the progress bar.

        Args:
            sentence: the text above the bar.
            done: how many rooms have been read.
            total: how many rooms there are; 0 while that is not known.
        """
        self.sentence.say(sentence)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.progress.show()
        self.retry.hide()

    def over(self, sentence: str) -> None:
        """Hide the progress bar, and show this summary and the button to read again."""
        self.sentence.say(sentence)
        self.progress.hide()
        self.retry.show()

    def list(self, groups: list[RoomGroup], *, more: bool) -> None:
        """List the groups of rooms in place of those before.

        If each group has as many names in its list as before, the widgets are kept. So focus and
        scroll position stay.

        Args:
            groups: the groups to show.
            more: whether to offer a button that shows all names.
        """
        self.all.setVisible(more)
        if groups == self._shown:
            return
        alike = [len(each.names) for each in groups] == [len(each.names) for each in self._shown]
        self._shown = groups
        if alike:  # a list may have been scrolled, or have the focus
            for box, group in zip(self._boxes, groups, strict=True):
                box.show_group(group)
            return
        for box in self._boxes:
            self.groups.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = [
            RoomGroupBox(group, f"deactivate.rooms.{at}") for at, group in enumerate(groups)
        ]
        for box in self._boxes:
            self.groups.addWidget(box)

    def focus_names(self) -> None:
        """Focus the first list of names, since the button that opened it is hidden."""
        found = self.findChild(NamesList)
        if isinstance(found, NamesList):
            found.setFocus()


class RoomGroupBox(QWidget):
    """Show one group of rooms: its heading, the names and the advice.

    Args:
        group: the group to show at first.
        name: objectName of its labels; that of a list of names is ``NAME.names``.
    """

    def __init__(self, group: RoomGroup, name: str) -> None:
        super().__init__()
        self._heading = Label(Role.STRONG)
        self._names: NamesList | Label = Label(Role.BODY)
        if group.names:
            self._names = NamesList(group.names, f"{name}.names")
        self._advice = Label(Role.BODY, tone="muted")
        words = QVBoxLayout(self)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        for part in (self._heading, self._names, self._advice):
            if isinstance(part, Label):
                part.setObjectName(name)
            words.addWidget(part)
        self.show_group(group)

    def show_group(self, group: RoomGroup) -> None:
        """Show another group; it must have a list of names if and only if the first one had."""
        self._heading.setText(group.heading)
        if isinstance(self._names, NamesList):
            self._names.setAccessibleName(group.heading)
            self._names.show_names(group.names)
        else:
            self._names.setText(group.few)
        self._advice.setText(group.advice)
