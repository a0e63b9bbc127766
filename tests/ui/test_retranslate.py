"""The language changes while a page stands there: its words follow, and nothing else does."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QRadioButton,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui
from ui.sign_in.page import SignInPage
from ui.text.words import said
from ui.widgets.banner import Banner
from ui.widgets.buttons import BusyButton
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.label import Label, Role
from ui.widgets.page import Page
from ui.window.account_menu import AccountMenu
from ui.window.main_window import MainWindow
from ui.window.sidebar import Sidebar

SHORT_LIVED = (QDialog, Banner, AccountMenu)
"""What is gone before the language changes, or stays in the one in which it was said."""


class Counting(Page):
    """Counts how often its words were written, and how often others were told to."""

    def __init__(self) -> None:
        super().__init__()
        self.written = self.told = 0
        self.retranslated.connect(self._hear)

    def retranslate(self) -> None:
        assert self.told == self.written  # others write after it
        self.written += 1

    def _hear(self) -> None:
        self.told += 1


def change_language(qapp: QApplication) -> None:
    """Let Qt tell all windows, as it does where a translator comes or goes."""
    QApplication.sendEvent(qapp, QEvent(QEvent.Type.LanguageChange))
    qapp.sendPostedEvents()


def test_pages_out_of_sight_and_in_no_window_hear_of_it(qapp: QApplication, qtbot: QtBot):
    stack, pages = QStackedWidget(), [Counting() for _ in range(3)]
    qtbot.addWidget(stack)
    qtbot.addWidget(pages[2])
    for page in pages[:2]:
        stack.addWidget(page)
    stack.show()
    change_language(qapp)
    assert [(page.written, page.told) for page in pages] == [(1, 1)] * 3


def test_words_that_are_a_function_are_said_again(qapp: QApplication, qtbot: QtBot):
    number = iter(range(10))
    label, plain = Label(Role.BODY), Label(Role.BODY)
    for each in (label, plain):
        qtbot.addWidget(each)
    label.say(lambda: f"number {next(number)}")
    plain.say("number 0")
    change_language(qapp)
    assert (label.text(), plain.text()) == ("number 1", "number 0")
    label.setText("another")
    change_language(qapp)
    assert label.text() == "another"


def test_a_label_without_words_stays_hidden(qapp: QApplication, qtbot: QtBot):
    label = Label(Role.BODY)
    qtbot.addWidget(label)
    label.say("")
    change_language(qapp)
    assert label.isHidden()


@pytest.mark.parametrize("kind", ["error", "hint"])
def test_what_stands_beneath_a_field_is_said_again(qapp: QApplication, qtbot: QtBot, kind: str):
    field = Field("field")
    qtbot.addWidget(field)
    words = ["one"]
    show = field.show_error if kind == "error" else field.show_hint
    show(lambda: words[0])
    words[0] = "two"
    change_language(qapp)
    assert field.note.text() == field.editor.accessibleDescription() == "two"
    assert field.wrong is (kind == "error")


def test_a_choice_is_explained_again(qapp: QApplication, qtbot: QtBot):
    choice = Choice(QRadioButton(), "choice")
    qtbot.addWidget(choice)
    words = ["one"]
    choice.explain(lambda: words[0])
    words[0] = "two"
    change_language(qapp)
    assert choice.caption.text() == choice.button.accessibleDescription() == "two"


def test_a_busy_button_says_so_again(qapp: QApplication, qtbot: QtBot):
    button = BusyButton("Go", "go")
    qtbot.addWidget(button)
    change_language(qapp)
    assert button.accessibleDescription() == ""
    button.set_busy(True)
    qtbot.waitUntil(lambda: button.accessibleDescription() == "Working")
    button.setAccessibleDescription("in another language")
    change_language(qapp)
    assert button.accessibleDescription() == "Working"
    assert button.busy


def test_what_another_account_asks_for_is_said_again(qapp: QApplication, qtbot: QtBot):
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    mark = sidebar.chip.findChild(QWidget, "chip.calls")
    assert isinstance(mark, QWidget)
    words = ["one"]
    sidebar.chip.call(lambda: words[0])
    words[0] = "two"
    change_language(qapp)
    assert (mark.toolTip(), mark.accessibleName()) == ("two", "two")
    assert not mark.isHidden()
    sidebar.chip.call("")
    assert mark.isHidden()


def test_words_are_a_text_or_make_one():
    assert (said("text"), said(lambda: "made")) == ("text", "made")


def test_what_is_typed_and_selected_stays(qapp: QApplication, qtbot: QtBot):
    field = Field("field", QLineEdit())
    qtbot.addWidget(field)
    field.editor.setText("typed by somebody")
    field.editor.setSelection(2, 3)
    field.show_error(lambda: "wrong")
    change_language(qapp)
    assert (field.text, field.editor.selectedText()) == ("typed by somebody", "ped")


# --- where words are written --------------------------------------------------------------------


def classes() -> Iterator[type]:
    """Yield every class of the program's windows, pages and controllers."""
    for each in pkgutil.walk_packages(ui.__path__, "ui."):
        if each.name.endswith("__main__"):
            continue
        module = importlib.import_module(each.name)
        for found in vars(module).values():
            if inspect.isclass(found) and found.__module__ == each.name:
                yield found


