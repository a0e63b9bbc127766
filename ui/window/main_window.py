"""The main window: the page at the right, and the sidebar at the left for an open account."""

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
    """Show one page at a time, with a sidebar for an account's pages.

    Closing the window only emits `closing`; the program's main coroutine does the rest.

    Attributes:
        wants_end: whether the person has closed the window, even before `closing` is connected.

    Signals:
        closing: the person has closed the window.
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
        """Write the names of the pages in the sidebar; the program's name is not translated."""
        self.sidebar.name("account", self.tr("Account"))
        self.sidebar.name("password", self.tr("Password"))
        self.sidebar.name("deactivate", self.tr("Deactivate"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's language (the name is Qt's)."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_alone(self, page: QWidget) -> None:
        """Show one page without the sidebar."""
        self.close_dialog()
        self.sidebar.hide()
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def show_account(self, pages: AccountPages, first: str) -> None:
        """Show an account's pages with the sidebar.

        Args:
            pages: by their names in the sidebar; a name that is missing cannot be chosen.
            first: name of the page to be shown first.
        """
        self._pages = pages
        self.sidebar.offer(pages)
        self.sidebar.show()
        self.show_page(first)

    def show_page(self, name: str) -> None:
        """Show one of the account's pages, and mark it in the sidebar."""
        page = self._pages[name]
        if self.stack.indexOf(page) < 0:  # not earlier: styling a page takes time
            self.stack.addWidget(page)
        if self.stack.currentWidget() is not page or self.sidebar.selected != name:
            self.stack.setCurrentWidget(page)
            self.sidebar.select(name)
            page.to_top()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the page with Page Up and Down, from the sidebar as well (the name is Qt's)."""
        page = self.stack.currentWidget()
        step = LEAVES.get(Qt.Key(event.key()))
        if step is not None and isinstance(page, Page):
            page.verticalScrollBar().triggerAction(step)
        else:
            super().keyPressEvent(event)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Scroll the page to the control that has taken the focus.

        Not while a mouse button is down: the control that is being pressed would move away. And not
        when the focus comes back from a dialog: its result may be shown elsewhere on the page.
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
        """Show an account's reauth page; none of its other pages can be chosen meanwhile."""
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
        """Remove an account's pages from the window; the caller deletes them."""
        for page in pages:
            self.stack.removeWidget(page)
            if page in self._pages.made:
                self._pages = NO_PAGES

    def open_dialog(self, dialog: Dialog) -> None:
        """Open a dialog of the page that is shown, in place of one that is open."""
        self.close_dialog()
        self._dialog = dialog
        dialog.finished.connect(self._dialog_closed)
        self.scrim.cover()
        dialog.open_over(self)

    def close_dialog(self) -> None:
        """Close the page's dialog, if one is open."""
        if self._dialog is not None:
            self._dialog.done(0)

    def _dialog_closed(self) -> None:
        self._dialog = None
        self.uncover()

    def uncover(self) -> None:
        """Hide the scrim, unless another dialog is open over the window."""
        if not any(each.isVisible() for each in self.findChildren(QDialog)):
            self.scrim.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Emit `closing` instead of closing the window (the name is Qt's)."""
        event.ignore()
        self.wants_end = True
        self.closing.emit()


class Scrim(QWidget):
    """Darkens the window while a dialog is open over it."""

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
