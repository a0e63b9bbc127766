"""Checks a window for cut-off text, controls without names, and contrast that is too low."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QRegularExpression
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from ui.widgets.banner import Banner
from ui.widgets.icon import Icon
from ui.widgets.label import ElidedLabel

INTERACTIVE = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.MenuItem,
    QAccessible.Role.ComboBox,
    QAccessible.Role.Link,
    QAccessible.Role.Slider,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.Dialog,
    QAccessible.Role.Window,
}
SAID = QRegularExpression(r"\.reason$")
"""Names of what a dialog says is wrong."""

FIRST_LINES = 80
"""So much of a long text has to be in sight, from its beginning, in pixels."""

TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0


def faults(top: QWidget) -> Iterator[str]:
    """Yield every fault in the visible parts of a window or dialog."""
    yield from _too_wide(top)
    yield from _out_of_sight(top)
    image = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    for widget in _parts(top):
        named = f"{type(widget).__name__} {widget.objectName()}".strip()
        for fault in (*_cut_off(widget), *_nameless(widget), *_faint(widget, top, image)):
            yield f"{named}: {fault}"


def words(top: QWidget) -> Iterator[str]:
    """Yield every text of a window or dialog that is visible or read by a screen reader."""
    for widget in _parts(top):
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())


def _parts(top: QWidget) -> list[QWidget]:
    """Return the visible widgets of a window, without those of its dialogs."""
    found = [top, *top.findChildren(QWidget)]
    return [each for each in found if each.isVisible() and each.window() is top]


# --- room ---------------------------------------------------------------------------------------


def _too_wide(top: QWidget) -> Iterator[str]:
    for area in top.findChildren(QScrollArea):
        inner = area.widget()
        if inner is not None and area.isVisible() and inner.width() > area.viewport().width():
            yield f"{area.objectName()}: {inner.width()} px wide in {area.viewport().width()}"


def _out_of_sight(top: QWidget) -> Iterator[str]:
    """Yield banners and reasons that are visible only after scrolling."""
    for area in top.findChildren(QScrollArea):
        inner, view = area.widget(), area.viewport()
        if inner is None or not area.isVisible():
            continue
        said = [*inner.findChildren(Banner)[-1:], *inner.findChildren(QLabel, SAID)]
        for each in said:
            place = QRect(each.mapTo(view, QPoint(0, 0)), each.size())
            seen = view.rect().intersected(place).height()
            begins = place.top() >= 0 and seen >= min(place.height(), FIRST_LINES)
            if each.isVisible() and not begins:
                yield f"{each.objectName()}: {place.getRect()} in a view of {view.height()}"


def _cut_off(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, ElidedLabel):
        if not widget.toolTip() and widget.width() < widget.sizeHint().width():
            yield f"elided without a tool tip: {widget.text()!r}"
    elif isinstance(widget, QLabel) and widget.text():
        yield from _label_cut_off(widget)
    elif isinstance(widget, QAbstractButton):
        needed = widget.sizeHint()
        if widget.width() < needed.width() or widget.height() < needed.height():
            yield f"{widget.size().toTuple()} of {needed.toTuple()}: {widget.text()!r}"
    elif isinstance(widget, QLineEdit):
        yield from _line_cut_off(widget)


def _label_cut_off(label: QLabel) -> Iterator[str]:
    if not label.wordWrap():
        hint = label.sizeHint()
        if label.width() < hint.width() or label.height() < hint.height():
            yield f"{label.size().toTuple()} of {hint.toTuple()}: {label.text()!r}"
        return
    if label.height() < label.heightForWidth(label.width()):
        needed = label.heightForWidth(label.width())
        yield f"{label.height()} of {needed} px high: {label.text()!r}"
    metrics = label.fontMetrics()
    longest = max(re.split(r"[\s\u200b-]+", label.text()), key=metrics.horizontalAdvance)
    if metrics.horizontalAdvance(longest) > label.contentsRect().width():
        yield f"a word is wider than {label.contentsRect().width()} px: {longest!r}"


def _line_cut_off(line: QLineEdit) -> Iterator[str]:
    metrics = line.fontMetrics()
    if line.height() < metrics.height():
        yield f"{line.height()} of {metrics.height()} px high"
    room = line.contentsRect().width() - line.textMargins().left() - line.textMargins().right()
    if metrics.horizontalAdvance(line.placeholderText()) > room:
        yield f"the placeholder has {room} px: {line.placeholderText()!r}"
    if room < 8 * metrics.averageCharWidth():
        yield f"only {room} px to type in"


# --- names --------------------------------------------------------------------------------------


def _nameless(widget: QWidget) -> Iterator[str]:
    found = QAccessible.queryAccessibleInterface(widget)
    if found.role() in INTERACTIVE:
        name = found.text(QAccessible.Text.Name)
        if not name.strip():
            yield f"{found.role().name} without a name"
        elif "&" in name:
            yield f"a name with a mnemonic in it: {name!r}"


# --- contrast -----------------------------------------------------------------------------------


def _faint(widget: QWidget, top: QWidget, image: QImage) -> Iterator[str]:
    dialog = QApplication.activeModalWidget()
    covered = dialog is not None and dialog is not top
    text = isinstance(widget, QLabel | QAbstractButton) and bool(widget.text())
    shape = isinstance(widget, Icon | QLineEdit | QCheckBox | QRadioButton)
    if not (text or shape) or covered or not widget.isEnabled():
        return
    if _hidden_part(widget) or _overlaid(widget, top):
        return
    pixels = _pixels(widget, top, image)
    if not pixels:
        return
    ground = QColor(pixels.most_common(1)[0][0])
    if text:
        found = contrast(_ink_of(widget), ground)
        if found < TEXT_CONTRAST:
            yield f"text {found:.2f} on {ground.name()}"
    if shape:
        found = max(contrast(QColor(ink), ground) for ink in pixels)
        if found < SHAPE_CONTRAST:
            yield f"shape {found:.2f} on {ground.name()}"


def _ink_of(widget: QWidget) -> QColor:
    if isinstance(widget, QPushButton | QToolButton):
        return widget.palette().color(QPalette.ColorRole.ButtonText)
    return widget.palette().color(widget.foregroundRole())


def _hidden_part(widget: QWidget) -> bool:
    """Whether a scroll area hides a part of a widget."""
    return widget.visibleRegion().boundingRect() != widget.rect()


def _overlaid(widget: QWidget, top: QWidget) -> bool:
    """Whether another widget covers the middle or a corner of a widget."""
    inside = widget.rect()
    points = [inside.center(), inside.topLeft(), inside.topRight()]
    points += [inside.bottomLeft(), inside.bottomRight()]
    for point in points:
        found = top.childAt(widget.mapTo(top, point)) if widget is not top else None
        if found is not None and found is not widget and not widget.isAncestorOf(found):
            return True
    return False


def _pixels(widget: QWidget, top: QWidget, image: QImage) -> Counter[int]:
    """Count the colours in a widget's area of the image, as 0xAARRGGBB."""
    at = widget.mapTo(top, QPoint(0, 0)) if widget is not top else QPoint(0, 0)
    area = QRect(at, widget.size()).intersected(top.rect())
    ratio = image.devicePixelRatio()
    left, right = round(area.left() * ratio), round((area.right() + 1) * ratio)
    pixels = memoryview(image.constBits()).cast("B")
    stride = image.bytesPerLine()
    rows = Counter(
        bytes(pixels[y * stride + 4 * left : y * stride + 4 * right])
        for y in range(round(area.top() * ratio), round((area.bottom() + 1) * ratio))
    )
    found: Counter[int] = Counter()
    for row, times in rows.items():  # most rows of a widget are alike
        for pixel, number in Counter(memoryview(row).cast("I")).items():
            found[pixel] += number * times
    return found


def luminance(color: QColor) -> float:
    """Return the relative luminance of a colour (WCAG 2.2), 0 to 1."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: QColor, ground: QColor) -> float:
    """Return the contrast of two colours (WCAG 2.2), 1 to 21."""
    high, low = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)
