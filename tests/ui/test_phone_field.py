"""What numbers and countries take is loaded ahead: the first one stops no page."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QLocale

import ui.account.account_reader
import ui.application.controller
from tests.mock_homeserver import V3, ok
from tests.rig.person import until
from tests.rig.process import ROOT

USE = """
import sys
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from ui.widgets.phone_field import PhoneField, load
app = QApplication([])
before = set(sys.modules)
load(QLocale().name())
ahead = set(sys.modules) - before
field = PhoneField("phone")
for country in ("DE", "FR", "JP"):
    field.country.choose(country)
    field.line.setText("0170 1234567")
    field.line.textEdited.emit(field.line.text())
    field.contact
print(len(ahead), *sorted(set(sys.modules) - before - ahead))
"""


def test_a_field_reads_nothing_that_could_have_been_read_ahead():
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", USE], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    ahead, *late = done.stdout.split()
    assert int(ahead) > 200, "every country is a module"
    assert late == []


async def test_it_is_loaded_in_a_thread_once_the_rest_is_there(start, monkeypatch):
    seen: list[tuple[str, bool]] = []

    def load(language: str) -> None:
        seen.append((language, threading.current_thread() is threading.main_thread()))

    monkeypatch.setattr(ui.application.controller, "load_numbers", load)
    start()
    await until(lambda: seen, "the loading")
    assert seen == [(QLocale().name(), False)]


@pytest.mark.parametrize(
    ("medium", "address", "waits"),
    [("msisdn", "491701234567", True), ("email", "alice@example.org", False)],
)
async def test_an_account_with_a_phone_is_shown_when_it_can_be_written(
    start, monkeypatch, medium, address, waits
):
    asked: list[bool] = []

    def prefixes() -> None:
        asked.append(threading.current_thread() is threading.main_thread())

    monkeypatch.setattr(ui.account.account_reader, "prefixes", prefixes)
    threepids = {"threepids": [{"medium": medium, "address": address}]}
    program = start({f"GET {V3}/account/3pid": ok(threepids)})
    await program.sign_in()
    await until(lambda: program.controller.context.view, "the account to be read")
    assert asked == [False] * waits
