"""Every page and dialog fits, is named and can be read, in every look that a person may choose.

Each look is a process of its own: scale, type and language are the whole application's.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

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
from tests.rig.process import ROOT
from tests.rig.walk import DATA
from ui.widgets.label import Label, Role

LOOKS = {
    "pseudo": (["--language", "eo"], "1"),
    "german-dark": (["--language", "de", "--scheme", "dark"], "1"),
    "right-to-left": (["--language", "ar"], "1"),
    "german-200": (["--language", "de"], "2"),
    "20pt": (["--points", "20"], "1"),
    "german-20pt-dark": (["--points", "20", "--language", "de", "--scheme", "dark"], "1"),
}
Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Done]]]:
    """Walk in every look, as many at a time as there are processors."""
    home = str(tmp_path_factory.mktemp("walk"))

    def walk(look: str) -> Done:
        options, scale = LOOKS[look]
        return subprocess.run(
            [sys.executable, "-m", "tests.rig.walk", *options],
            cwd=ROOT,
            env={**os.environ, "QT_SCALE_FACTOR": scale, "XDG_CONFIG_HOME": home, "HOME": home},
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {look: pool.submit(walk, look) for look in LOOKS}


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_cut_off_nameless_or_faint(walks: dict[str, Future[Done]], look: str):
    done = walks[look].result()
    told = f"ended with {done.returncode}\n{done.stdout}{done.stderr}"
    assert done.returncode == 0, told
    assert done.stdout.endswith(" states, 0 faults\n"), told


def test_every_look_sees_the_same_states(walks: dict[str, Future[Done]]):
    last = {walk.result().stdout.splitlines()[-1] for walk in walks.values()}
    assert len(last) == 1


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
