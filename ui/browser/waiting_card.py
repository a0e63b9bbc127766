"""Card that is shown while the person is in the browser: host, time, open again, cancel."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Signal

from ui.widgets.action_row import Actions
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.label import Label, Role, breakable
from ui.widgets.link_row import LinkRow


class BrowserWaitingCard(Card):
    """Name the host at which the person goes on in the browser, until it is hidden.

    Args:
        name: objectName; its parts are called ``NAME.host`` and so on.

    Signals:
        open_again: the person wants the page opened once more.
        copy: the person wants its address copied.
        cancel: the person does not want to wait any more.
    """

    open_again = Signal()
    copy = Signal()
    cancel = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._host = ""
        self._since = 0.0
        self._started = True
        self.setObjectName(name)
        self.host = Label(Role.STRONG)
        self.host.setObjectName(f"{name}.host")
        self.status = Label(Role.BODY)
        self.status.setObjectName(f"{name}.status")
        self.again = Button("", f"{name}.open-again", "link")
        self.again.clicked.connect(self.open_again)
        self.address = Button("", f"{name}.copy", "link")
        self.address.clicked.connect(self.copy)
        self.links = LinkRow(self.again, self.address)
        self.links.fit(0)  # a page is as narrow as the window
        self.stop = Button("", f"{name}.cancel")
        self.stop.clicked.connect(self.cancel)
        for part in (self.host, self.status, self.links, Actions(self.stop)):
            self.rows.addWidget(part)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Write the card's texts, with the host and the time."""
        self.title.say(self.tr("Go on in your browser"))
        self.again.setText(self.tr("Open again"))
        self.address.setText(self.tr("Copy address"))
        self.stop.setText(self.tr("Cancel"))
        self.host.setText(self.tr("Page on {host}").format(host=breakable(self._host)))
        when = QDateTime.fromSecsSinceEpoch(round(self._since)).time()
        clock = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        text = self.tr(
            "Sign in there, and come back here: Latchkey notices by itself. Opened at {time}; it "
            "waits for five minutes."
        )
        if not self._started:
            text = self.tr("No browser could be started. Copy the address, and open it yourself.")
        self.status.setText(text.format(time=clock))

    def wait(self, host: str, since: float, *, started: bool) -> None:
        """Show the card for a page.

        Args:
            host: of the page.
            since: when the page was opened, in seconds since the epoch.
            started: whether a browser was started.
        """
        self._host, self._since, self._started = host, since, started
        self.retranslate()
        self.show()
        self.stop.setFocus()
