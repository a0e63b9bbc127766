"""Rooms of the scripted homeserver: members, power levels and names."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.rig.accounts import Account
from tests.rig.endpoints import STATE_READ, V3
from tests.rig.stages import Refusal

Content = dict[str, Any]


@dataclass
class Room:
    """One room.

    Attributes:
        creator: sender of its create event.
        state: contents by event type, all with an empty state key, but for members.
        members: membership by user.
    """

    room_id: str
    creator: str
    state: dict[str, Content] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    @property
    def joined(self) -> list[str]:
        """User IDs of the members that have joined."""
        return [user for user, membership in self.members.items() if membership == "join"]

    def has(self, user_id: str) -> bool:
        """Whether a user has joined."""
        return self.members.get(user_id) == "join"


@dataclass
class Rooms:
    """All rooms of the homeserver, and handlers for reading them.

    Args:
        whose: returns the account that sends a request.
    """

    whose: Callable[[Request], Account]
    by_id: dict[str, Room] = field(default_factory=dict)
    direct: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def add(
        self,
        room_id: str,
        creator: str,
        *,
        joined: list[str],
        levels: Content | None = None,
        name: str = "",
        alias: str = "",
        additional: list[str] | None = None,
    ) -> Room:
        """Add a room and return it.

        Args:
            room_id: with a server name for a room of version 10, without for one of version 12.
            creator: user ID of its creator.
            joined: user IDs of its members.
            levels: content of its power levels; no such event if None.
            name: its name; none if empty.
            alias: its canonical alias; none if empty.
            additional: user IDs of additional creators, in version 12.
        """
        old = ":" in room_id
        create: Content = {"room_version": "10" if old else "12"}
        if old:
            create["creator"] = creator
        elif additional:
            create["additional_creators"] = additional
        state: dict[str, Content] = {"m.room.create": create}
        if levels is not None:
            state["m.room.power_levels"] = levels
        if name:
            state["m.room.name"] = {"name": name}
        if alias:
            state["m.room.canonical_alias"] = {"alias": alias}
        room = Room(room_id, creator, state, dict.fromkeys(joined, "join"))
        self.by_id[room_id] = room
        return room

    def leave_all(self, user_id: str) -> None:
        """Make a user leave every room."""
        for room in self.by_id.values():
            if user_id in room.members:
                room.members[user_id] = "leave"

    def honest(self) -> dict[str, Callable[[Request], Awaitable[Response]]]:
        """Return the handlers, by key of `tests.rig.endpoints`."""
        under = f"GET {V3}/rooms/{{room_id}}"
        state = [*(f"m.room.{each}/" for each in STATE_READ), "m.room.create/"]
        return {
            f"GET {V3}/joined_rooms": self._joined,
            f"{under}/joined_members": self._members,
            **{f"{under}/state/{each}": self._state for each in state},
            f"{under}/state/m.room.member/{{user_id}}": self._state,
            f"GET {V3}/profile/{{user_id}}": self._profile,
            f"GET {V3}/user/{{user_id}}/account_data/m.direct": self._direct,
        }

    # --- answers --------------------------------------------------------------------------------

    async def _joined(self, request: Request) -> Response:
        user = self.whose(request).user_id
        found = [each.room_id for each in self.by_id.values() if each.has(user)]
        return JSONResponse({"joined_rooms": found})

    async def _members(self, request: Request) -> Response:
        room = self._room(request)
        joined = {
            user: {"display_name": self.names.get(user), "avatar_url": None} for user in room.joined
        }
        return JSONResponse({"joined": joined})

    async def _state(self, request: Request) -> Response:
        room = self._room(request)
        event, _, key = request.url.path.partition("/state/")[2].partition("/")
        content, sender = room.state.get(event), room.creator
        if event == "m.room.member":
            membership = room.members.get(key)
            content = None if membership is None else {"membership": membership}
            sender = key
        if content is None:
            raise Refusal(404, "M_NOT_FOUND", "Event not found.")
        if request.query_params.get("format") == "event":
            return JSONResponse({"type": event, "sender": sender, "content": content})
        return JSONResponse(content)

    async def _profile(self, request: Request) -> Response:
        self.whose(request)
        name = self.names.get(request.path_params["user_id"])
        if name is None:
            raise Refusal(404, "M_NOT_FOUND", "Profile was not found")
        return JSONResponse({"displayname": name})

    async def _direct(self, request: Request) -> Response:
        user = self.whose(request).user_id
        if user not in self.direct:
            raise Refusal(404, "M_NOT_FOUND", "Account data not found")
        return JSONResponse(self.direct[user])

    def _room(self, request: Request) -> Room:
        user = self.whose(request).user_id
        room = self.by_id.get(request.path_params["room_id"])
        if room is None or not room.has(user):
            raise Refusal(403, "M_FORBIDDEN", f"User {user} not in room")
        return room
