"""What every test stands on: no display, no trust from the environment, no settings of yours."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.store.logfile import CHATTY
from tests.mock_homeserver import MADE

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before an application is made
for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE"):
    os.environ.pop(name, None)
os.environ["NO_PROXY"] = "*"
os.environ["LC_ALL"] = "C.UTF-8"


@pytest.fixture(autouse=True)
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own."""
    home = tmp_path / "home"
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def within_the_rules() -> Iterator[None]:
    """Fail if a mock was sent what the specification does not allow, or Latchkey never means."""
    MADE.clear()
    yield
    assert [rule for server in MADE for rule in server.broken] == []


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """Take back what a test has set up: a log's stream is closed, and levels are the process's."""
    root = logging.getLogger()
    handlers = root.handlers[:]
    names = (None, "httpx", *CHATTY)
    levels = [logging.getLogger(name).level for name in names]
    yield
    for handler in [each for each in root.handlers if each not in handlers]:
        root.removeHandler(handler)
        handler.close()
    for name, level in zip(names, levels, strict=True):
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def no_widget_survives() -> Iterator[None]:
    """Delete a test's windows, and pages in no window: a theme styles whatever is left anew."""
    yield
    for each in QApplication.topLevelWidgets():
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
