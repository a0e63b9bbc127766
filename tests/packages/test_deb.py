"""The Debian package on a Debian that has nothing: installed, used by a person, purged."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.version import VERSION
from tests.rig import by_ear
from tests.rig.box import HOME, UID, Box
from tests.rig.display import Display
from tests.rig.links import confirm
from tests.rig.mail import MailSink
from tests.rig.process import ROOT
from tests.rig.screen_reader import AccessibilityBus, ScreenReader
from tests.rig.secret_service import SecretService, as_user
from tests.rig.synapse import Synapse

OLD, NEW = "old-Password-of-7-words", "new passphrase with 9 words"
LATER, ADDRESS = "yet another one with 10 words", "alice@example.org"
MINE = {
    "usr/bin/latchkey",
    "usr/share/applications/latchkey.desktop",
    "usr/share/icons/hicolor/scalable/apps/latchkey.svg",
    "usr/share/man/man1/latchkey.1.gz",
    "usr/share/metainfo/org.latchkey.latchkey.metainfo.xml",
    "usr/share/doc/latchkey/copyright",
    "usr/share/doc/latchkey/third-party.txt.gz",
}


@pytest.fixture(scope="session")
def deb() -> Path:
    [found] = (ROOT / "build" / "deb").glob("latchkey_*.deb")
    return found


@pytest.fixture(scope="session")
def tree(deb: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    subprocess.run(["dpkg-deb", "-x", str(deb), str(folder)], check=True)
    return folder


@pytest.fixture
def box(private_home: Path) -> Iterator[Box]:
    assert os.geteuid() == 0, "a bare Debian can be made by root alone: run this as root"
    with Box() as made:
        yield made


def test_lintian_finds_no_error(deb: Path):
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error", str(deb)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_menu_entry_is_valid(tree: Path):
    entry = tree / "usr/share/applications/latchkey.desktop"
    done = subprocess.run(["desktop-file-validate", str(entry)], capture_output=True, check=True)
    assert done.stdout == b""


def test_the_description_for_software_shops_is_valid(tree: Path):
    [path] = (tree / "usr/share/metainfo").iterdir()
    command = ["appstreamcli", "validate", "--no-net", "--pedantic", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_each_library_has_its_license(tree: Path):
    path = tree / "usr/share/doc/latchkey/third-party.txt.gz"
    text = subprocess.run(["zcat", str(path)], capture_output=True, text=True, check=True).stdout
    pins = (ROOT / "packaging/requirements/app.txt").read_text()
    for name in ("httpx", "msgspec", "pyside6-essentials", "zxcvbn"):
        assert f"{name}==" in pins
        assert f"\n{name} " in text
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in text


def test_it_speaks_every_language(tree: Path):
    there = tree / "usr/lib/latchkey/_internal/resources/i18n"
    translations = ROOT / "resources" / "i18n"
    for source in translations.glob("*.ts"):
        compiled = source.with_suffix(".qm")
        assert (there / compiled.name).read_bytes() == compiled.read_bytes()


def test_a_bare_debian_installs_uses_and_purges_it(box: Box, deb: Path, tmp_path: Path):
    copy = box.root / "opt" / deb.name
    copy.write_bytes(deb.read_bytes())
    field = subprocess.run(
        ["dpkg-deb", "-f", str(deb), "Depends"], capture_output=True, text=True, check=True
    )
    install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends"]
    box.run("apt-get", "satisfy", "-qq", "-y", "--no-install-recommends", field.stdout.strip())
    before = box.paths()
    box.run(*install, f"/opt/{deb.name}")
    assert before | MINE <= box.paths()
    assert box.run("latchkey", "--version").strip() == f"Latchkey {VERSION}"

    change_a_password(box, tmp_path)

    kept = sorted(str(p.relative_to(box.root)) for p in (box.root / "home").rglob("settings.json"))
    assert kept == [f"{HOME[1:]}/.config/latchkey/settings.json"]
    box.run("apt-get", "purge", "-qq", "-y", "latchkey")
    assert box.paths() == before


def change_a_password(box: Box, tmp_path: Path) -> None:
    """Use the program as its normal user would, on a display, with a keyring and a screen reader.

    Display, buses and keyring are outside, the program is inside: all it has there is the package.
    """
    with (
        MailSink() as mail,
        Synapse(smtp_port=mail.port) as server,
        Display() as display,
        SecretService(uid=UID) as vault,
        AccessibilityBus({**vault.env, "DISPLAY": display.name}, prefix=as_user(UID)) as bus,
        ScreenReader(bus.address) as reader,
    ):
        user_id = server.register("alice", OLD)
        server.add_threepids("alice", email=ADDRESS)
        phone = server.sign_in(user_id, OLD, "Element on Android")
        session_bus = {"DBUS_SESSION_BUS_ADDRESS": vault.env["DBUS_SESSION_BUS_ADDRESS"]}
        env = {**session_bus, **bus.env, "DISPLAY": display.name}
        log = tmp_path / "latchkey.log"
        program = box.start(["latchkey", "--debug"], env, log)
        try:
            # The box has no /etc/hosts: a number, not localhost.
            reader.types("Matrix ID or homeserver", server.base_url)
            reader.presses("Continue")
            reader.types("Name, email or phone", "alice")
            reader.types("Password", OLD)
            reader.hears("The session is kept in Secret Service.")
            reader.presses("Sign in")
            by_ear.change_password(reader, OLD, NEW)
            assert server.can_sign_in(user_id, NEW)
            assert not server.can_sign_in(user_id, OLD)
            assert not server.token_works(phone.token)
            by_ear.sign_out(reader)
            by_ear.reset_password(
                reader,
                server.base_url,
                ADDRESS,
                LATER,
                lambda: confirm(mail.wait_for(ADDRESS).text),
            )
            assert server.can_sign_in(user_id, LATER)
        finally:
            program.stop()
        assert server.device_names("alice") == []
        assert "vault: SystemVault" in log.read_text()
        assert "Traceback" not in log.read_text()
