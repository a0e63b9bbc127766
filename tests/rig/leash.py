"""Keep a server on a leash: it ends when whoever started it ends, however that happens.

    python -m tests.rig.leash COMMAND [ARG ...]

The starter holds the other end of this process's standard input. When that end closes, be it by
a `close()` or by a SIGKILL, the command is ended, politely first.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

GRACE_SECONDS = 5.0


def main() -> int:
    """Run the command until it ends by itself or the leash is let go."""
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)

    def hold() -> None:
        while os.read(0, 4096):  # not sys.stdin: its lock would be held at the interpreter's end
            pass
        child.terminate()
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()

    threading.Thread(target=hold, daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main())
