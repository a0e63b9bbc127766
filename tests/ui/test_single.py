"""One window for each user."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.platform.single_instance import SingleInstance


def test_a_start_before_anybody_listens_is_heard_later(qtbot: QtBot, tmp_path: Path):
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim("")
    assert not second.claim("example.org"), "it has woken the first"
    qtbot.waitUntil(lambda: bool(first._unheard))
    heard: list[str] = []
    first.listen(heard.append)
    assert heard == ["example.org"]
    first.release()
