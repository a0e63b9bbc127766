"""The only writer of sentences about errors: what happened, and what the person can do next.

Every error of `app.core.errors` has its sentence here. What a server wrote is passed on beside our
own words, as plain text; an errcode stands in "Details" only.
"""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.core.errors import (
    ActUnderWay,
    AnswerLost,
    AnswerTooLarge,
    BadRequest,
    CertificateFault,
    CertificateReason,
    ConnectFailed,
    ConnectTimedOut,
    FailError,
    FailPrompt,
    Forbidden,
    HostNotFound,
    InputFault,
    InvalidInput,
    LatchkeyError,
    MalformedParams,
    MatrixError,
    MissingToken,
    NoHomeserver,
    NotJson,
    NotRenewed,
    NoUsableFlow,
    OAuthFault,
    OAuthRefused,
    PolicyRefused,
    ProxyFault,
    RateLimited,
    Redirected,
    RemoteProtocolError,
    SaveFault,
    SessionExpired,
    SettingsFault,
    StageRefused,
    ThreepidRefused,
    UiaStuck,
    UnknownToken,
    Unrecognized,
    UserDeactivated,
    UserLocked,
    UserSuspended,
    VaultAbsent,
    VaultFault,
    VaultLocked,
    VaultUnsafe,
    WrongShape,
)
from app.core.password_policy import MAX_CHARS, MIN_CHARS, PasswordFault, Rule, RuleState
from app.core.responses import Support
from app.operations.account.change_password import ACT as CHANGE_PASSWORD
from app.operations.account.deactivate import ACT as DEACTIVATE
from app.operations.account.devices import ACT as SIGN_OUT_DEVICES
from app.operations.account.reset_password import ACT as RESET_PASSWORD
from app.operations.ports.uia import Act
from ui.explanation import Explanation, wait_text
from ui.oauth_words import oauth_words

translate = QCoreApplication.translate


def explain(error: LatchkeyError) -> Explanation:
    """Turn an error into words."""
    sentence, next_step = _words(error)
    return Explanation(
        sentence,
        next_step,
        server_text=error.text if isinstance(error, MatrixError | OAuthRefused) else "",
        code=code_of(error),
    )


def explain_as(sentence: str, error: LatchkeyError, next_step: str = "") -> Explanation:
    """Put an outcome first, and the error that led to it second.

    Args:
        sentence: what it means for the person.
        error: why.
        next_step: what to do; the error's own if empty.
    """
    found = explain(error)
    rest = f"{found.sentence} {next_step or found.next_step}".strip()
    return replace(found, sentence=sentence, next_step=rest)


def waiting(error: RateLimited, seconds: int) -> RateLimited:
    """Return the same error with so many seconds left to wait."""
    left = RateLimited(error.status, error.errcode, error.text, host=error.host)
    left.retry_after = float(seconds)
    return left


def code_of(error: LatchkeyError) -> str:
    """Return what a supporter wants to know: kind, status, errcode, host."""
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
        return f"{name} · {', '.join(error.missing)}"
    return f"{name} · {error}" if str(error) else name


# --- Errors -------------------------------------------------------------------------------------


