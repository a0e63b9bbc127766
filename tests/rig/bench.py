"""``make bench``: measures time to start, memory, and how long the window is blocked.

Latchkey is alternated with a bare PySide6 window in one run, so that a noisy machine slows both:
the figures are medians and ratios. Nothing asserts them.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.rig.bench_devices import devices_1000
from tests.rig.bench_discovery import discovery
from tests.rig.bench_rooms import rooms_check
from tests.rig.links import confirm
from tests.rig.mail import MailSink
from tests.rig.process import ROOT
from tests.rig.secret_service import SecretService
from tests.rig.synapse import Synapse
from tests.rig.tour import NEW, OLD, prepare

if TYPE_CHECKING:
    import httpx

RUNS = 10
OUT = Path("build/bench.json")
RESETS = 5
MANY = 100
"""Accounts of a help desk."""


def start(kind: str, home: Path | None = None) -> tuple[float, float]:
    """Start a window and return seconds to its first paint and its size in MiB.

    Args:
        kind: ``bare``, ``sign-in`` or ``restored``, see `tests.rig.bench_child`.
        home: folder of its settings; this process's if None.
    """
    # An installed program has its bytecode; some machines forbid Python to write any.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(ROOT / "build" / "bytecode")
    if home is not None:
        env["XDG_CONFIG_HOME"] = str(home)
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.rig.bench_child", kind],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    line = child.stdout.readline()
    seconds = time.perf_counter() - began
    child.communicate()
    word, kilobytes = line.split()
    assert word == "painted"
    return seconds, int(kilobytes) / 1024


def alternate(kind: str) -> tuple[float, float]:
    """Return Latchkey's time and size at first paint, each as a ratio to the bare window's."""
    start("bare"), start(kind)  # warm the caches
    pairs = [(start("bare"), start(kind)) for _ in range(RUNS)]
    times = [statistics.median(pair[at][0] for pair in pairs) for at in (0, 1)]
    sizes = [statistics.median(pair[at][1] for pair in pairs) for at in (0, 1)]
    return times[1] / times[0], sizes[1] / sizes[0]


def start_with_many() -> float:
    """Return the time to the Account page with a hundred accounts, as a ratio to that with one."""
    from app.core.homeserver import Session
    from app.core.identifiers import origin_of
    from app.store.settings import Settings

    with tempfile.TemporaryDirectory(prefix="latchkey-bench-") as folder:
        homes = {number: Path(folder) / str(number) for number in (1, MANY)}
        for number, home in homes.items():
            prefs = Settings(home / "latchkey" / "settings.json")
            for at in range(number):
                origin = origin_of(f"https://matrix{at}.example.org")
                session = Session(f"@user{at}:matrix{at}.example.org", f"DEVICE{at}", origin)
                asyncio.run(prefs.add(session))
        for home in homes.values():
            start("restored", home)  # warm the caches
        pairs = [[start("restored", home)[0] for home in homes.values()] for _ in range(RUNS)]
    one, many = (statistics.median(pair[at] for pair in pairs) for at in (0, 1))
    return round(many / one, 2)


async def switch_account() -> float:
    """Return the milliseconds from the choice of another account until its page is painted.

    There are a hundred accounts. Of the medians of first visits, which open the account, and of
    later visits, the larger one is returned.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    from app.core.homeserver import Session
    from app.core.identifiers import Origin
    from tests.fakes import FakeVault, kept
    from tests.mock_homeserver import MockHomeserver
    from tests.rig.person import until
    from tests.rig.program import Program
    from ui.overview.page import OverviewPage

    origin = Origin("https", "matrix.example.org")
    sessions = [Session(f"@user{at}:example.org", f"D{at}", origin) for at in range(MANY)]
    vault = FakeVault()
    for each in sessions:
        vault.kept.update(kept(each, f"token{each.device_id}"))
    program = Program(MockHomeserver(), vault=vault)
    program.index.known = list(sessions)

    class Watch(QObject):
        painted = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            shown = program.window.stack.currentWidget()
            page = shown.viewport() if isinstance(shown, OverviewPage) else None
            if event.type() == QEvent.Type.Paint and watched is page:
                self.painted = self.painted or time.perf_counter()
            return False

    app = QCoreApplication.instance()
    assert app is not None
    program.start()
    times: dict[str, list[float]] = {"first": [], "later": []}
    order = [*sessions[1 : RUNS + 1], *sessions[1 : RUNS + 1]]
    for number, session in enumerate(order):
        await until(
            lambda: program.controller.context and program.controller.context.view, "the account"
        )
        watch = Watch()
        app.installEventFilter(watch)
        began = time.perf_counter()
        program.controller.wake(session.user_id)
        await until(partial(getattr, watch, "painted"), "the other account to be painted")
        times["first" if number < RUNS else "later"].append(watch.painted - began)
        app.removeEventFilter(watch)
    await program.end()
    program.window.deleteLater()
    return round(max(statistics.median(each) for each in times.values()) * 1000, 1)


