"""What the walk says of a window that has a fault, and of one that has none."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tests.rig.examine import faults, words
from tests.rig.walk import DATA
from ui.widgets.label import Label, Role


@pytest.fixture
def window(qapp: QApplication) -> QWidget:
    made = QWidget()
    made.setWindowTitle("Window")
    QVBoxLayout(made)
    return made


def found(window: QWidget) -> str:
    window.show()
    QApplication.sendPostedEvents()
    said = "\n".join(faults(window))
    window.close()
    return said


def test_a_sound_window_has_no_faults(window: QWidget):
    window.layout().addWidget(Label(Role.BODY, "Some words that are there to be read."))
    window.layout().addWidget(QPushButton("Press"))
    assert found(window) == ""


def test_a_cut_off_label_is_found(window: QWidget):
    label = Label(Role.BODY, "Some words that are there to be read. " * 3)
    label.setFixedSize(100, 20)
    window.layout().addWidget(label)
    assert "px high" in found(window)


def test_a_word_that_is_too_wide_is_found(window: QWidget):
    label = Label(Role.BODY, "Wiederherstellungsschlüssel")
    label.setFixedSize(60, 90)
    window.layout().addWidget(label)
    assert "a word is wider" in found(window)


def test_a_label_that_does_not_wrap_is_found(window: QWidget):
    label = QLabel("Some words that are there to be read.")
    label.setFixedWidth(50)
    window.layout().addWidget(label)
    assert "(50," in found(window)


def test_a_button_that_is_too_small_is_found(window: QWidget):
    button = QPushButton("Some words on it")
    button.setFixedWidth(40)
    window.layout().addWidget(button)
    assert "(40," in found(window)


def test_a_line_without_room_is_found(window: QWidget):
    line = QLineEdit(placeholderText="@you:example.org")
    line.setAccessibleName("Matrix ID")
    line.setFixedWidth(40)
    window.layout().addWidget(line)
    said = found(window)
    assert "the placeholder has" in said
    assert "to type in" in said


@pytest.mark.parametrize("control", [QLineEdit, QPushButton, QCheckBox])
def test_a_control_without_a_name_is_found(window: QWidget, control: type[QWidget]):
    window.layout().addWidget(control())
    assert "without a name" in found(window)


def test_faint_ink_is_found(window: QWidget):
    label = Label(Role.BODY, "Some words.")
    faint = label.palette()
    ground = faint.color(QPalette.ColorRole.Window)
    faint.setColor(QPalette.ColorRole.WindowText, ground.darker(130))
    label.setPalette(faint)
    window.layout().addWidget(label)
    assert "text 1." in found(window)


def test_what_can_be_heard_is_among_the_words(window: QWidget):
    button = QPushButton("Press")
    button.setAccessibleDescription("Working")
    window.layout().addWidget(button)
    window.show()
    assert {"Press", "Working"} <= set(words(window))
    window.close()


def test_our_own_words_do_not_pass_for_data():
    for text in ("Sign in", "Your keyring is locked.", "Password", "Step 1 of 2"):
        assert not DATA.search(text)
