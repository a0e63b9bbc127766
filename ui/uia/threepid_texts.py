"""The texts in which the dialogs for email and for phone differ."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ThreepidTexts:
    """The texts of one medium; placeholders are in braces, such as ``{server}``.

    Attributes:
        medium: ``email`` or ``msisdn``.
        line: objectName of the line for another contact.
        title, label: of the dialog, and of the line.
        other, wrong, send: of the radio button for another contact, of the link back to the form,
            and of the button that has the message sent.
        choose, status, hint: asks for the contact; says what was sent; gives advice for the wait.
        fault, cannot: say that the line holds no contact, and that the server cannot send.
    """

    medium: str
    line: str
    title: str
    label: str
    other: str
    wrong: str
    send: str
    choose: str
    status: str
    hint: str
    fault: str
    cannot: str


def email_words() -> ThreepidTexts:
    """Return the texts of `m.login.email.identity`."""
    return ThreepidTexts(
        medium="email",
        line="stage.email",
        title=translate("EmailDialog", "Confirm your email address"),
        label=translate("EmailDialog", "Email address"),
        other=translate("EmailDialog", "Another address"),
        wrong=translate("EmailDialog", "Wrong address?"),
        send=translate("EmailDialog", "Send the mail"),
        choose=translate(
            "EmailDialog",
            "{purpose}, {server} sends a mail to an address of the account. Where should it go?",
        ),
        status=translate(
            "EmailDialog",
            "If {where} belongs to the account, a mail is on its way, asked for at {time}. Open "
            "the link in it; Latchkey notices by itself.",
        ),
        hint=translate(
            "EmailDialog",
            "Most links last 15 minutes to an hour. Look among the spam as well.",
        ),
        fault=translate("EmailDialog", "Enter an email address, such as you@example.org."),
        cannot=translate("EmailDialog", "{server} cannot send mail for this."),
    )


def phone_words() -> ThreepidTexts:
    """Return the texts of `m.login.msisdn`."""
    return ThreepidTexts(
        medium="msisdn",
        line="stage.phone",
        title=translate("PhoneDialog", "Confirm your phone number"),
        label=translate("PhoneDialog", "Phone number"),
        other=translate("PhoneDialog", "Another number"),
        wrong=translate("PhoneDialog", "Wrong number?"),
        send=translate("PhoneDialog", "Send the message"),
        choose=translate(
            "PhoneDialog",
            "{purpose}, {server} sends a message to a phone of the account. Where should it go?",
        ),
        status=translate(
            "PhoneDialog",
            "If {where} belongs to the account, a message is on its way, asked for at {time}. Do "
            "what it says; Latchkey notices by itself.",
        ),
        hint=translate("PhoneDialog", "A message may take some minutes."),
        fault=translate(
            "PhoneDialog", "This is no phone number there. Choose the country, or begin with +."
        ),
        cannot=translate("PhoneDialog", "{server} cannot send messages to phones."),
    )
