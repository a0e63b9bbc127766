"""Card on the Account page that lists the devices, to rename them and sign them out.

Nothing of the core is imported here: the Account page is painted before the core is.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.text.words import Words
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.label import Label, Role

translate = QCoreApplication.translate

AT_ONCE = 30
"""How many rows are made at a time: making a thousand at once would stall the window."""


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
    """List devices; any can be renamed, all but this session's can be chosen and signed out.

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
        self._lines: tuple[DeviceLine, ...] = ()
        self._chosen: set[str] = set()
        self._rows: dict[str, DeviceRow] = {}
        self.followed_by: tuple[QWidget, ...] = ()
        self.status = Label(Role.BODY)
        self.rows.addWidget(self.status)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.rows.addLayout(self._list)
        self.more = Button("", "devices.more", "link")
        self.more.clicked.connect(self._show_more)
        self.rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
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
        self._lines = ()
        self.status.say(words)
        self._tidy()

    def show_devices(self, lines: Sequence[DeviceLine]) -> None:
        """List these devices; those that were chosen before and are still listed stay chosen."""
        before = [(each.device_id, each.own) for each in self._lines]
        if self._rows and before == [(each.device_id, each.own) for each in lines]:
            self._lines = tuple(lines)  # rows that stay keep their focus and their place
            for line in lines[: len(self._rows)]:
                self._rows[line.device_id].show_line(line)
            return
        shown = max(len(self._rows), AT_ONCE)
        focused = QApplication.focusWidget()
        at = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._clear()
        self.status.say("")
        self._lines = tuple(lines)
        self._chosen &= {each.device_id for each in lines if not each.own}
        self._show_more()
        while len(self._rows) < min(shown, len(self._lines)):
            self._show_more()
        again = {part.objectName(): part for row in self._rows.values() for part in row.parts}
        if at in again:
            again[at].setFocus()

    def set_busy(self, busy: bool) -> None:
        """Disable the rows while devices are being signed out."""
        self.drop.set_busy(busy)
        for row in self._rows.values():
            row.setEnabled(not busy)
        self.all.setEnabled(not busy)

    def _clear(self) -> None:
        for row in self._rows.values():
            row.hide()
            self._list.removeWidget(row)
            row.deleteLater()
        self._rows.clear()

    def _show_more(self) -> None:
        shown = len(self._rows)
        for line in self._lines[shown : shown + AT_ONCE]:
            row = DeviceRow(line, chosen=line.device_id in self._chosen)
            row.chosen.connect(self._choose)
            row.rename.connect(self.rename)
            self._rows[line.device_id] = row
            self._list.addWidget(row)
        self._order()
        self._tidy()

    def _order(self) -> None:
        """Set the tab order: the rows first, then the buttons beneath, then `followed_by`."""
        parts = [part for row in self._rows.values() for part in row.parts]
        parts += [self.more, self.all, self.drop, *self.followed_by]
        for before, part in itertools.pairwise(parts):
            QWidget.setTabOrder(before, part)

    def _tidy(self) -> None:
        left = len(self._lines) - len(self._rows)
        self.more.setVisible(left > 0)
        others = sum(not each.own for each in self._lines)
        self._foot.setVisible(others > 0)
        self.all.setVisible(others > 1)
        self._count()
        self.drop.setEnabled(bool(self._chosen) and not self.drop.property("held"))

    def _count(self) -> None:
        """Write on the buttons how many devices are not shown, and how many are chosen."""
        left = len(self._lines) - len(self._rows)
        self.more.setText(translate("DevicesCard", "Show %n more", None, left))
        n = len(self._chosen)
        text = translate("DevicesCard", "Sign out %n devices…", None, n)
        if n == 0:
            text = self.tr("Sign out chosen…")
        elif n == 1:
            text = self.tr("Sign out one device…")
        self.drop.setText(text)

    def _choose(self, device_id: str, chosen: bool) -> None:
        if chosen:
            self._chosen.add(device_id)
        else:
            self._chosen.discard(device_id)
        self._tidy()

    def _choose_all(self) -> None:
        self._chosen = {each.device_id for each in self._lines if not each.own}
        for device_id in self._chosen & self._rows.keys():
            self._rows[device_id].choose()
        self._tidy()

    def _sign_out(self) -> None:
        if not self.drop.busy and self._chosen:
            order = (each.device_id for each in self._lines)
            self.sign_out.emit(tuple(each for each in order if each in self._chosen))


class DeviceRow(QWidget):
    """Show one device of the list, with its check box and its Rename button.

    Args:
        line: the words of the device.
        chosen: whether the device is chosen at first.

    Attributes:
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
        self._line = line
        self._name = Label(Role.STRONG)
        words.addWidget(self._name)
        self._facts = Label(Role.CAPTION, tone="muted")
        self._facts.setObjectName(f"devices.{line.device_id}.facts")
        words.addWidget(self._facts)
        self._rename = rename = Button("", f"devices.{line.device_id}.rename", "link")
        rename.clicked.connect(lambda: self.rename.emit(line.device_id))
        top = Qt.AlignmentFlag.AlignTop
        self._box: QCheckBox | None = None
        self.parts: tuple[QWidget, ...] = (rename,)
        if line.own:
            box.addWidget(Icon("devices", "muted", 20), 0, top)
        else:
            self._box = self._make_box(line, chosen=chosen)
            self.parts = (self._box, rename)
            box.addWidget(self._box, 0, top)
        box.addLayout(words, 1)
        box.addWidget(rename, 0, top)
        self.retranslate()

    def show_line(self, line: DeviceLine) -> None:
        """Replace the words of the device."""
        self._line = line
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the row."""
        line = self._line
        self._name.setText(line.name)
        self._facts.setText(line.facts)
        self._rename.setText(self.tr("Rename"))
        self._rename.setAccessibleName(self.tr("Rename {device}").format(device=line.name))
        if self._box is not None:
            self._box.setAccessibleName(self.tr("Choose {device}").format(device=line.name))
            self._box.setAccessibleDescription(line.facts)

    def changeEvent(self, event: QEvent) -> None:
        """Rewrite the row when the language changes (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _make_box(self, line: DeviceLine, *, chosen: bool) -> QCheckBox:
        made = QCheckBox()
        made.setProperty("bare", True)
        made.setObjectName(f"devices.{line.device_id}")
        made.setChecked(chosen)
        made.toggled.connect(lambda on: self.chosen.emit(line.device_id, on))
        return made

    def choose(self) -> None:
        """Check the box of the device; the device of this session has none."""
        if self._box is not None:
            self._box.setChecked(True)
