"""Dialogs that ask for a confirmation, or for a new name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.banner import Kind, Note
from ui.widgets.dialog import Dialog
from ui.widgets.field import mark_wrong
from ui.widgets.label import Label, Role


class ConfirmDialog(Dialog):
    """Ask the person to confirm an action.

    Args:
        parent: the window.
        title: the question.
        sentence: what will happen.
        yes: text of the button that confirms.
        final: whether it cannot be undone; Cancel then has the focus, so that Return cancels.

    Signals:
        confirmed: the person has confirmed.
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
        """Add a tinted note."""
        note = Note(kind, text, f"ask.note.{self.content.count()}")
        self.content.addWidget(note)

    def press(self) -> None:
        """Emit `confirmed`, and close."""
        self.confirmed.emit()
        self.accept()


class NameDialog(Dialog):
    """Ask for a new name; the current one is filled in.

    Args:
        parent: the window.
        title: the question.
        sentence: who will see the name.
        name: the current name.
        fault: returns what is wrong with a name; empty if nothing is.

    Signals:
        named: the person entered a name; the dialog is busy until `accept` or `refuse` is called.
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
        """Emit `named` with the name, or show what is wrong with it."""
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
        """Show why the name was refused, and let the person change it.

        Args:
            sentence: what is wrong with it; empty to clear that.
            said: the server's own text.
        """
        self.set_busy(False)
        self.show_reason(sentence)
        self.said.say(said)
        mark_wrong(self.line, sentence)
        if sentence:
            self.line.setFocus()
            self.line.selectAll()

    def set_busy(self, busy: bool) -> None:
        """Make the name read-only and disable Cancel while the name is being sent."""
        self.go_on.set_busy(busy)
        self.cancel.setEnabled(not busy)
        self.line.setReadOnly(busy)
