"""What both the scripted homeserver and Synapse can answer, they answer alike."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.integration.contract import CHANGE, NEW, OLD, V3, Client, errcode
from tests.rig.links import confirm
from tests.rig.mail import MailSink


def test_discovery(client: Client):
    status, body = client.ask("GET", "/.well-known/matrix/client")
    assert (status, list(body)) == (200, ["m.homeserver"])
    assert body["m.homeserver"]["base_url"].rstrip("/") == f"http://{client.server_name}"
    status, body = client.ask("GET", "/_matrix/client/versions")
    assert status == 200
    assert "v1.11" in body["versions"]


def test_what_is_not_there(client: Client):
    assert errcode(client.ask("GET", f"{V3}/nothing")) == (404, "M_UNRECOGNIZED")
    assert errcode(client.ask("PUT", f"{V3}/login", json={})) == (405, "M_UNRECOGNIZED")


def test_bodies_that_cannot_be_read(client: Client):
    for path in (f"{V3}/login", CHANGE):
        token = client.token()
        assert errcode(client.ask("POST", path, token, content=b"{")) == (400, "M_NOT_JSON")
        assert errcode(client.ask("POST", path, token, json=[])) == (400, "M_BAD_JSON")
    assert errcode(client.ask("POST", f"{V3}/login", json={})) == (400, "M_UNKNOWN")
    for wrong in (5, "x" * 513):
        assert errcode(client.change(client.token(), new_password=wrong)) == (400, "M_BAD_JSON")


def test_signing_in(client: Client):
    status, flows = client.ask("GET", f"{V3}/login")
    assert status == 200
    assert {"type": "m.login.password"} in flows["flows"]
    assert errcode(client.sign_in("wrong")) == (403, "M_FORBIDDEN")
    stranger = {**client.proof(OLD), "identifier": {"type": "m.id.user", "user": "@no:where"}}
    refused = client.ask("POST", f"{V3}/login", json=stranger)
    assert errcode(refused) == (403, "M_FORBIDDEN")
    status, body = client.sign_in(initial_device_display_name="Probe")
    assert status == 200
    assert body["user_id"] == client.user_id
    _, who = client.ask("GET", f"{V3}/account/whoami", body["access_token"])
    assert who["user_id"] == client.user_id
    assert who["device_id"] == body["device_id"]
    _, listed = client.ask("GET", f"{V3}/devices", body["access_token"])
    [device] = listed["devices"]
    assert device["device_id"] == body["device_id"]
    assert device["display_name"] == "Probe"


def test_a_device_that_signs_in_twice_is_one(client: Client):
    client.token(device_id="TWICE")
    token = client.token(device_id="TWICE")
    _, listed = client.ask("GET", f"{V3}/devices", token)
    assert [device["device_id"] for device in listed["devices"]] == ["TWICE"]
    assert client.ask("POST", f"{V3}/logout", token, json={}) == (200, {})
    _, listed = client.ask("GET", f"{V3}/devices", client.token())
    assert "TWICE" not in [device["device_id"] for device in listed["devices"]]


def test_tokens(client: Client):
    for path in ("account/whoami", "devices", "account/3pid", "capabilities", "room_keys/version"):
        assert errcode(client.ask("GET", f"{V3}/{path}")) == (401, "M_MISSING_TOKEN")
        status, body = client.ask("GET", f"{V3}/{path}", "wrong")
        assert (status, body["errcode"]) == (401, "M_UNKNOWN_TOKEN")
        assert body["soft_logout"] is False
    token = client.token()
    assert client.ask("POST", f"{V3}/logout", token, json={}) == (200, {})
    refused = client.ask("POST", f"{V3}/logout", token, json={})
    assert errcode(refused) == (401, "M_UNKNOWN_TOKEN")


def test_reads_of_an_account(client: Client):
    token = client.token()
    status, found = client.ask("GET", f"{V3}/account/3pid", token)
    [contact] = found["threepids"]
    assert (status, contact["medium"]) == (200, "email")
    backup = client.ask("GET", f"{V3}/room_keys/version", token)
    assert errcode(backup) == (404, "M_NOT_FOUND")
    status, found = client.ask("GET", f"{V3}/capabilities", token)
    assert status == 200
    assert found["capabilities"]["m.change_password"] == {"enabled": True}


def test_a_change_asks_for_the_password(client: Client):
    token = client.token()
    status, asked = client.change(token)
    assert (status, asked["flows"]) == (401, [{"stages": ["m.login.password"]}])
    assert "errcode" not in asked
    session = asked["session"]
    status, again = client.change(token, {"session": session})
    assert (status, again["session"], again["completed"]) == (401, session, [])
    status, refused = client.change(token, client.proof("wrong", session))
    assert (status, refused["errcode"], refused["completed"]) == (401, "M_FORBIDDEN", [])
    assert refused["session"] == session
    assert client.sign_in(OLD)[0] == 200


@pytest.mark.parametrize(
    ("auth", "code"),
    [
        ({"type": "m.login.nope"}, "M_INVALID_PARAM"),
        ({"type": "m.login.password"}, "M_INVALID_PARAM"),
        ({"session": "no-such-session"}, "M_UNKNOWN"),
    ],
)
def test_a_change_with_a_proof_that_is_none(client: Client, auth: dict[str, str], code: str):
    token = client.token()
    session = client.change(token)[1]["session"]
    refused = client.change(token, {"session": session, **auth})
    assert errcode(refused) == (400, code)


@pytest.mark.parametrize("logout_devices", [False, True])
def test_a_change_is_carried_out(client: Client, logout_devices: bool):
    token, other = client.token(), client.token()
    session = client.change(token, logout_devices=logout_devices)[1]["session"]
    proof = client.proof(OLD, session)
    assert client.change(token, proof, logout_devices=logout_devices) == (200, {})
    assert client.sign_in(OLD)[0] == 403
    assert client.sign_in(NEW)[0] == 200
    assert client.ask("GET", f"{V3}/account/whoami", token)[0] == 200
    there = client.ask("GET", f"{V3}/account/whoami", other)[0]
    assert there == (401 if logout_devices else 200)


def test_a_mail_is_asked_for_once_for_each_attempt(client: Client):
    address = f"{client.user_id[1:].partition(':')[0]}@example.org"
    path = f"{CHANGE}/email/requestToken"

    def ask(attempt: int, key: str = "one", to: str = address) -> tuple[int, Any]:
        body = {"client_secret": key, "email": to, "send_attempt": attempt}
        return client.ask("POST", path, json=body)

    status, first = ask(1)
    assert status == 200
    assert ask(1) == (200, first)
    assert ask(2) == (200, first)
    other = ask(1, key="another")
    assert other[0] == 200
    assert other[1]["sid"] != first["sid"]
    assert errcode(ask(1, to="nobody@example.org")) == (400, "M_THREEPID_NOT_FOUND")


def test_a_session_without_a_proof_is_no_error(client: Client):
    token = client.token()
    _, asked = client.change(token)
    status, body = client.change(token, {"session": asked["session"]})
    assert (status, body["completed"]) == (401, [])
    assert "errcode" not in body


def test_pages_of_stages_that_have_none(client: Client):
    token = client.token()
    session = client.change(token)[1]["session"]
    for stage in ("m.login.password", "m.login.email.identity", "m.login.msisdn", "m.login.dummy"):
        path = f"{V3}/auth/{stage}/fallback/web"
        assert errcode(client.ask("GET", f"{path}?session={session}")) == (404, "M_UNKNOWN")
        assert errcode(client.ask("GET", path)) == (400, "M_UNKNOWN")


# --- Sessions and states ------------------------------------------------------------------------

REFRESH, WHOAMI = f"{V3}/refresh", f"{V3}/account/whoami"


def pair(body: dict[str, Any]) -> tuple[str, str]:
    assert isinstance(body["expires_in_ms"], int)
    return body["access_token"], body["refresh_token"]


def renew(client: Client, refresh: str) -> tuple[int, Any]:
    return client.ask("POST", REFRESH, json={"refresh_token": refresh})


def test_tokens_are_renewed_and_the_old_pair_is_good_until_the_new_one_is_used(client: Client):
    plain = client.sign_in()[1]
    assert "refresh_token" not in plain
    assert "expires_in_ms" not in plain
    _, first = pair(client.sign_in(refresh_token=True)[1])
    status, body = renew(client, first)
    assert status == 200
    lost, _ = pair(body)
    access, second = pair(renew(client, first)[1])
    assert errcode(client.ask("GET", WHOAMI, lost)) == (401, "M_UNKNOWN_TOKEN")
    assert client.ask("GET", WHOAMI, access)[0] == 200
    assert errcode(renew(client, first)) == (403, "M_FORBIDDEN")
    assert renew(client, second)[0] == 200
    status, body = renew(client, "rubbish")
    assert (status, body["errcode"]) == (401, "M_UNKNOWN_TOKEN")
    assert "soft_logout" not in body


def test_signing_in_again_keeps_a_devices_name_and_its_older_tokens(client: Client):
    named = {"device_id": "TWICE", "initial_device_display_name": "First"}
    old = client.token(**named)
    new = client.token(device_id="TWICE", initial_device_display_name="Second")
    _, listed = client.ask("GET", f"{V3}/devices", new)
    assert [each["display_name"] for each in listed["devices"]] == ["First"]
    assert client.ask("GET", WHOAMI, old)[0] == 200


def test_a_change_that_signs_others_out_drops_refresh_tokens_too(client: Client):
    body = client.sign_in(refresh_token=True)[1]
    access, refresh = pair(body)
    status, asked = client.change(access, logout_devices=True)
    assert status == 401
    proof = client.proof(OLD, asked["session"])
    assert client.change(access, proof, logout_devices=True) == (200, {})
    assert client.ask("GET", WHOAMI, access)[0] == 200, "it seems to go on"
    assert errcode(renew(client, refresh)) == (401, "M_UNKNOWN_TOKEN")
    status, again = client.sign_in(NEW, device_id=body["device_id"], refresh_token=True)
    assert (status, again["device_id"]) == (200, body["device_id"])


def test_a_locked_account(client: Client):
    access, refresh = pair(client.sign_in(refresh_token=True)[1])
    client.lock(True)
    for answer in (
        client.ask("GET", WHOAMI, access),
        client.ask("GET", f"{V3}/devices", access),
        client.change(access),
        client.sign_in(),
    ):
        assert errcode(answer) == (401, "M_USER_LOCKED")
        assert answer[1]["soft_logout"] is True
    assert errcode(client.sign_in("wrong")) == (403, "M_FORBIDDEN")
    status, body = renew(client, refresh)
    assert status == 200
    access, _ = pair(body)
    assert errcode(client.ask("GET", WHOAMI, access)) == (401, "M_USER_LOCKED")
    client.lock(False)
    assert client.ask("GET", WHOAMI, access)[0] == 200
    client.lock(True)
    assert client.ask("POST", f"{V3}/logout", access, json={}) == (200, {})
    client.lock(False)


def test_a_suspended_account(client: Client):
    token = client.token()
    nobody = f"{V3}/profile/%40nobody%3Ainvalid.invalid/displayname"
    ask = partial(client.ask, "PUT", nobody, token, json={"displayname": 1})
    assert errcode(ask()) == (400, "M_INVALID_PARAM")
    client.suspend(True)
    assert errcode(ask()) == (403, "M_USER_SUSPENDED")
    for path in ("account/whoami", "capabilities", "devices", "account/3pid"):
        assert client.ask("GET", f"{V3}/{path}", token)[0] == 200
    assert client.change(token)[0] == 401
    client.suspend(False)
    assert errcode(ask()) == (400, "M_INVALID_PARAM")


def test_renaming_devices(client: Client):
    token = client.token(device_id="MINE")
    path = f"{V3}/devices/MINE"
    assert client.ask("PUT", path, token, json={"display_name": "Kitchen"}) == (200, {})
    _, listed = client.ask("GET", f"{V3}/devices", token)
    assert [each["display_name"] for each in listed["devices"]] == ["Kitchen"]
    endless = client.ask("PUT", path, token, json={"display_name": "x" * 101})
    assert errcode(endless) == (400, "M_TOO_LARGE")
    gone = client.ask("PUT", f"{V3}/devices/NONE", token, json={"display_name": "x"})
    assert errcode(gone) == (404, "M_NOT_FOUND")


def test_signing_devices_out(client: Client):
    token, other = client.token(device_id="MINE"), client.token(device_id="OTHER")
    body: dict[str, Any] = {"devices": ["OTHER", "NONE"]}
    status, asked = client.ask("POST", f"{V3}/delete_devices", token, json=body)
    assert (status, asked["flows"]) == (401, [{"stages": ["m.login.password"]}])
    wrong = {**body, "auth": client.proof("wrong", asked["session"])}
    status, refused = client.ask("POST", f"{V3}/delete_devices", token, json=wrong)
    assert (status, refused["errcode"]) == (401, "M_FORBIDDEN")
    right = {**body, "auth": client.proof(OLD, asked["session"])}
    assert client.ask("POST", f"{V3}/delete_devices", token, json=right) == (200, {})
    assert errcode(client.ask("GET", WHOAMI, other)) == (401, "M_UNKNOWN_TOKEN")
    _, listed = client.ask("GET", f"{V3}/devices", token)
    assert [each["device_id"] for each in listed["devices"]] == ["MINE"]


# --- a forgotten password -----------------------------------------------------------------------

EMAIL_STAGE = "m.login.email.identity"


class Resetting:
    """A reset of the client's account, by its address."""

    def __init__(self, client: Client, mail: MailSink) -> None:
        self.client = client
        self._mail = mail
        self._mails = 0
        self.address = f"{client.user_id[1:].partition(':')[0]}@example.org"

    def change(self, auth: object = None, **more: object) -> tuple[int, Any]:
        body = {"new_password": NEW, "logout_devices": False, **more}
        if auth is not None:
            body["auth"] = auth
        return self.client.ask("POST", CHANGE, json=body)

    def request(self, secret: str, attempt: int = 1, **more: object) -> tuple[int, Any]:
        body = {"client_secret": secret, "email": self.address, "send_attempt": attempt, **more}
        return self.client.ask("POST", f"{CHANGE}/email/requestToken", json=body)

    def confirm(self) -> None:
        if self.client.scripted is not None:
            self.client.scripted.stages.confirm(self.address)
            return
        self._mails += 1
        confirm(self._mail.wait_for(self.address, self._mails).text)

    def proof(self, sid: str, secret: str, session: str) -> dict[str, Any]:
        creds = {"sid": sid, "client_secret": secret}
        return {"type": EMAIL_STAGE, "session": session, "threepid_creds": creds}

    def open(self) -> str:
        status, body = self.change()
        assert status == 401
        assert body["flows"] == [{"stages": [EMAIL_STAGE]}]
        session: str = body["session"]
        return session


