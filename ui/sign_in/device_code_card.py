"""Card on the sign-in page with a code for another device, its address and a QR code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.platform.theme import STEP
from ui.widgets.action_row import Actions
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.label import Label, Role, breakable

QUIET = 4
"""Width of the white margin that a reader needs around a QR code, in modules."""

LEAST_SIDE = 132
DARK, LIGHT = QColor("#000000"), QColor("#ffffff")
"""Colours of the modules; readers need dark on light, whatever the window's colours are."""


class QrCode(QWidget):
    """Paint a QR code; hidden while there is none.

    Args:
        name: objectName of the widget.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._rows: Sequence[Sequence[int]] = ()
        self.hide()

    def draw(self, rows: Sequence[Sequence[int]]) -> None:
        """Show a QR code; hide the widget if there are no rows.

        Args:
            rows: the rows of modules, from the top; 1 for dark, 0 for light.
        """
        self._rows = rows
        self.setFixedSize(self._side(), self._side())
        self.setVisible(bool(rows))
        self.update()

    def _modules(self) -> int:
        return len(self._rows) + 2 * QUIET

    def _side(self) -> int:
        """Return the side in pixels: a whole number for each module, so that edges are sharp."""
        return self._modules() * max(2, -(-LEAST_SIDE // self._modules()))

    def sizeHint(self) -> QSize:
        """Return the size of the square (the name is Qt's)."""
        return QSize(self._side(), self._side())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the margin and the modules (the name is Qt's)."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), LIGHT)
        step = self.width() // self._modules()
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    at = QRect((x + QUIET) * step, (y + QUIET) * step, step, step)
                    painter.fillRect(at, DARK)


class DeviceCodeCard(Card):
    """Show a code and the address of the page where it is typed.

    Args:
        name: objectName of the card; those of its parts begin with it.

    Signals:
        copy: the person wants the code in the clipboard.
        copy_address: the person wants the page's address in the clipboard.
        open_here: the person wants the page opened in this computer's browser.
        cancel: the person wants to cancel the sign-in.
    """

    copy = Signal()
    copy_address = Signal()
    open_here = Signal()
    cancel = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._address = self._ends = ""
        self.address = Label(Role.BODY)
        self.address.setObjectName(f"{name}.address")
        self.address.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code = Label(Role.TITLE)
        self.code.setObjectName(f"{name}.code")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.status = Label(Role.CAPTION, tone="muted")
        self.status.setObjectName(f"{name}.status")
        self.picture = QrCode(f"{name}.qr")
        self.take = Button("", f"{name}.copy")
        self.take.clicked.connect(self.copy)
        self.here = Button("", f"{name}.open", "link")
        self.here.clicked.connect(self.open_here)
        self.link = Button("", f"{name}.copy-address", "link")
        self.link.clicked.connect(self.copy_address)
        self.stop = Button("", f"{name}.cancel")
        self.stop.clicked.connect(self.cancel)
        words = QVBoxLayout()
        words.setSpacing(STEP)
        for part in (self.address, self.code, self.take, self.here, self.link):
            align = Qt.AlignmentFlag.AlignLeading
            words.addWidget(part, 0, Qt.AlignmentFlag(0) if isinstance(part, Label) else align)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * STEP)
        row.addLayout(words, 1)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(row)
        self.rows.addWidget(self.status)
        self.rows.addWidget(Actions(self.stop))
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words of the card."""
        self.title.say(self.tr("Go on with a code"))
        self.take.setText(self.tr("Copy code"))
        self.here.setText(self.tr("Open it here"))
        self.link.setText(self.tr("Copy address"))
        self.stop.setText(self.tr("Cancel"))
        text = self.tr("On any device, open {address} and type this code:")
        self.address.setText(text.format(address=breakable(self._address)))
        code = " ".join(self.code.text())
        self.code.setAccessibleName(self.tr("Code: {code}").format(code=code))
        text = self.tr(
            "Latchkey notices by itself when that is done. The code is good until {time}."
        )
        self.status.setText(text.format(time=self._ends))
        self.picture.setAccessibleName(self.tr("QR code of that page"))

    def show_code(self, code: str, address: str, ends: str) -> None:
        """Show the card with a new code, and hide the QR code of the one before.

        Args:
            code: the code to type.
            address: the address of the page where the code is typed.
            ends: the time at which the code expires, in words.
        """
        self.picture.draw(())
        self._address, self._ends = address, ends
        self.code.setText(code)
        self.retranslate()
        self.show()
        self.take.setFocus()

    def draw(self, modules: Sequence[Sequence[int]]) -> None:
        """Show the QR code of the page's address, given as rows of modules, 1 for dark."""
        self.picture.draw(modules)
