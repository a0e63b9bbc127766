"""The whole change by AT-SPI alone, from another process, as a screen reader would do it."""

from __future__ import annotations

import subprocess
import sys

from tests.integration.conftest import OLD
from tests.rig.display import Display
from tests.rig.process import ROOT
from tests.rig.screen_reader import AccessibilityBus, ScreenReader, environment
from tests.rig.secret_service import SecretService
from tests.rig.synapse import Synapse

NEW = "new passphrase with 9 words"


def test_a_password_is_changed_by_ear(synapse: Synapse, user: str, secret_service: SecretService):
    user_id = synapse.user_id(user)
    phone = synapse.sign_in(user_id, OLD, "Element on Android")
    with (
        Display() as display,
        AccessibilityBus({**secret_service.env, "DISPLAY": display.name}) as bus,
        ScreenReader(bus.address) as reader,
    ):
        env = environment(**secret_service.env, **bus.env, DISPLAY=display.name)
        program = subprocess.Popen([sys.executable, "-m", "ui"], cwd=ROOT, env=env)
        try:
            change_it(reader, user_id)
            reader.hears("Your other device is signed out.")
            reader.toggles("radio button", "Account")
            reader.presses("Sign out")
            reader.hears("You are signed out, and nothing is kept on this computer.")
        finally:
            program.terminate()
            assert program.wait(20) == 0
    assert synapse.can_sign_in(user_id, NEW)
    assert not synapse.can_sign_in(user_id, OLD)
    assert not synapse.token_works(phone.token)
    assert synapse.device_names(user) == []


def change_it(reader: ScreenReader, user_id: str) -> None:
    """Sign in and change the password, hearing each step."""
    reader.finds("frame", "Latchkey")
    reader.types("Matrix ID or homeserver", user_id)
    reader.presses("Continue")
    reader.hears("It takes a password.")
    reader.types("Password", OLD)
    reader.presses("Sign in")
    reader.hears("What ")
    reader.toggles("radio button", "Password")
    reader.hears("The server will ask for your current one before it agrees.")
    reader.types("New password", NEW)
    reader.types("Again", "something else")
    reader.presses("Change password…")
    reader.hears("The two are not the same.")
    reader.types("Again", NEW)
    reader.toggles("radio button", "Sign them out")
    reader.presses("Change password…")
    reader.finds("dialog", "Confirm it is you")
    reader.types("Current password", "not the old one")
    reader.presses("Continue")
    reader.hears("That is not the current password. Try again.")
    reader.types("Current password", OLD)
    reader.presses("Continue")
    reader.hears("Password changed at ")
