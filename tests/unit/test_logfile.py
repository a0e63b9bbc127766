from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from app.store.logfile import BYTES, KEPT, start_logging
from app.store.paths import log_file


def test_the_log_rotates(tmp_path: Path):
    path = tmp_path / "deep" / "latchkey.log"
    start_logging(path, debug=False)
    line = "x" * 1000
    for _ in range((KEPT + 3) * BYTES // 1000):
        logging.getLogger("latchkey").info(line)
    files = sorted(each.name for each in path.parent.iterdir())
    assert files == ["latchkey.log", *(f"latchkey.log.{n}" for n in range(1, KEPT + 1))]
    assert all(each.stat().st_size <= BYTES for each in path.parent.iterdir())


@pytest.mark.parametrize("debug", [True, False])
def test_debugging_is_seen_in_the_file_and_on_the_terminal(tmp_path, capsys, debug):
    path = tmp_path / "latchkey.log"
    start_logging(path, debug=debug)
    logging.getLogger("latchkey").debug("a small thing")
    assert ("a small thing" in path.read_text()) is debug
    assert ("a small thing" in capsys.readouterr().err) is debug


def test_a_file_that_cannot_be_written_is_no_reason_not_to_start(tmp_path, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("")
    start_logging(blocked / "latchkey.log", debug=False)
    logging.getLogger("latchkey").warning("still heard")
    assert "still heard" in capsys.readouterr().err


def test_a_pipe_in_its_place_is_not_waited_for(tmp_path, capsys):
    os.mkfifo(tmp_path / "latchkey.log")
    start_logging(tmp_path / "latchkey.log", debug=False)
    logging.getLogger("latchkey").warning("heard at once")
    assert "heard at once" in capsys.readouterr().err


def test_the_log_is_where_the_system_has_it(private_home: Path):
    assert log_file().is_relative_to(private_home)
