"""How the Secret Service is spoken to: a daemon that is asked in the wrong order falls over."""

from __future__ import annotations

import itertools
import threading

import keyring.backend
import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

from app.core.secret import Secret
from app.store.keyring_vault import open_system_vault
from app.store.secret_service import DEFAULT, NOBODYS, PatientKeyring
from tests.rig.process import PATIENCE_SECONDS
from tests.rig.secret_service import SERVICE, SecretService

MONITORING = DBusAddress(
    "/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Monitoring"
)
SESSION_COLLECTION = "/org/freedesktop/secrets/collection/session"
PREFERENCE = "KEYRING_PROPERTY_PREFERRED_COLLECTION"


class Overheard:
    """Hear what is asked of the Secret Service, on a connection of its own."""

    def __init__(self) -> None:
        self._bus = open_dbus_connection("SESSION")
        wanted = [f"type='method_call',destination='{SERVICE}'"]
        asked = new_method_call(MONITORING, "BecomeMonitor", "asu", (wanted, 0))
        assert self._bus.send_and_get_reply(asked).header.message_type is MessageType.method_return
        self._calls: list[tuple[str, str, str, tuple[object, ...]]] = []
        self._thread = threading.Thread(target=self._hear, daemon=True)
        self._thread.start()

    def _hear(self) -> None:
        while True:
            message = self._bus.receive()
            fields = message.header.fields
            if fields.get(HeaderFields.destination) != SERVICE:
                continue
            member = fields[HeaderFields.member]
            if member == "Goodbye":
                return
            sender, path = fields[HeaderFields.sender], fields[HeaderFields.path]
            self._calls.append((sender, path, member, message.body))

    def by_connection(self) -> list[list[tuple[str, str, tuple[object, ...]]]]:
        """End it, and return each connection's calls: path, member, arguments."""
        with open_dbus_connection("SESSION") as last:
            last.send(new_method_call(DBusAddress("/", SERVICE, "org.example.Rig"), "Goodbye"))
            self._thread.join(PATIENCE_SECONDS)
        assert not self._thread.is_alive()
        self._bus.close()
        calls = sorted(self._calls, key=lambda each: each[0])  # stable: their order stays
        return [
            [call[1:] for call in group]
            for _, group in itertools.groupby(calls, key=lambda each: each[0])
        ]


async def test_each_connection_knocks_before_it_asks(secret_service: SecretService):
    heard = Overheard()
    vault = await open_system_vault()
    await vault.put("key", Secret("value"))
    assert (await vault.get("key")) == Secret("value")
    await vault.forget("key")
    connections = heard.by_connection()
    assert len(connections) >= 3
    for calls in connections:
        first, second, *others = [(member, arguments) for _, member, arguments in calls]
        assert first == ("ReadAlias", (NOBODYS,)), "it needs nothing that the daemon has not yet"
        assert second == ("ReadAlias", (DEFAULT,))
        assert others
        assert not [path for path, _, _ in calls if "/aliases/" in path]


async def test_a_collection_that_was_chosen_is_used(
    secret_service: SecretService, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(PREFERENCE, SESSION_COLLECTION)
    chosen = await open_system_vault()
    await chosen.put("key", Secret("value"))
    monkeypatch.delenv(PREFERENCE)
    assert await (await open_system_vault()).get("key") is None
    assert await chosen.get("key") == Secret("value")


def test_keyring_itself_does_not_choose_it():
    known = keyring.backend.KeyringBackend._classes
    assert PatientKeyring in known
    assert PatientKeyring not in set(keyring.backend.KeyringBackend.get_viable_backends())
