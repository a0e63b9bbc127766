"""The server's rules for a new password, each with whether it is met."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.password_policy import RuleState
from ui.text.fields import rule_text
from ui.widgets.icon import Icon
from ui.widgets.label import Label, Role


class PolicyList(QWidget):
    """A line for each rule: a mark and a few words."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("password.rules")
        self._lines: list[tuple[QWidget, Icon, Label]] = []
        self._states: tuple[RuleState, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 2, 0, 0)
        self._box.setSpacing(2)
        self.hide()

    @property
    def states(self) -> tuple[RuleState, ...]:
        """The rules that are shown, each with whether it is met."""
        return self._states

    def show_rules(self, states: tuple[RuleState, ...]) -> None:
        """Show the rules; the lines stay in place while their marks change."""
        self._states = states
        self.setVisible(bool(states))
        while len(self._lines) < len(states):
            self._add_line()
        for at, (row, mark, words) in enumerate(self._lines):
            row.setVisible(at < len(states))
            if at < len(states):
                self._set_line(mark, words, states[at])

    def retranslate(self) -> None:
        """Write the shown rules again, in the current language."""
        self.show_rules(self._states)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's language (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _add_line(self) -> None:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        mark, words = Icon("open", "muted", 14), Label(Role.CAPTION)
        box.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(words, 1)
        self._box.addWidget(row)
        self._lines.append((row, mark, words))

    def _set_line(self, mark: Icon, words: Label, state: RuleState) -> None:
        mark.change(*(("met", "good") if state.met else ("open", "muted")))
        words.setText(rule_text(state))
        words.set_tone("good" if state.met else "muted")
        said = self.tr("{rule}: met") if state.met else self.tr("{rule}: not met yet")
        words.setAccessibleName(said.format(rule=rule_text(state)))
