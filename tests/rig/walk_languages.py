"""Change the language in every state of the walk, to be compared with a start in that language.

    python -m tests.rig.walk_languages started|switched FILE

"started" goes through the walk in the pseudo-language from the start, and examines each state as
`tests.rig.walk` does. "switched" goes in English: there the language is changed and changed back in
each state. What is said in the pseudo-language is written to FILE, as JSON. "switched" prints what
else changed with the language, one fault a line: what is typed, selected, chosen, busy, scrolled,
or has the focus, and tasks that were begun.

Banners and dialogs are left out of what is compared: a banner stays in the language in which it was
said, and a dialog is gone before anybody can change the language.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.rig.walk import Walker, settled
from tests.rig.words import BUILD, PSEUDO, make_pseudo

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication, QWidget

    from tests.rig.program import Program

SIZE = (720, 540)
CLOCK = re.compile(r"\d+:\d\d")
"""A countdown goes on while one looks."""


class Recorder(Walker):
    """Record every text in every state, and examine it.

    Attributes:
        said: by name of the state, pairs of a widget's name and its text.
    """

    def __init__(self) -> None:
        super().__init__(SIZE, PSEUDO, None)
        self.said: dict[str, list[list[str]]] = {}
        self._others: list[QWidget] = []

    @asynccontextmanager
    async def program(self, *args: Any, **kwargs: Any) -> AsyncIterator[Program]:
        """Run the program; windows that exist before are not examined."""
        from PySide6.QtWidgets import QApplication

        self._others = QApplication.topLevelWidgets()
        async with super().program(*args, **kwargs) as program:
            yield program

    async def look(self, program: Program, name: str) -> None:
        """Record every text, and examine every visible window and dialog."""
        await self._settled(program)
        await super().look(program, name)
        self.said[name] = self.words(program)

    async def _settled(self, program: Program) -> None:
        """Wait until no widget moves, and the strength of typed new passwords is shown."""
        from tests.rig.person import until
        from ui.new_password.card import NewPasswordCard

        cards = [each for each in self.parts(program) if isinstance(each, NewPasswordCard)]
        await until(
            lambda: all(bool(each.secret) == (each.bar.score is not None) for each in cards),
            "the strength of a password",
        )
        await settled()

    def parts(self, program: Program) -> Iterator[QWidget]:
        """Yield all widgets of the window and of pages outside it, hidden ones included."""
        from PySide6.QtWidgets import QApplication, QDialog, QWidget

        from ui.widgets.banner import Banner
        from ui.widgets.page import Page
        from ui.window.account_menu import AccountMenu

        tops = [each for each in QApplication.topLevelWidgets() if each not in self._others]
        pages = [each for each in tops if isinstance(each, Page)]
        for top in (program.window, *sorted(pages, key=lambda page: page.objectName())):
            for each in (top, *top.findChildren(QWidget)):
                if not _within(each, (Banner, QDialog, AccountMenu)):
                    yield each

    def words(self, program: Program) -> list[list[str]]:
        """Return pairs of a widget's name and its text."""
        return [
            [f"{type(each).__name__} {each.objectName()}".strip(), CLOCK.sub("0:00", text)]
            for each in self.parts(program)
            for text in _texts(each)
            if text
        ]


