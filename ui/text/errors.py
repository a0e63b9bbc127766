"""Texts for all errors: what happened, and what the person can do next.

Every error of `app.core.errors` has its text here, or in a module that is called from here. A
server's own text is shown beside ours, as plain text; an errcode is shown in "Details" only.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.core.errors import (
    ActUnderWay,
    AnswerLost,
    AnswerTooLarge,
    BorrowedName,
    CertificateFault,
    CertificateReason,
    ConnectFailed,
    ConnectTimedOut,
    FailError,
    FailPrompt,
    HostNotFound,
    InvalidAddress,
    InvalidInput,
    LatchkeyError,
    LoadFailed,
    MalformedParams,
    MatrixError,
    NoHomeserver,
    NotJson,
    NotRenewed,
    NoUsableFlow,
    OAuthFault,
    OAuthRefused,
    ProxyFault,
    RateLimited,
    Redirected,
    RemoteProtocolError,
    SaveFault,
    SessionExpired,
    SettingsFault,
    UiaStuck,
    VaultFault,
    WrongShape,
    may_have_happened,
)
from app.core.untrusted_text import clean
from ui.text.fields import input_sentence
from ui.text.matrix_errors import matrix_words
from ui.text.message import Message
from ui.text.oauth_errors import oauth_words
from ui.text.settings_errors import settings_words
from ui.text.storage_errors import vault_words

translate = QCoreApplication.translate


def explain(error: LatchkeyError) -> Message:
    """Return the message for an error."""
    sentence, next_step = _words(error)
    return Message(
        sentence,
        next_step,
        server_text=error.text if isinstance(error, MatrixError | OAuthRefused) else "",
        code=code_of(error),
    )


def explain_as(sentence: str, error: LatchkeyError, next_step: str = "") -> Message:
    """Return a message that begins with an outcome, followed by the error that caused it.

    Args:
        sentence: the outcome, as it concerns the person.
        error: the cause.
        next_step: what to do; the error's own if empty.
    """
    found = explain(error)
    rest = f"{found.sentence} {next_step or found.next_step}".strip()
    return replace(found, sentence=sentence, next_step=rest)


def explain_not_done(sentence: str, error: LatchkeyError) -> Message:
    """Return a message of an act that was found not to be done, whatever became of its answer.

    Args:
        sentence: the outcome, as it concerns the person.
        error: why it was not done.
    """
    again = translate("Errors", "Try again in a minute, or check your connection.")
    return explain_as(sentence, error, again if may_have_happened(error) else "")


def explain_in_memory(fault: VaultFault | SettingsFault) -> Message:
    """Return why a session that should be stored is kept in memory only."""
    found = explain(fault)
    if isinstance(fault, VaultFault):  # its words say so already
        return found
    memory = translate("Errors", "The session stays in memory, until the window closes.")
    return replace(found, next_step=f"{memory} {found.next_step}")


def waiting(error: RateLimited, seconds: int) -> RateLimited:
    """Return a copy of an error with so many seconds left to wait."""
    left = RateLimited(error.status, error.errcode, error.text, host=error.host)
    left.retry_after = float(seconds)
    return left


def code_of(error: LatchkeyError) -> str:
    """Return the technical line for support: error name, HTTP status, errcode, host."""
    name = type(error).__name__
    if isinstance(error, MatrixError):
        return f"{name} · HTTP {error.status} · {error.errcode} · {error.host}"
    if isinstance(error, OAuthRefused):
        return f"{name} · HTTP {error.status} · {error.code} · {error.host}"
    if isinstance(error, WrongShape):
        return f"{name} · HTTP {error.status} · {error.where} · {error.host}"
    if isinstance(error, RemoteProtocolError):
        return f"{name} · HTTP {error.status} · {error.host}"
    if isinstance(error, NotRenewed):
        return f"{name} · {code_of(error.cause)}"
    if isinstance(error, FailError | FailPrompt | NoHomeserver) and error.cause is not None:
        return f"{name} · {code_of(error.cause)}"
    if isinstance(error, MalformedParams):
        return f"{name} · {error.stage}"
    if isinstance(error, NoUsableFlow):
        return f"{name} · {clean(', '.join(error.missing))}"
    return f"{name} · {error}" if str(error) else name


def _words(error: LatchkeyError) -> tuple[str, str]:
    if isinstance(error, MatrixError):
        return matrix_words(error)
    if isinstance(error, RemoteProtocolError):
        return _protocol_words(error)
    if isinstance(error, OAuthFault):
        return oauth_words(error)
    if isinstance(error, VaultFault):
        return vault_words(error)
    if isinstance(error, FailPrompt | FailError | NoHomeserver):
        return _discovery_words(error)
    return _other_words(error)


def _other_words(error: LatchkeyError) -> tuple[str, str]:
    match error:
        case HostNotFound():
            return (
                translate("Errors", "There is no server called {host}.").format(host=error.host),
                translate("Errors", "Check the spelling, and whether you are online."),
            )
        case BorrowedName():
            text = translate("Errors", "{host} signed you in as {user}, but {server} is elsewhere.")
            rest = translate(
                "Errors",
                "That session was ended. Check the address. If you entered a password, {host} may "
                "know it now: change it.",
            )
            return (
                text.format(host=error.host, user=error.user_id, server=error.server_name),
                rest.format(host=error.host),
            )
        case ConnectTimedOut():
            return (
                translate("Errors", "{host} does not answer.").format(host=error.host),
                translate("Errors", "Try again in a minute, or check your connection."),
            )
        case LoadFailed():
            return (
                translate("Errors", "A part of Latchkey couldn't be loaded."),
                translate("Errors", "Try again. If that doesn't help, install Latchkey again."),
            )
        case InvalidAddress():
            return (
                translate("Errors", "{host} isn't a valid address.").format(host=error.host),
                translate("Errors", "Check the spelling."),
            )
        case ConnectFailed():
            return (
                translate("Errors", "{host} cannot be reached.").format(host=error.host),
                translate("Errors", "Check the address, and whether you are online."),
            )
        case ProxyFault():
            return (
                translate("Errors", "The proxy set on this computer cannot be used."),
                translate("Errors", "Check the proxy settings of your system."),
            )
        case CertificateFault():
            return (
                _certificate_sentence(error),
                translate(
                    "Errors",
                    "Someone may be listening in. Do not go on; tell whoever runs the server.",
                ),
            )
        case AnswerLost():
            return (
                translate("Errors", "The answer of {host} did not arrive.").format(host=error.host),
                translate("Errors", "What was asked may have been done all the same."),
            )
        case NoUsableFlow():
            return (
                translate("Errors", "The server asks for a proof that Latchkey cannot show."),
                translate("Errors", "Nothing was changed. Use the server's website for this."),
            )
        case MalformedParams():
            return (
                translate("Errors", "The server asks for something, and does not say for what."),
                translate("Errors", "Nothing was changed. Tell whoever runs the server."),
            )
        case ActUnderWay():
            return (
                translate("Errors", "The server is asking for a proof already."),
                translate("Errors", "Answer or cancel that first; then begin this again."),
            )
        case UiaStuck():
            return (
                translate("Errors", "The server keeps asking although every proof was given."),
                translate("Errors", "Nothing was changed. Tell whoever runs the server."),
            )
        case SessionExpired():
            return (
                translate("Errors", "The server forgot twice what had been proven."),
                translate("Errors", "Nothing was changed. Try again."),
            )
        case NotRenewed():
            sentence, _ = _words(error.cause)
            next_step = translate("Errors", "Nothing was changed. Try again in a minute.")
            text = translate("Errors", "The session could not be renewed just now: {why}")
            return text.format(why=sentence), next_step
        case SettingsFault():
            return settings_words(error)
        case SaveFault():
            return (
                translate("Errors", "The file cannot be written there."),
                translate("Errors", "Choose another folder."),
            )
        case InvalidInput():
            return input_sentence(error.fault), ""
        case _:
            return (
                translate("Errors", "Something went wrong inside Latchkey."),
                translate("Errors", "Copy the report and send it to the developers."),
            )


def _protocol_words(error: RemoteProtocolError) -> tuple[str, str]:
    later = translate("Errors", "Try again later, or tell whoever runs the server.")
    match error:
        case NotJson() if error.status >= 500:
            sentence = translate("Errors", "{host} is out of order (HTTP {status}).")
        case NotJson():
            sentence = translate("Errors", "{host} answered, but not as a homeserver does.")
        case AnswerTooLarge():
            sentence = translate("Errors", "{host} answered with far too much.")
        case Redirected():
            sentence = translate("Errors", "{host} sends elsewhere, which is not safe here.")
        case _:
            sentence = translate("Errors", "{host} gave an answer that makes no sense.")
    return sentence.format(host=error.host, status=error.status), later


def _discovery_words(error: FailPrompt | FailError | NoHomeserver) -> tuple[str, str]:
    name = error.server_name
    direct = translate(
        "Errors", "If you know the homeserver's address, enter it, beginning with https://."
    )
    match error:
        case FailPrompt():
            sentence = translate("Errors", "{name} does not say where its homeserver is.")
            return sentence.format(name=name), direct
        case FailError():
            sentence = translate("Errors", "{name} names a homeserver that cannot be used.")
            why = "" if error.cause is None else _words(error.cause)[0] + " "
            return sentence.format(name=name), why + direct
        case NoHomeserver():
            sentence = translate("Errors", "There is no Matrix homeserver at {name}.")
            return sentence.format(name=name), translate("Errors", "Check the spelling.")


def _certificate_sentence(error: CertificateFault) -> str:
    texts = {
        CertificateReason.EXPIRED: translate(
            "Errors", "{host} cannot prove who it is: its certificate has expired."
        ),
        CertificateReason.NOT_YET_VALID: translate(
            "Errors",
            "{host} cannot prove who it is: its certificate is not valid yet. "
            "Is this computer's clock right?",
        ),
        CertificateReason.WRONG_NAME: translate(
            "Errors", "{host} cannot prove who it is: its certificate is for another name."
        ),
        CertificateReason.SELF_SIGNED: translate(
            "Errors", "{host} cannot prove who it is: it signed its certificate itself."
        ),
        CertificateReason.UNKNOWN_ISSUER: translate(
            "Errors",
            "{host} cannot prove who it is: nobody trusted here issued its certificate.",
        ),
        CertificateReason.OTHER: translate(
            "Errors", "{host} cannot prove who it is: its certificate is not valid."
        ),
    }
    return texts[error.reason].format(host=error.host)
