"""What is imported before the window is painted: nothing that takes its time."""

from __future__ import annotations

import subprocess
import sys

from tests.rig.process import ROOT

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
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.split() == []