class Switcher(Recorder):
    """Change the language in every state, and change it back.

    Args:
        app: the application whose language is changed.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app

    async def look(self, program: Program, name: str) -> None:
        """Record every text in the other language, and report all else that changes with it."""
        from PySide6.QtWidgets import QApplication

        await self._settled(program)
        self.seen.append(name)
        english, before = self.words(program), self._state(program)
        focus, tasks = QApplication.focusWidget(), asyncio.all_tasks()
        with Pseudo(self._app):
            self.said[name] = self.words(program)
            self._compare(name, before, self._state(program))
            if QApplication.focusWidget() is not focus:
                self.faults.append(f"{name}: the focus went to {QApplication.focusWidget()}")
        self._compare(f"{name}, in English again", english, self.words(program))
        self._compare(f"{name}, in English again", before, self._state(program))
        if asyncio.all_tasks() != tasks:
            self.faults.append(f"{name}: tasks were begun: {asyncio.all_tasks() - tasks}")

    def _state(self, program: Program) -> list[tuple[object, ...]]:
        """Return all that must not change with the language."""
        return [
            (id(each), type(each).__name__, each.objectName(), *_state(each))
            for each in self.parts(program)
        ]

    def _compare(self, where: str, before: list[Any], now: list[Any]) -> None:
        self.faults += [f"{where}: was {each}" for each in before if each not in now]
        self.faults += [f"{where}: is {each}" for each in now if each not in before]


class Pseudo:
    """Install the pseudo-language, inside its ``with``."""

    def __init__(self, app: QApplication) -> None:
        from PySide6.QtCore import QTranslator

        self._app = app
        self._translator = QTranslator(app)
        assert self._translator.load(str(BUILD / f"latchkey_{PSEUDO}.qm"))

    def __enter__(self) -> None:
        self._app.installTranslator(self._translator)
        self._app.sendPostedEvents()

    def __exit__(self, *exc: object) -> None:
        self._app.removeTranslator(self._translator)
        self._app.sendPostedEvents()


def _within(widget: QWidget, kinds: tuple[type[QWidget], ...]) -> bool:
    """Whether a widget is in a widget of one of these kinds, even as a window of its own."""
    at: QObject | None = widget
    while at is not None and not isinstance(at, kinds):
        at = at.parent()
    return at is not None


def _texts(widget: QWidget) -> Iterator[str]:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMenu

    from ui.deactivation.names_list import NamesList
    from ui.widgets.buttons import BusyButton
    from ui.widgets.label import ElidedLabel

    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    elif isinstance(widget, NamesList):
        yield from widget.names()
    if not isinstance(widget, ElidedLabel):  # its tool tip is its text, once it was painted
        yield widget.toolTip()
    yield widget.accessibleName()
    if not isinstance(widget, BusyButton):  # it says after a moment that it is
        yield widget.accessibleDescription()


def _state(widget: QWidget) -> Iterator[object]:
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractSlider,
        QComboBox,
        QLabel,
        QLineEdit,
        QListView,
    )

    from ui.widgets.buttons import BusyButton

    yield from (widget.isHidden(), widget.isEnabled(), widget.hasFocus())
    if isinstance(widget, QLineEdit):
        yield from (widget.text(), widget.cursorPosition(), widget.selectedText())
        yield from (widget.echoMode(), widget.isReadOnly(), widget.isUndoAvailable())
    elif isinstance(widget, QAbstractButton):
        yield widget.isChecked()
    elif isinstance(widget, QComboBox):
        yield widget.currentIndex()
    elif isinstance(widget, QAbstractSlider):
        yield widget.value()
    elif isinstance(widget, QLabel):
        yield widget.selectedText()
    elif isinstance(widget, QListView):
        yield widget.currentIndex().row()
    if isinstance(widget, BusyButton):
        yield widget.busy


def main() -> int:
    """Walk, print the faults, and return how many there are, at most 100."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("how", choices=["started", "switched"])
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    make_pseudo()
    from PySide6.QtWidgets import QApplication

    from ui.platform import event_loop
    from ui.platform.theme import Scheme, Theme

    app = QApplication(sys.argv[:1])
    Theme(app, Scheme.LIGHT)
    if options.how == "switched":
        walker: Recorder = Switcher(app)
        event_loop.run(app, walker.run())
    else:
        walker = Recorder()
        with Pseudo(app):
            event_loop.run(app, walker.run())
    options.file.write_text(json.dumps(walker.said))
    for fault in walker.faults:
        print(fault)
    print(f"{len(walker.seen)} states, {len(walker.faults)} faults")
    return min(len(walker.faults), 100)


if __name__ == "__main__":
    sys.exit(main())
