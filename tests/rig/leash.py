"""Runs a program that ends when its starter ends, however that happens.

    python -m tests.rig.leash [--remove FOLDER] COMMAND [ARG ...]

The starter holds the other end of this process's standard input. When that end closes, whether by
`close()` or because the starter was killed, the command is terminated, and killed if it does not
end. The folder is then removed, unless the starter has written `KEEP`. SIGINT and SIGHUP, which a
terminal sends to all its processes, are ignored here.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading

GRACE_SECONDS = 5.0
KEEP = b"keep"


def main() -> int:
    """Run the command until it ends by itself or standard input closes; return its status."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    command = sys.argv[1:]
    folder = None
    if command[0] == "--remove":
        folder, command = command[1], command[2:]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    abandoned = threading.Event()

    def hold() -> None:
        said = b""
        while data := os.read(0, 4096):  # not sys.stdin: its lock would be held at the end
            said += data
        if KEEP not in said:
            abandoned.set()
        child.terminate()
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()

    threading.Thread(target=hold, daemon=True).start()
    status = child.wait()
    if folder is not None and abandoned.is_set():
        shutil.rmtree(folder, ignore_errors=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
