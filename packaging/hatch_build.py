"""What hatchling does before it makes a wheel, or installs this folder as it is: the .qm files.

They are what the program reads of a translation. The repository holds only the .ts files that they
are made of.
"""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "resources/i18n"


class TranslationsHook(BuildHookInterface):
    """Compile the translations with PySide6's lrelease."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make a .qm file beside each .ts file, and have the wheel take them.

        Args:
            version: "standard" or "editable"; both take the files from this folder.
            build_data: hatchling's; what git ignores gets into a wheel as an artifact alone.

        Raises:
            FileNotFoundError: PySide6 comes without lrelease.
            subprocess.CalledProcessError: lrelease cannot read a .ts file.
        """
        pyside = find_spec("PySide6")
        folders = [] if pyside is None else pyside.submodule_search_locations or []
        lrelease = shutil.which("lrelease", path=folders[0] if folders else "")
        if lrelease is None:
            raise FileNotFoundError("lrelease, which is part of PySide6-Essentials")
        for source in sorted(Path(self.root, FOLDER).glob("*.ts")):
            made = source.with_suffix(".qm")
            command = [lrelease, "-silent", str(source), "-qm", str(made)]
            subprocess.run(command, check=True)  # noqa: S603  # PySide6's, on files of ours
        build_data["artifacts"].append(f"{FOLDER}/*.qm")
