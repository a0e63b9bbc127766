"""Palettes, fonts and style sheet: light and dark, on Qt's Fusion style.

Fusion's highlight has a contrast of 3.7 : 1 and its disabled text 1.6 : 1. Here every text has at
least 4.5 : 1 on its background, and every outline and icon 3 : 1; `tests/ui/test_theme.py`
computes it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from enum import Enum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.platform.icons import icon_path

STEP = 8
"""Spacing comes in steps of this many pixels."""

COLUMN_WIDTH = 640
BODY_POINTS = 10.5


class Scheme(Enum):
    """The light or the dark palette."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colors:
    """Colours of a palette, as ``#rrggbb``; a background is followed by the colours used on it."""

    window: str
    sidebar: str
    card: str
    field: str
    text: str
    muted: str
    disabled: str
    line: str
    outline: str
    accent: str
    accent_hover: str
    on_accent: str
    link: str
    selected: str
    hover: str
    danger: str
    info_ground: str
    info: str
    good_ground: str
    good: str
    warn_ground: str
    warn: str
    bad_ground: str
    bad: str
    weak: str
    fair: str
    strong: str
    track: str


LIGHT = Colors(
    window="#f4f5f8",
    sidebar="#ebedf2",
    card="#ffffff",
    field="#ffffff",
    text="#1a1e29",
    muted="#565d6d",
    disabled="#676d7c",
    line="#dde0e8",
    outline="#858b9b",
    accent="#2563eb",
    accent_hover="#1d56d6",
    on_accent="#ffffff",
    link="#1d56d6",
    selected="#cfdcf5",
    hover="#dfe4ee",
    danger="#b3261e",
    info_ground="#e6eefd",
    info="#1c3f94",
    good_ground="#e3f4e9",
    good="#14592c",
    warn_ground="#fff2da",
    warn="#714600",
    bad_ground="#fdeae8",
    bad="#94201a",
    weak="#d0362b",
    fair="#b25f00",
    strong="#2b8a4e",
    track="#d9dde6",
)

DARK = Colors(
    window="#15171c",
    sidebar="#0f1115",
    card="#1d2027",
    field="#15171c",
    text="#eceef3",
    muted="#a9b0bf",
    disabled="#8f96a6",
    line="#2e323c",
    outline="#737a8c",
    accent="#7aa5ff",
    accent_hover="#93b6ff",
    on_accent="#0b1424",
    link="#8fb3ff",
    selected="#233354",
    hover="#1e222b",
    danger="#ff8f86",
    info_ground="#1a2946",
    info="#b0c8ff",
    good_ground="#163222",
    good="#86dba5",
    warn_ground="#37290e",
    warn="#f1c978",
    bad_ground="#3b1f1d",
    bad="#ffaca4",
    weak="#ff8379",
    fair="#f0a848",
    strong="#5cc987",
    track="#343945",
)


def colors(scheme: Scheme) -> Colors:
    """Return the palette of a scheme."""
    return DARK if scheme is Scheme.DARK else LIGHT


