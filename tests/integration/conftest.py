"""Real servers: one Synapse for the session, a Secret Service for each test that wants one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import keyring.backends.fail
import keyring.core
import pytest
from PySide6.QtWidgets import QApplication

from tests.integration.contract import OLD as OLD
from tests.integration.contract import client as client
from tests.rig.mail import MailSink
from tests.rig.pages import Pages
from tests.rig.secret_service import SecretService, choose_anew
from tests.rig.synapse import Synapse
from ui.platform.event_loop import new_loop
from ui.platform.theme import Scheme, Theme


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: at the end, the other workers would look on."""
    items.sort(key=lambda item: item.path.name not in ("test_walk.py", "test_fuzz.py"))


@pytest.fixture
def anyio_backend(qapp: QApplication) -> tuple[str, dict[str, Any]]:
    return "asyncio", {"loop_factory": lambda: new_loop(qapp)}


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    dressed = Theme(qapp, Scheme.LIGHT)
    yield dressed
    qapp.styleHints().colorSchemeChanged.disconnect(dressed.apply)


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Pages]:
    with Pages() as pages:
        yield pages


@pytest.fixture(scope="session")
def mail() -> Iterator[MailSink]:
    with MailSink() as sink:
        yield sink


@pytest.fixture(scope="session")
def synapse(mail: MailSink) -> Iterator[Synapse]:
    with Synapse(smtp_port=mail.port) as server:
        yield server


@pytest.fixture(scope="session")
def synapse_without_well_known() -> Iterator[Synapse]:
    """A Synapse whose server name leads nowhere, so that it may be reached through a proxy."""
    with Synapse(config={"public_baseurl": None}) as server:
        yield server


@pytest.fixture
def secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    with SecretService() as service:
        for name, value in service.env.items():
            monkeypatch.setenv(name, value)
        choose_anew()
        yield service


@pytest.fixture
def no_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be where keyring is on a system without a session bus; `test_rig.py` has a real one."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", keyring.backends.fail.Keyring())


_names = (f"user{number}" for number in itertools.count(1))


@pytest.fixture
def user(synapse: Synapse) -> str:
    """Register somebody new, with the password `OLD`; returns the localpart."""
    name = next(_names)
    synapse.register(name, OLD)
    return name
