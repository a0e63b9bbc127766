"""Field types for what servers write: read item by item, checked, capped, and safe to show.

They say what a wrong value costs: in a `Listed` the entry, in a `Maybe` the value, and what is only
shown (`Shown`) may hold anything. What the app cannot do without, such as an `Identifier`, makes
the body that holds it a `WrongShape`, or drops the entry of a list.
"""

from __future__ import annotations

import json
import math
import re
import typing
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

import msgspec

from app.core.secret import Secret
from app.core.untrusted_text import clean

T = TypeVar("T")

MOST_ITEMS = 10_000
"""Items of a list that are read; the rest is dropped."""

MOST_ID_CHARS = 512
"""Characters of an `Identifier`; the specification allows a user ID 255 bytes."""

MOST_SECRET_CHARS = 16 * 1024
"""Characters of a token, which travels in a header of every request."""

MOST_DIGITS = 18

MOST_ODD_BYTES = 128 * 1024
"""Of a body that msgspec refuses: parsing it takes ten times as long, in the window's thread."""

UNREADABLE = (msgspec.DecodeError, ValueError, RecursionError)
"""What decoding raises: nesting that is too deep is no JSON for us either."""

_VISIBLE = re.compile(r"[!-~]+")


class Listed(tuple[T, ...], Generic[T]):
    """The valid items of a list, in their order; null is an empty list.

    Of items with the same ``key`` (an attribute), and of equal texts, the first counts.
    """

    __slots__ = ()


if TYPE_CHECKING:
    Shown: TypeAlias = str
    Identifier: TypeAlias = str
    Opaque: TypeAlias = Secret
    Maybe: TypeAlias = T | None
else:

    class _Anything(type):
        """What is decoded as one of these is a plain string or value, and msgspec checks it."""

        def __instancecheck__(cls, value: object) -> bool:
            return True

    class Shown(metaclass=_Anything):
        """Text that is only shown, cleaned (`clean`); empty where it is no text."""

    class Identifier(metaclass=_Anything):
        """An ID that is sent back as it came: one line of visible characters (`is_identifier`)."""

    class Opaque(metaclass=_Anything):
        """A `Secret` that travels in JSON alone: any text that is not empty."""

    class Maybe(Generic[T], metaclass=_Anything):
        """A value, or None where it is invalid."""


def is_identifier(text: str) -> bool:
    """Return whether a text can be an `Identifier`: 1 to `MOST_ID_CHARS` printable characters.

    A space is printable: IDs of old servers may have one ("Historical User IDs").
    """
    return 0 < len(text) <= MOST_ID_CHARS and text.isprintable()


def decoded(body: bytes, shape: type[T]) -> T:
    """Decode JSON as a type, also where a single string or number in it is none.

    Raises:
        msgspec.ValidationError: it is JSON of another shape.
        ValueError, RecursionError: it is no JSON, or nested too deeply; see `UNREADABLE`.
    """
    try:
        return msgspec.json.decode(body, type=shape, dec_hook=_decode)
    except (msgspec.DecodeError, UnicodeDecodeError):
        if len(body) > MOST_ODD_BYTES:
            raise
        return msgspec.convert(_parsed(body), type=shape, dec_hook=_decode)


def parsed(body: bytes) -> Any:
    """Decode JSON of any shape; raises what `decoded` raises."""
    return decoded(body, typing.cast("type[Any]", Any))


def _parsed(body: bytes) -> Any:
    """Parse JSON that msgspec refuses: bytes that are no UTF-8, half surrogates, huge numbers."""
    text = body.decode(errors="replace")
    return _mended(json.loads(text, parse_float=_real, parse_int=_whole, parse_constant=_none))


def _mended(value: Any) -> Any:
    """Replace half surrogate pairs, which no string in UTF-8 can hold."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_mended(each) for each in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(each) for key, each in value.items()}
    return value


def _real(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= MOST_DIGITS else None


def _none(_: str) -> None:
    """Read NaN and the infinities as null."""


def _decode(kind: Any, value: Any) -> Any:
    """Decode a value as one of this module's types, or as a `Secret` (msgspec's ``dec_hook``)."""
    origin = typing.get_origin(kind)
    if origin is Listed and (value is None or isinstance(value, list)):
        [inner] = typing.get_args(kind)
        return Listed(_items(value or [], inner))
    if origin is Maybe:
        [inner] = typing.get_args(kind)
        try:
            return msgspec.convert(value, type=inner, dec_hook=_decode)
        except msgspec.ValidationError:
            return None
    if kind is Shown:
        return clean(value) if isinstance(value, str) else ""
    if kind is Identifier and isinstance(value, str) and is_identifier(value):
        return value
    if kind is Opaque and isinstance(value, str) and 0 < len(value) <= MOST_SECRET_CHARS:
        return Secret(value)
    if kind is Secret and isinstance(value, str) and _is_secret(value):
        return Secret(value)
    raise TypeError(f"expected {getattr(kind, '__name__', 'another type')}")


def _is_secret(text: str) -> bool:
    """Return whether a text can be a token: visible ASCII, to be safe in headers (RFC 6750)."""
    return len(text) <= MOST_SECRET_CHARS and _VISIBLE.fullmatch(text) is not None


def _items(values: list[Any], kind: Any) -> list[Any]:
    found: list[Any] = []
    seen: set[object] = set()
    for value in values[:MOST_ITEMS]:
        try:
            item = msgspec.convert(value, type=kind, dec_hook=_decode)
        except msgspec.ValidationError:
            continue
        key = item if isinstance(item, str) else getattr(item, "key", None)
        if key is None or key not in seen:
            seen.add(key)
            found.append(item)
    return found
