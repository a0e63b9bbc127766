"""Print the licenses of the libraries in the bundle.

    python notices.py REQUIREMENTS

It is run in the bundle's own environment, with the file that pins what is in it.
"""

from __future__ import annotations

import re
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

LICENSE = re.compile(r"dist-info/.*(LICEN|COPYING|NOTICE)", re.IGNORECASE)
RULE = "=" * 78


def texts_of(found: Distribution) -> str:
    """Return a library's license files, one after the other."""
    paths = sorted(str(each) for each in found.files or () if LICENSE.search(str(each)))
    return "\n\n".join(
        Path(str(found.locate_file(path))).read_text(errors="replace").strip() for path in paths
    )


def main() -> int:
    """Print them all, sorted by name; Python's own comes last."""
    pinned = re.findall(r"^([a-z0-9.-]+)==", Path(sys.argv[1]).read_text(), re.MULTILINE)
    for name in sorted(pinned):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # for another system
        terms = found.metadata["License-Expression"] or found.metadata["License"] or "see below"
        head = f"{name} {found.version}: {terms.splitlines()[0]}"
        print(RULE, head, RULE, texts_of(found), "", sep="\n")
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    print(RULE, f"Python {sys.version.split()[0]}: PSF-2.0", RULE, python.read_text(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
