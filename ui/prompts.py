"""Asks a person for proofs: from the core's challenge to a dialog and back to an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.stages import PASSWORD
from app.core.uia import NeedStage
from app.flows.ports import Act, Answered, Cancelled, Response, Withdrawn
from ui.stages.frame import StageDialog
from ui.stages.password import PasswordDialog

MakeDialog: TypeAlias = Callable[[QWidget, Act], StageDialog]

DIALOGS: Mapping[str, MakeDialog] = {
    PASSWORD: PasswordDialog,
}
"""Stage type -> dialog; a stage that is not here cannot be shown."""


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
        self._challenge: object = None
        self._future: asyncio.Future[Response] | None = None

    async def answer(self, need: NeedStage) -> Response:
        """Ask for one proof, in the same dialog if the challenge is the same object."""
        self._future = asyncio.get_running_loop().create_future()
        if self._dialog is not None and self._challenge is need.challenge:
            self._dialog.ask(need)
        else:
            self._open(need)
        try:
            return await self._future
        finally:
            self._future = None

    def withdraw(self) -> None:
        """Take the open question back."""
        self._settle(Withdrawn())

    def _take_down(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None and isValid(dialog):
            dialog.finished.disconnect(self._cancelled)
            dialog.destroyed.disconnect(self.withdraw)
            dialog.hide()
            dialog.deleteLater()
        self._prompt.gone.emit()

    def end(self) -> None:
        """Take down what is shown, for good."""
        self._take_down()
        self._prompt.ended(self)

    def _open(self, need: NeedStage) -> None:
        self._take_down()
        self._challenge = need.challenge
        dialog = DIALOGS[need.challenge.stage](self._parent, self._act)
        dialog.answered.connect(lambda answer: self._settle(Answered(answer)))
        dialog.finished.connect(self._cancelled)
        # A parent that is deleted takes the dialog along, and `finished` never comes.
        dialog.destroyed.connect(self.withdraw)
        self._dialog = dialog
        dialog.ask(need)
        self._prompt.shown.emit()
        dialog.open_over(self._parent)

    def _cancelled(self) -> None:
        self._settle(Cancelled())

    def _settle(self, response: Response) -> None:
        if self._future is not None and not self._future.done():
            self._future.set_result(response)


class QtStagePrompt(QObject):
    """Ask in dialogs over a window.

    Args:
        parent: the window.

    Signals:
        shown: a dialog stands over the window.
        gone: none does any more.
    """

    shown = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._open: list[QtConversation] = []

    def can_render(self, stage: str) -> bool:
        """Whether there is a dialog for a stage type."""
        return stage in DIALOGS

    def begin(self, act: Act) -> QtConversation:
        """Start the questions of one act."""
        conversation = QtConversation(self._parent, act, self)
        self._open.append(conversation)
        return conversation

    def withdraw_all(self) -> None:
        """Take every open question back: the window closes, or the account goes."""
        for conversation in list(self._open):
            conversation.withdraw()

    def ended(self, conversation: QtConversation) -> None:
        """Hear that a conversation is over."""
        self._open.remove(conversation)
