"""The whole change by AT-SPI alone, from another process, as a screen reader would do it."""

from __future__ import annotations

import subprocess
import sys

from tests.integration.conftest import OLD
from tests.rig import by_ear
from tests.rig.display import Display
from tests.rig.links import confirm
from tests.rig.mail import MailSink
from tests.rig.process import PATIENCE_SECONDS, ROOT
from tests.rig.screen_reader import AccessibilityBus, ScreenReader, environment
from tests.rig.secret_service import SecretService
from tests.rig.synapse import Synapse

NEW = "new passphrase with 9 words"


LATER = "yet another one with 10 words"


def test_a_password_is_changed_and_reset_by_ear(
    synapse: Synapse, mail: MailSink, user: str, secret_service: SecretService
):
    user_id = synapse.user_id(user)
    address = f"{user}@example.org"
    synapse.add_threepids(user, email=address)
    phone = synapse.sign_in(user_id, OLD, "Element on Android")
    with (
        Display() as display,
        AccessibilityBus({**secret_service.env, "DISPLAY": display.name}) as bus,
        ScreenReader(bus.address) as reader,
    ):
        env = environment(**secret_service.env, **bus.env, DISPLAY=display.name)
        program = subprocess.Popen([sys.executable, "-m", "ui"], cwd=ROOT, env=env)
        try:
            reader.finds("frame", "Latchkey")
            reader.types("Matrix ID or homeserver", user_id)
            reader.presses("Continue")
            reader.hears("It takes a password.")
            reader.types("Password", OLD)
            reader.presses("Sign in")
            by_ear.change_password(reader, OLD, NEW)
            by_ear.sign_out(reader)
            assert synapse.can_sign_in(user_id, NEW)
            by_ear.reset_password(
                reader,
                synapse.server_name,
                address,
                LATER,
                lambda: confirm(mail.wait_for(address).text),
            )
        finally:
            program.terminate()
            assert program.wait(PATIENCE_SECONDS) == 0
    assert synapse.can_sign_in(user_id, LATER)
    assert not synapse.can_sign_in(user_id, OLD)
    assert not synapse.can_sign_in(user_id, NEW)
    assert not synapse.token_works(phone.token)
    assert synapse.device_names(user) == []
