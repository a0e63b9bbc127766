"""A screen reader for tests: reads and operates other processes over AT-SPI."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from tests.rig.process import PATIENCE_SECONDS, Leashed, eventually
from tests.rig.secret_service import answers

T = TypeVar("T")

CONFIG = "/usr/share/defaults/at-spi2/accessibility.conf"
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
EDITABLE = "org.a11y.atspi.EditableText"
SHOWING, SENSITIVE = 25, 24
"""Bits of an object's state."""


class AccessibilityBus:
    """Run the D-Bus bus on which programs and screen readers meet.

    Its address is abstract, so that a program in a chroot finds it too.

    Args:
        env: DISPLAY and DBUS_SESSION_BUS_ADDRESS, which the registry needs.
        prefix: put before the command, such as a command that changes the user.

    Attributes:
        env: environment that a program needs to connect to the bus.
    """

    def __init__(self, env: Mapping[str, str], *, prefix: tuple[str, ...] = ()) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="latchkey-at-")
        self.address = f"unix:abstract={self._folder.name}"
        self.env = {"AT_SPI_BUS_ADDRESS": self.address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self._env = {**env, **self.env}
        self._prefix = prefix
        self._leash: Leashed | None = None

    def __enter__(self) -> AccessibilityBus:
        command = ["dbus-daemon", f"--config-file={CONFIG}", "--nofork", "--nopidfile"]
        command = [*self._prefix, *command, f"--address={self.address}"]
        self._leash = Leashed(command, self._env, Path(self._folder.name) / "log")
        eventually(lambda: answers(self.address), "the accessibility bus", PATIENCE_SECONDS)
        return self

    def __exit__(self, *exc: object) -> None:
        if self._leash is not None:
            self._leash.stop()
        self._folder.cleanup()


@dataclass(frozen=True, slots=True)
class Node:
    """An accessible object of a program.

    Attributes:
        bus_name, path: its D-Bus address.
        role: such as ``push button``.
        name: its accessible name.
    """

    bus_name: str
    path: str
    role: str
    name: str


class ScreenReader:
    """Find accessible objects by role and name, and operate them.

    Args:
        address: of the accessibility bus.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._bus: DBusConnection | None = None

    def __enter__(self) -> ScreenReader:
        self._bus = open_dbus_connection(self._address)
        return self

    def __exit__(self, *exc: object) -> None:
        if self._bus is not None:
            self._bus.close()

    def finds(self, role: str, name: str) -> Node:
        """Wait for a visible object by its role and the beginning of its name, and return it."""

        def look() -> list[Node]:
            there = [n for n in self.nodes() if n.role == role and n.name.startswith(name)]
            return sorted(there, key=lambda n: n.name != name)

        return self._waits_for(look, f"{role} {name!r}")[0]

    def hears(self, part: str) -> str:
        """Wait until an object's name contains a part, and return the whole name."""

        def look() -> str:
            return next((n.name for n in self.nodes() if part in n.name), "")

        return self._waits_for(look, repr(part))

    def presses(self, name: str) -> None:
        """Press a button, once it is enabled."""
        node = self.finds("push button", name)
        eventually(lambda: self._has(node, SENSITIVE), f"{name} to be enabled", PATIENCE_SECONDS)
        self._does(node, "Press")

    def toggles(self, role: str, name: str) -> None:
        """Toggle a check box, a radio button or a page's button in the sidebar."""
        self._does(self.finds(role, name), "Toggle")

    def types(self, name: str, text: str) -> None:
        """Replace the text of a line."""
        node = self.finds("text", name)
        self._call(node.bus_name, node.path, EDITABLE, "SetTextContents", "s", (text,))

    def nodes(self) -> Iterator[Node]:
        """Yield every visible object of every program."""
        for bus_name, path in self._children(*REGISTRY):
            yield from self._beneath(bus_name, path)

    def _waits_for(self, look: Callable[[], T], what: str) -> T:
        try:
            return eventually(look, what, PATIENCE_SECONDS)
        except TimeoutError as late:
            heard = [f"{node.role}: {node.name}" for node in self.nodes() if node.name]
            raise TimeoutError(f"{late}; heard: {heard}") from None

    # --- the wire -------------------------------------------------------------------------------

    def _beneath(self, bus_name: str, path: str) -> Iterator[Node]:
        try:
            found = Node(
                bus_name,
                path,
                self._call(bus_name, path, ACCESSIBLE, "GetRoleName")[0],
                self._get(bus_name, path, "Name"),
            )
            if found.role != "application" and not self._has(found, SHOWING):
                return
            children = self._children(bus_name, path)
        except DBusErrorResponse:
            return  # it has gone since its parent was asked
        yield found
        for child in children:
            yield from self._beneath(*child)

    def _children(self, bus_name: str, path: str) -> list[tuple[str, str]]:
        children: list[tuple[str, str]] = self._call(bus_name, path, ACCESSIBLE, "GetChildren")[0]
        return children

    def _has(self, node: Node, bit: int) -> bool:
        states = self._call(node.bus_name, node.path, ACCESSIBLE, "GetState")[0]
        return bool(states[bit // 32] >> (bit % 32) & 1)

    def _does(self, node: Node, action: str) -> None:
        names = [each[0] for each in self._call(node.bus_name, node.path, ACTION, "GetActions")[0]]
        assert action in names, f"{node.name} offers {names}"
        self._call(node.bus_name, node.path, ACTION, "DoAction", "i", (names.index(action),))

    def _get(self, bus_name: str, path: str, name: str) -> str:
        address = DBusAddress(path, bus_name, ACCESSIBLE)
        value: str = self._send(Properties(address).get(name))[0][1]
        return value

    def _call(
        self,
        bus_name: str,
        path: str,
        interface: str,
        method: str,
        signature: str | None = None,
        body: tuple[Any, ...] = (),
    ) -> Any:
        address = DBusAddress(path, bus_name, interface)
        return self._send(new_method_call(address, method, signature, body))

    def _send(self, message: Any) -> Any:
        assert self._bus is not None
        return unwrap_msg(self._bus.send_and_get_reply(message, timeout=PATIENCE_SECONDS))


def environment(**more: str) -> dict[str, str]:
    """Return this process's environment with Qt on X11, updated with more variables."""
    kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    return {**kept, "QT_QPA_PLATFORM": "xcb", "QT_LOGGING_RULES": "*.debug=false", **more}
