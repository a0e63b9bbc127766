"""Export of an account's data as JSON or HTML, for a person who closes it; holds no secrets."""

from __future__ import annotations

import html
from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class ExportedDevice:
    """A device that was signed in."""

    device_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ExportedRoom:
    """A room that the account was joined to.

    Attributes:
        room_id: the room's ID.
        name: the room's name; empty if it has none, or if it was not read.
        alias: the room's main alias; empty likewise.
        direct_with: user ID of the other person in a direct chat; empty otherwise.
        run_by_nobody_else: whether no other member could administer it; None if not read.
    """

    room_id: str
    name: str = ""
    alias: str = ""
    direct_with: str = ""
    run_by_nobody_else: bool | None = None


@dataclass(frozen=True, slots=True)
class AccountExport:
    """The exported data of an account: None means not read, empty means there is none.

    Attributes:
        user_id: the full user ID.
        display_name: as in its profile; empty if there was none, None if it was not read.
        homeserver: its address.
        written: time of the export, in ISO 8601 with the UTC offset.
        closed: time at which the account was closed, likewise; None while it is open.
        erased: whether the server was asked to erase what the account wrote; None while it is open.
        emails: the account's email addresses; None if not read, like the fields that follow.
        phones: with ``+`` and the country's prefix.
        devices: those that were signed in.
        key_backup: whether there was a backup of the keys to encrypted history.
        rooms: those that the account was joined to.
        rooms_complete: whether `rooms` holds all of them, with every detail read.
        format: version of this format; changes when readers of the older one would fail.
    """

    user_id: str
    display_name: str | None
    homeserver: str
    written: str
    closed: str | None
    erased: bool | None
    emails: tuple[str, ...] | None
    phones: tuple[str, ...] | None
    devices: tuple[ExportedDevice, ...] | None
    key_backup: bool | None
    rooms: tuple[ExportedRoom, ...] | None
    rooms_complete: bool
    format: str = "latchkey-record-1"


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One table of the HTML export: a heading, and rows of cells.

    Attributes:
        heading: shown above the table.
        note: shown beneath the heading; may be empty.
        columns: column names; empty if the first cell of each row is the row's name.
        rows: cells as plain text.
    """

    heading: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExportPage:
    """The texts of the HTML export, in one language.

    Attributes:
        language: language tag (BCP 47).
        rtl: whether the text runs from right to left.
        title: heading of the page.
        tables: in the order in which they are shown.
    """

    language: str
    rtl: bool
    title: str
    tables: tuple[ExportTable, ...]


def as_json(record: AccountExport) -> bytes:
    """Return an export as indented JSON in UTF-8, for programs."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def as_html(page: ExportPage) -> bytes:
    """Return an export as one HTML page in UTF-8 that loads no other file and can be printed."""
    way = "rtl" if page.rtl else "ltr"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{_quoted(page.language)}" dir="{way}">',
        '<head><meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_quoted(page.title)}</title>",
        f"<style>{_STYLE}</style></head>",
        f"<body><h1>{_quoted(page.title)}</h1>",
        *(_table(each) for each in page.tables),
        "</body></html>",
    ]
    return "\n".join(parts).encode("utf-8", "replace")


_STYLE = """
body { font: 11pt/1.45 sans-serif; color: #1a1e29; background: #fff; max-width: 46em;
  margin: 2em auto; padding: 0 1em; }
h1 { font-size: 18pt; overflow-wrap: anywhere; }
h2 { font-size: 13pt; margin: 1.6em 0 .4em; break-after: avoid; }
p { margin: .2em 0 .6em; color: #565d6d; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .3em .6em .3em 0;
  border-bottom: 1px solid #dde0e8; overflow-wrap: anywhere; }
th { font-weight: 600; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
@page { margin: 18mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
"""


def _table(table: ExportTable) -> str:
    note = f"<p>{_quoted(table.note)}</p>" if table.note else ""
    head = ""
    if table.columns and table.rows:
        cells = "".join(f'<th scope="col">{_quoted(each)}</th>' for each in table.columns)
        head = f"<thead><tr>{cells}</tr></thead>"
    rows = "\n".join(_row(cells, named=not table.columns) for cells in table.rows)
    body = f"<table>{head}<tbody>\n{rows}\n</tbody></table>" if table.rows else ""
    return f"<h2>{_quoted(table.heading)}</h2>{note}{body}"


def _row(cells: tuple[str, ...], *, named: bool) -> str:
    tags = ['<th scope="row">' if named and not at else "<td>" for at in range(len(cells))]
    ends = ["</th>" if named and not at else "</td>" for at in range(len(cells))]
    return (
        "<tr>"
        + "".join(
            f"{tag}{_quoted(cell)}{end}" for tag, cell, end in zip(tags, cells, ends, strict=True)
        )
        + "</tr>"
    )


def _quoted(text: str) -> str:
    return html.escape(text, quote=True)
