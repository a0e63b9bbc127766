"""How much property tests draw: as much as Hypothesis does by itself, or for `make test-long`."""

from __future__ import annotations

from hypothesis import settings

LONG = 20
"""How many times as many examples `make test-long` draws."""

settings.register_profile("long", max_examples=LONG * settings().max_examples, deadline=None)
