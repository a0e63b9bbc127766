"""Asks for UIA proofs: opens the dialog of a challenge and returns the person's response."""

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
"""The dialog of each kind of challenge; `m.login.dummy` needs no answer and has none."""


class QtConversation:
    """Ask the questions of one act, in one dialog at a time.

    Args:
        parent: the window over which dialogs open.
        act: the user's action that the proofs are for.
        prompt: is told when a dialog is shown or hidden, and when the conversation ends.
    """

    def __init__(self, parent: QWidget, act: Act, prompt: QtStagePrompt) -> None:
        self._parent = parent
        self._act = act
        self._prompt = prompt
        self._dialog: StageDialog | None = None
        self._question: Question | None = None
        # Dialogs are kept until the end: trying another flow must not lose what was typed.
        self._dialogs: list[tuple[AnyChallenge, StageDialog]] = []
        # Responses that come while `answer` does not run, such as during a poll, are kept.
        self._responses: asyncio.Queue[tuple[AnyChallenge | None, Response]] = asyncio.Queue()
        self._ended: Cancelled | Withdrawn | None = None

    @property
    def ended(self) -> Cancelled | Withdrawn | None:
        """How the conversation was ended; None while it goes on."""
        return self._ended

    async def answer(self, question: Question) -> Response:
        """Show a question's dialog and return the person's response.

        The dialog is reused if the challenge is the same object as before.
        """
        challenge = question.need.challenge
        while self._ended is None and not self._responses.empty():
            about, response = self._responses.get_nowait()
            if about is challenge:  # a response to another stage is dropped
                return response
        if self._ended is None:
            self._show(question)
        while self._ended is None:
            about, response = await self._responses.get()
            if about is challenge and self._ended is None:
                return response
        return self._ended

    def withdraw(self) -> None:
        """End the conversation as `Withdrawn`; a pending `answer` returns that."""
        self._end(Withdrawn())

    def end(self) -> None:
        """Hide and delete all dialogs, and tell the prompt that the conversation is over."""
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
        """Whether a dialog waits for a response, even while it is hidden."""
        return self._dialog is not None

    def come_forward(self) -> None:
        """Show the open dialog, if there is one, because its account is shown again."""
        if self._dialog is not None and isValid(self._dialog):
            self._prompt.shown.emit()
            self._dialog.open_over(self._parent)

    def step_back(self) -> None:
        """Hide the open dialog, because another account is shown."""
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
        # Deleting the parent deletes the dialog without emitting `finished`.
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
        self._responses.put_nowait((None, how))  # wakes a pending `answer`


class QtStagePrompt(QObject):
    """Ask for UIA proofs in dialogs over a window, for one act of one account at a time.

    Args:
        parent: the window.
        clipboard: takes the addresses of pages, which hold a session's key.
        open_url: opens an address in the person's own browser; returns whether that worked.

    Attributes:
        in_front: whether the window shows this account; its dialogs are hidden while it does not.

    Signals:
        shown: a dialog of this account opens over the window.
        gone: no dialog of this account is open over the window any more.
        asks: a dialog waits because its account is not shown, or a conversation has ended.
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
        """Whether a dialog waits for a response, even while it is hidden."""
        return self._open is not None and self._open.waits

    def set_in_front(self, in_front: bool) -> None:
        """Show the open dialog if the window shows its account, else hide it."""
        if in_front == self.in_front:
            return
        if self._open is not None and not in_front:
            self._open.step_back()
            self.took_down()
        self.in_front = in_front
        if self._open is not None and in_front:
            self._open.come_forward()

    def took_down(self) -> None:
        """Emit `gone`, if the window shows this account."""
        if self.in_front:
            self.gone.emit()

    def can_render(self, stage: str) -> bool:
        """Whether there is a dialog for a stage type."""
        return type(kind_of(stage).challenge(stage, None)) in DIALOGS

    def begin(self, act: Act) -> QtConversation:
        """Start the conversation of one act.

        Raises:
            ActUnderWay: another conversation is open.
        """
        if self._open is not None:
            raise ActUnderWay
        self._open = QtConversation(self._parent, act, self)
        return self._open

    def withdraw_all(self) -> None:
        """Withdraw the open conversation: the window closes, or the account is removed."""
        if self._open is not None:
            self._open.withdraw()

    def ended(self, conversation: QtConversation) -> None:
        """Forget a conversation that has ended, and emit `asks`."""
        if self._open is conversation:
            self._open = None
            self.asks.emit()

    def open_link(self, link: Link) -> bool:
        """Open a page in the person's own browser; tell whether one was started."""
        return self._open_url(QUrl(link.url))

    def copy(self, address: Secret) -> None:
        """Copy an address to the clipboard, from which it is removed after a minute."""
        self._clipboard.copy(address)
