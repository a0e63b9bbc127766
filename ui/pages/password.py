"""The Password page: a new one, twice; what becomes of the other devices; the change itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QRadioButton

from app.core.errors import LatchkeyError, MissingToken, PolicyRefused, UnknownToken
from app.core.password_rules import (
    BCRYPT_BYTES,
    GOOD_CHARS,
    beyond_bcrypt,
    fault_of,
    rules_of,
)
from app.core.requests import PasswordChange
from app.core.responses import BackupVersion, Device, PasswordPolicy
from app.core.secret import Secret
from app.flows.account import others
from app.flows.change_password import Changed, ChangePassword, Outcome, Unchanged, Unclear
from app.flows.ports import Cancelled, Withdrawn
from app.tasks import in_thread
from ui.context import AccountContext
from ui.messages import (
    Explanation,
    advice,
    device_count,
    explain,
    explain_as,
    outcome_of_devices,
    password_sentence,
    policy_sentence,
    strength_word,
    who_helps,
)
from ui.widgets.banner import Banner, Banners, Note
from ui.widgets.buttons import BusyButton, Button
from ui.widgets.card import Card, Column, actions
from ui.widgets.choice import Choice
from ui.widgets.field import Field, SecretLine
from ui.widgets.rules import RuleList
from ui.widgets.strength import StrengthBar
from ui.widgets.text import Role, Text

ESTIMATE_AFTER_MS = 120


class PasswordPage(Column):
    """Change the password of the account that is open.

    Args:
        context: the account.
    """

    def __init__(self, context: AccountContext) -> None:
        super().__init__("")
        self.setObjectName("page.password")
        self._context = context
        self._estimated = 0
        self.title.setText(self.tr("Password"))
        text = self.tr(
            "Change the password of {user}. The server will ask for your current one before it "
            "agrees."
        )
        self.sentence.say(text.format(user=context.session.user_id))
        self.messages = Banners(self.banners, self.to_top)
        self._make_refusal()
        self._make_new()
        self._make_devices()
        self.change = BusyButton(self.tr("Change password…"), "password.change")
        self.change.clicked.connect(self._change)
        self.rows.addLayout(actions(self.change))
        self.rows.addStretch(1)
        self._debounce = QTimer(self, singleShot=True, interval=ESTIMATE_AFTER_MS)
        self._debounce.timeout.connect(self._estimate)
        context.changed.connect(self._show)
        self._show()

    def primary(self) -> QPushButton | None:
        """Return the button that changes the password."""
        return self.change if self.change.isVisible() else None

    def begin(self) -> None:
        """Begin with the new password."""
        self.new_line.setFocus()

    @property
    def policy(self) -> PasswordPolicy | None:
        """The server's rules, as far as they are known."""
        view = self._context.view
        if view is None or isinstance(view.policy, LatchkeyError):
            return None
        return view.policy

    def forget(self) -> None:
        """Empty both fields, beyond undo."""
        for line in (self.new_line, self.again_line):
            line.forget()
        self._typed()

    def put_away(self) -> None:
        """Empty the fields."""
        self.forget()
        self._debounce.stop()

    # --- the parts ------------------------------------------------------------------------------

    def _make_refusal(self) -> None:
        self.refusal = Card(self.tr("The password cannot be changed here"))
        self.refusal.setObjectName("password.refusal")
        self.refusal.hide()
        self.rows.addWidget(self.refusal)

    def _make_new(self) -> None:
        self.new_card = Card(self.tr("New password"))
        self.new_line = SecretLine("password.new")
        self.again_line = SecretLine("password.again", can_show=False)
        self.suggest = self.new_line.add_word(self.tr("Suggest"), "suggest")
        self.new = Field(self.tr("&New password"), "password.new", self.new_line)
        self.again = Field(self.tr("&Again"), "password.again", self.again_line)
        self.new_line.reveal_changed.connect(self.again_line.reveal)
        self.bar = StrengthBar()
        self.bar.setObjectName("password.strength")
        self.words = Text(Role.CAPTION, tone="muted")
        self.words.setObjectName("password.strength.words")
        self.rules = RuleList()
        self.copy = Button(self.tr("Copy the suggestion"), "password.copy", "link")
        self.copy.clicked.connect(lambda: self._context.clipboard.copy(self.new_line.secret))
        self.copy.hide()
        beneath = self.again.beneath
        beneath.addSpacing(4)
        for widget in (self.bar, self.words, self.rules):
            beneath.addWidget(widget)
        beneath.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeading)
        self.unlike_key = Text(
            Role.CAPTION,
            self.tr(
                "This does not change the recovery key or passphrase of your encrypted history."
            ),
            tone="muted",
        )
        self.unlike_key.setObjectName("password.recovery-key")
        for row in (self.new, self.again, self.unlike_key):
            self.new_card.rows.addWidget(row)
        self.rows.addWidget(self.new_card)
        self.menu = QMenu(self.new_line)
        self.menu.setObjectName("password.suggest.menu")
        self.menu.addAction(self.tr("A passphrase")).triggered.connect(
            lambda: self._suggest(words=True)
        )
        self.menu.addAction(self.tr("Random characters")).triggered.connect(
            lambda: self._suggest(words=False)
        )
        self.suggest.clicked.connect(self._open_menu)
        for line in (self.new_line, self.again_line):
            line.textChanged.connect(self._typed)
            line.textEdited.connect(self.copy.hide)

    def _make_devices(self) -> None:
        self.device_card = Card(device_count(0))
        self.keep = Choice(
            QRadioButton(self.tr("&Keep them signed in")), "", "password.devices.keep"
        )
        self.drop = Choice(
            QRadioButton(self.tr("&Sign them out")),
            self.tr("Choose this if someone else may know your password."),
            "password.devices.sign-out",
        )
        group = QButtonGroup(self)
        for choice in (self.keep, self.drop):
            group.addButton(choice.button)
            self.device_card.rows.addWidget(choice)
        self.keep.button.setChecked(True)
        self.backup = Note("warn", "", "password.backup")
        self.device_card.rows.addWidget(self.backup)
        self.rows.addWidget(self.device_card)

    # --- what the account says ------------------------------------------------------------------

    def _show(self) -> None:
        view = self._context.view
        allowed = (
            view is None
            or isinstance(view.capabilities, LatchkeyError)
            or view.capabilities.change_password.enabled
        )
        self.refusal.setVisible(not allowed)
        for part in (self.new_card, self.device_card, self.change):
            part.setVisible(allowed)
        if not allowed:
            self._context.scope.start(self._say_why_not(), "find support contact")
        self._show_devices()
        self._typed()

    async def _say_why_not(self) -> None:
        server = self._context.session.server_name
        support = await self._context.services.discovery.support(server)
        why = self.tr(
            "{server} keeps passwords elsewhere, or does not let you change yours. Where you "
            "signed up, or sign in with a website, is where the password is changed."
        )
        self.refusal.clear_from(2)
        for sentence in (why.format(server=server), who_helps(server, support)):
            self.refusal.rows.addWidget(Text(Role.BODY, sentence))

    def _show_devices(self) -> None:
        view = self._context.view
        names = self._other_names()
        if names is None:
            self.device_card.title.setText(self.tr("Your other devices"))
            unread = view is not None
            text = self.tr("The list could not be read.") if unread else self.tr("Reading…")
            self.keep.explain(text)
        else:
            self.device_card.title.setText(device_count(len(names)))
            self.keep.explain(" · ".join(names))
        some = names is None or bool(names)
        self.keep.setVisible(some)
        self.drop.setVisible(some)
        self.device_card.sentence.say(
            "" if some else self.tr("You are signed in here only: no other device is affected.")
        )
        self._show_backup(some)

    def _show_backup(self, some: bool) -> None:
        view = self._context.view
        self.backup.setVisible(some and view is not None)
        if view is None:
            return
        if isinstance(view.backup, LatchkeyError):
            text = self.tr(
                "Whether a key backup exists could not be read. A device that is signed out may "
                "lose the keys to its encrypted history."
            )
        elif view.backup is None:
            text = self.tr(
                "No key backup was found. A device that is signed out may lose the keys to its "
                "encrypted history."
            )
        else:
            text = self.tr(
                "A key backup was found. A device that is signed out needs your recovery key to "
                "read its encrypted history again."
            )
        self.backup.set_kind("info" if isinstance(view.backup, BackupVersion) else "warn")
        self.backup.text.setText(text)

    def _other_names(self) -> tuple[str, ...] | None:
        view = self._context.view
        if view is None or isinstance(view.devices, LatchkeyError):
            return None
        return self._names(view.devices)

    def _names(self, devices: tuple[Device, ...]) -> tuple[str, ...]:
        found = others(devices, self._context.session.device_id)
        return tuple(each.display_name or each.device_id for each in found)

    # --- the new password -----------------------------------------------------------------------

    def _typed(self) -> None:
        self.new.show_error("")
        self.again.show_error("")
        password = self.new_line.secret
        self.rules.show_rules(rules_of(self.policy, password))
        if not password:
            self._estimated += 1
            self.bar.set_score(None, "")
            self.words.say("")
            self.copy.hide()
            return
        self._debounce.start()

    def _estimate(self) -> None:
        self._estimated += 1
        work = self._estimate_now(self._estimated, self.new_line.secret)
        self._context.scope.start(work, "estimate strength")

    async def _estimate_now(self, number: int, password: Secret) -> None:
        if not password:
            return
        session = self._context.session
        about = (session.localpart.removeprefix("@"), session.server_name)
        estimate = self._context.services.passwords.estimate
        found = await in_thread(lambda: estimate(password, about))
        if number != self._estimated:
            return  # something else has been typed meanwhile
        parts = [strength_word(found.score)]
        if found.score < 4:
            parts += [advice(each) for each in (found.warning, *found.suggestions)]
        if len(password) < GOOD_CHARS and found.score < 4:
            parts.append(self.tr("Longer is better: {n} characters or more.").format(n=GOOD_CHARS))
        if beyond_bcrypt(password):
            text = self.tr("Many servers look at the first {n} bytes only.")
            parts.append(text.format(n=BCRYPT_BYTES))
        if self.again_line.text():
            same = password == self.again_line.secret
            parts.append(self.tr("Both fields match.") if same else "")
        words = " ".join(part for part in dict.fromkeys(parts) if part)
        self.bar.set_score(found.score, words)
        self.words.say(words)

    def _open_menu(self) -> None:
        self.menu.popup(self.suggest.mapToGlobal(self.suggest.rect().bottomLeft()))

    def _suggest(self, *, words: bool) -> None:
        passwords = self._context.services.passwords
        make = passwords.passphrase if words else passwords.random
        self._context.scope.start(self._suggest_now(make), "suggest a password")

    async def _suggest_now(self, make: Callable[[PasswordPolicy | None], Secret]) -> None:
        policy = self.policy
        suggestion = await in_thread(lambda: make(policy))
        if self.change.busy:
            return  # another one is on its way
        for line in (self.new_line, self.again_line):
            line.setText(suggestion.reveal())
            line.setCursorPosition(0)
        self.new_line.reveal(True)
        self.new_line.setFocus()
        self.copy.show()

    # --- the change -----------------------------------------------------------------------------

    def _change(self) -> None:
        if self.change.busy:
            return
        self.messages.clear()
        wrong = self._find_faults()
        if wrong is not None:
            wrong.editor.setFocus()
            wrong.editor.selectAll()
            return
        choices = PasswordChange(self.new_line.secret, logout_devices=self.drop.button.isChecked())
        self._set_busy(True)
        self._context.acts.start(self._run(choices), "change password")

    def _find_faults(self) -> Field | None:
        """Show what is wrong with the fields, and return the first that is."""
        fault = fault_of(
            self.new_line.secret, user_id=self._context.session.user_id, policy=self.policy
        )
        self.new.show_error("" if fault is None else password_sentence(fault))
        unlike = self.new_line.secret != self.again_line.secret
        self.again.show_error(self.tr("The two are not the same.") if unlike else "")
        return next((field for field in (self.new, self.again) if field.wrong), None)

    async def _run(self, choices: PasswordChange) -> None:
        context = self._context
        if context.view is None:
            await context.refresh()
        before = self._other_names()
        flow = ChangePassword(context.api, context.session, context.prompt, context.services.clock)
        try:
            outcome = await flow.run(choices)
        finally:
            self._set_busy(False)
        self._report(outcome, choices, before)

    def _report(
        self, outcome: Outcome, choices: PasswordChange, before: tuple[str, ...] | None
    ) -> None:
        match outcome:
            case Changed():
                self.forget()
                found = self._words_of(outcome, choices, before)
                if outcome.session_ended:
                    self._context.ended.emit(found)
                    return
                self.messages.show(Banner("good", found))
                self._context.devices_are(outcome.devices)
            case Unchanged(reason):
                self._report_unchanged(reason)
            case Unclear(error):
                sentence = self.tr("We could not find out whether the password was changed.")
                rest = self.tr(
                    "Sign in somewhere else with the new password to see. If it does not work, "
                    "the old one still does."
                )
                self.messages.show(Banner("warn", explain_as(sentence, error, rest)))
            case _:
                assert_never(outcome)

    def _report_unchanged(self, reason: LatchkeyError | Cancelled | Withdrawn) -> None:
        if isinstance(reason, PolicyRefused):
            words = f"{policy_sentence(reason.errcode)} {reason.text}".strip()
            self.new.show_error(words)
            self.new_line.setFocus()
            self.new_line.selectAll()
        elif isinstance(reason, UnknownToken | MissingToken):
            self._context.ended.emit(explain_as(self.tr("The password was not changed."), reason))
        elif isinstance(reason, LatchkeyError):
            what = explain_as(self.tr("The password was not changed."), reason)
            self.messages.show(Banner("bad", what))
        elif isinstance(reason, Cancelled):
            text = self.tr("Nothing was changed: you cancelled.")
            self.messages.show(Banner("info", Explanation(text)))

    def _words_of(
        self, outcome: Changed, choices: PasswordChange, before: tuple[str, ...] | None
    ) -> Explanation:
        when = QDateTime.fromSecsSinceEpoch(round(outcome.at)).time()
        clock = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        sentence = self.tr("Password changed at {time}.").format(time=clock)
        if outcome.session_ended:
            return Explanation(sentence, self._sign_in_again())
        if isinstance(outcome.devices, LatchkeyError):
            text = self.tr("What became of your other devices could not be read: {why}")
            why = explain(outcome.devices).sentence
            return Explanation(sentence, text.format(why=why))
        after = self._names(outcome.devices)
        words = outcome_of_devices(before, after, signed_out=choices.logout_devices)
        return Explanation(sentence, words)

    def _sign_in_again(self) -> str:
        return self.tr("The server has ended this session as well. Sign in with the new password.")

    def _set_busy(self, busy: bool) -> None:
        self.change.set_busy(busy)
        for line in (self.new_line, self.again_line):
            line.setReadOnly(busy)
        for button in (self.suggest, self.copy):
            button.setEnabled(not busy)
        for choice in (self.keep, self.drop):
            choice.button.setEnabled(not busy)
