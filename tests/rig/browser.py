"""A headless Chromium, driven over WebDriver with plain HTTP and no library.

Debian: ``apt-get install chromium chromium-driver``.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from tests.rig.process import PATIENCE_SECONDS, Leashed, eventually

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the specification's name for a reference
NOT_YET = {
    "no such element",
    "stale element reference",
    "element not interactable",
    "element click intercepted",
}
COMMAND = [
    "chromium",
    "--headless=new",
    "--no-sandbox",  # we may be root, and the pages are our own
    "--disable-dev-shm-usage",  # a container's /dev/shm is small
    "--disable-gpu",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--remote-debugging-port=0",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-breakpad",  # no helper that outlives it
]


class Chromium:
    """Run a browser with a new profile that can reach loopback only.

    Args:
        arguments: additional arguments of Chromium.
    """

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self._folder = Path(tempfile.mkdtemp(prefix="latchkey-browser-"))
        self._leashes: list[Leashed] = []
        self._http = httpx.Client(timeout=60, trust_env=False)
        self._session = ""

    def __enter__(self) -> Chromium:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self) -> None:
        chromium = [*COMMAND, f"--user-data-dir={self._folder / 'profile'}", *self._arguments]
        address = self._leashed("chromium", chromium, r"listening on ws://([^/]+)/")
        # The driver could start it too, but then nobody would wait for its end.
        port = self._leashed("driver", ["chromedriver", "--port=0"], r"started .* on port (\d+)")
        driver = f"http://127.0.0.1:{port}/session"
        wanted = {"browserName": "chrome", "goog:chromeOptions": {"debuggerAddress": address}}
        answer = self._send("POST", driver, {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"{driver}/{answer['sessionId']}"

    def _leashed(self, name: str, command: list[str], says: str) -> str:
        """Start a program, and return the address or port that it prints once it listens."""
        log = self._folder / f"{name}.log"
        home = {key: str(self._folder) for key in ("HOME", "TMPDIR")}  # all it writes is there
        leash = Leashed(command, home, log, remove=self._folder)
        self._leashes.append(leash)

        def look() -> re.Match[str] | None:
            said = log.read_text(errors="replace")
            if not leash.alive():
                raise RuntimeError(f"{name} did not start:\n{said}")
            return re.search(says, said)

        found = eventually(look, f"{name} to listen", PATIENCE_SECONDS)
        assert found is not None  # or it would have waited on
        return found[1]

    def close(self) -> None:
        """End browser and driver, and remove the profile."""
        while self._leashes:
            self._leashes.pop().stop()
        self._http.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def url(self) -> str:
        """Address of the current page."""
        return str(self._value("GET", "/url"))

    def open(self, url: str) -> None:
        """Go to an address and wait until the page is loaded."""
        self._value("POST", "/url", {"url": url})

    def click(self, selector: str) -> None:
        """Wait for the element that a CSS selector names, and click it.

        The page that follows may not be loaded yet: wait for its text with `wait_for`.

        Raises:
            TimeoutError: no such element can be clicked.
        """
        eventually(lambda: self._try_click(selector), f"{selector} in {self.url}", PATIENCE_SECONDS)

    def text(self) -> str:
        """Return the visible text of the page."""
        script = "return document.body ? document.body.innerText : ''"
        return str(self._value("POST", "/execute/sync", {"script": script, "args": []}))

    def wait_for(self, words: str) -> str:
        """Wait until the page shows a text, and return all of its text.

        Raises:
            TimeoutError: the text does not appear.
        """
        return eventually(
            lambda: text if words in (text := self.text()) else "", repr(words), PATIENCE_SECONDS
        )

    def _try_click(self, selector: str) -> bool:
        try:
            how = {"using": "css selector", "value": selector}
            element = self._value("POST", "/element", how)[ELEMENT]
            self._value("POST", f"/element/{element}/click", {})
        except _Refused as refused:
            if refused.code not in NOT_YET:
                raise
            return False
        return True

    def _value(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._send(method, self._session + path, body)

    def _send(self, method: str, url: str, body: dict[str, Any] | None = None) -> Any:
        answer = self._http.request(method, url, json=body)
        value = answer.json()["value"]
        if answer.is_error:
            raise _Refused(value["error"], value["message"])
        return value


class _Refused(RuntimeError):
    """WebDriver answered with an error.

    Attributes:
        code: WebDriver's error code.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