@pytest.fixture
def resetting(client: Client, mail: MailSink) -> Resetting:
    return Resetting(client, mail)


def test_a_reset_waits_until_the_link_is_confirmed(resetting: Resetting):
    session = resetting.open()
    _, given = resetting.request("secret-1")
    proof = resetting.proof(given["sid"], "secret-1", session)
    for _ in range(2):
        status, body = resetting.change(proof)
        assert (status, body["errcode"]) == (401, "M_UNAUTHORIZED")
        assert body["flows"] == [{"stages": [EMAIL_STAGE]}]
        assert body["session"] == session
    resetting.confirm()
    assert resetting.change(proof) == (200, {})
    assert resetting.client.sign_in(NEW)[0] == 200
    assert resetting.client.sign_in(OLD)[0] == 403


def test_a_session_whose_proof_was_taken_says_so_again_and_takes_the_last_password(
    resetting: Resetting,
):
    session = resetting.open()
    _, given = resetting.request("secret-2")
    status, _ = resetting.change({"session": session})
    assert status == 401, "nothing is proven yet"
    resetting.confirm()
    proof = resetting.proof(given["sid"], "secret-2", session)
    assert resetting.change(proof) == (200, {})
    assert resetting.change({"session": session}) == (200, {})
    assert resetting.change(proof) == (200, {}), "the proof as well"
    other = "yet-another-Password-9"
    assert resetting.change({"session": session}, new_password=other) == (200, {})
    assert resetting.client.sign_in(other)[0] == 200
    fresh = resetting.open()
    spent = resetting.proof(given["sid"], "secret-2", fresh)
    assert errcode(resetting.change(spent)) == (401, "M_UNAUTHORIZED")


def test_a_session_that_nobody_knows(resetting: Resetting):
    assert errcode(resetting.change({"session": "unheard-of"})) == (400, "M_UNKNOWN")


def test_an_address_that_nobody_has(resetting: Resetting):
    refused = resetting.request("secret-3", email="stranger@example.org")
    assert errcode(refused) == (400, "M_THREEPID_NOT_FOUND")


@pytest.mark.parametrize("logout", [False, True])
def test_a_reset_signs_devices_out_as_asked(resetting: Resetting, logout: bool):
    token = resetting.client.token()
    session = resetting.open()
    _, given = resetting.request("secret-4")
    resetting.confirm()
    proof = resetting.proof(given["sid"], "secret-4", session)
    assert resetting.change(proof, logout_devices=logout) == (200, {})
    status, _ = resetting.client.ask("GET", f"{V3}/account/whoami", token)
    assert status == (401 if logout else 200)


def test_an_address_signs_in(resetting: Resetting):
    who = {"type": "m.id.thirdparty", "medium": "email", "address": resetting.address}
    body = {**resetting.client.proof(OLD), "identifier": who}
    status, entered = resetting.client.ask("POST", f"{V3}/login", json=body)
    assert (status, entered["user_id"]) == (200, resetting.client.user_id)
