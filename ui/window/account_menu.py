"""The menu of accounts: switch to another one, add one, sign out of the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.platform.theme import BODY_POINTS, STEP, current_colors, scaled
from ui.text.tip import tip
from ui.widgets.buttons import Button
from ui.widgets.label import Label, Role

WIDTH = 320
AVATAR = 28
SEARCH_FROM = 6
"""From this number of accounts on, the menu has a search line."""

ROWS = 7
"""Most accounts that are visible without scrolling."""


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """One account in the menu.

    Attributes:
        user_id: full user ID.
        note: its homeserver, and the account's state.
        front: whether it is the account that the window shows.
    """

    user_id: str
    note: str
    front: bool = False


class AccountMenu(QFrame):
    """A popup list of accounts; it closes after a choice, or a click outside.

    Args:
        parent: the window.
        entries: in the order in which they are shown.

    Signals:
        chosen: the person chose an account; carries the number of its entry.
        add: the person wants to add an account.
        leave: the person wants to sign out of the account that is shown.
    """

    chosen = Signal(int)
    add = Signal()
    leave = Signal()

    def __init__(self, parent: QWidget, entries: Sequence[AccountEntry]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("switcher")
        self.setWindowTitle(self.tr("Accounts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box = QVBoxLayout(self)
        box.setContentsMargins(STEP, STEP, STEP, STEP)
        box.setSpacing(6)
        self.search = QLineEdit()
        self.search.setObjectName("switcher.search")
        self.search.setPlaceholderText(self.tr("Search accounts"))
        self.search.setAccessibleName(self.tr("Search accounts"))
        if len(entries) < SEARCH_FROM:
            self.search.hide()
        self.search.textEdited.connect(self._filter)
        self.list = QListWidget()
        self.list.setObjectName("switcher.list")
        self.list.setAccessibleName(self.tr("Accounts"))
        self.list.setItemDelegate(AccountEntryDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        for number, entry in enumerate(entries):
            item = QListWidgetItem(f"{entry.user_id}\n{entry.note}")
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.user_id}, {entry.note}")
            item.setToolTip(tip(entry.user_id))
            self.list.addItem(item)
            if entry.front:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        # Not `itemActivated`: on some desktops that takes a double click.
        self.list.itemClicked.connect(self._choose)
        self.nothing = Label(Role.BODY, self.tr("No account matches."), tone="muted")
        self.nothing.setObjectName("switcher.nothing")
        self.nothing.hide()
        for part in (self.search, self.list, self.nothing):
            box.addWidget(part)
        add = Button(self.tr("Add account…"), "switcher.add", "link")
        add.clicked.connect(self._add)
        box.addWidget(add, 0, Qt.AlignmentFlag.AlignLeading)
        front = next((each for each in entries if each.front), None)
        if front is not None:
            leave = Button(self.tr("Sign out…"), "switcher.sign-out", "link")
            leave.setAccessibleName(self.tr("Sign out {user}").format(user=front.user_id))
            leave.clicked.connect(self._leave)
            box.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeading)

    def open_above(self, widget: QWidget) -> None:
        """Open the menu above a widget, with a height for its entries, at most `ROWS`."""
        row = max(1, self.list.sizeHintForRow(0))
        frame = 2 * self.list.frameWidth()
        self.list.setFixedHeight(frame)
        larger = QApplication.font().pointSizeF() / BODY_POINTS
        room = widget.mapTo(widget.window(), QPoint(0, 0)).y() - self.sizeHint().height() - STEP
        rows = max(1, min(ROWS, self.list.count(), room // row))
        self.list.setFixedHeight(rows * row + frame)
        wanted = max(round(WIDTH * larger), widget.width(), self.sizeHint().width())
        width = min(wanted, widget.window().width() - 4 * STEP)
        self.resize(width, self.sizeHint().height())
        left = widget.width() - width if self.isRightToLeft() else 0
        self.move(widget.mapToGlobal(QPoint(left, -self.height() - 4)))
        self.show()
        if self.list.currentItem() is not None:
            self.list.scrollToItem(self.list.currentItem())
        (self.list if self.search.isHidden() else self.search).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list and choose from it, from the search line as well (the name is Qt's)."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            chosen = self.list.selectedItems()
            if isinstance(focused, Button):
                focused.click()
            elif chosen:
                self._choose(chosen[0])
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        at = self.list.currentRow() + by
        while 0 <= at < self.list.count():
            if not self.list.item(at).isHidden():
                self.list.setCurrentRow(at)
                return
            at += by

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        found = []
        for at in range(self.list.count()):
            there = wanted in self.list.item(at).text().casefold()
            self.list.item(at).setHidden(not there)
            if there:
                found.append(at)
        self.list.clearSelection()
        if found:
            self.list.setCurrentRow(found[0])
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)

    def _choose(self, item: QListWidgetItem) -> None:
        number = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        self.chosen.emit(number)

    def _add(self) -> None:
        self.close()
        self.add.emit()

    def _leave(self) -> None:
        self.close()
        self.leave.emit()


class AccountEntryDelegate(QStyledItemDelegate):
    """Paint an account in the menu: its initial, user ID, homeserver and state."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Make room for two lines (the name is Qt's)."""
        return QSize(WIDTH - 4 * STEP, 2 * option.fontMetrics.lineSpacing() + STEP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one account (the name is Qt's)."""
        colors = current_colors()
        name, _, note = index.data(Qt.ItemDataRole.DisplayRole).partition("\n")
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.selected))
            painter.drawRoundedRect(QRectF(option.rect), 6, 6)
        rect: QRect = option.rect.adjusted(STEP, 4, -STEP, -4)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        left = rect.right() - AVATAR if rtl else rect.left()
        disc = QRectF(left, rect.center().y() - AVATAR / 2, AVATAR, AVATAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.accent))
        painter.drawEllipse(disc)
        painter.setPen(QColor(colors.on_accent))
        painter.setFont(scaled(option.font, 1.0, semibold=True))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), name[1:2].upper())
        beside = AVATAR + 10
        words = rect.adjusted(0, 0, -beside, 0) if rtl else rect.adjusted(beside, 0, 0, 0)
        half = words.height() // 2
        painter.setPen(QColor(colors.text))
        self._line(painter, QRect(words.topLeft(), QSize(words.width(), half)), name, rtl)
        painter.setFont(scaled(option.font, 9.5 / 10.5))
        painter.setPen(QColor(colors.muted))
        below = QRect(words.left(), words.top() + half, words.width(), half)
        self._line(painter, below, note, rtl)
        painter.restore()

    def _line(self, painter: QPainter, room: QRect, text: str, rtl: bool) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        align = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(room, int(align), shown)
