"""Which flow of an authentication request to follow.

Section: "User-Interactive Authentication API". The server offers alternatives; each is a list of
stages to be done in order. The best is the one that can be finished in this app with the
fewest stages left, then the one with fewer stages in the browser, then the server's first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeAlias

from app.core.uia.stages import DUMMY, WebChallenge, kind_of

Flow: TypeAlias = tuple[str, ...]
"""Stage types in the order in which they have to be done."""

CanRender: TypeAlias = Callable[[str], bool]
"""Whether there is a dialog for a stage type."""


def remaining(flow: Flow, completed: Collection[str]) -> Flow:
    """Return the stages of `flow` that are still to be done, in order.

    A stage that `flow` names twice is left out once it is completed.
    """
    return tuple(stage for stage in flow if stage not in completed)


def missing(flow: Flow, completed: Collection[str], can_render: CanRender) -> Flow:
    """Return the remaining stages of `flow` that have no dialog and make it unusable."""
    return tuple(
        stage for stage in remaining(flow, completed) if stage != DUMMY and not can_render(stage)
    )


def usable(flows: Sequence[Flow], completed: Collection[str], can_render: CanRender) -> list[Flow]:
    """Return the flows that can be finished in this app, the best first."""

    def cost(flow: Flow) -> tuple[int, int]:
        rest = [stage for stage in remaining(flow, completed) if stage != DUMMY]
        web = sum(isinstance(kind_of(stage).challenge(stage, None), WebChallenge) for stage in rest)
        return len(rest), web

    possible = [flow for flow in flows if not missing(flow, completed, can_render)]
    return sorted(dict.fromkeys(possible), key=cost)
