"""Read the body of an answer, no further than its limit, and unpack it if it is packed."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from app.core.errors import AnswerTooLarge, NotJson


async def read_at_most(
    limit: int, chunks: AsyncIterator[bytes], encoding: str, status: int, host: str
) -> bytes:
    """Read a body.

    Args:
        limit: in bytes, of the body as it comes and as it is unpacked.
        chunks: the body as it comes.
        encoding: the Content-Encoding header; empty if there is none.
        status: HTTP status of the answer.
        host: who answers.

    Raises:
        AnswerTooLarge: it is larger.
        NotJson: it is packed, and damaged.
    """
    unpacker = _Unpacker(encoding)
    body, packed = bytearray(), 0
    async for chunk in chunks:
        packed += len(chunk)
        try:
            body += unpacker.unpack(chunk, limit + 1 - len(body))
        except zlib.error:
            raise NotJson(host, status) from None
        if max(packed, len(body)) > limit:
            raise AnswerTooLarge(host, status, limit)
    return bytes(body)


class _Unpacker:
    """Unpack a body, no further than it is asked to: a small one can hold gigabytes.

    Args:
        encoding: the Content-Encoding header; a body in any other than gzip and deflate is left as
            it is, and makes no sense to whoever reads it.
    """

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding.strip().lower()
        self._stream: zlib._Decompress | None = None

    def unpack(self, chunk: bytes, most: int) -> bytes:
        """Return what a chunk unpacks to, at most so many bytes.

        Raises:
            zlib.error: the body is damaged.
        """
        if self._encoding not in ("gzip", "x-gzip", "deflate") or not chunk:
            return chunk
        if self._stream is None:
            bits = zlib.MAX_WBITS
            if self._encoding != "deflate":
                bits += 16
            elif chunk[0] & 0x0F != zlib.DEFLATED:  # without the header that RFC 9110 wants
                bits = -bits
            self._stream = zlib.decompressobj(bits)
        return self._stream.decompress(chunk, max(1, most))
