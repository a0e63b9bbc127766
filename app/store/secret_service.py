"""keyring backend for the Secret Service, with a workaround for a crash of gnome-keyring.

See docs/decisions/0021: the first request of a connection can end gnome-keyring's daemon, and with
it the open keyring of every program.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import secretstorage
from keyring.backends import SecretService
from keyring.errors import InitError, KeyringLocked
from secretstorage.exceptions import ItemNotFoundException, SecretStorageException

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

DEFAULT = "default"
"""The alias of the collection that is used, by the Secret Service's specification."""

NOBODYS = "latchkey-knocks"
"""An alias that no collection has: asking for it changes nothing."""


class PatientKeyring(SecretService.Keyring):
    """Secret Service backend that sends a harmless request before any other."""

    viable = False  # keyring chooses its own; `app.store.keyring_vault` takes this one in its place

    def get_preferred_collection(self) -> secretstorage.Collection:
        """Return the default collection, unlocked; the caller has to close its connection.

        Raises:
            secretstorage.exceptions.SecretServiceNotAvailableException: there is no session bus.
            keyring.errors.InitError: there is no such service, or no collection and none was made.
            keyring.errors.KeyringLocked: the collection is locked, and was not unlocked.
        """
        connection = secretstorage.dbus_init()
        try:
            collection = self._collection(connection)
            if collection.is_locked():
                collection.unlock()
                if collection.is_locked():
                    raise KeyringLocked("the question was dismissed")
        except SecretStorageException as error:
            connection.close()
            raise InitError("no collection") from error
        except BaseException:
            connection.close()
            raise
        return collection

    def _collection(self, connection: DBusConnection) -> secretstorage.Collection:
        with contextlib.suppress(ItemNotFoundException):
            secretstorage.get_collection_by_alias(connection, NOBODYS)
        chosen = getattr(self, "preferred_collection", "")  # keyring sets it from the environment
        if chosen:
            return secretstorage.Collection(connection, chosen)
        try:  # by its own path: the daemon translates a path with an alias in a second thread
            return secretstorage.get_collection_by_alias(connection, DEFAULT)
        except ItemNotFoundException:
            return secretstorage.get_default_collection(connection)  # has it made
