"""Contrast, computed: text 4.5 : 1 on its ground, outlines and icons 3 : 1."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.rig import examine
from ui.platform.icons import icon_path, pixmap
from ui.platform.theme import (
    DARK,
    LIGHT,
    Colors,
    Scheme,
    Theme,
    current_colors,
    palette,
    style_sheet,
)
from ui.widgets.buttons import Disclosure
from ui.widgets.icon import Icon

GROUNDS = ("window", "sidebar", "card", "field", "hover")
TEXT = [
    *((ink, ground) for ink in ("text", "muted") for ground in (*GROUNDS, "selected")),
    *((ink, ground) for ink in ("link", "danger", "disabled") for ground in ("window", "card")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("muted", "track"),
    ("good", "card"),
    *((kind, f"{kind}_ground") for kind in ("info", "good", "warn", "bad")),
    *(("text", f"{kind}_ground") for kind in ("info", "good", "warn", "bad")),
]
SHAPES = [
    *(("outline", ground) for ground in ("window", "card", "field")),
    *(("accent", ground) for ground in ("window", "card", "field", "sidebar")),
    *((ink, "card") for ink in ("weak", "fair", "strong", "danger")),
]


def contrast(ink: str, ground: str) -> float:
    return examine.contrast(QColor(ink), QColor(ground))


def test_the_measure_is_right():
    assert round(contrast("#ffffff", "#000000")) == 21
    assert 4.4 < contrast("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"), [(*pair, 4.5) for pair in TEXT] + [(*pair, 3.0) for pair in SHAPES]
)
def test_contrast(colors: Colors, ink: str, ground: str, least: float):
    assert contrast(getattr(colors, ink), getattr(colors, ground)) >= least


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_theme_dresses_the_application(qapp: QApplication, scheme: Scheme):
    theme = Theme(qapp, scheme)
    assert theme.scheme is scheme
    assert current_colors() is (DARK if scheme is Scheme.DARK else LIGHT)
    assert qapp.font().pointSizeF() >= 10.5
    qapp.styleHints().colorSchemeChanged.disconnect(theme.apply)


def test_without_a_wish_the_system_decides(qapp: QApplication):
    theme = Theme(qapp)
    assert theme.scheme is Scheme.LIGHT  # offscreen has no dark
    qapp.styleHints().colorSchemeChanged.disconnect(theme.apply)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_no_name_is_left_in_the_style_sheet(colors: Colors):
    assert "@" not in style_sheet(colors)
    assert palette(colors).window().color() == QColor(colors.window)


def test_an_icon_follows_the_palette(qapp: QApplication):
    inks = []
    label = Icon("good", "text", 20)
    for scheme in Scheme:
        theme = Theme(qapp, scheme)
        image = label.pixmap().toImage()
        pixels = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
        inks.append({pixel.name() for pixel in pixels if pixel.alpha() == 255})
        qapp.styleHints().colorSchemeChanged.disconnect(theme.apply)
    assert inks == [{LIGHT.text}, {DARK.text}]


def test_icons_take_the_palettes_colour(qapp: QApplication):
    image = pixmap("close", "#ff0000", 24).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {"#ff0000"}
    with open(icon_path("latchkey")) as file:
        assert "<svg" in file.read()


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_placeholder_is_ink_that_can_be_read(qapp: QApplication, scheme: Scheme):
    theme = Theme(qapp, scheme)
    found = current_colors()
    editor = QLineEdit()
    editor.setPlaceholderText("██████")
    editor.resize(240, 40)
    image = editor.grab().toImage()
    middle = [image.pixelColor(x, 20).name() for x in range(240)]
    assert found.muted in middle, "Qt alone takes half of the text's colour"
    assert contrast(found.muted, found.field) >= 4.5
    qapp.styleHints().colorSchemeChanged.disconnect(theme.apply)


def test_an_arrow_tells_what_is_unfolded(qapp: QApplication):
    def looks(button: Disclosure) -> list[QImage]:
        found = []
        for unfolded in (False, True):
            button.setChecked(unfolded)
            found.append(button.icon().pixmap(18).toImage())
        return found

    theme = Theme(qapp, Scheme.LIGHT)
    button = Disclosure("More", "more")
    folded, unfolded = looks(button)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    folded_rtl, unfolded_rtl = looks(button)
    assert folded != unfolded
    assert folded_rtl == folded.flipped(Qt.Orientation.Horizontal) != folded
    assert unfolded_rtl == unfolded.flipped(Qt.Orientation.Horizontal)
    light = unfolded_rtl
    qapp.setPalette(palette(DARK))
    assert looks(button)[1] != light, "the arrow follows the palette"
    qapp.styleHints().colorSchemeChanged.disconnect(theme.apply)
