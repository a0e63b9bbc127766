"""The pages of one account, each created when it is first shown, because that takes time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ui.widgets.page import Page


class AccountPages(Mapping[str, Page]):
    """Map the names of an account's pages, as in the sidebar, to pages created on first access.

    Args:
        makers: the functions that create the pages, by name.
    """

    def __init__(self, makers: Mapping[str, Callable[[], Page]]) -> None:
        self._makers = dict(makers)
        self._made: dict[str, Page] = {}

    def __getitem__(self, name: str) -> Page:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    @property
    def made(self) -> tuple[Page, ...]:
        """The pages that have been created so far."""
        return tuple(self._made.values())
