"""Banners about a settings file that cannot be used, or was moved aside."""

from __future__ import annotations

import logging
from collections.abc import Callable

from app.operations.ports.storage import SettingsHealth
from ui.text.settings_errors import moved_words, trouble_words
from ui.widgets.banner import Banner

log = logging.getLogger("latchkey")


class SettingsNotices:
    """Show a banner where the settings file cannot be used, or was moved aside.

    Args:
        health: tells whether the file can be used.
        say: shows a banner on the page in front.
        busy: returns whether the page in front is about to be replaced, and its banners with it.
            Then nothing is shown until `say_moved` is called.
    """

    def __init__(
        self, health: SettingsHealth, say: Callable[[Banner], None], busy: Callable[[], bool]
    ) -> None:
        self._health = health
        self._say = say
        self._busy = busy
        self._moved_to = ""
        health.listen(self._moved)

    async def look(self) -> None:
        """Check whether the settings file can be used, and show a banner if it cannot."""
        trouble = await self._health.trouble()
        if trouble is not None:
            log.warning("settings: %s", trouble.value)
            self._say(Banner("warn", trouble_words(trouble, self._health.path)))

    def say_moved(self) -> None:
        """Show where the damaged settings file was moved to, if that was not shown yet."""
        path, self._moved_to = self._moved_to, ""
        if path:
            self._say(Banner("warn", moved_words(path)))

    def _moved(self, path: str) -> None:
        log.warning("settings: the damaged file was moved aside")
        self._moved_to = path
        if not self._busy():
            self.say_moved()
