"""By keyboard and for a screen reader: names, buddies, order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from tests.mock_homeserver import V3, uia
from tests.rig.person import Person, until

CONTROLS = QAbstractButton | QLineEdit
CHANGE = f"POST {V3}/account/password"


def controls(top: QWidget) -> list[QWidget]:
    found = [each for each in top.findChildren(QWidget) if isinstance(each, CONTROLS)]
    return [each for each in found if each.isVisible()]


def check(top: QWidget) -> None:
    for control in controls(top):
        name = control.objectName()
        assert name, f"{control} has no objectName"
        assert "." in name or name == "chip", name
        said = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert said, f"{name} has no accessible name"
        assert "&" not in said
        if isinstance(control, QLineEdit):
            buddies = [each for each in top.findChildren(QLabel) if each.buddy() is control]
            assert len(buddies) == 1, f"{name} has no label"


def cut_off(page: QWidget) -> list[str]:
    """Return the texts that have less height than their lines need."""
    labels = [each for each in page.findChildren(QLabel) if each.isVisible() and each.wordWrap()]
    return [each.text() for each in labels if each.height() < each.heightForWidth(each.width())]


def walk(person: Person, first: QWidget) -> list[str]:
    """Press Tab until the focus is back where it began."""
    names = []
    first.setFocus()
    while True:
        focused = QApplication.focusWidget()
        assert focused is not None
        if names and focused is first:
            return names
        names.append(focused.objectName())
        assert len(names) < 60, names
        QTest.keyClick(focused, Qt.Key.Key_Tab)


async def test_sign_in(start):
    program = start()
    person = program.person
    where = await person.sees("sign-in.where")
    check(program.window)
    assert walk(person, where) == ["sign-in.where", "sign-in.continue", "sign-in.forgot"]
    await person.types("sign-in.where", "example.org")
    await person.presses("sign-in.continue")
    await person.sees("sign-in.password")
    check(program.window)
    assert walk(person, where) == [
        "sign-in.where",
        "sign-in.change",
        "sign-in.who",
        "sign-in.password",
        "sign-in.password.show",
        "sign-in.keep",
        "sign-in.enter",
        "sign-in.forgot",
    ]


async def test_the_account(start):
    program = start()
    await program.sign_in()
    person = program.person
    await person.sees("devices.WEB.rename")
    check(program.window)
    order = walk(person, await person.sees("nav.account"))
    named = [name for name in order if name]
    assert named == [
        "nav.account",
        "devices.OURS.rename",
        "devices.PHONE",
        "devices.PHONE.rename",
        "devices.WEB",
        "devices.WEB.rename",
        "devices.all",
        "account.read-again",
        "account.sign-out",
        "chip",
    ]


async def test_the_password(start):
    program = start({CHANGE: uia(["m.login.password"])})
    await program.sign_in()
    person = program.person
    await until(lambda: program.controller.context.view, "the account to be read")
    await person.presses("nav.password")
    check(program.window)
    assert walk(person, await person.sees("password.new")) == [
        "password.new",
        "password.new.suggest",
        "password.new.show",
        "password.again",
        "password.devices.keep",
        "password.change",
        "chip",
        "nav.password",
    ]
    await person.types("password.new", "correct horse battery")
    await person.types("password.again", "correct horse battery")
    await person.presses("password.change")
    line = await person.sees("stage.password")
    dialog = person.find("stage")
    check(dialog)
    assert walk(person, line) == [
        "stage.password",
        "stage.password.show",
        "stage.cancel",
        "stage.continue",
    ]


async def test_pages_can_be_turned_with_the_arrow_keys(start):
    program = start()
    await program.sign_in()
    person = program.person
    await person.has_focus("nav.account")
    await person.hits(Qt.Key.Key_Down, "nav.account")
    await person.has_focus("nav.password")
    await person.sees("page.password")
    await person.hits(Qt.Key.Key_Up, "nav.password")
    await person.has_focus("nav.account")
    await person.sees("page.account")
    await person.hits(Qt.Key.Key_Down, "nav.account")
    await person.hits(Qt.Key.Key_Return, "nav.password")
    await person.has_focus("password.new")


async def test_a_long_page_is_read_by_keyboard_from_the_navigation(start):
    program = start()
    program.window.resize(720, 540)
    await program.sign_in()
    person = program.person
    await until(lambda: program.controller.context.view, "the account to be read")
    bar = person.find("page.account").verticalScrollBar()
    await until(lambda: bar.maximum() > 0, "a page longer than the window")
    await person.hits(Qt.Key.Key_PageDown, "nav.account")
    assert bar.value() > 0
    await person.hits(Qt.Key.Key_PageUp, "nav.account")
    assert bar.value() == 0


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
async def test_choices_say_what_they_do(start, kind):
    program = start()
    await program.sign_in()
    person = program.person
    await until(lambda: program.controller.context.view, "the account to be read")
    await person.presses("nav.password")
    for button in program.window.findChildren(kind):
        assert button.accessibleDescription()


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("points", [10.5, 20.0])
async def test_everything_fits_from_the_smallest_window_on(qapp, start, direction, points):
    """At 720 x 540, in both directions and with large type, nothing is wider than its column."""
    font = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(points)
    qapp.setFont(larger)
    qapp.setLayoutDirection(direction)
    try:
        program = start()
        program.window.resize(720, 540)
        await program.sign_in()
        person = program.person
        await until(lambda: program.controller.context.view, "the account to be read")
        for name in ("account", "password"):
            await person.presses(f"nav.{name}")
            page = person.find(f"page.{name}")

            def fits(page: QWidget = page) -> bool:
                return page.widget().width() <= page.viewport().width() and not cut_off(page)

            await until(fits, f"all of {name} to fit; cut off: {cut_off(page)}")
    finally:
        qapp.setFont(font)
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