def _words(error: LatchkeyError) -> tuple[str, str]:
    if isinstance(error, MatrixError):
        return _matrix_words(error)
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
                translate("Messages", "There is no server called {host}.").format(host=error.host),
                translate("Messages", "Check the spelling, and whether you are online."),
            )
        case ConnectTimedOut():
            return (
                translate("Messages", "{host} does not answer.").format(host=error.host),
                translate("Messages", "Try again in a minute, or check your connection."),
            )
        case ConnectFailed():
            return (
                translate("Messages", "{host} cannot be reached.").format(host=error.host),
                translate("Messages", "Check the address, and whether you are online."),
            )
        case ProxyFault():
            return (
                translate("Messages", "The proxy set on this computer cannot be used."),
                translate("Messages", "Check the proxy settings of your system."),
            )
        case CertificateFault():
            return (
                _certificate_sentence(error),
                translate(
                    "Messages",
                    "Someone may be listening in. Do not go on; tell whoever runs the server.",
                ),
            )
        case AnswerLost():
            return (
                translate("Messages", "The answer of {host} did not arrive.").format(
                    host=error.host
                ),
                translate("Messages", "What was asked may have been done all the same."),
            )
        case NoUsableFlow():
            return (
                translate("Messages", "The server asks for a proof that Latchkey cannot show."),
                translate("Messages", "Nothing was changed. Use the server's website for this."),
            )
        case MalformedParams():
            return (
                translate("Messages", "The server asks for something, and does not say for what."),
                translate("Messages", "Nothing was changed. Tell whoever runs the server."),
            )
        case ActUnderWay():
            return (
                translate("Messages", "The server is asking for a proof already."),
                translate("Messages", "Answer or cancel that first; then begin this again."),
            )
        case UiaStuck():
            return (
                translate("Messages", "The server keeps asking although every proof was given."),
                translate("Messages", "Nothing was changed. Tell whoever runs the server."),
            )
        case SessionExpired():
            return (
                translate("Messages", "The server forgot twice what had been proven."),
                translate("Messages", "Nothing was changed. Try again."),
            )
        case NotRenewed():
            sentence, _ = _words(error.cause)
            next_step = translate("Messages", "Nothing was changed. Try again in a minute.")
            text = translate("Messages", "The session could not be renewed just now: {why}")
            return text.format(why=sentence), next_step
        case SettingsFault():
            return (
                translate("Messages", "The settings file of Latchkey cannot be written."),
                translate("Messages", "The session stays in memory, until the window closes."),
            )
        case SaveFault():
            return (
                translate("Messages", "The file cannot be written there."),
                translate("Messages", "Choose another folder."),
            )
        case InvalidInput():
            return input_sentence(error.fault), ""
        case _:
            return (
                translate("Messages", "Something went wrong inside Latchkey."),
                translate("Messages", "Copy the report and send it to the developers."),
            )


def _matrix_words(error: MatrixError) -> tuple[str, str]:
    host = error.host
    match error:
        case RateLimited():
            wait = wait_text(math.ceil(error.retry_after))
            return (
                translate("Messages", "{host} has had too many tries.").format(host=host),
                translate("Messages", "It takes the next one in {wait}.").format(wait=wait),
            )
        case UnknownToken() if error.soft_logout:
            return (
                translate("Messages", "{host} wants you to sign in again.").format(host=host),
                translate("Messages", "Sign in again."),
            )
        case UnknownToken() | MissingToken():
            return (
                translate("Messages", "{host} has ended this session.").format(host=host),
                translate("Messages", "Sign in again."),
            )
        case UserLocked():
            return (
                translate("Messages", "{host} has locked this account.").format(host=host),
                translate("Messages", "Ask whoever runs the server. Nothing was removed here."),
            )
        case UserSuspended():
            return (
                translate("Messages", "This account is suspended, and may not do this."),
                translate("Messages", "Ask whoever runs the server."),
            )
        case UserDeactivated():
            return translate("Messages", "This account was closed for good."), ""
        case Forbidden():
            return translate("Messages", "{host} does not allow this.").format(host=host), ""
        case PolicyRefused():
            return (
                policy_sentence(error.errcode),
                translate("Messages", "Choose another new password."),
            )
        case StageRefused():
            return translate("Messages", "{host} did not accept this.").format(host=host), ""
        case ThreepidRefused():
            return _threepid_sentence(error.errcode).format(host=host), ""
        case BadRequest():
            return (
                translate("Messages", "{host} could not read what was sent.").format(host=host),
                translate("Messages", "Nothing was changed. Send the report to the developers."),
            )
        case Unrecognized():
            return (
                translate("Messages", "{host} does not offer this.").format(host=host),
                translate("Messages", "Look on the server's website."),
            )
        case _ if error.status >= 500:
            return (
                translate("Messages", "{host} has a fault of its own.").format(host=host),
                translate("Messages", "Try again later, or tell whoever runs the server."),
            )
        case _:
            return translate("Messages", "{host} refused.").format(host=host), ""


def _threepid_sentence(errcode: str) -> str:
    texts = {
        "M_THREEPID_NOT_FOUND": translate("Messages", "{host} knows no account with this contact."),
        "M_THREEPID_IN_USE": translate("Messages", "{host} has this contact in another account."),
        "M_THREEPID_DENIED": translate("Messages", "{host} does not allow this contact."),
        "M_THREEPID_MEDIUM_NOT_SUPPORTED": translate(
            "Messages", "{host} does not support this kind of contact."
        ),
        "M_SERVER_NOT_TRUSTED": translate(
            "Messages", "{host} does not trust the server that would confirm this contact."
        ),
    }
    return texts.get(errcode, translate("Messages", "{host} refused this contact."))


