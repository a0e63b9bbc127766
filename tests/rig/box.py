"""A bare Debian in a chroot, to test packages on a system other than the developer's."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.rig.process import Leashed

UID = 65534
"""A user without rights that every Debian knows: the buses outside ask who theirs is. Inside, it is
a normal user's."""

HOME = "/home/person"
APT = Path("/etc/apt")
OWN_BUSINESS = ("proc", "sys", "dev", "run", "home", "var/log", "var/cache")
"""Folders of the system and of its user, in which no package has to clean up."""


class Box:
    """Make a Debian with apt and nothing else, and a normal user in it; this needs root.

    Args:
        suite: code name of the Debian release.
    """

    def __init__(self, suite: str = "bookworm") -> None:
        self._suite = suite
        self._folder = Path(tempfile.mkdtemp(prefix="latchkey-box-"))
        self._folder.chmod(0o755)
        self.root = self._folder / "root"

    def __enter__(self) -> Box:
        # Without that cleaning up, the package lists stay, and apt can install.
        command = ["mmdebstrap", "--quiet", "--mode=root", "--variant=apt", "--skip=cleanup/apt"]
        subprocess.run([*command, self._suite, str(self.root), *self._sources()], check=True)
        users = self.root / "etc/passwd"
        others = [line for line in users.read_text().splitlines() if f":{UID}:" not in line]
        users.write_text("\n".join([*others, f"person:x:{UID}:{UID}::{HOME}:/bin/sh", ""]))
        home = self.root / HOME.removeprefix("/")
        home.mkdir(parents=True)
        shutil.chown(home, UID, UID)
        return self

    def __exit__(self, *exc: object) -> None:
        shutil.rmtree(self._folder)

    def _sources(self) -> list[str]:
        """Return the paths of this machine's apt source lists that name the suite."""
        lists = [APT / "sources.list", *sorted((APT / "sources.list.d").glob("*.*"))]
        found = [p for p in lists if p.exists() and self._suite in p.read_text()]
        assert found, f"no list in {APT} names {self._suite}"
        return [str(path) for path in found]

    def run(self, *command: str) -> str:
        """Run a command in the box as root and return its output.

        Raises:
            AssertionError: it failed; the text holds its output.
        """
        env = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive"]
        done = subprocess.run(
            ["chroot", str(self.root), *env, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}"
        return done.stdout

    def start(self, command: Sequence[str], env: Mapping[str, str], log: Path) -> Leashed:
        """Start a program in the box as its normal user, with this environment only."""
        user = ["chroot", f"--userspec={UID}:{UID}", "--groups=", str(self.root), "env", "-i"]
        base = {"PATH": "/usr/bin:/bin", "HOME": HOME, "LANG": "C.UTF-8", **env}
        return Leashed([*user, *(f"{n}={v}" for n, v in base.items()), *command], {}, log)

    def paths(self) -> set[str]:
        """Return every path of the system, except the user's, logs, caches and virtual folders."""
        found: set[str] = set()
        for path in self.root.rglob("*"):
            name = str(path.relative_to(self.root))
            if not name.startswith(OWN_BUSINESS):
                found.add(name)
        return found
