"""A string that must not be seen by accident."""

from __future__ import annotations


class Secret:
    """Hold a password, token or code so that printing it shows nothing.

    Equality is constant-time. Python cannot promise to wipe a string, and this class does not
    claim to: it keeps secrets out of logs, reprs, tracebacks and pickles, no more.

    Args:
        value: the secret text.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text. Every call is a place to review: search for ``.reveal()``."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __len__(self) -> int:
        return len(self._value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        import hmac  # loads OpenSSL, which the first paint need not wait for

        return hmac.compare_digest(self._value.encode(), other._value.encode())

    __hash__ = None  # type: ignore[assignment]  # a hash in a table would outlive its use

    def __repr__(self) -> str:
        return "***"

    def __format__(self, spec: str) -> str:
        return "***"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a Secret cannot be pickled or copied into a file")