class Theme(QObject):
    """Style an application, and style it anew when the system's colour scheme changes.

    Args:
        app: the application; owns the theme.
        scheme: which palette; None to follow the system.
    """

    def __init__(self, app: QApplication, scheme: Scheme | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._fixed = scheme
        app.setStyle("Fusion")
        font = app.font()
        if sys.platform != "darwin" and font.pointSizeF() < BODY_POINTS:
            font.setPointSizeF(BODY_POINTS)
            app.setFont(font)
        app.styleHints().colorSchemeChanged.connect(self.apply)
        self.apply()

    @property
    def scheme(self) -> Scheme:
        """The colour scheme in force."""
        if self._fixed is not None:
            return self._fixed
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return Scheme.DARK if dark else Scheme.LIGHT

    def apply(self) -> None:
        """Set the application's palette and style sheet."""
        found = colors(self.scheme)
        self._app.setPalette(palette(found))
        self._app.setStyleSheet(style_sheet(found))


def current_colors() -> Colors:
    """Return the palette in force, for widgets that paint themselves."""
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window == QColor(DARK.window) else LIGHT


def scaled(font: QFont, factor: float, *, semibold: bool = False) -> QFont:
    """Return a font of `factor` times the size, so that it grows with the application's font."""
    result = QFont(font)
    result.setPointSizeF(font.pointSizeF() * factor)
    if semibold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def palette(found: Colors) -> QPalette:
    """Return the palette for what the style sheet does not name: menus, tool tips, selections."""
    role = QPalette.ColorRole
    result = QPalette()
    pairs = {
        role.Window: found.window,
        role.WindowText: found.text,
        role.Base: found.field,
        role.AlternateBase: found.card,
        role.Text: found.text,
        role.Button: found.card,
        role.ButtonText: found.text,
        role.BrightText: found.danger,
        role.Highlight: found.accent,
        role.HighlightedText: found.on_accent,
        role.Link: found.link,
        role.LinkVisited: found.link,
        role.ToolTipBase: found.card,
        role.ToolTipText: found.text,
        role.PlaceholderText: found.muted,
        role.Light: found.card,
        role.Midlight: found.hover,
        role.Mid: found.outline,
        role.Dark: found.outline,
        role.Shadow: found.line,
        role.Accent: found.accent,
    }
    for key, value in pairs.items():
        result.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, QColor(found.disabled))
    return result


