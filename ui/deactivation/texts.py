"""Sentences of the Deactivate page: the consequences, the rooms, and the outcomes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.core.deactivation import unbind_failed
from app.core.errors import Forbidden, LatchkeyError, MatrixError, Unrecognized
from app.core.homeserver import Session
from app.core.responses import BackupVersion, Device, Support
from app.operations.account.deactivate import DeactivationUnclear, ProbablyClosed, StillOpen
from app.operations.account.read import OrError, label
from app.operations.account.room_check import Fate, Room
from app.operations.account.rooms import RoomsFound
from ui.deactivation.rooms_card import RoomGroup
from ui.text.errors import explain, explain_as
from ui.text.message import Message
from ui.text.names import FEW_NAMES, some
from ui.text.support import who_helps

translate = QCoreApplication.translate


def devices_words(devices: OrError[tuple[Device, ...]], rooms: int | None) -> tuple[str, str]:
    """Return what happens to devices and rooms, as a line and a text with the devices' names.

    Args:
        devices: all devices of the account, or why they could not be read.
        rooms: how many rooms the account is joined to; None if that is not known.
    """
    parts, names = [], ""
    if isinstance(devices, LatchkeyError):
        parts.append(translate("Deactivation", "All devices are signed out"))
        names = translate("Deactivation", "Their list could not be read.")
    else:
        n = len(devices)
        parts.append(translate("Deactivation", "%n devices are signed out", None, n))
        if n == 1:
            parts = [translate("Deactivation", "This device is signed out")]
        names = some([label(each) for each in devices])
    if rooms == 1:
        parts.append(translate("Deactivation", "you leave one room"))
    elif rooms:
        parts.append(translate("Deactivation", "you leave %n rooms", None, rooms))
    return ", ".join(parts), names


def contacts_words(names: OrError[tuple[str, ...]]) -> tuple[str, str]:
    """Return what happens to emails and phones, as a line and a text beneath.

    Args:
        names: the account's emails and phone numbers, or why they could not be read.
    """
    rest = translate("Deactivation", "They can be added to another account then.")
    if isinstance(names, LatchkeyError):
        line = translate("Deactivation", "Emails and phones of the account are freed")
        return line, translate("Deactivation", "Which ones could not be read.")
    if not names:
        return translate("Deactivation", "No email or phone belongs to the account"), ""
    if len(names) == 1:
        rest = translate("Deactivation", "It can be added to another account then.")
        return translate("Deactivation", "{contact} is freed").format(contact=names[0]), rest
    n = len(names)
    line = translate("Deactivation", "%n emails and phones are freed", None, n)
    return line, f"{some(names)}. {rest}"


def history_words(backup: OrError[BackupVersion | None]) -> tuple[str, str]:
    """Return what happens to messages and the key backup, as a line and a text beneath.

    Args:
        backup: the newest key backup; None if there is none, or why it could not be read.
    """
    line = translate("Deactivation", "Messages you sent stay with those who have them")
    export = translate(
        "Deactivation",
        "To read your own encrypted messages afterwards, export them, or their keys, in your usual "
        "client before.",
    )
    if isinstance(backup, LatchkeyError):
        found = translate("Deactivation", "Whether a key backup exists could not be read.")
    elif backup is None:
        found = translate("Deactivation", "No key backup exists.")
    else:
        found = translate(
            "Deactivation", "A key backup exists; it is out of reach without the account."
        )
    return line, f"{found} {export}"


# --- Rooms --------------------------------------------------------------------------------------


def reading_words(found: RoomsFound) -> str:
    """Return a sentence about the progress of reading the rooms."""
    if found.total is None:
        return translate("Deactivation", "Asking for your rooms…")
    text = translate("Deactivation", "Looking who could run your rooms: {done} of {total}…")
    return text.format(done=len(found.rooms), total=found.total)


def rooms_words(found: RoomsFound) -> str:
    """Return a summary of the rooms that were read, and of what could not be read."""
    if found.total is None and found.stopped is None:
        return translate("Deactivation", "You stopped it: your rooms were not read.")
    if found.total is None and found.stopped is not None:
        text = translate("Deactivation", "Your rooms could not be read: {why}")
        return text.format(why=explain(found.stopped).sentence)
    alone = len(found.alone())
    if alone == 0 and found.complete:
        if not found.rooms:
            return translate("Deactivation", "You are in no room.")
        if all(each.fate is Fate.DIRECT for each in found.rooms):
            return translate(
                "Deactivation", "You leave direct chats only: nobody has to run those."
            )
        return translate(
            "Deactivation", "Somebody else can run every room that you leave, direct chats aside."
        )
    said = []
    if alone == 1:
        said.append(translate("Deactivation", "In one room nobody else could take over."))
    elif alone:
        said.append(
            translate("Deactivation", "In %n rooms nobody else could take over.", None, alone)
        )
    if found.unread:
        text = translate(
            "Deactivation", "This is not complete: {unread} of {total} rooms could not be read."
        )
        if found.left_alone == found.unread and found.stopped is None:
            text = translate(
                "Deactivation",
                "This is not complete: you stopped it before {unread} of {total} rooms.",
            )
        said.append(text.format(unread=found.unread, total=found.total))
        if found.stopped is not None:
            said.append(explain(found.stopped).sentence)
    if found.direct_unread is not None:
        text = translate(
            "Deactivation",
            "Which of them are direct chats could not be read, so they are counted too.",
        )
        said.append(text)
    return " ".join(said)


def room_label(room: Room) -> str:
    """Return what to call a room: its name, its alias, who is in it, or its ID."""
    if room.name or room.alias:
        return room.name or room.alias
    if room.people:
        text = translate("Deactivation", "a room with {people}")
        return text.format(people=", ".join(room.people))
    return room.room_id


def room_groups(rooms: Sequence[Room], *, whole: bool) -> list[RoomGroup]:
    """Group the rooms that nobody else could run, with a heading and advice for each group.

    Args:
        rooms: rooms whose fate has `Fate.alone`; others are left out.
        whole: whether a long group carries all of its names, for a list.
    """
    groups = []
    for fate in (Fate.HAND_OVER, Fate.EMPTY, Fate.ADRIFT):
        named = [room_label(each) for each in rooms if each.fate is fate]
        if named:
            heading, advice = _group_words(fate, len(named))
            names = tuple(named) if whole and len(named) > FEW_NAMES else ()
            groups.append(RoomGroup(heading, some(named), names, advice))
    return groups


def _group_words(fate: Fate, n: int) -> tuple[str, str]:
    if fate is Fate.HAND_OVER:
        heading = translate("Deactivation", "Only you can run %n of them", None, n)
        if n == 1:
            heading = translate("Deactivation", "Only you can run this one")
        advice = translate(
            "Deactivation",
            "Before you go, give somebody else in there the power that you have: in your usual "
            "client, make them an admin.",
        )
    elif fate is Fate.EMPTY:
        heading = translate("Deactivation", "Nobody but you is in %n of them", None, n)
        if n == 1:
            heading = translate("Deactivation", "Nobody but you is in this one")
        advice = translate(
            "Deactivation", "Nobody can open them again afterwards. Save what you want to keep."
        )
    else:
        heading = translate("Deactivation", "Nobody can run %n of them even now", None, n)
        if n == 1:
            heading = translate("Deactivation", "Nobody can run this one even now")
        advice = translate(
            "Deactivation", "You cannot change that: you do not have the power either."
        )
    return heading, advice


# --- Outcomes -----------------------------------------------------------------------------------


def cancelled_words(user_id: str) -> Message:
    """Return a message that the person cancelled, and the account is active as before."""
    sentence = translate("Deactivation", "Nothing was closed: you cancelled.")
    rest = translate("Deactivation", "{user} is active as before.")
    return Message(sentence, rest.format(user=user_id))


def open_words(
    outcome: StillOpen, error: LatchkeyError, session: Session, support: Support | None
) -> Message:
    """Return a message that the account is still open, and why.

    Args:
        outcome: the result of the operation.
        error: the error that is the reason of `outcome`.
        session: the session that asked.
        support: the server's support contacts, if they are known.
    """
    server = session.server_name
    sentence = translate("Deactivation", "{user} is still open.").format(user=session.user_id)
    if outcome.session_ended:
        rest = translate(
            "Deactivation",
            "The server's answer was lost, and it has ended this session; but it takes your "
            "password. Sign in again to go on.",
        )
        return Message(sentence, rest)
    if outcome.looked:
        rest = translate(
            "Deactivation",
            "The server's answer was lost; asked again, it knows this session as before.",
        )
        return explain_as(sentence, error, rest)
    if unbind_failed(error):
        rest = translate(
            "Deactivation",
            "An identity server did not forget your emails or phones, so {server} stopped before "
            "it closed anything. Try again later, or enter another identity server under "
            "“Advanced”, or none.",
        )
        return _said(sentence, rest.format(server=server), error)
    if isinstance(error, Unrecognized):
        rest = translate(
            "Deactivation", "{server} does not close accounts this way; its website may. {help}"
        )
        return _said(sentence, rest.format(server=server, help=who_helps(server, support)), error)
    if isinstance(error, Forbidden):
        rest = translate("Deactivation", "{server} does not let this account be closed. {help}")
        return _said(sentence, rest.format(server=server, help=who_helps(server, support)), error)
    return explain_as(sentence, error)


def probably_words(outcome: ProbablyClosed, session: Session) -> Message:
    """Return a message that the account is very probably closed, and how to check."""
    sentence = translate("Deactivation", "{user} is very probably closed.")
    rest = translate(
        "Deactivation",
        "The server's answer was lost. Your session is dead now, and the password is refused: that "
        "is what a closed account looks like, but a server says the same of a wrong password. Try "
        "to sign in somewhere to be sure.",
    )
    return _said(sentence.format(user=session.user_id), rest, outcome.error)


def unclear_words(outcome: DeactivationUnclear, session: Session) -> Message:
    """Return a message that the account may or may not be closed, and how to find out."""
    sentence = translate("Deactivation", "We do not know whether {user} is closed.")
    rest = translate(
        "Deactivation",
        "The server's answer was lost, and it does not say what came of it. Try to sign in "
        "somewhere: if that works, the account is open.",
    )
    if outcome.open_so_far:
        rest = translate(
            "Deactivation",
            "The server has not answered in time. So far the account is open, but the server may "
            "still be at it. Look again in some minutes before you do anything else.",
        )
    if outcome.session_ended:
        rest = translate(
            "Deactivation",
            "The server's answer was lost, and your session is dead now, which can have other "
            "reasons. Try to sign in: if that works, the account is open.",
        )
    return _said(sentence.format(user=session.user_id), rest, outcome.error)


def _said(sentence: str, rest: str, error: LatchkeyError) -> Message:
    found = explain(error)
    said = error.text if isinstance(error, MatrixError) else ""
    return Message(sentence, rest, server_text=said, code=found.code)
