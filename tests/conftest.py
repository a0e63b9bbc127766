"""What every test stands on: no display, no trust from the environment, no settings of yours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
