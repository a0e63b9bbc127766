"""The card for a new password: two fields, strength, the server's rules, suggestions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu

from app.concurrency import TaskScope, in_thread
from app.core.password_policy import GOOD_CHARS, beyond_bcrypt, fault_of, rules_of
from app.core.responses import PasswordPolicy
from app.core.secret import Secret
from ui.new_password.password_helpers import PasswordHelpers
from ui.new_password.policy_list import PolicyList
from ui.new_password.strength_bar import StrengthBar
from ui.new_password.strength_texts import strength_words
from ui.platform.secret_clipboard import SecretClipboard
from ui.text.fields import password_sentence
from ui.text.words import Words
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Field, SecretLine
from ui.widgets.label import Label, Role

ESTIMATE_AFTER_MS = 120


class NewPasswordCard(Card):
    """Ask for a new password twice, and help with choosing it.

    Args:
        user_id: of the account that the password is for.
        passwords: estimates passwords and suggests new ones.
        clipboard: takes a suggestion for a minute.
        cancellable: scope in which estimates and suggestions run.
    """

    def __init__(
        self,
        user_id: str,
        passwords: PasswordHelpers,
        clipboard: SecretClipboard,
        cancellable: TaskScope,
    ) -> None:
        super().__init__()
        self._user_id = user_id
        self._passwords = passwords
        self._cancellable = cancellable
        self._policy: PasswordPolicy | None = None
        self._estimated = 0
        self._busy = False
        self._make_fields()
        self._make_help(clipboard)
        self._debounce = QTimer(self, singleShot=True, interval=ESTIMATE_AFTER_MS)
        self._debounce.timeout.connect(self.estimate)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the card's texts; errors and the strength follow the language by themselves."""
        self.title.say(self.tr("New password"))
        self.new.set_label(self.tr("&New password"))
        self.again.set_label(self.tr("&Again"))
        self.line.describe(self.suggest, self.tr("Suggest"), "suggest")
        self.unlike_key.setText(
            self.tr(
                "This does not change the recovery key or passphrase of your encrypted history."
            )
        )
        self.by_words.setText(self.tr("A passphrase"))
        self.by_characters.setText(self.tr("Random characters"))
        self.copy.setText(self.tr("Copy the suggestion"))

    def belongs_to(self, user_id: str) -> None:
        """Set the user ID that the password is for, if it was not known at first."""
        self._user_id = user_id

    def guard(self, *, guarded: bool) -> None:
        """Set whether showing the password takes two presses of the button.

        It does while other people may see the screen. Guarding masks a password that is shown.
        """
        self.line.guard(guarded=guarded)
        if guarded:
            self.line.reveal(False)

    def _say_guarded(self) -> None:
        self.new.show_hint(self._guarded_words)

    def _guarded_words(self) -> str:
        return self.tr("Whoever sees this screen will see the password. Press again to show it.")

    @property
    def secret(self) -> Secret:
        """The text of the first field."""
        return self.line.secret

    def set_policy(self, policy: PasswordPolicy | None) -> None:
        """Set the server's password policy, and show which of its rules are met."""
        self._policy = policy
        self._show_rules()

    def set_busy(self, busy: bool) -> None:
        """Make the fields read-only and disable suggestions while the password is being sent."""
        self._busy = busy
        for line in (self.line, self.again_line):
            line.setReadOnly(busy)
        for button in (self.suggest, self.copy):
            button.setEnabled(not busy)

    def begin(self) -> None:
        """Focus the first field."""
        self.line.setFocus()

    def find_fault(self) -> bool:
        """Show what is wrong, focus the first wrong field, and return whether there is one."""
        fault = fault_of(self.secret, user_id=self._user_id, policy=self._policy)
        self.new.show_error("" if fault is None else partial(password_sentence, fault))
        unlike = self.secret != self.again_line.secret
        self.again.show_error(self._unlike_words if unlike else "")
        wrong = next((field for field in (self.new, self.again) if field.wrong), None)
        if wrong is not None:
            wrong.editor.setFocus()
            wrong.editor.selectAll()
        return wrong is not None

    def _unlike_words(self) -> str:
        return self.tr("The two are not the same.")

    def refuse(self, words: Words) -> None:
        """Show why the server refused the password, and select it."""
        self.new.show_error(words)
        self.line.setFocus()
        self.line.selectAll()

    def forget(self) -> None:
        """Empty both fields so that undo cannot restore them."""
        for line in (self.line, self.again_line):
            line.forget()
        self._debounce.stop()
        self._typed()

    def estimate(self) -> None:
        """Estimate the password's strength in a thread; only the latest call's result is shown."""
        self._estimated += 1
        self._cancellable.start(self._estimate(self._estimated, self.secret), "estimate strength")

    # --- the parts ------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.line = SecretLine("password.new")
        self.again_line = SecretLine("password.again", can_show=False)
        self.suggest = self.line.add_word("suggest")
        self.new = Field("password.new", self.line)
        self.again = Field("password.again", self.again_line)
        self.line.reveal_changed.connect(self.again_line.reveal)
        self.line.doubted.connect(self._say_guarded)
        self.unlike_key = Label(Role.CAPTION, tone="muted")
        self.unlike_key.setObjectName("password.recovery-key")
        for row in (self.new, self.again, self.unlike_key):
            self.rows.addWidget(row)
        self.menu = QMenu(self.line)
        self.menu.setObjectName("password.suggest.menu")
        self.by_words = self.menu.addAction("")
        self.by_words.triggered.connect(lambda: self.suggest_one(self._passwords.passphrase))
        self.by_characters = self.menu.addAction("")
        self.by_characters.triggered.connect(lambda: self.suggest_one(self._passwords.random))
        self.suggest.clicked.connect(self._open_menu)

    def _make_help(self, clipboard: SecretClipboard) -> None:
        self.bar = StrengthBar()
        self.bar.setObjectName("password.strength")
        self.words = Label(Role.CAPTION, tone="muted")
        self.words.setObjectName("password.strength.words")
        self.rules = PolicyList()
        self.copy = Button("", "password.copy", "link")
        self.copy.clicked.connect(lambda: clipboard.copy(self.secret))
        beneath = self.again.beneath
        beneath.addSpacing(4)
        for widget in (self.bar, self.words, self.rules):
            beneath.addWidget(widget)
        beneath.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeading)
        self.copy.hide()
        for line in (self.line, self.again_line):
            line.textChanged.connect(self._typed)
            line.textEdited.connect(self.copy.hide)

    # --- what is typed --------------------------------------------------------------------------

    def _typed(self) -> None:
        self.new.show_error("")
        self.again.show_error("")
        self._show_rules()
        if not self.secret:
            self._estimated += 1
            self.bar.set_score(None, "")
            self.words.say("")
            self.copy.hide()
            return
        self._debounce.start()

    def _show_rules(self) -> None:
        self.rules.show_rules(rules_of(self._policy, self.secret))

    async def _estimate(self, number: int, password: Secret) -> None:
        if not password:
            return
        localpart, _, server_name = self._user_id.removeprefix("@").partition(":")
        estimate = self._passwords.estimate
        found = await in_thread(lambda: estimate(password, (localpart, server_name)))
        if number != self._estimated:
            return  # something else has been typed meanwhile
        words = partial(
            strength_words,
            found,
            short=len(password) < GOOD_CHARS,
            beyond_bcrypt=beyond_bcrypt(password),
            matches=password == self.again_line.secret,
        )
        self.bar.set_score(found.score, words)
        self.words.say(words)

    # --- suggestions ----------------------------------------------------------------------------

    def suggest_one(self, make: Callable[[PasswordPolicy | None], Secret]) -> None:
        """Fill both fields with a suggestion."""
        self._cancellable.start(self._suggest(make), "suggest a password")

    def _open_menu(self) -> None:
        self.menu.popup(self.suggest.mapToGlobal(self.suggest.rect().bottomLeft()))

    async def _suggest(self, make: Callable[[PasswordPolicy | None], Secret]) -> None:
        policy = self._policy
        suggestion = await in_thread(lambda: make(policy))
        if self._busy:
            return  # another password is being sent
        for line in (self.line, self.again_line):
            line.setText(suggestion.reveal())
            line.setCursorPosition(0)
        self.line.reveal(not self.line.guarded)
        self.line.setFocus()
        self.copy.show()