def watch_requests() -> list[httpx.Request]:
    """Return a list that every request of this process is added to from now on."""
    import httpx

    sent: list[httpx.Request] = []
    send = httpx.AsyncClient.send

    async def counted(self: httpx.AsyncClient, request: httpx.Request, **more: object) -> object:
        sent.append(request)
        return await send(self, request, **more)  # type: ignore[arg-type]  # passed on as it came

    httpx.AsyncClient.send = counted  # type: ignore[method-assign, assignment]
    return sent


class Stalls:
    """Measure the longest time for which the window's thread was blocked."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._worst = self._last = 0.0
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Start to measure, after exempting existing objects from garbage collection."""
        from ui.platform import event_loop

        event_loop.collector().spare()  # as ui.application.composition does
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> None:
        """End the measurement."""
        self._timer.stop()

    @property
    def worst_ms(self) -> float:
        """The longest blocked time so far, in milliseconds."""
        return round(self._worst * 1000, 1)

    def _beat(self) -> None:
        now = time.perf_counter()
        self._worst, self._last = max(self._worst, now - self._last), now


async def forgotten(server: Synapse, mail: MailSink, sent: list[httpx.Request]) -> dict[str, float]:
    """Reset passwords by mail, and return figures on time, requests and stalls.

    ``reset_confirm_to_done_s`` is the time from the confirmation on the link's page to Latchkey's
    last page. ``reset_stall_ms`` covers the way from the sign-in page to the mail, with countries
    and numbers loaded, as they are when somebody has come so far.
    """
    from app.adapters.countries import country_names
    from app.adapters.phones import prefixes
    from app.concurrency import in_thread
    from tests.rig.latchkey import Latchkey
    from tests.rig.person import until

    times, counts, stalls = [], [], Stalls()
    for number in range(RESETS):
        name = f"forgot{number}"
        address = f"{name}@example.org"
        server.register(name, OLD)
        server.add_threepids(name, email=address)
        async with Latchkey() as latchkey:
            person = latchkey.person
            await person.types("sign-in.where", server.server_name)
            await person.presses("sign-in.continue")
            await person.sees("sign-in.who")
            await until(lambda: prefixes.cache_info().currsize, "numbers to be loaded")
            await until(lambda: country_names.cache_info().currsize, "countries to be loaded")
            stalls.begin()
            await person.presses("sign-in.forgot")
            await person.types("reset.email", address)
            for field in ("password.new", "password.again"):
                await person.types(field, NEW)
            await person.presses("reset.devices.keep")
            sent.clear()
            await person.presses("reset.send")
            await person.sees("page.reset-wait")
            stalls.end()
            text = (await in_thread(partial(mail.wait_for, address))).text
            await in_thread(partial(confirm, text))
            began = time.perf_counter()
            await person.sees("page.reset-done")
            times.append(time.perf_counter() - began)
            looks = [each for each in sent if b"threepid_creds" in each.content]
            counts.append(len(sent) - len(looks) + 1)
    return {
        "reset_confirm_to_done_s": round(statistics.median(times), 1),
        "reset_requests": statistics.median(counts),
        "reset_stall_ms": stalls.worst_ms,
    }


