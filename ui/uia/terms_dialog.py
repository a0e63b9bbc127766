"""`m.login.terms`: documents to agree to, each with its link and a box of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import InvalidInput
from app.core.identifiers import Link, link_of
from app.core.uia.stages import AnyAnswer, AnyChallenge, TermsAnswer, TermsChallenge
from app.core.uia.terms import Policy
from app.core.untrusted_text import clean
from app.operations.ports.uia import Act
from ui.platform.theme import STEP
from ui.text.outcomes import purpose
from ui.uia.stage_dialog import StageDialog
from ui.widgets.buttons import Button
from ui.widgets.label import Label, Role, breakable

translate = QCoreApplication.translate


INDENT = 32
"""Where the text beside a box begins, in pixels."""


class TermsDialog(StageDialog):
    """Ask for agreement to every document of the server."""

    def __init__(self, parent: QWidget, act: Act, challenge: AnyChallenge) -> None:
        super().__init__(
            parent,
            act,
            translate("TermsDialog", "Terms of the server"),
            translate("TermsDialog", "{purpose}, {server} wants you to agree to its terms.").format(
                purpose=purpose(act), server=act.server_name
            ),
        )
        assert isinstance(challenge, TermsChallenge)  # noqa: S101  # by `prompt.DIALOGS`
        self._boxes: list[QCheckBox] = []
        before: QWidget | None = None
        for number, policy in enumerate(challenge.policies or ()):
            before = self._add(policy, number, before)
        if not self._boxes:
            self.content.addWidget(
                Label(Role.BODY, self.tr("The server names no document; go on to agree."))
            )

    def take_answer(self) -> AnyAnswer | None:
        """Return the agreement, or None after focusing a box that is not ticked."""
        missing = next((box for box in self._boxes if not box.isChecked()), None)
        if missing is None:
            return TermsAnswer()
        self.show_reason(self.tr("Tick every box to agree, or cancel."))
        missing.setFocus()
        return None

    def focus_field(self) -> None:
        """Focus the first box, or the primary button if there is none."""
        (self._boxes[0] if self._boxes else self.go_on).setFocus()

    def _add(self, policy: Policy, number: int, before: QWidget | None) -> QWidget:
        name, address = policy.in_language(QLocale().uiLanguages())
        text = self.tr("I agree to “{name}”, version {version}")
        if not policy.version:
            text = self.tr("I agree to “{name}”")
        label = text.format(name=clean(name), version=clean(policy.version))
        box = QCheckBox()
        box.setObjectName(f"stage.terms.{number}")
        box.setProperty("bare", True)
        box.setAccessibleName(label)
        box.toggled.connect(self.edited)
        self._boxes.append(box)
        caption = Label(Role.BODY, label)
        caption.mousePressEvent = lambda event: box.toggle()  # type: ignore[method-assign]  # Qt's
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(caption, 1)
        whole = QVBoxLayout()
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addWidget(self._reading(address, name, number))
        self.content.addLayout(whole)
        if before is not None:
            self.setTabOrder(before, box)
        return box

    def _indent(self) -> tuple[int, int, int, int]:
        return (0, 0, INDENT, 0) if self.isRightToLeft() else (INDENT, 0, 0, 0)

    def _reading(self, address: str, name: str, number: int) -> QWidget:
        try:
            link: Link = link_of(address)
        except InvalidInput:
            text = self.tr("The server gives no address at which it can be read.")
            told = Label(Role.CAPTION, text, tone="muted")
            told.setContentsMargins(*self._indent())
            return told
        button = Button(self.tr("Read it"), f"stage.terms.{number}.read", "link")
        button.setAccessibleName(f"{button.text()}: {clean(name)}, {link.host}")
        host = Label(Role.CAPTION, self.tr("on {host}").format(host=breakable(link.host)))
        host.set_tone("muted")
        button.clicked.connect(lambda: self.open_requested.emit(link))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(*self._indent())
        row.addWidget(button)
        row.addWidget(host, 1)
        return line
