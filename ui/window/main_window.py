"""The window: pages at the right, the navigation at the left once an account is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from ui.platform.icons import icon_path
from ui.widgets.page import Page
from ui.window.account_pages import AccountPages
from ui.window.sidebar import Sidebar

if TYPE_CHECKING:
    from ui.widgets.dialog import Dialog

LEAVES = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}
NO_PAGES = AccountPages({})
FIRST_SIZE = (960, 680)
LEAST_SIZE = (720, 540)


class MainWindow(QMainWindow):
    """Hold the pages; closing is asked for, and done by the program's main coroutine.

    Attributes:
        wants_end: whether the person has closed it, which they may before anybody hears it.

    Signals:
        closing: the person wants the window gone.
    """

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wants_end = False
        self.setObjectName("window")
        self.setWindowTitle("Latchkey")
        self.setWindowIcon(QIcon(icon_path("latchkey")))
        self.resize(*FIRST_SIZE)
        self.setMinimumSize(*LEAST_SIZE)
        self.sidebar = Sidebar()
        self.sidebar.hide()
        for name in ("account", "password", "deactivate"):
            self.sidebar.add(name, name)
        self.stack = QStackedWidget()
        self._pages = NO_PAGES
        self._dialog: Dialog | None = None
        inside = QWidget()
        self.setCentralWidget(inside)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self.stack, 1)
        self.sidebar.chosen.connect(self.show_page)
        self.sidebar.entered.connect(self._enter)
        self.scrim = Scrim(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.retranslate()

    def retranslate(self) -> None:
        """Write what the pages are called; the name of the program is the same everywhere."""
        self.sidebar.name("account", self.tr("Account"))
        self.sidebar.name("password", self.tr("Password"))
        self.sidebar.name("deactivate", self.tr("Deactivate"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's language (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_alone(self, page: QWidget) -> None:
        """Show one page without navigation."""
        self.close_dialog()
        self.sidebar.hide()
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def show_account(self, pages: AccountPages, first: str) -> None:
        """Show an account's pages with navigation.

        Args:
            pages: by the names that the sidebar knows; those it misses cannot be chosen.
            first: which of them to begin with.
        """
        self._pages = pages
        self.sidebar.offer(pages)
        self.sidebar.show()
        self.show_page(first)

    def show_page(self, name: str) -> None:
        """Turn to one of the account's pages."""
        page = self._pages[name]
        if self.stack.indexOf(page) < 0:  # now, for dressing a page takes a while
            self.stack.addWidget(page)
        if self.stack.currentWidget() is not page or self.sidebar.selected != name:
            self.stack.setCurrentWidget(page)
            self.sidebar.select(name)
            page.to_top()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the page's leaves from the navigation as well (the name is Qt's)."""
        page = self.stack.currentWidget()
        step = LEAVES.get(Qt.Key(event.key()))
        if step is not None and isinstance(page, Page):
            page.verticalScrollBar().triggerAction(step)
        else:
            super().keyPressEvent(event)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the focus into sight when it comes from outside the page.

        Not under a mouse button: what is being pressed would move away from it. And not where the
        window comes back from a dialog: what came of it is said elsewhere.
        """
        if before is None or before.window() is not self:
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        page = self.stack.currentWidget()
        if isinstance(page, Page) and now is not None and page.isAncestorOf(now):
            page.ensureWidgetVisible(now)

    def _enter(self) -> None:
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            page.begin()

    def show_reauth(self, page: Page) -> None:
        """Show the page that stands before an account's pages: none of them can be chosen."""
        self._pages = NO_PAGES
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.sidebar.offer(())
        self.sidebar.show()
        if self.stack.currentWidget() is not page:
            self.close_dialog()
            self.stack.setCurrentWidget(page)
            page.to_top()
            page.begin()

    def remove(self, pages: Iterable[Page]) -> None:
        """Take an account's pages out; whoever made them deletes them."""
        for page in pages:
            self.stack.removeWidget(page)
            if page in self._pages.made:
                self._pages = NO_PAGES

    def open_dialog(self, dialog: Dialog) -> None:
        """Open a question of the page that is shown, over the window."""
        self.close_dialog()
        self._dialog = dialog
        dialog.finished.connect(self._dialog_closed)
        self.scrim.cover()
        dialog.open_over(self)

    def close_dialog(self) -> None:
        """Take the question down, if one is open: its page goes out of sight."""
        if self._dialog is not None:
            self._dialog.done(0)

    def _dialog_closed(self) -> None:
        self._dialog = None
        self.uncover()

    def uncover(self) -> None:
        """Take the shade away, unless another dialog stands over the window."""
        if not any(each.isVisible() for each in self.findChildren(QDialog)):
            self.scrim.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for the end instead of ending (the name is Qt's)."""
        event.ignore()
        self.wants_end = True
        self.closing.emit()


class Scrim(QWidget):
    """Darkens the window while a dialog stands over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.hide()

    def cover(self) -> None:
        """Cover the window."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shade (the name is Qt's)."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 110))
