"""Operates a window as a person does: finds controls by name, types, clicks, reads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from tests.rig.process import PATIENCE_SECONDS
from ui.widgets.label import Label
from ui.window.account_menu import AccountMenu

T = TypeVar("T")

REACTION_SECONDS = 0.01
"""Nobody presses in the turn of the loop in which something appears."""


async def until(look: Callable[[], T], what: str, seconds: float = PATIENCE_SECONDS) -> T:
    """Call a function until its result is true, and return that.

    Args:
        look: the function, called every 10 ms.
        what: what is waited for, for the error's text.
        seconds: the time limit.

    Raises:
        TimeoutError: it did not happen; the text says what was waited for.
    """
    end = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:.0f} s for: {what}")
        await asyncio.sleep(0.01)
    return found


class Person:
    """Use a window the way a person does.

    Args:
        window: the main window.
    """

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def find(self, name: str) -> QWidget | None:
        """Return the visible control of that objectName, or None."""
        found = self.window.findChildren(QWidget, name)
        return next((each for each in found if each.isVisible()), None)

    async def sees(self, name: str) -> QWidget:
        """Wait until a control is visible, and return it."""
        found = await until(lambda: self.find(name), f"{name} to be seen")
        assert found is not None
        return found

    async def misses(self, name: str) -> None:
        """Wait until a control is not visible."""
        await until(lambda: self.find(name) is None, f"{name} to be gone")

    async def has_focus(self, name: str) -> None:
        """Wait until a control has the focus."""

        def there() -> bool:
            focused = QApplication.focusWidget()
            return focused is not None and focused.objectName() == name

        await until(there, f"the focus in {name}")

    def reads(self, name: str) -> str:
        """Return the text of a control; empty if it is not visible."""
        found = self.find(name)
        if isinstance(found, QLabel | QLineEdit | QAbstractButton):
            return found.text().replace("\u200b", "")  # where a long host may be broken
        return ""

    async def reads_in(self, name: str, part: str) -> str:
        """Wait until a control's text contains a part, and return the text."""
        try:
            await until(lambda: part in self.reads(name), f"{part!r} in {name}")
        except TimeoutError as late:
            raise TimeoutError(f"{late}; it reads {self.reads(name)!r}") from None
        return self.reads(name)

    def words_on(self, name: str) -> str:
        """Return all visible text of a page or dialog, one line for each label."""
        shown = self.find(name)
        pieces = () if shown is None else shown.findChildren(Label)
        return "\n".join(each.text() for each in pieces if each.isVisible())

    async def reads_on(self, name: str, *parts: str) -> str:
        """Wait until a page or dialog shows all parts, and return all of its text.

        Widgets that are added to a layout become visible in a later turn of the loop.
        """

        def missing() -> list[str]:
            words = self.words_on(name)
            return [part for part in parts if part not in words]

        try:
            await until(lambda: not missing(), f"words on {name}")
        except TimeoutError as late:
            raise TimeoutError(f"{late}; {missing()} not in {self.words_on(name)!r}") from None
        return self.words_on(name)

    async def types(self, name: str, text: str) -> None:
        """Replace the text of a line, key by key."""
        line = await self.sees(name)
        assert isinstance(line, QLineEdit)
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, text)

    async def presses(self, name: str) -> None:
        """Click a control with the mouse, once it is enabled."""
        await asyncio.sleep(REACTION_SECONDS)
        control = await self.sees(name)
        await until(control.isEnabled, f"{name} to be enabled")
        QTest.mouseClick(control, Qt.MouseButton.LeftButton, pos=self._where(control))

    async def hits(self, key: Qt.Key, name: str) -> None:
        """Press a key in a control, once it is visible."""
        await asyncio.sleep(REACTION_SECONDS)
        QTest.keyClick(await self.sees(name), key)

    async def chooses(self, menu: str, at: int) -> None:
        """Choose an entry of an open menu by keyboard."""
        opened = await self.sees(menu)
        for _ in range(at + 1):
            QTest.keyClick(opened, Qt.Key.Key_Down)
        QTest.keyClick(opened, Qt.Key.Key_Return)

    async def picture(self, path: Path) -> None:
        """Save an image of the window, with the dialog or menu that is open over it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        app = QApplication.instance()
        assert app is not None
        app.sendPostedEvents()
        image = self.window.grab()
        painter = QPainter(image)
        for dialog in self._above(QDialog):
            at = self.window.rect().center() - dialog.rect().center()
            painter.drawPixmap(at, dialog.grab())
            for menu in dialog.findChildren(QMenu):
                if menu.isVisible():
                    painter.drawPixmap(at + dialog.mapFromGlobal(menu.pos()), menu.grab())
        for popup in self._above(AccountMenu):
            painter.drawPixmap(self.window.mapFromGlobal(popup.pos()), popup.grab())
        painter.end()
        image.save(str(path))

    def _above(self, kind: type[QWidget]) -> list[QWidget]:
        """Return the visible widgets of a kind over the window."""
        return [each for each in self.window.findChildren(kind) if each.isVisible()]

    def _where(self, control: QWidget) -> QPoint:
        """Return where to click: a check box reacts only near its left edge."""
        return QPoint(12, control.height() // 2)
