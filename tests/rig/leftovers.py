"""Checks that no tasks or windows are left after the program has ended in this process."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QApplication

from tests.rig.process import ROOT

OURS = (str(ROOT / "app"), str(ROOT / "ui"))


def assert_none() -> None:
    """Fail if a task of `app` or `ui` still runs, or a window or dialog is still visible.

    Raises:
        AssertionError: something is left; the text names it.
    """
    running = [task.get_coro() for task in asyncio.all_tasks()]
    codes = [getattr(work, "cr_code", None) for work in running]
    ours = [code.co_qualname for code in codes if code and code.co_filename.startswith(OURS)]
    assert ours == [], f"tasks are left: {ours}"
    shown = [type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert shown == [], f"windows are left: {shown}"
