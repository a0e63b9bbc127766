"""The account's devices, to be renamed and signed out.

Nothing of the core is imported here: the Account page is painted before the core is.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import BusyButton, Button
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.label import Label, Role

translate = QCoreApplication.translate

AT_ONCE = 30
"""So many rows are made at a time: making a thousand would stall the window."""


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device: what to call it, what is known of it, and whether it is this one."""

    device_id: str
    name: str
    facts: str
    own: bool


class DevicesCard(Card):
    """List devices; any can be renamed, others can be chosen and signed out.

    Attributes:
        followed_by: what can have the focus after it on its page, in order.

    Signals:
        rename: the person wants to give this device another name.
        sign_out: the person wants these devices signed out; carries a tuple of IDs.
    """

    rename = Signal(str)
    sign_out = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("Devices"))
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
        self.all = Button(self.tr("Choose all others"), "devices.all", "link")
        self.all.clicked.connect(self._choose_all)
        self.drop = BusyButton(self.tr("Sign out chosen…"), "devices.sign-out", "plain")
        self.drop.clicked.connect(self._sign_out)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeading)
        foot.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignTrailing)
        self.rows.addWidget(self._foot)
        self.say("")

    def say(self, sentence: str) -> None:
        """Say one thing in place of the list."""
        self._clear()
        self._lines = ()
        self.status.say(sentence)
        self._tidy()

    def show_devices(self, lines: Sequence[DeviceLine]) -> None:
        """Show a list; what was chosen and is still there stays chosen."""
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
        """Hold the choice while it is on its way."""
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
        """Let Tab go through the rows where they stand, though they were made last."""
        parts = [part for row in self._rows.values() for part in row.parts]
        parts += [self.more, self.all, self.drop, *self.followed_by]
        for before, part in itertools.pairwise(parts):
            QWidget.setTabOrder(before, part)

    def _tidy(self) -> None:
        left = len(self._lines) - len(self._rows)
        self.more.setVisible(left > 0)
        self.more.setText(translate("DevicesCard", "Show %n more", None, left))
        others = sum(not each.own for each in self._lines)
        self._foot.setVisible(others > 0)
        self.all.setVisible(others > 1)
        n = len(self._chosen)
        text = translate("DevicesCard", "Sign out %n devices…", None, n)
        if n == 0:
            text = self.tr("Sign out chosen…")
        elif n == 1:
            text = self.tr("Sign out one device…")
        self.drop.setText(text)
        self.drop.setEnabled(n > 0 and not self.drop.property("held"))

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
    """One device.

    Attributes:
        parts: what can have the focus, in order.

    Signals:
        chosen: whether it is to be signed out; carries its ID and the choice.
        rename: carries its ID.
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
        words.addWidget(Label(Role.STRONG, line.name))
        facts = Label(Role.CAPTION, line.facts, tone="muted")
        facts.setObjectName(f"devices.{line.device_id}.facts")
        words.addWidget(facts)
        rename = Button(self.tr("Rename"), f"devices.{line.device_id}.rename", "link")
        rename.setAccessibleName(self.tr("Rename {device}").format(device=line.name))
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

    def _make_box(self, line: DeviceLine, *, chosen: bool) -> QCheckBox:
        made = QCheckBox()
        made.setProperty("bare", True)
        made.setObjectName(f"devices.{line.device_id}")
        made.setAccessibleName(self.tr("Choose {device}").format(device=line.name))
        made.setAccessibleDescription(line.facts)
        made.setChecked(chosen)
        made.toggled.connect(lambda on: self.chosen.emit(line.device_id, on))
        return made

    def choose(self) -> None:
        """Mark it as chosen."""
        if self._box is not None:
            self._box.setChecked(True)
