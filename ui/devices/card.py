"""Card on the Account page that lists the devices, to rename them and sign them out.

Nothing of the core is imported here: the Account page is painted before the core is.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.text.words import Words
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.label import Label, Role

translate = QCoreApplication.translate

A_FEW = 8
"""Rows that are made in one turn of the loop."""

AT_ONCE = 30
"""Rows of a page; there are never more at once, as a thousand of them would stall the window."""


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """The words of one device in the list.

    Attributes:
        device_id: the device's ID on the server.
        name: its display name, or its ID if it has none.
        facts: its ID, and when and from where it was last seen, as one line of text.
        own: whether it is the device of this session.
    """

    device_id: str
    name: str
    facts: str
    own: bool


class DevicesCard(Card):
    """List devices, a page at a time; all but this session's can be chosen and signed out.

    Attributes:
        followed_by: widgets of the page that follow the card in tab order.

    Signals:
        rename: the person wants to rename a device; carries its ID.
        sign_out: the person wants devices signed out; carries a tuple of their IDs.
        retranslated: the language changed, and the card has rewritten its own words; the
            controller must call `show_devices` or `say` again.
    """

    rename = Signal(str)
    sign_out = Signal(object)
    retranslated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._devices: tuple[tuple[str, bool], ...] = ()
        self._line_at: Callable[[int], DeviceLine] | None = None
        self._chosen: set[str] = set()
        self._at = 0
        self._rows: list[DeviceRow] = []
        self.followed_by: tuple[QWidget, ...] = ()
        self.status = Label(Role.BODY)
        self.rows.addWidget(self.status)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.rows.addLayout(self._list)
        self.where = Label(Role.CAPTION, tone="muted", wrap=False)
        self.where.setObjectName("devices.where")
        self.back = Button("", "devices.back", "link")
        self.back.clicked.connect(lambda: self._turn(-AT_ONCE))
        self.more = Button("", "devices.more", "link")
        self.more.clicked.connect(lambda: self._turn(AT_ONCE))
        self._pages = QWidget()
        pages = QHBoxLayout(self._pages)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.setSpacing(12)
        for part in (self.where, self.back, self.more):
            pages.addWidget(part)
        pages.addStretch(1)
        self.rows.addWidget(self._pages)
        self.all = Button("", "devices.all", "link")
        self.all.clicked.connect(self._choose_all)
        self.drop = BusyButton("", "devices.sign-out", "plain")
        self.drop.clicked.connect(self._sign_out)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeading)
        foot.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignTrailing)
        self.rows.addWidget(self._foot)
        self.say("")
        self.retranslate()

    def retranslate(self) -> None:
        """Write the card's own words, not those of the devices."""
        self.title.say(self.tr("Devices"))
        self.back.setText(self.tr("Back"))
        self.more.setText(self.tr("Next"))
        self.back.setAccessibleName(self.tr("Earlier devices"))
        self.more.setAccessibleName(self.tr("More devices"))
        self.all.setText(self.tr("Choose all others"))
        self._count()

    def changeEvent(self, event: QEvent) -> None:
        """Emit `retranslated` when the language changes (the name is Qt's)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslated.emit()

    def say(self, words: Words) -> None:
        """Show a sentence in place of the list, such as why it could not be read."""
        self._clear()
        self._devices = ()
        self.status.say(words)
        self._tidy()

    def show_devices(
        self, devices: Sequence[tuple[str, bool]], line_at: Callable[[int], DeviceLine]
    ) -> None:
        """List these devices; those that were chosen before and are still listed stay chosen.

        Args:
            devices: the ID of each, and whether it is the device of this session.
            line_at: returns the words of the device at a place in `devices`; is called for those
                of the page that is shown, now and when the person turns it.
        """
        self._devices, self._line_at = tuple(devices), line_at
        self._at = min(self._at, max(0, len(devices) - 1) // AT_ONCE * AT_ONCE)
        self._chosen &= {device_id for device_id, own in devices if not own}
        self.status.say("")
        self._show_page()

    def set_busy(self, busy: bool) -> None:
        """Disable the rows while devices are being signed out."""
        self.drop.set_busy(busy)
        for part in (*self._rows, self.all, self._pages):
            part.setEnabled(not busy)

    def _clear(self) -> None:
        for row in self._rows:
            self._drop(row)
        self._rows.clear()

    def _show_page(self) -> None:
        """Write the page into the rows that there are, and add or remove rows at its end.

        The focus stays with its device where that is still listed.
        """
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        lines = self._page()
        for at, line in enumerate(lines[: len(self._rows)]):
            if self._rows[at].line.own != line.own:
                self._drop(self._rows[at])
                self._rows[at] = self._add(line, at)
            self._rows[at].show_line(line, chosen=line.device_id in self._chosen)
        for row in self._rows[len(lines) :]:
            self._drop(row)
        del self._rows[len(lines) :]
        self._extend()
        again = {part.objectName(): part for row in self._rows for part in row.parts}
        if name in again and not again[name].hasFocus():
            again[name].setFocus()

    def _extend(self) -> None:
        """Add the rows that the page lacks: a few now, and the others in later turns of the loop.

        Thirty at once would hold the window up for a tenth of a second.
        """
        lines = self._page()
        there = len(self._rows)
        for at, line in enumerate(lines[there : there + A_FEW], there):
            self._rows.append(self._add(line, at))
        if len(self._rows) < len(lines):
            QTimer.singleShot(0, self, self._extend)
        self._order()
        self._tidy()

    def _add(self, line: DeviceLine, at: int) -> DeviceRow:
        row = DeviceRow(line, chosen=line.device_id in self._chosen)
        row.chosen.connect(self._choose)
        row.rename.connect(self.rename)
        row.setEnabled(not self.drop.busy)
        self._list.insertWidget(at, row)
        return row

    def _drop(self, row: DeviceRow) -> None:
        row.hide()
        self._list.removeWidget(row)
        row.deleteLater()

    def _page(self) -> list[DeviceLine]:
        last = min(self._at + AT_ONCE, len(self._devices))
        return [] if self._line_at is None else [*map(self._line_at, range(self._at, last))]

    def _turn(self, by: int) -> None:
        self._at += by
        self._show_page()

    def _order(self) -> None:
        """Set the tab order: the rows first, then the buttons beneath, then `followed_by`."""
        parts = [part for row in self._rows for part in row.parts]
        parts += [self.back, self.more, self.all, self.drop, *self.followed_by]
        for before, part in itertools.pairwise(parts):
            QWidget.setTabOrder(before, part)

    def _tidy(self) -> None:
        total = len(self._devices)
        self._pages.setVisible(total > AT_ONCE)
        self.back.setEnabled(self._at > 0)
        self.more.setEnabled(self._at + AT_ONCE < total)
        others = sum(not own for _, own in self._devices)
        self._foot.setVisible(others > 0)
        self.all.setVisible(others > 1)
        self._count()

    def _count(self) -> None:
        """Write which part of the list is shown, and how many devices are chosen."""
        total = len(self._devices)
        last = min(self._at + AT_ONCE, total)
        text = self.tr("{first} to {last} of {total}")
        self.where.setText(text.format(first=self._at + 1, last=last, total=total))
        n = len(self._chosen)
        text = translate("DevicesCard", "Sign out %n devices…", None, n)
        if n == 0:
            text = self.tr("Sign out chosen…")
        elif n == 1:
            text = self.tr("Sign out one device…")
        self.drop.setText(text)
        self.drop.setEnabled(bool(self._chosen) and not self.drop.property("held"))

    def _choose(self, device_id: str, chosen: bool) -> None:
        if chosen:
            self._chosen.add(device_id)
        else:
            self._chosen.discard(device_id)
        self._count()

    def _choose_all(self) -> None:
        self._chosen = {device_id for device_id, own in self._devices if not own}
        for row in self._rows:
            row.choose(True)
        self._count()

    def _sign_out(self) -> None:
        if not self.drop.busy and self._chosen:
            order = (device_id for device_id, _ in self._devices)
            self.sign_out.emit(tuple(each for each in order if each in self._chosen))


class DeviceRow(QWidget):
    """Show one device of the list, with its check box and its Rename button.

    Args:
        line: the words of the device.
        chosen: whether the device is chosen at first.

    Attributes:
        line: the words of the device.
        parts: widgets of the row that take the focus, in tab order.

    Signals:
        chosen: the check box was turned on or off; carries the device's ID and its new state.
        rename: the person wants to rename the device; carries its ID.
    """

    chosen = Signal(str, bool)
    rename = Signal(str)

    def __init__(self, line: DeviceLine, *, chosen: bool) -> None:
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 2)
        box.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.line = line
        self._name = Label(Role.STRONG)
        words.addWidget(self._name)
        self._facts = Label(Role.CAPTION, tone="muted")
        words.addWidget(self._facts)
        self._rename = rename = Button("", "", "link")
        rename.clicked.connect(lambda: self.rename.emit(self.line.device_id))
        top = Qt.AlignmentFlag.AlignTop
        self._box: QCheckBox | None = None
        self.parts: tuple[QWidget, ...] = (rename,)
        if line.own:
            box.addWidget(Icon("devices", "muted", 20), 0, top)
        else:
            self._box = QCheckBox()
            self._box.setProperty("bare", True)
            self._box.toggled.connect(lambda on: self.chosen.emit(self.line.device_id, on))
            self.parts = (self._box, rename)
            box.addWidget(self._box, 0, top)
        box.addLayout(words, 1)
        box.addWidget(rename, 0, top)
        self.choose(chosen)
        self.retranslate()

    def show_line(self, line: DeviceLine, *, chosen: bool) -> None:
        """Show a device, which may be another one than before, but not this session's instead."""
        self.choose(chosen)
        if line != self.line:
            self.line = line
            self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the row."""
        line = self.line
        self._facts.setObjectName(f"devices.{line.device_id}.facts")
        self._rename.setObjectName(f"devices.{line.device_id}.rename")
        self._name.setText(line.name)
        self._facts.setText(line.facts)
        self._rename.setText(self.tr("Rename"))
        self._rename.setAccessibleName(self.tr("Rename {device}").format(device=line.name))
        if self._box is not None:
            self._box.setObjectName(f"devices.{line.device_id}")
            self._box.setAccessibleName(self.tr("Choose {device}").format(device=line.name))
            self._box.setAccessibleDescription(line.facts)

    def changeEvent(self, event: QEvent) -> None:
        """Rewrite the row when the language changes (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def choose(self, chosen: bool) -> None:
        """Check or clear the box of the device, if it has one; `chosen` is not emitted."""
        if self._box is not None:
            with QSignalBlocker(self._box):
                self._box.setChecked(chosen)
