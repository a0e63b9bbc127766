"""A stage that the core knows has its place everywhere: words, a dialog, the rig, and the walk."""

from __future__ import annotations

import pytest

from app.core.uia.stages import DUMMY, KINDS, kind_of
from tests.rig.stages import HOW
from tests.rig.walk_stages import STOPS
from ui.uia.prompt import DIALOGS
from ui.uia.stage_texts import stage_name

ASKED = sorted(set(KINDS) - {DUMMY})
"""Those that a person is asked for; the dummy is answered by itself."""


@pytest.mark.parametrize("stage", ASKED)
def test_every_stage_has_a_name_in_menus(stage: str):
    assert stage not in stage_name(stage), "it is called a page of the server, like an unknown one"


@pytest.mark.parametrize("stage", ASKED)
def test_every_stage_has_a_dialog(stage: str):
    assert type(kind_of(stage).challenge(stage, None)) in DIALOGS


def test_the_scripted_homeserver_takes_an_answer_to_every_stage():
    assert set(HOW) == set(KINDS)


def test_the_walk_stops_at_every_stage():
    assert set(STOPS) == set(ASKED)
