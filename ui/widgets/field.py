"""Fields: a label, an editor, and beneath it an error or a hint."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.secret import Secret
from ui.platform.theme import STEP, scaled
from ui.text.words import Words, said
from ui.widgets.buttons import IconButton
from ui.widgets.label import Label, Role

LABEL_CHARS = 22
"""Width of the column of labels, in average characters."""


class Field(QWidget):
    """A labelled line edit; the label is beside it where there is room, else above.

    Args:
        name: objectName of the editor.
        editor: the line edit; a plain one if None.
    """

    def __init__(self, name: str, editor: QLineEdit | None = None) -> None:
        super().__init__()
        self._error: Words = ""
        self._hint: Words = ""
        self._arranged: tuple[int, bool] | None = None
        self.editor = editor if editor is not None else QLineEdit()
        self.editor.setObjectName(name)
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setBuddy(self.editor)
        self.note = Label(Role.CAPTION)
        self.note.setObjectName(f"{name}.note")
        self.note.hide()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.label)
        self.beneath = QVBoxLayout()
        self.beneath.setSpacing(4)
        self.beneath.addWidget(self.editor)
        self.beneath.addWidget(self.note)
        self._box.addLayout(self.beneath, 1)
        self._arrange()

    @property
    def text(self) -> str:
        """The text of the editor."""
        return self.editor.text()

    @property
    def wrong(self) -> bool:
        """Whether an error is shown beneath the editor."""
        return bool(self.editor.property("wrong"))

    def set_label(self, label: str) -> None:
        """Set the label; a ``&`` marks its shortcut key."""
        self.label.setText(label)
        self.editor.setAccessibleName(label.replace("&", ""))

    def show_error(self, words: Words) -> None:
        """Show what is wrong beneath the editor; empty words clear it."""
        self._error, self._hint = words, ""
        sentence = said(words)
        mark_wrong(self.editor, sentence)
        self.note.set_tone("bad")
        self.note.say(sentence)

    def show_hint(self, words: Words) -> None:
        """Show a hint beneath the editor, in place of an error."""
        self._error, self._hint = "", words
        sentence = said(words)
        mark_wrong(self.editor, "")
        self.note.set_tone("muted")
        self.note.say(sentence)
        self.editor.setAccessibleDescription(sentence)

    def _say_anew(self) -> None:
        """Write the error or hint that is shown in the current language."""
        if self._error:
            self.show_error(self._error)
        elif self._hint:
            self.show_hint(self._hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the label beside the line or above it (the name is Qt's)."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font, direction and language (the name is Qt's)."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._arrange()
        elif event.type() == QEvent.Type.LanguageChange:
            self._say_anew()
        super().changeEvent(event)

    def _arrange(self) -> None:
        column = LABEL_CHARS * self.fontMetrics().averageCharWidth()
        beside = self.width() >= 3 * column
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        arranged = (column if beside else 0, self.isRightToLeft())
        if self._arranged != arranged:
            self._arranged = arranged
            self._box.setDirection(way)
            self._box.setSpacing(0 if beside else 4)
            self.label.setMinimumWidth(column if beside else 0)
            self.label.setMaximumWidth(column if beside else 16777215)
            top = 9 if beside else 0
            gap = STEP if beside else 0
            rtl = self.isRightToLeft()
            self.label.setContentsMargins(gap if rtl else 0, top, 0 if rtl else gap, 0)
            align = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
            self.label.setAlignment(align)


def mark_wrong(line: QLineEdit, sentence: str) -> None:
    """Outline a line as wrong, and tell a screen reader why; an empty sentence clears it."""
    line.setAccessibleDescription(sentence)
    if bool(line.property("wrong")) != bool(sentence):
        line.setProperty("wrong", bool(sentence))
        line.style().unpolish(line)
        line.style().polish(line)


ROOM_CHARS = 16
"""A line with room for fewer characters shows icons in place of words."""


class InlineButton(IconButton):
    """A button inside a line edit: a word, or an icon where there is no room for words."""

    def __init__(self, name: str, icon_name: str, line: QLineEdit) -> None:
        super().__init__("", name, icon_name)
        self.setParent(line)
        self.setFont(scaled(QApplication.font(), 9.5 / 10.5))
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Show the icon, or the word."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if compact else style.ToolButtonTextOnly)


class SecretLine(QLineEdit):
    """A line edit for a password: masked, with a button inside to show it.

    Signals:
        reveal_changed: the text is now shown (True) or masked (False).
        doubted: the line is guarded, and the button was pressed the first of two times.

    Attributes:
        guarded: whether showing the text takes two presses of the button.
    """

    reveal_changed = Signal(bool)
    doubted = Signal()

    def __init__(self, name: str, *, can_show: bool = True) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.show_button = InlineButton(f"{name}.show", "show", self)
        self.show_button.clicked.connect(self._turn)
        self.show_button.setVisible(can_show)
        self._name = name
        self.guarded = False
        self._asked = False
        self._buttons = [self.show_button]
        self.retranslate()

    def add_word(self, name: str) -> InlineButton:
        """Add a button inside the line, before the others; `describe` sets its text.

        Args:
            name: name of its icon, and last part of its objectName.
        """
        button = InlineButton(f"{self._name}.{name}", name, self)
        self._buttons.insert(0, button)
        self.setTabOrder(self, button)
        return button

    def describe(self, button: InlineButton, text: str, icon_name: str) -> None:
        """Set the text and icon of a button inside the line, and make room for it."""
        button.describe(text, icon_name)
        self._place()

    def retranslate(self) -> None:
        """Write the text of the button that shows or masks the password."""
        if self.echoMode() is QLineEdit.EchoMode.Normal:
            self.describe(self.show_button, self.tr("Hide"), "hide")
        else:
            self.describe(self.show_button, self.tr("Show"), "show")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's language and direction (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()
        super().changeEvent(event)

    @property
    def secret(self) -> Secret:
        """The text of the line."""
        return Secret(self.text())

    def reveal(self, shown: bool) -> None:
        """Show or mask the text."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self.retranslate()
        self._asked = False
        self.reveal_changed.emit(shown)

    def guard(self, *, guarded: bool) -> None:
        """Set whether showing the text takes two presses of the button."""
        self.guarded, self._asked = guarded, False

    def _turn(self) -> None:
        masked = self.echoMode() is QLineEdit.EchoMode.Password
        if masked and self.guarded and not self._asked:
            self._asked = True
            self.doubted.emit()
            return
        self.reveal(masked)

    def forget(self) -> None:
        """Empty the line so that undo does not bring it back, and mask it."""
        self.setText("")
        self.reveal(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the end of the line (the name is Qt's)."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        at, gap = 8, 4
        there = [button for button in reversed(self._buttons) if not button.isHidden()]
        for button in there:
            button.set_compact(False)
        words = sum(button.sizeHint().width() + gap for button in there)
        compact = self.width() - words < ROOM_CHARS * self.fontMetrics().averageCharWidth()
        for button in there:
            button.set_compact(compact)
            size = button.sizeHint()
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = at if rtl else self.width() - at - size.width()
            button.setGeometry(left, (self.height() - size.height()) // 2, *size.toTuple())
            at += size.width() + gap
        margins = (at, 0, 0, 0) if self.isRightToLeft() else (0, 0, at, 0)
        self.setTextMargins(*margins)
