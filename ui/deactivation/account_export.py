"""Export of an account: collect what was read, put it into words, and save it to a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QObject, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.concurrency import TaskScope, in_thread
from app.core.account_export import (
    AccountExport,
    ExportedDevice,
    ExportedRoom,
    ExportPage,
    ExportTable,
    as_html,
    as_json,
)
from app.core.errors import LatchkeyError, SaveFault
from app.core.untrusted_text import clean
from app.operations.account.read import AccountView, label
from app.operations.account.room_check import Fate, Room
from app.operations.account.rooms import RoomsFound
from ui.text.contacts import contact_name
from ui.text.errors import explain
from ui.text.words import Words
from ui.widgets.label import Label

translate = QCoreApplication.translate

SaveFile = Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """What has been read of an account so far; the input of `record_of`.

    Attributes:
        user_id: the full Matrix ID.
        homeserver: the address of its homeserver.
        display_name: the name in its profile; empty if it has none, None if it was not read.
        view: contacts, devices and key backup; None if they were not read.
        rooms: the rooms as far as they were read.
    """

    user_id: str
    homeserver: str
    display_name: str | None
    view: AccountView | None
    rooms: RoomsFound


def record_of(known: KnownAccount, now: float) -> AccountExport:
    """Return the export of an account that is open.

    Args:
        known: what has been read of the account.
        now: the time of the export, in seconds since the epoch.
    """
    view, rooms = known.view, known.rooms
    emails = phones = devices = backup = None
    if view is not None and not isinstance(view.threepids, LatchkeyError):
        phones = tuple(contact_name(each) for each in view.threepids if each.medium == "msisdn")
        emails = tuple(contact_name(each) for each in view.threepids if each.medium != "msisdn")
    if view is not None and not isinstance(view.devices, LatchkeyError):
        devices = tuple(ExportedDevice(clean(each.device_id), label(each)) for each in view.devices)
    if view is not None and not isinstance(view.backup, LatchkeyError):
        backup = view.backup is not None
    return AccountExport(
        user_id=known.user_id,
        display_name=known.display_name,
        homeserver=known.homeserver,
        written=iso(now),
        closed=None,
        erased=None,
        emails=emails,
        phones=phones,
        devices=devices,
        key_backup=backup,
        rooms=None if rooms.total is None else _all_recorded(rooms),
        rooms_complete=rooms.complete,
    )


def iso(seconds: float) -> str:
    """Return a time, in seconds since the epoch, as ISO 8601 in local time with its offset."""
    when = QDateTime.fromSecsSinceEpoch(round(seconds))
    return when.toOffsetFromUtc(when.offsetFromUtc()).toString(Qt.DateFormat.ISODate)


def _all_recorded(rooms: RoomsFound) -> tuple[ExportedRoom, ...]:
    """Return all rooms for the export; a room that was not read has only its ID."""
    unread = (ExportedRoom(clean(each)) for each in rooms.waiting)
    return (*(_recorded(each) for each in rooms.rooms), *unread)


def _recorded(room: Room) -> ExportedRoom:
    fate = room.fate
    direct = fate is Fate.DIRECT
    alone = None if isinstance(fate, LatchkeyError) or direct else fate.alone
    other = room.people[0] if direct and room.people else ""
    return ExportedRoom(clean(room.room_id), room.name, room.alias, other, alone)


# --- In words -----------------------------------------------------------------------------------


def page_of(record: AccountExport) -> ExportPage:
    """Return the export as a page of tables, in the language of the application."""
    title = translate("AccountExport", "Matrix account {user}").format(user=record.user_id)
    return ExportPage(
        language=translate("AccountExport", "en"),  # BCP 47 tag of the language of this translation
        rtl=QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft,
        title=title,
        tables=(_account(record), _devices(record), _rooms(record)),
    )


def _account(record: AccountExport) -> ExportTable:
    yes, no = translate("AccountExport", "yes"), translate("Record", "no")
    unread = translate("AccountExport", "not read")
    rows = [
        (translate("AccountExport", "Matrix ID"), record.user_id),
        (
            translate("AccountExport", "Display name"),
            unread if record.display_name is None else record.display_name or "–",
        ),
        (translate("AccountExport", "Homeserver"), record.homeserver),
        (translate("AccountExport", "Written"), _when(record.written)),
    ]
    if record.closed is not None:
        rows.append((translate("AccountExport", "Closed for good"), _when(record.closed)))
        rows.append(
            (translate("AccountExport", "Erasing was asked for"), yes if record.erased else no)
        )
    for name, values in (
        (translate("AccountExport", "Email"), record.emails),
        (translate("AccountExport", "Phone"), record.phones),
    ):
        rows.append((name, unread if values is None else ", ".join(values) or "–"))
    backup = unread if record.key_backup is None else yes if record.key_backup else no
    rows.append((translate("AccountExport", "Key backup"), backup))
    return ExportTable(translate("AccountExport", "The account"), tuple(rows))


def _devices(record: AccountExport) -> ExportTable:
    heading = translate("AccountExport", "Devices")
    if record.devices is None:
        return ExportTable(heading, (), note=translate("AccountExport", "not read"))
    columns = (translate("AccountExport", "Name"), translate("Record", "ID"))
    return ExportTable(
        heading, tuple((each.name, each.device_id) for each in record.devices), columns
    )


def _rooms(record: AccountExport) -> ExportTable:
    heading = translate("AccountExport", "Rooms")
    if record.rooms is None:
        return ExportTable(heading, (), note=translate("AccountExport", "not read"))
    if not record.rooms and record.rooms_complete:
        return ExportTable(heading, (), note=translate("AccountExport", "none"))
    columns = (
        translate("AccountExport", "Name"),
        translate("AccountExport", "Alias"),
        translate("AccountExport", "ID"),
        translate("AccountExport", "Run by nobody else"),
    )
    yes, no = translate("AccountExport", "yes"), translate("Record", "no")
    note = "" if record.rooms_complete else translate("AccountExport", "Not all of them were read.")
    rows = []
    for room in sorted(record.rooms, key=lambda each: (not each.name, each.name.lower())):
        name = room.name or room.direct_with
        alone = "–" if room.run_by_nobody_else is None else yes if room.run_by_nobody_else else no
        rows.append((name or "–", room.alias or "–", room.room_id, alone))
    return ExportTable(heading, tuple(rows), columns, note)


def _when(written: str) -> str:
    when = QDateTime.fromString(written, Qt.DateFormat.ISODate)
    return QLocale().toString(when.toLocalTime(), QLocale.FormatType.LongFormat)


# --- Saving -------------------------------------------------------------------------------------


class ExportSaver(QObject):
    """Ask for a file, and save an export to it.

    Args:
        parent: widget over whose window the file dialog opens.
        save: writes a file whole, or not at all.
        cancellable: runs the writing, which may be cancelled.
        note: label that shows whether the export was saved.
    """

    def __init__(
        self, parent: QWidget, save: SaveFile, cancellable: TaskScope, note: Label
    ) -> None:
        super().__init__(parent)
        self._parent = parent
        self._save = save
        self._cancellable = cancellable
        self._note = note
        self._dialog: QFileDialog | None = None
        self._folder = ""

    def ask(self, user_id: str, record: Callable[[], AccountExport], *, closed: bool) -> None:
        """Open a file dialog, and save the export to the file that the person picks.

        Args:
            user_id: Matrix ID of the account; the suggested file name is made of it.
            record: called when the file was picked; returns the export to save.
            closed: whether the account is closed. Then the suggested name is another one, so that
                the export from before is not overwritten.
        """
        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        dialog = self._dialog = QFileDialog(
            self._parent.window(), translate("AccountExport", "Save a record")
        )
        self._parent.destroyed.connect(dialog.deleteLater)
        dialog.setObjectName("record.file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        page = translate("AccountExport", "Page to read and print (*.html)")
        data = translate("AccountExport", "Data for programs (*.json)")
        dialog.setNameFilters([page, data])
        dialog.setDefaultSuffix("html")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("json" if chosen == data else "html")
        )
        folder = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(self._folder or QStandardPaths.writableLocation(folder))
        dialog.selectFile(_file_name(user_id, closed=closed))
        dialog.fileSelected.connect(lambda chosen: self._write(Path(chosen), record()))
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _write(self, path: Path, record: AccountExport) -> None:
        self._folder = str(path.parent)
        page = page_of(record)
        self._cancellable.start(self._written(path, record, page), "save a record")

    async def _written(self, path: Path, record: AccountExport, page: ExportPage) -> None:
        def write() -> None:
            json = path.suffix.lower() == ".json"
            self._save(path, as_json(record) if json else as_html(page))

        try:
            await in_thread(write)
        except SaveFault as fault:
            self._tell("bad", partial(_fault_words, fault))
        else:
            self._tell("good", partial(_saved_words, path))

    def _tell(self, tone: str, words: Words) -> None:
        self._note.set_tone(tone)
        self._note.say(words)


def _fault_words(fault: SaveFault) -> str:
    found = explain(fault)
    return f"{found.sentence} {found.next_step}"


def _saved_words(path: Path) -> str:
    return translate("AccountExport", "The record is saved: {path}").format(path=path)


def _file_name(user_id: str, *, closed: bool) -> str:
    """Return a file name for the export that is valid on every operating system."""
    user = "".join(c if c.isalnum() or c in "-_." else "-" for c in user_id)
    user = user.strip("-.") or "account"
    return f"{user[:80]}{'-closed' if closed else ''}.html"
