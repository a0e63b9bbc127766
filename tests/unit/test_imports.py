"""What is imported before the window is painted: nothing that takes its time."""

from __future__ import annotations

import subprocess
import sys

from tests.rig.process import ROOT
from ui.main import WITH_QT

LATER = {
    *("asyncio", "qasync", "msgspec", "idna", "ssl"),
    *("httpx", "keyring", "zxcvbn", "xkcdpass", "truststore", "anyio"),
    *("logging.handlers", "importlib.resources", "hashlib", "platform"),
    *("app.core.errors", "app.operations", "app.net", "app.store.settings"),
    *(
        "ui.application.composition",
        "ui.application.controller",
        "ui.text.errors",
        "ui.uia.prompt",
        "ui.change_password.page",
    ),
}


def test_nothing_heavy_is_imported_before_the_first_paint():
    code = f"import sys, ui.main; print(*sorted(set(sys.modules) & {LATER!r}))"
    assert _lines(code) == [""]


def test_a_thread_imports_what_is_heavy_and_no_qt():
    """A module of `app` that is not listed costs the window little, until they are many."""
    code = (
        "import importlib, sys, ui.main as program\n"
        "shown = set(sys.modules)\n"
        "[importlib.import_module(name) for name in program.WITHOUT_QT]\n"
        "loaded = set(sys.modules) - shown\n"
        "print(*sorted(name for name in loaded if name.startswith(('ui', 'PySide6', 'qasync'))))\n"
        "[importlib.import_module(name) for name in program.WITH_QT]\n"
        "later = set(sys.modules) - shown - loaded\n"
        "print(*sorted(name for name in later if not name.startswith(('ui.', 'app.', 'qasync'))))\n"
    )
    assert _lines(code) == ["", ""]


def test_the_window_never_waits_for_many_imports():
    """Modules with Qt's classes are imported in its thread, at most twenty at a time."""
    code = (
        "import importlib, sys, ui.main as program\n"
        "[importlib.import_module(name) for name in program.WITHOUT_QT]\n"
        "for name in program.WITH_QT:\n"
        "    before = set(sys.modules)\n"
        "    importlib.import_module(name)\n"
        "    print(len(set(sys.modules) - before))\n"
    )
    counts = [int(line) for line in _lines(code)]
    assert len(counts) == len(WITH_QT)
    assert min(counts) > 0
    assert max(counts) <= 20


def _lines(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return done.stdout.splitlines()
