"""The tour of `make demo` is a test as well."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.rig.inbox import Inbox, Postman
from tests.rig.mail import MailSink
from tests.rig.synapse import Synapse
from tests.rig.tour import Report, TourFailed, tour


@pytest.mark.usefixtures("secret_service", "theme")
async def test_the_tour(tmp_path: Path):
    said: list[str] = []
    report = Report(said.append)
    postman = Postman()
    inbox = Inbox(postman, "")
    with MailSink(postman.bring) as mail, Synapse(smtp_port=mail.port) as server:
        await tour(server, inbox, report, tmp_path, (960, 680))
    inbox.deleteLater()
    assert not [line for line in said if "NOT SO" in line]
    parts = [line for line in said if not line.startswith(" ")]
    idle = [part for part, then in pairwise([*said, ""]) if part in parts and "  ok" not in then]
    assert parts
    assert idle == [], "each part reads something from the server"
    names = sorted(os.listdir(tmp_path))
    assert [int(name.partition("-")[0]) for name in names] == list(range(1, len(names) + 1))
    images = [QImage(str(tmp_path / name)) for name in names]
    assert {(image.width(), image.height()) for image in images} == {(960, 680)}


def test_a_tour_that_finds_something_else_fails():
    with pytest.raises(TourFailed):
        Report(lambda line: None).check("the sky is green", False)
