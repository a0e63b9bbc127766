"""Asks a person for proofs: from the core's challenge to a dialog and back to an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.errors import ActUnderWay
from app.core.identifiers import Link
from app.core.secret import Secret
from app.core.uia.stages import (
    AnyChallenge,
    PasswordChallenge,
    TermsChallenge,
    ThreepidChallenge,
    TokenChallenge,
    WebChallenge,
    kind_of,
)
from app.operations.ports.uia import Act, Cancelled, Question, Response, Withdrawn
from ui.platform.secret_clipboard import SecretClipboard
from ui.platform.web_browser import OpenUrl, open_url
from ui.uia.password_dialog import PasswordDialog
from ui.uia.stage_dialog import StageDialog
from ui.uia.terms_dialog import TermsDialog
from ui.uia.threepid_dialog import ThreepidDialog
from ui.uia.token_dialog import TokenDialog
from ui.uia.web_dialog import WebDialog

MakeDialog: TypeAlias = Callable[[QWidget, Act, AnyChallenge], StageDialog]


DIALOGS: Mapping[type[AnyChallenge], MakeDialog] = {
    PasswordChallenge: PasswordDialog,
    ThreepidChallenge: ThreepidDialog,
    TokenChallenge: TokenDialog,
    TermsChallenge: TermsDialog,
    WebChallenge: WebDialog,
}
"""Challenge -> dialog: every kind that the core knows, but for the dummy, which asks nobody."""


class QtConversation:
    """The questions of one act: one dialog at a time.

    Args:
        parent: the window over which dialogs stand.
        act: what is asked for.
        prompt: hears of it when a dialog comes and goes.
    """

    def __init__(self, parent: QWidget, act: Act, prompt: QtStagePrompt) -> None:
        self._parent = parent
        self._act = act
        self._prompt = prompt
        self._dialog: StageDialog | None = None
        self._question: Question | None = None
        # A look at another way must not lose what was typed: dialogs stay until the end.
        self._dialogs: list[tuple[AnyChallenge, StageDialog]] = []
        # What the person does while nobody listens is kept: a poll may be under way.
        self._responses: asyncio.Queue[tuple[AnyChallenge | None, Response]] = asyncio.Queue()
        self._ended: Cancelled | Withdrawn | None = None

    @property
    def ended(self) -> Cancelled | Withdrawn | None:
        """How it was ended, if it was."""
        return self._ended

    async def answer(self, question: Question) -> Response:
        """Ask for one proof, in the same dialog if the challenge is the same object."""
        challenge = question.need.challenge
        while self._ended is None and not self._responses.empty():
            about, response = self._responses.get_nowait()
            if about is challenge:  # what was meant for another stage is past
                return response
        if self._ended is None:
            self._show(question)
        while self._ended is None:
            about, response = await self._responses.get()
            if about is challenge and self._ended is None:
                return response
        return self._ended

    def withdraw(self) -> None:
        """Take the open question back."""
        self._end(Withdrawn())

    def end(self) -> None:
        """Take down what is shown, for good."""
        self._hide()
        for _, dialog in self._dialogs:
            if isValid(dialog):
                dialog.finished.disconnect(self._cancelled)
                dialog.destroyed.disconnect(self.withdraw)
                dialog.deleteLater()
        self._dialogs.clear()
        self._prompt.ended(self)

    @property
    def waits(self) -> bool:
        """Whether a person is asked for something, in sight or not."""
        return self._dialog is not None

    def come_forward(self) -> None:
        """Show the open question, if there is one: its account is in front again."""
        if self._dialog is not None and isValid(self._dialog):
            self._prompt.shown.emit()
            self._dialog.open_over(self._parent)

    def step_back(self) -> None:
        """Hide the open question: another account comes to the front."""
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.hide()

    def _show(self, question: Question) -> None:
        before, self._question = self._question, question
        dialog = self._dialog
        if before is None or dialog is None or before.need.challenge is not question.need.challenge:
            self._open(question)
        elif question != before or dialog.busy:
            dialog.ask(question)

    def _hide(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None and isValid(dialog):
            dialog.hide()
        self._prompt.took_down()

    def _open(self, question: Question) -> None:
        self._hide()
        challenge = question.need.challenge
        known = (dialog for each, dialog in self._dialogs if each is challenge)
        dialog = next(known, None) or self._make(challenge)
        self._dialog = dialog
        dialog.ask(question)
        if self._prompt.in_front:
            self.come_forward()
        else:
            self._prompt.asks.emit()

    def _make(self, challenge: AnyChallenge) -> StageDialog:
        dialog = DIALOGS[type(challenge)](self._parent, self._act, challenge)
        self._dialogs.append((challenge, dialog))
        dialog.responded.connect(lambda said: self._responses.put_nowait((challenge, said)))
        dialog.open_requested.connect(self._go_to)
        dialog.copy_requested.connect(self._prompt.copy)
        dialog.finished.connect(self._cancelled)
        # A parent that is deleted takes the dialog along, and `finished` never comes.
        dialog.destroyed.connect(self.withdraw)
        return dialog

    def _go_to(self, link: Link) -> None:
        started = self._prompt.open_link(link)
        if self._dialog is not None:
            self._dialog.browser_started(started=started)

    def _cancelled(self) -> None:
        self._prompt.took_down()
        self._end(Cancelled())

    def _end(self, how: Cancelled | Withdrawn) -> None:
        if self._ended is None:
            self._ended = how
        self._responses.put_nowait((None, how))  # wakes whoever listens


class QtStagePrompt(QObject):
    """Ask in dialogs over a window, for one act of one account at a time.

    Args:
        parent: the window.
        clipboard: for addresses, which hold a session's key.
        open_url: starts the person's own browser; tells whether that worked.

    Attributes:
        in_front: whether the account is; its dialogs wait until it is.

    Signals:
        shown: a dialog stands over the window.
        gone: none does any more.
        asks: a question waits for its account to come to the front, or waits no more.
    """

    shown = Signal()
    gone = Signal()
    asks = Signal()

    def __init__(
        self,
        parent: QWidget,
        clipboard: SecretClipboard,
        open_url: OpenUrl = open_url,
    ) -> None:
        super().__init__(parent)
        self._parent = parent
        self._clipboard = clipboard
        self._open_url = open_url
        self._open: QtConversation | None = None
        self.in_front = True

    @property
    def waits(self) -> bool:
        """Whether a person is asked for something, in sight or not."""
        return self._open is not None and self._open.waits

    def set_in_front(self, in_front: bool) -> None:
        """Show what is asked, or hide it until the account comes back."""
        if in_front == self.in_front:
            return
        if self._open is not None and not in_front:
            self._open.step_back()
            self.took_down()
        self.in_front = in_front
        if self._open is not None and in_front:
            self._open.come_forward()

    def took_down(self) -> None:
        """Tell that no dialog of this account stands over the window any more."""
        if self.in_front:
            self.gone.emit()

    def can_render(self, stage: str) -> bool:
        """Whether there is a dialog for a stage type."""
        return type(kind_of(stage).challenge(stage, None)) in DIALOGS

    def begin(self, act: Act) -> QtConversation:
        """Start the questions of one act.

        Raises:
            ActUnderWay: those of another one are open.
        """
        if self._open is not None:
            raise ActUnderWay
        self._open = QtConversation(self._parent, act, self)
        return self._open

    def withdraw_all(self) -> None:
        """Take every open question back: the window closes, or the account goes."""
        if self._open is not None:
            self._open.withdraw()

    def ended(self, conversation: QtConversation) -> None:
        """Hear that a conversation is over."""
        if self._open is conversation:
            self._open = None
            self.asks.emit()

    def open_link(self, link: Link) -> bool:
        """Open a page in the person's own browser; tell whether one was started."""
        return self._open_url(QUrl(link.url))

    def copy(self, address: Secret) -> None:
        """Put an address on the clipboard, for a while."""
        self._clipboard.copy(address)
