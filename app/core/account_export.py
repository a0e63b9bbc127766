"""A record of an account, for whoever closes it: what was known, and nothing secret."""

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
        room_id: as the server has it.
        name: empty where it has none, or where it was not read.
        alias: likewise.
        direct_with: user ID of the other one, in a direct chat.
        run_by_nobody_else: whether nobody else could run it; None where that was not read.
    """

    room_id: str
    name: str = ""
    alias: str = ""
    direct_with: str = ""
    run_by_nobody_else: bool | None = None


@dataclass(frozen=True, slots=True)
class AccountExport:
    """What was known of an account.

    What could not be read is None; what is not there is empty.

    Attributes:
        user_id: full.
        display_name: as its profile had it; empty if there was none, None if it was not read.
        homeserver: its address.
        written: when the record was, in ISO 8601 with the offset.
        closed: when the server closed the account, likewise; None while it is open.
        erased: whether the server was asked to erase what the account wrote; None while it is open.
        emails: of the account; None if they could not be read, like all that follows.
        phones: with ``+`` and the country's prefix.
        devices: that were signed in.
        key_backup: whether there was a backup of the keys to encrypted history.
        rooms: that the account was joined to.
        rooms_complete: whether that is all of them, and all was read.
        format: of this record; changes when a reader of an older one could not go on.
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
    """A part of the page: a heading, and rows of cells.

    Attributes:
        heading: above it.
        note: beneath the heading; may be empty.
        columns: their names; none where the first cell of each row is its name.
        rows: cells as plain text.
    """

    heading: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExportPage:
    """A record in words.

    Attributes:
        language: of the words, as BCP 47 has it.
        rtl: whether they run from right to left.
        title: at the top.
        tables: beneath it, in order.
    """

    language: str
    rtl: bool
    title: str
    tables: tuple[ExportTable, ...]


def as_json(record: AccountExport) -> bytes:
    """Return a record for programs."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def as_html(page: ExportPage) -> bytes:
    """Return a record for people: one file that loads nothing, and prints well."""
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
