"""Rename devices, sign other devices out, and find out whether that was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from app.core import requests
from app.core.errors import LatchkeyError, LocalProtocolError, may_have_happened
from app.core.responses import Device
from app.core.uia.session import Failed
from app.core.uia.threepid import Contact
from app.core.untrusted_text import clean
from app.operations.account.password_probe import PAUSES
from app.operations.account.read import OrError, read_devices
from app.operations.ports.uia import Act, ActKind, Cancelled, StagePrompt, UiaServices, Withdrawn
from app.operations.session.api import SessionApi
from app.operations.uia.runner import Done, UiaRunner


@dataclass(frozen=True, slots=True)
class SignedOut:
    """The server confirmed the act, or some devices are gone; the list was read again.

    Attributes:
        devices: all that are signed in now.
        left: those of them that were to be signed out.
    """

    devices: tuple[Device, ...]
    left: tuple[Device, ...]


@dataclass(frozen=True, slots=True)
class NotSignedOut:
    """No device was signed out.

    Attributes:
        reason: the error, or that the person or the program cancelled the act.
    """

    reason: LatchkeyError | Cancelled | Withdrawn


@dataclass(frozen=True, slots=True)
class Unread:
    """The device list could not be read after the act.

    Attributes:
        error: why.
        done: whether the server had confirmed the act before.
    """

    error: LatchkeyError
    done: bool


SignOutOutcome: TypeAlias = SignedOut | NotSignedOut | Unread


class SignOutDevices:
    """Sign other devices of an account out, several at once.

    Args:
        api: the session's.
        prompt: asks for the proofs.
        uia_services: the services that the proofs use.
        known: the account's emails and phones, for servers that ask for one.
    """

    def __init__(
        self,
        api: SessionApi,
        prompt: StagePrompt,
        uia_services: UiaServices,
        known: tuple[Contact, ...] = (),
    ) -> None:
        self._api = api
        self._runner = UiaRunner(api, prompt, uia_services)
        self._known = known
        self._clock = uia_services.clock

    async def run(self, devices: tuple[str, ...]) -> SignOutOutcome:
        """Sign devices out ("Device Management", POST /delete_devices), and read the list again.

        The request that completes the act is sent once. If its answer is lost, the list tells.

        Args:
            devices: IDs, at least one.

        Raises:
            LocalProtocolError: this device is among them, or there are none.
        """
        session = self._api.session
        if session.device_id in devices or not devices:
            raise LocalProtocolError("only other devices are signed out so")
        act = Act(
            ActKind.SIGN_OUT_DEVICES,
            session.user_id,
            session.server_name,
            known=self._known,
            host=session.origin.name,
        )
        ending = await self._runner.run(
            act,
            lambda auth: requests.delete_devices(devices, auth),
            lambda: self._not_done(devices),
        )
        match ending:
            case Done():
                return await self._look(devices, None)
            case Cancelled() | Withdrawn():
                return NotSignedOut(ending)
            case Failed(error) if may_have_happened(error):
                return await self._look(devices, error)
            case Failed(error):
                return NotSignedOut(error)
            case _:
                assert_never(ending)

    async def _look(self, devices: tuple[str, ...], error: LatchkeyError | None) -> SignOutOutcome:
        """Read the device list, and return the outcome.

        After a lost answer, nothing was done if all of `devices` are still on the list.
        """
        found = await self._settled(devices, () if error is None else PAUSES)
        if isinstance(found, LatchkeyError):
            return Unread(found, done=error is None)
        wanted = set(devices)
        left = tuple(each for each in found if each.device_id in wanted)
        if error is not None and len(left) == len(devices):
            return NotSignedOut(error)
        return SignedOut(found, left)

    async def _not_done(self, devices: tuple[str, ...]) -> bool | None:
        found = await self._settled(devices, PAUSES)
        if isinstance(found, LatchkeyError):
            return None
        return set(devices) <= {each.device_id for each in found}

    async def _settled(
        self, devices: tuple[str, ...], pauses: tuple[float, ...]
    ) -> OrError[tuple[Device, ...]]:
        """Read the device list, again after each pause while any of `devices` is on it.

        A request whose answer was lost may still be under way.
        """
        found = await read_devices(self._api)
        for pause in pauses:
            there = () if isinstance(found, LatchkeyError) else found
            if {each.device_id for each in there}.isdisjoint(devices) and there:
                break
            await self._clock.sleep(pause)
            found = await read_devices(self._api)
        return found


@dataclass(frozen=True, slots=True)
class Renamed:
    """The device has its new name.

    Attributes:
        devices: the list, read again afterwards, or why it could not be read.
    """

    devices: OrError[tuple[Device, ...]]


async def rename(api: SessionApi, device_id: str, name: str) -> Renamed | LatchkeyError:
    """Give a device a name ("Device Management", PUT /devices/{deviceId}), and read the list again.

    Args:
        api: the session's.
        device_id: any of the account's.
        name: as other clients will show it.

    Returns:
        `Renamed`, or the error after which the name is still the old one, as far as is known.
    """
    lost: LatchkeyError | None = None
    try:
        await api.call(requests.rename_device(device_id, name))
    except LatchkeyError as error:
        if not may_have_happened(error):
            return error
        lost = error
    found = await read_devices(api)
    if lost is None:
        return Renamed(found)
    known = () if isinstance(found, LatchkeyError) else found
    named = any(each.device_id == device_id and each.display_name == clean(name) for each in known)
    return Renamed(found) if named else lost