def _protocol_words(error: RemoteProtocolError) -> tuple[str, str]:
    later = translate("Messages", "Try again later, or tell whoever runs the server.")
    match error:
        case NotJson() if error.status >= 500:
            sentence = translate("Messages", "{host} is out of order (HTTP {status}).")
        case NotJson():
            sentence = translate("Messages", "{host} answered, but not as a homeserver does.")
        case AnswerTooLarge():
            sentence = translate("Messages", "{host} answered with far too much.")
        case Redirected():
            sentence = translate("Messages", "{host} sends elsewhere, which is not safe here.")
        case _:
            sentence = translate("Messages", "{host} gave an answer that makes no sense.")
    return sentence.format(host=error.host, status=error.status), later


def _discovery_words(error: FailPrompt | FailError | NoHomeserver) -> tuple[str, str]:
    name = error.server_name
    direct = translate(
        "Messages", "If you know the homeserver's address, enter it, beginning with https://."
    )
    match error:
        case FailPrompt():
            sentence = translate("Messages", "{name} does not say where its homeserver is.")
            return sentence.format(name=name), direct
        case FailError():
            sentence = translate("Messages", "{name} names a homeserver that cannot be used.")
            why = "" if error.cause is None else _words(error.cause)[0] + " "
            return sentence.format(name=name), why + direct
        case NoHomeserver():
            sentence = translate("Messages", "There is no Matrix homeserver at {name}.")
            return sentence.format(name=name), translate("Messages", "Check the spelling.")


def _certificate_sentence(error: CertificateFault) -> str:
    texts = {
        CertificateReason.EXPIRED: translate(
            "Messages", "{host} cannot prove who it is: its certificate has expired."
        ),
        CertificateReason.NOT_YET_VALID: translate(
            "Messages",
            "{host} cannot prove who it is: its certificate is not valid yet. "
            "Is this computer's clock right?",
        ),
        CertificateReason.WRONG_NAME: translate(
            "Messages", "{host} cannot prove who it is: its certificate is for another name."
        ),
        CertificateReason.SELF_SIGNED: translate(
            "Messages", "{host} cannot prove who it is: it signed its certificate itself."
        ),
        CertificateReason.UNKNOWN_ISSUER: translate(
            "Messages",
            "{host} cannot prove who it is: nobody trusted here issued its certificate.",
        ),
        CertificateReason.OTHER: translate(
            "Messages", "{host} cannot prove who it is: its certificate is not valid."
        ),
    }
    return texts[error.reason].format(host=error.host)


def vault_words(error: VaultFault) -> tuple[str, str]:
    """Say why secrets cannot be kept, and what that means."""
    memory = translate("Messages", "The session stays in memory, until the window closes.")
    match error:
        case VaultAbsent():
            return translate("Messages", "This system has no vault for passwords."), memory
        case VaultLocked():
            return translate("Messages", "Your keyring is locked."), memory
        case VaultUnsafe():
            sentence = translate("Messages", "The keyring set up here ({name}) is not safe.")
            return sentence.format(name=error.name), memory
        case _:
            return translate("Messages", "Your keyring does not work."), memory


def unlock_sentence() -> str:
    """Say what a keyring that takes long is likely to wait for."""
    return translate(
        "Messages", "It may be asking for its password in a window of its own. Unlock it."
    )


# --- Fields -------------------------------------------------------------------------------------


def input_sentence(fault: InputFault) -> str:
    """Say why what was typed cannot be used, and what to type instead."""
    texts = {
        InputFault.EMPTY: translate("Messages", "Enter your Matrix ID, or your server."),
        InputFault.SPACES: translate("Messages", "There is a space in it. Take it out."),
        InputFault.NO_SERVER: translate(
            "Messages", "The server is missing. A Matrix ID looks like @you:example.org."
        ),
        InputFault.NO_LOCALPART: translate(
            "Messages", "The name is missing. A Matrix ID looks like @you:example.org."
        ),
        InputFault.BAD_SERVER_NAME: translate("Messages", "This is no name of a server."),
        InputFault.BAD_SCHEME: translate("Messages", "An address has to begin with https://."),
        InputFault.NOT_LOOPBACK: translate(
            "Messages", "Without https, anyone could read your password. Use https://."
        ),
        InputFault.TOO_LONG: translate("Messages", "This is too long for a Matrix ID."),
        InputFault.EMAIL: translate(
            "Messages",
            "This looks like an email address. Enter your server first, such as example.org; "
            "the address comes next.",
        ),
    }
    return texts[fault]


