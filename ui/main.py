"""Entry point: paints the window first, and imports everything else while it is shown.

Importing the core, the operations, asyncio and the pages takes longer than all that Qt does until
the window is there. So only what is painted is imported here. What needs no Qt is imported in a
thread meanwhile, and the rest a few modules at a time between Qt's events. What the person types or
presses until then is kept by the page (docs/performance.md, docs/decisions/0026).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import signal
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.store.paths import config_file, mentions_session
from app.version import VERSION
from ui.platform.command_line import Options, options_of
from ui.platform.single_instance import SingleInstance
from ui.platform.theme import Theme
from ui.platform.translation import speak
from ui.window.account_pages import AccountPages
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from ui.overview.page import OverviewPage
    from ui.sign_in.page import SignInPage


WITHOUT_QT = (
    "app.adapters.countries",
    "app.adapters.emails",
    "app.adapters.phones",
    "app.adapters.qr",
    "app.core.account_export",
    "app.core.password_policy",
    "app.core.sign_in_methods",
    "app.operations.account.change_password",
    "app.operations.account.deactivate",
    "app.operations.account.devices",
    "app.operations.account.forget",
    "app.operations.account.reset_password",
    "app.operations.account.rooms",
    "app.operations.sign_in.sso",
    "app.passwords.types",
    "app.store.logfile",
    "app.store.settings",
)
"""Modules that are imported in a thread, each with all that it needs of `app` and of libraries."""

WITH_QT = (
    "ui.platform.event_loop",
    "ui.text.errors",
    "ui.account.context",
    "ui.uia.threepid_dialog",
    "ui.uia.prompt",
    "ui.new_password.card",
    "ui.change_password.controller",
    "ui.devices.controller",
    "ui.deactivation.controller",
    "ui.reauth.controller",
    "ui.overview.controller",
    "ui.accounts.open_account",
    "ui.password_reset.controller",
    "ui.sign_in.controller",
    "ui.application.controller",
    "ui.application.composition",
)
"""Modules that are imported afterwards in the window's thread, with Qt's events between them.

They define Qt's classes. PySide registers those in tables of its own, and crashes now and then if a
second thread does so while Qt calls back into Python.
"""


class Preload(QObject):
    """Import the rest of the program while the window lives."""

    _thread_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._error: BaseException | None = None
        self._closed = False
        self._left = list(WITH_QT)
        self._thread_ended.connect(self._next, Qt.ConnectionType.QueuedConnection)

    def run(self, app: QApplication, window: MainWindow) -> bool:
        """Run Qt's event loop until all is imported; return whether the window is open.

        Raises:
            BaseException: what an import raised.
        """
        window.closing.connect(self._close)
        threading.Thread(target=self._in_thread, name="latchkey-import", daemon=True).start()
        app.exec()
        window.closing.disconnect(self._close)
        if self._error is not None:
            raise self._error
        return not self._closed

    def _close(self) -> None:
        self._closed = True
        self._end()

    def _end(self) -> None:
        QCoreApplication.exit(0)  # quit() would close the window first

    def _in_thread(self) -> None:
        self._import(*WITHOUT_QT)
        with contextlib.suppress(RuntimeError):  # the window was closed, and this object is deleted
            self._thread_ended.emit()

    def _next(self) -> None:
        if not self._closed and self._error is None and self._left:
            self._import(self._left.pop(0))
            QTimer.singleShot(0, self._next)
        else:
            self._end()

    def _import(self, *names: str) -> None:
        try:
            for name in names:
                importlib.import_module(name)
        except BaseException as error:  # raised again by `run`
            self._error = error


def main(argv: Sequence[str] | None = None) -> int:
    """Run Latchkey and return its exit status."""
    options = options_of(sys.argv[1:] if argv is None else argv)
    # Until asyncio handles it, a Ctrl-C ends the process: Python would not notice in Qt's loop.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()  # until ui.platform.event_loop collects, in the window's thread alone
    app = QApplication(sys.argv[:1])
    app.setApplicationName("latchkey")
    app.setApplicationDisplayName("Latchkey")
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("latchkey")
    app.setQuitOnLastWindowClosed(False)
    only = SingleInstance(config_file().parent)
    if not only.claim(options.user or options.server):
        return 0
    try:
        return _run(app, only, options)
    finally:
        only.release()


def _run(app: QApplication, only: SingleInstance, options: Options) -> int:
    speak(app, QLocale())
    Theme(app)
    window = MainWindow()
    first = _first_page(window, options)
    window.show()
    try:
        complete = Preload().run(app, window)
    except Exception as error:  # whatever a broken installation comes to
        import traceback

        from ui.application.cannot_start import say_cannot_start

        traceback.print_exception(error)
        if not window.wants_end:
            say_cannot_start(app, window, error)
        return 1
    if complete:
        from ui.application.composition import live

        live(app, window, first, only, options)
    return 0


def _first_page(window: MainWindow, options: Options) -> OverviewPage | SignInPage:
    """Show the Account page if a session seems to be kept, else the sign-in page.

    `ui.application.controller` corrects a wrong guess. The other page is not even imported yet.
    """
    if mentions_session(config_file(), options.user):
        from ui.devices.card import DevicesCard
        from ui.overview.page import OverviewPage

        account = OverviewPage(DevicesCard())
        window.show_account(AccountPages({"account": lambda: account}), "account")
        return account
    from ui.sign_in.page import SignInPage

    page = SignInPage()
    page.prefill(options.server or options.user)
    window.show_alone(page)
    page.focus_first()
    return page