async def journey(user_id: str, sent: list[httpx.Request]) -> dict[str, float]:
    """Sign in and change the password; return the longest stall and the number of requests."""
    from tests.rig.latchkey import Latchkey
    from tests.rig.person import until

    stalls = Stalls()
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.sees("sign-in.where")
        await until(latchkey.controller.sign_in.new_device.text, "all to be loaded")
        stalls.begin()
        await latchkey.sign_in(user_id, OLD)
        await person.presses("nav.password")
        for name in ("password.new", "password.again"):
            await person.types(name, NEW)
        await person.reads_in("password.strength.words", "Both fields match.")
        sent.clear()
        await person.presses("password.change")
        await latchkey.prove(OLD)
        await person.reads_in("banner.sentence", "Password changed")
        requests = len(sent)
        stalls.end()
    return {"max_stall_ms": stalls.worst_ms, "password_change_requests": requests}


async def stage_dialog() -> float:
    """Return the median milliseconds from a UIA challenge until its dialog is painted."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    from app.core.identifiers import link_of
    from app.core.uia.session import NeedStage
    from app.core.uia.stages import KINDS, DummyChallenge, ThreepidChallenge, WebChallenge, kind_of
    from app.operations.ports.uia import Act, ActKind, Browsing, Choosing, Progress, Question
    from tests.rig.person import until
    from ui.platform.secret_clipboard import SecretClipboard
    from ui.uia.prompt import QtStagePrompt
    from ui.uia.stage_dialog import StageDialog
    from ui.window.main_window import MainWindow

    class Watch(QObject):
        painted = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched, StageDialog):
                self.painted = self.painted or time.perf_counter()
            return False

    window = MainWindow()
    window.show()
    prompt = QtStagePrompt(window, SecretClipboard(window))
    app = QCoreApplication.instance()
    assert app is not None
    policies = {"p": {"version": "1", "en": {"name": "Terms", "url": "https://example.org/"}}}
    times: list[float] = []
    for stage in [*KINDS, "org.example.card"] * RUNS:
        challenge = kind_of(stage).challenge(stage, {"policies": policies})
        if isinstance(challenge, DummyChallenge):
            continue
        progress: Progress | None = None
        if isinstance(challenge, WebChallenge):
            progress = Browsing(link_of("https://example.org/page"))
        elif isinstance(challenge, ThreepidChallenge):
            progress = Choosing()
        need = NeedStage(challenge, (stage,), ((stage,),), 1, 1)
        watch = Watch()
        app.installEventFilter(watch)
        conversation = prompt.begin(Act(ActKind.CHANGE_PASSWORD, "@a:example.org", "example.org"))
        began = time.perf_counter()
        asking = asyncio.ensure_future(conversation.answer(Question(need, progress)))
        await until(partial(getattr, watch, "painted"), "the dialog to be painted")
        times.append(watch.painted - began)
        app.removeEventFilter(watch)
        asking.cancel()
        conversation.end()
    window.close()
    window.deleteLater()
    return round(statistics.median(times) * 1000, 1)


def main() -> int:
    """Measure, print, and write build/bench.json."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.pop("SSL_CERT_FILE", None)
    figures: dict[str, float] = {}
    with SecretService() as vault, MailSink() as mail, Synapse(smtp_port=mail.port) as server:
        os.environ.update(vault.env)
        user_id, _ = prepare(server)
        time_ratio, size_ratio = alternate("sign-in")
        figures["startup_ratio"] = round(time_ratio, 2)
        figures["rss_ratio"] = round(size_ratio, 2)
        from PySide6.QtWidgets import QApplication

        from ui.platform import event_loop
        from ui.platform.theme import Theme

        app = QApplication(sys.argv[:1])
        Theme(app)
        sent = watch_requests()
        figures.update(event_loop.run(app, forgotten(server, mail, sent)))
        figures.update(event_loop.run(app, journey(user_id, sent)))
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        figures["rss_after_mb"] = round(used, 1)
        figures.update(event_loop.run(app, devices_1000(Stalls())))
        figures.update(event_loop.run(app, rooms_check()))
        figures.update(event_loop.run(app, discovery()))
        figures["stage_dialog_ms"] = event_loop.run(app, stage_dialog())
        figures["switch_account_ms"] = event_loop.run(app, switch_account())
        # The journey has left a session in the vault.
        time_ratio, _ = alternate("restored")
        figures["restored_ratio"] = round(time_ratio, 2)
        figures["start_100_accounts_ratio"] = start_with_many()
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n")
    print(OUT.read_text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
