"""Starting the person's own browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

OpenUrl: TypeAlias = Callable[[QUrl], bool]
"""Opens an address in a browser; tells whether one could be started."""

open_url: OpenUrl = QDesktopServices.openUrl