_SHEET = """
QToolTip { color: @text; background: @card; border: 1px solid @outline; padding: 4px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: @outline; border-radius: 4px; min-height: 32px; }
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical { background: transparent; }
Sidebar { background: @sidebar; border: none; }
Sidebar[side="left"] { border-right: 1px solid @line; }
Sidebar[side="right"] { border-left: 1px solid @line; }
Card { background: @card; border: 1px solid @line; border-radius: 10px; }
AccountMenu { background: @card; border: 1px solid @outline; }
QListWidget { background: transparent; border: none; outline: none; }
IdleWarning { background: @warn_ground; border: 1px solid @warn; border-radius: 8px; }
IdleWarning Label { color: @warn; }
Dialog { background: @card; border: 1px solid @outline; }
QPushButton, QToolButton, QRadioButton, QCheckBox { outline: none; }
Label[tone="muted"] { color: @muted; }
Label[tone="bad"] { color: @danger; }
Label[tone="good"] { color: @good; }
Banner, Note { border: none; border-radius: 8px; }
Banner[kind="info"], Note[kind="info"] { background: @info_ground; color: @info; }
Banner[kind="good"], Note[kind="good"] { background: @good_ground; color: @good; }
Banner[kind="warn"], Note[kind="warn"] { background: @warn_ground; color: @warn; }
Banner[kind="bad"], Note[kind="bad"] { background: @bad_ground; color: @bad; }
Banner[kind="info"] Label, Note[kind="info"] Label { color: @info; }
Banner[kind="good"] Label, Note[kind="good"] Label { color: @good; }
Banner[kind="warn"] Label, Note[kind="warn"] Label { color: @warn; }
Banner[kind="bad"] Label, Note[kind="bad"] Label { color: @bad; }
QLineEdit { background: @field; color: @text; border: 1px solid @outline; border-radius: 6px;
    padding: 7px 10px; lineedit-password-character: 8226;
    placeholder-text-color: @muted;
    selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus { border: 2px solid @accent; padding: 6px 9px; }
QLineEdit[wrong="true"] { border: 1px solid @danger; }
QLineEdit[wrong="true"]:focus { border: 2px solid @danger; }
QLineEdit:disabled { color: @disabled; background: @window; }
QPushButton { background: @card; color: @text; border: 1px solid @outline; border-radius: 6px;
    padding: 8px 16px; min-height: 18px; font-weight: 600; }
QPushButton:hover { background: @hover; }
QPushButton:focus { border: 2px solid @accent; padding: 7px 15px; }
QPushButton:disabled { color: @disabled; background: @window; border-color: @line; }
QPushButton[look="primary"] { background: @accent; color: @on_accent; border: 1px solid @accent; }
QPushButton[look="primary"]:hover { background: @accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid @text; }
QPushButton[look="primary"]:disabled { background: @track; color: @muted; border-color: @track; }
QPushButton[look="danger"] { background: @danger; color: @on_accent; border: 1px solid @danger; }
QPushButton[look="danger"]:hover { background: @bad; border-color: @bad; }
QPushButton[look="danger"]:focus { border: 2px solid @text; }
QPushButton[look="danger"]:disabled { background: @track; color: @muted; border-color: @track; }
QPushButton[look="link"], QToolButton[look="link"] { background: transparent; color: @link;
    border: 1px solid transparent; border-radius: 4px; padding: 2px 4px; font-weight: 500; }
QPushButton[look="link"]:hover, QToolButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus, QToolButton[look="link"]:focus { border: 1px solid @accent; }
QPushButton[look="link"]:disabled { color: @disabled; background: transparent; }
QPushButton[look="nav"] { background: transparent; color: @muted; border: 1px solid transparent;
    padding: 8px 10px; text-align: left; font-weight: 400; }
QPushButton[look="nav"]:hover { background: @hover; }
QPushButton[look="nav"]:checked { background: @selected; color: @text; font-weight: 600; }
QPushButton[look="nav"]:focus { border: 1px solid @accent; }
Chip { background: @card; border: 1px solid @line; border-radius: 8px; padding: 0; }
Chip:hover { border-color: @outline; }
Chip:focus { border: 2px solid @accent; }
Banner QPushButton[look="link"], Banner QToolButton[look="link"] { color: @text;
    text-decoration: underline; font-weight: 600; }
QRadioButton, QCheckBox { color: @text; spacing: 10px; border: 1px solid transparent;
    border-radius: 4px; padding: 1px; }
QCheckBox[bare="true"] { spacing: 0; }
QRadioButton:focus, QCheckBox:focus { border: 1px solid @accent; }
QRadioButton:disabled, QCheckBox:disabled { color: @disabled; }
QRadioButton::indicator, QCheckBox::indicator { width: 16px; height: 16px; background: @field;
    border: 2px solid @outline; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator:checked { background: qradialgradient(cx:0.5, cy:0.5, radius:0.5,
    fx:0.5, fy:0.5, stop:0 @on_accent, stop:0.42 @on_accent, stop:0.5 @accent, stop:1 @accent);
    border-color: @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@check); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @line; }
QComboBox { background: @field; color: @text; border: 1px solid @outline; border-radius: 6px;
    padding: 7px 10px; min-height: 20px; }
QComboBox:focus, QComboBox:on { border: 2px solid @accent; padding: 6px 9px; }
QComboBox:disabled { color: @disabled; background: @window; border-color: @line; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(@down); width: 16px; height: 16px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0;
    background: transparent; }
QComboBox QAbstractItemView { background: @card; color: @text; border: 1px solid @outline;
    selection-background-color: @accent; selection-color: @on_accent; }
QListView[look="menu"] { background: @card; color: @text; border: 1px solid @outline;
    selection-background-color: @accent; selection-color: @on_accent; }
QListView[look="names"] { background: @field; color: @text; border: 1px solid @outline;
  border-radius: 6px; outline: none; }
QListView[look="names"]:focus { border: 1px solid @accent; }
QListView[look="names"]::item { padding: 3px 8px; border: none; }
QListView[look="names"]::item:hover, QListView[look="names"]::item:focus { background: @hover; }
QListView[look="names"]::item:selected { background: @accent; color: @on_accent; }
QListView[look="menu"]::item, QComboBox QAbstractItemView::item { padding: 5px 8px; }
QListView[look="menu"]::item:selected { background: @accent; color: @on_accent; }
QProgressBar { background: @track; border: none; border-radius: 3px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QMenu { background: @card; color: @text; border: 1px solid @outline; padding: 4px; }
QMenu::item { padding: 7px 20px; border-radius: 4px; }
QMenu::item:selected { background: @accent; color: @on_accent; }
"""


def style_sheet(found: Colors) -> str:
    """Return the style sheet in the given colours."""
    scheme = "dark" if found is DARK else "light"
    sheet = _SHEET
    for shape in ("check", "down"):
        sheet = sheet.replace(f"@{shape}", icon_path(f"{shape}-{scheme}"))
    for name in sorted((field.name for field in fields(Colors)), key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", getattr(found, name))
    return sheet