def password_sentence(fault: PasswordFault) -> str:
    """Say why a new password is refused here."""
    texts = {
        PasswordFault.EMPTY: translate("Messages", "Enter a new password."),
        PasswordFault.TOO_SHORT: translate("Messages", "Use at least {n} characters."),
        PasswordFault.TOO_LONG: translate(
            "Messages", "Use at most {most} characters. This one was not sent."
        ),
        PasswordFault.IS_NAME: translate(
            "Messages", "Your name and your server are guessed first. Use something else."
        ),
        PasswordFault.POLICY: translate("Messages", "It does not meet the server's rules yet."),
    }
    return texts[fault].format(n=MIN_CHARS, most=MAX_CHARS)


def unusual_name_sentence() -> str:
    """Hint at capitals and the like in a Matrix ID."""
    return translate(
        "Messages", "Most Matrix IDs have small letters only. If it is not found, look at that."
    )


def policy_sentence(errcode: str) -> str:
    """Say which rule of the server a new password breaks."""
    texts = {
        "M_PASSWORD_TOO_SHORT": translate("Messages", "The server wants a longer password."),
        "M_PASSWORD_NO_DIGIT": translate("Messages", "The server wants a digit in the password."),
        "M_PASSWORD_NO_SYMBOL": translate("Messages", "The server wants a symbol in the password."),
        "M_PASSWORD_NO_UPPERCASE": translate(
            "Messages", "The server wants a capital letter in the password."
        ),
        "M_PASSWORD_NO_LOWERCASE": translate(
            "Messages", "The server wants a small letter in the password."
        ),
        "M_PASSWORD_IN_DICTIONARY": translate(
            "Messages", "The server knows this password from a dictionary."
        ),
    }
    return texts.get(errcode, translate("Messages", "The server finds this password too weak."))


def rule_text(state: RuleState) -> str:
    """Name a rule of the server's policy."""
    texts = {
        Rule.LENGTH: translate("Messages", "at least {n} characters"),
        Rule.DIGIT: translate("Messages", "a digit"),
        Rule.SYMBOL: translate("Messages", "a symbol"),
        Rule.LOWERCASE: translate("Messages", "a small letter"),
        Rule.UPPERCASE: translate("Messages", "a capital letter"),
    }
    return texts[state.rule].format(n=state.minimum)


def who_helps(server_name: str, support: Support | None) -> str:
    """Say whom to write to about a server."""
    if support is None:
        text = translate("Messages", "Ask whoever runs {server}.")
        return text.format(server=server_name)
    ways = [each.matrix_id or each.email_address or "" for each in support.contacts]
    if support.support_page is not None:
        ways.append(support.support_page)
    text = translate("Messages", "Ask whoever runs {server}: {ways}.")
    return text.format(server=server_name, ways=", ".join(ways))


# --- Acts and outcomes --------------------------------------------------------------------------


def purpose(act: Act) -> str:
    """Say what a proof is for, as the beginning of a sentence."""
    texts = {
        CHANGE_PASSWORD: translate("Messages", "To change the password of {user}"),
        RESET_PASSWORD: translate("Messages", "To set a new password"),
        DEACTIVATE: translate("Messages", "To close the account {user} for good"),
        SIGN_OUT_DEVICES: translate("Messages", "To sign devices of {user} out"),
    }
    known = texts.get(act.name, translate("Messages", "To go on at {server}"))
    return known.format(user=act.user_id or act.server_name, server=act.server_name)


def device_count(n: int) -> str:
    """Count other devices, as the title of a card."""
    if n == 0:
        return translate("Messages", "No other devices")
    if n == 1:
        return translate("Messages", "Your other device")
    return translate("Messages", "Your %n other devices", None, n)


def outcome_of_devices(
    before: tuple[str, ...] | None, after: tuple[str, ...], *, signed_out: bool
) -> str:
    """Say what became of the other devices, as the server's list has it now.

    Args:
        before: their names before the change; None if they could not be read.
        after: the names that the server lists now.
        signed_out: whether they were to be signed out.
    """
    names = ", ".join(after)
    if not after and before is None:
        return translate("Messages", "No other device is signed in.")
    if not after:
        if not before:
            return translate("Messages", "There was no other device.")
        if len(before) == 1:
            return translate("Messages", "Your other device is signed out.")
        n = len(before)
        return translate("Messages", "Your %n other devices are signed out.", None, n)
    if signed_out:
        text = translate("Messages", "These devices are still signed in, unasked: {names}.")
    elif len(after) == 1:
        text = translate("Messages", "Your other device is still signed in: {names}.")
    else:
        n = len(after)
        text = translate("Messages", "Your %n other devices are still signed in: {names}.", None, n)
    return text.format(names=names)
