"""Questions before an act: what it will do, and a yes that says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.banner import Kind, Note
from ui.widgets.dialog import Dialog
from ui.widgets.field import mark_wrong
from ui.widgets.label import Label, Role


class ConfirmDialog(Dialog):
    """Ask for a yes.

    Args:
        parent: the window.
        title: the question.
        sentence: what will happen.
        yes: what the button says that lets it.
        final: what is done cannot be taken back: Return alone does not do it.

    Signals:
        confirmed: the person said yes.
    """

    confirmed = Signal()

    def __init__(
        self, parent: QWidget, title: str, sentence: str, yes: str, *, final: bool = False
    ) -> None:
        super().__init__(parent, "ask", title, sentence)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.eyebrow.hide()
        self.go_on.setText(yes)
        (self.cancel if final else self.go_on).setFocus()

    def add_text(self, text: str) -> None:
        """Add a paragraph."""
        self.content.addWidget(Label(Role.BODY, text))

    def add_note(self, kind: Kind, text: str) -> None:
        """Add what is worth knowing."""
        note = Note(kind, text, f"ask.note.{self.content.count()}")
        self.content.addWidget(note)

    def press(self) -> None:
        """Take the yes."""
        self.confirmed.emit()
        self.accept()


class NameDialog(Dialog):
    """Ask for another name of a thing.

    Args:
        parent: the window.
        title: the question.
        sentence: who will see it.
        name: the one it has.
        fault: says what is wrong with a name; empty if nothing is.

    Signals:
        named: the person gave a name; the dialog stays until `accept`, or shows a reason.
    """

    named = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        sentence: str,
        name: str,
        fault: Callable[[str], str],
    ) -> None:
        super().__init__(parent, "ask", title, sentence)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.eyebrow.hide()
        self._fault = fault
        self.go_on.setText(self.tr("Rename"))
        self.line = QLineEdit(name)
        self.line.setObjectName("ask.name")
        self.line.setAccessibleName(self.tr("Name"))
        self.line.textEdited.connect(lambda: self.refuse(""))
        self.content.addWidget(self.line)
        self.line.setFocus()
        self.line.selectAll()

    def press(self) -> None:
        """Give the name, if nothing is wrong with it."""
        if self.go_on.busy:
            return
        name = self.line.text().strip()
        fault = self._fault(name)
        if fault:
            self.refuse(fault)
            return
        self.set_busy(True)
        self.named.emit(name)

    def refuse(self, sentence: str, said: str = "") -> None:
        """Say what is wrong with the name; what was typed stays."""
        self.set_busy(False)
        self.show_reason(sentence)
        self.said.say(said)
        mark_wrong(self.line, sentence)
        if sentence:
            self.line.setFocus()
            self.line.selectAll()

    def set_busy(self, busy: bool) -> None:
        """Let the name be read, not changed, while it is on its way."""
        self.go_on.set_busy(busy)
        self.cancel.setEnabled(not busy)
        self.line.setReadOnly(busy)
