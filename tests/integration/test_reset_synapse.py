"""A forgotten password on a real Synapse, with real mail, its link and its page."""

from __future__ import annotations

import signal

import pytest

from app.concurrency import in_thread
from tests.integration.conftest import OLD
from tests.integration.test_reset_killed import drive
from tests.rig.latchkey import Latchkey
from tests.rig.links import confirm
from tests.rig.mail import MailSink
from tests.rig.person import until
from tests.rig.secret_service import SecretService, choose_anew
from tests.rig.synapse import Synapse
from ui.application.composition import SystemClock

pytestmark = pytest.mark.usefixtures("theme")

NEW = "a-new-Password-of-7-words"
V3 = "/_matrix/client/v3"
CHANGE = f"{V3}/account/password"


class AheadClock(SystemClock):
    """The computer's clock, set ahead as far as a test wants."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        return super().now() + self.ahead


@pytest.fixture
def address(synapse: Synapse, user: str) -> str:
    synapse.add_threepids(user, email=f"{user}@example.org")
    return f"{user}@example.org"


async def ask(latchkey: Latchkey, server: Synapse, address: str, *, sign_out: bool = False) -> None:
    """Get from the sign-in page to a mail that is asked for."""
    person = latchkey.person
    await person.types("sign-in.where", server.server_name)
    await person.presses("sign-in.continue")
    await person.types("sign-in.who", address)
    await person.presses("sign-in.forgot")
    await person.sees("page.reset")
    await fill_password(latchkey)
    await person.presses("reset.devices.sign-out" if sign_out else "reset.devices.keep")
    await person.presses("reset.send")


async def fill_password(latchkey: Latchkey) -> None:
    await latchkey.person.types("password.new", NEW)
    await latchkey.person.types("password.again", NEW)


async def open_mail(mail: MailSink, address: str, number: int = 1) -> str:
    sent = await in_thread(lambda: mail.wait_for(address, number))
    return await in_thread(lambda: confirm(sent.text))


@pytest.mark.parametrize("sign_out", [False, True])
async def test_a_password_is_reset_by_a_real_mail(
    synapse: Synapse, mail: MailSink, user: str, address: str, no_vault: None, sign_out: bool
):
    user_id = synapse.user_id(user)
    phone = synapse.sign_in(user_id, OLD)
    async with Latchkey() as latchkey:
        person = latchkey.person
        await ask(latchkey, synapse, address, sign_out=sign_out)
        await person.sees("page.reset-wait")
        assert synapse.can_sign_in(user_id, OLD), "nothing happened yet"
        await open_mail(mail, address)
        await person.sees("page.reset-done")
        assert not synapse.can_sign_in(user_id, OLD)
        assert synapse.token_works(phone.token) is not sign_out
        words = "signed out" if sign_out else "stay signed in"
        assert words in person.reads("reset.devices")
        await person.presses("reset.sign-in")
        await latchkey.sees_account()
        assert latchkey.controller.context.session.user_id == user_id
    assert synapse.can_sign_in(user_id, NEW)


async def test_a_second_mail_is_as_good_as_the_first(
    synapse: Synapse, mail: MailSink, user: str, address: str, no_vault: None
):
    """Asked for twice; the link of the first mail is the one that is confirmed."""
    clock = AheadClock()
    async with Latchkey(clock) as latchkey:
        person = latchkey.person
        await ask(latchkey, synapse, address)
        await person.sees("page.reset-wait")
        first = await in_thread(lambda: mail.wait_for(address))
        clock.ahead = 31.0
        await person.presses("reset.check")
        await person.reads_in("reset.reason", "has not seen it yet")
        page = await person.sees("page.reset-wait")
        page.nothing.hold(0.0, focus_after=page.check)
        await until(lambda: person.find("reset.resend").isEnabled(), "the button")
        await person.presses("reset.resend")
        second = await in_thread(lambda: mail.wait_for(address, 2))
        assert first.text != second.text
        await in_thread(lambda: confirm(first.text))
        await person.sees("page.reset-done")
    assert synapse.can_sign_in(synapse.user_id(user), NEW)


async def test_the_link_may_be_confirmed_while_latchkey_is_not_running(
    synapse: Synapse, mail: MailSink, user: str, address: str, secret_service: SecretService
):
    async with Latchkey() as latchkey:
        await ask(latchkey, synapse, address)
        await latchkey.person.reads_in("reset.then", "You may close this window")
        asked = latchkey.index.resets()
        assert len(asked) == 1
    await open_mail(mail, address)
    assert synapse.can_sign_in(synapse.user_id(user), OLD), "nobody has set the new one"
    choose_anew()
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.reads_in("sign-in.reset.0", "@e•••.org at localhost")
        await person.presses("sign-in.reset.0.go-on")
        await fill_password(latchkey)
        await person.presses("reset.send")
        await person.sees("page.reset-done")
        await until(lambda: latchkey.index.resets() == [], "nothing kept")
    assert synapse.can_sign_in(synapse.user_id(user), NEW)
    with pytest.raises(TimeoutError):
        mail.wait_for(address, 2, seconds=0.1)


async def test_another_process_goes_on_where_one_was_killed(
    synapse: Synapse, mail: MailSink, user: str, address: str, secret_service: SecretService
):
    asking = in_thread(lambda: drive(synapse.server_name, "after a look", address))
    done = await asking
    assert done.returncode == -signal.SIGKILL, done.stderr
    await open_mail(mail, address)
    async with Latchkey() as latchkey:
        await latchkey.person.presses("sign-in.reset.0.go-on")
        await fill_password(latchkey)
        await latchkey.person.presses("reset.send")
        await latchkey.person.sees("page.reset-done")
    assert synapse.can_sign_in(synapse.user_id(user), NEW)
    with pytest.raises(TimeoutError):
        mail.wait_for(address, 2, seconds=0.1)


async def test_another_password_may_be_typed_after_a_restart(
    synapse: Synapse, mail: MailSink, user: str, address: str, secret_service: SecretService
):
    """Synapse keeps a hash of the first one: the one that is typed last has to count."""
    other = "another-Password-of-8-words"
    async with Latchkey() as latchkey:
        await ask(latchkey, synapse, address)
        await latchkey.person.sees("page.reset-wait")
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.presses("sign-in.reset.0.go-on")
        await person.types("password.new", other)
        await person.types("password.again", other)
        await person.presses("reset.send")
        await person.sees("page.reset-wait")
        await open_mail(mail, address)
        await person.sees("page.reset-done")
    assert synapse.can_sign_in(synapse.user_id(user), other)
    assert not synapse.can_sign_in(synapse.user_id(user), NEW)


async def test_a_server_that_restarts_in_between_is_waited_for(mail: MailSink, no_vault: None):
    with Synapse(smtp_port=mail.port) as server:
        user_id = server.register("restarted", OLD)
        server.add_threepids("restarted", email="restarted@example.org")
        async with Latchkey() as latchkey:
            await ask(latchkey, server, "restarted@example.org")
            await latchkey.person.sees("page.reset-wait")
            server.stop()
            await latchkey.person.reads_in("reset.reason", "cannot be reached")
            server.start()
            await open_mail(mail, "restarted@example.org")
            await latchkey.person.sees("page.reset-done")
        assert server.can_sign_in(user_id, NEW)


async def test_an_unknown_address_is_said_where_the_server_says_it(
    synapse: Synapse, no_vault: None
):
    async with Latchkey() as latchkey:
        await ask(latchkey, synapse, "nobody@example.org")
        await latchkey.person.reads_in("reset.email.note", "has no account with this address")
        assert latchkey.person.reads("password.new") == NEW


async def test_an_unknown_address_is_not_betrayed_where_the_server_does_not(
    mail: MailSink, no_vault: None
):
    config = {"request_token_inhibit_3pid_errors": True}
    with Synapse(smtp_port=mail.port, config=config) as server:
        async with Latchkey() as latchkey:
            await ask(latchkey, server, "nobody@example.org")
            await latchkey.person.reads_in("reset.sentence", "If the address belongs to an account")
            await latchkey.person.presses("reset.give-up")
            await latchkey.person.sees("page.sign-in")


async def test_a_server_without_mail_says_so_with_the_other_way(no_vault: None):
    with Synapse() as server:
        server.register("mailless", OLD)
        async with Latchkey() as latchkey:
            await ask(latchkey, server, "mailless@example.org")
            await latchkey.person.reads_in("banner.sentence", "cannot reset passwords by email.")


async def test_a_server_without_messages_says_so(synapse: Synapse, no_vault: None):
    async with Latchkey() as latchkey:
        person = latchkey.person
        await person.types("sign-in.where", synapse.server_name)
        await person.presses("sign-in.forgot")
        await person.presses("reset.by-phone")
        await person.types("reset.phone", "+49 170 1234567")
        await fill_password(latchkey)
        await person.presses("reset.devices.keep")
        await person.presses("reset.send")
        await person.reads_in("banner.sentence", "cannot reset passwords by text message.")


async def test_a_throttled_server_is_waited_for(mail: MailSink, no_vault: None):
    config = {"rc_3pid_validation": {"per_second": 0.003, "burst_count": 1}}
    with Synapse(smtp_port=mail.port, config=config) as server:
        server.register("throttled", OLD)
        server.add_threepids("throttled", email="throttled@example.org")
        async with Latchkey() as latchkey:
            person = latchkey.person
            await ask(latchkey, server, "throttled@example.org")
            await person.sees("page.reset-wait")
            await person.presses("reset.give-up")
            await person.sees("page.sign-in")
            await ask(latchkey, server, "throttled@example.org")
            await person.reads_in("banner.next", "It takes the next one in 5:")
            assert person.reads("password.new") == NEW