def test_every_page_writes_its_words_in_one_place():
    found = [each for each in classes() if issubclass(each, Page) and each is not Page]
    assert len(found) >= 9
    assert [each.__name__ for each in found if "retranslate" not in vars(each)] == []


class Used(ast.NodeVisitor):
    """Find what a method calls and mentions of its object, and whether it translates at once.

    What stands in a function inside it is called later.
    """

    def __init__(self) -> None:
        self.calls: set[str] = set()
        self.mentions: set[str] = set()
        self.translates: list[str] = []

    def visit_Lambda(self, node: ast.Lambda) -> None:
        inner = Used()
        inner.visit(node.body)
        self.mentions |= inner.calls | inner.mentions

    def visit_Call(self, node: ast.Call) -> None:
        func = node.func
        name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
        if name in ("tr", "translate"):
            self.translates.append(ast.unparse(node))
        if isinstance(func, ast.Attribute) and ast.unparse(func.value) == "self":
            self.calls.add(func.attr)
            for each in (*node.args, *node.keywords):
                self.visit(each)
        else:
            self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if ast.unparse(node.value) == "self":
            self.mentions.add(node.attr)
        self.generic_visit(node)


def built_with_words(source: str) -> Iterator[str]:
    """Yield each call that translates while an object is being made.

    That is in `__init__`, in methods that make parts, and in those that nothing else calls.
    """
    for made in ast.walk(ast.parse(source)):
        if not isinstance(made, ast.ClassDef):
            continue
        used: dict[str, Used] = {}
        for method in made.body:
            if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
                used[method.name] = Used()
                for statement in method.body:
                    used[method.name].visit(statement)
        making = {name for name in used if name == "__init__" or name.startswith("_make_")}
        while more := {
            name
            for name in used.keys() - making - {"retranslate"}
            if any(name in used[each].calls for each in making)
            and not any(name in used[each].calls for each in used.keys() - making)
            and not any(name in each.mentions for each in used.values())
        }:
            making |= more
        yield from (call for name in sorted(making) for call in used[name].translates)


def test_no_words_are_written_while_a_widget_is_made():
    looked_at = [
        each
        for each in classes()
        if not issubclass(each, SHORT_LIVED) and not each.__module__.startswith("ui.uia.")
    ]
    assert len(looked_at) > 60
    found = [
        f"{each.__module__}.{each.__name__}: {text}"
        for each in looked_at
        for text in built_with_words(inspect.getsource(each))
    ]
    assert found == []


MADE = """
class Part:
    def __init__(self):
        {init}

    def _make_row(self):
        {make}

    def _build(self):
        {helper}

    def later(self):
        {later}
"""


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"init": "self.title.say(self.tr('Words'))"}, True),
        ({"init": "super().__init__(translate('Part', 'Words'))"}, True),
        ({"make": "Button(self.tr('Words'))"}, True),
        ({"init": "self._build()", "helper": "self.tr('Words')"}, True),
        ({"init": "self._build()", "helper": "self.tr('Words')", "later": "self._build()"}, False),
        ({"init": "self.say(self._build)", "helper": "self.tr('Words')"}, False),
        ({"init": "button.clicked.connect(lambda: self.tr('Words'))"}, False),
        ({"later": "self.tr('Words')"}, False),
    ],
)
def test_words_that_are_written_too_early_are_found(where: dict[str, str], found: bool):
    parts = {each: where.get(each, "pass") for each in ("init", "make", "helper", "later")}
    assert bool(list(built_with_words(MADE.format(**parts)))) is found


# --- the other side -----------------------------------------------------------------------------


@pytest.fixture
def turned_back(qapp: QApplication) -> Iterator[None]:
    """Read from the left again afterwards."""
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    qapp.sendPostedEvents()


def places(window: MainWindow) -> list[tuple[object, ...]]:
    """Return where everything that can be seen stands, with its margins."""
    return [
        (
            type(each).__name__,
            each.objectName(),
            each.mapTo(window, QPoint(0, 0)).toTuple(),
            each.size().toTuple(),
            each.contentsMargins().left(),
            each.textMargins().left() if isinstance(each, QLineEdit) else 0,
            each.property("side"),
        )
        for each in window.findChildren(QWidget)
        if each.isVisible()
    ]


def sign_in_window(qtbot: QtBot) -> MainWindow:
    window, page = MainWindow(), SignInPage()
    qtbot.addWidget(window)
    window.show_alone(page)
    page.prefill("example.org")
    page.show_server("example.org", "", ask_who=True)
    window.sidebar.show()
    window.show()
    return window


def test_a_page_turns_round_with_the_language(qapp: QApplication, qtbot: QtBot, turned_back: None):
    """Everything then stands where it stands in a window that was made that way."""
    turned = sign_in_window(qtbot)
    qtbot.waitUntil(lambda: len(set(places(turned))) > 20)
    left = places(turned)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made = sign_in_window(qtbot)
    qtbot.waitUntil(lambda: places(turned) == places(made))
    assert places(turned) != left
