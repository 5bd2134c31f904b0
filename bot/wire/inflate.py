"""Undoes a body's compression chunk by chunk, and stops where it grows past its bound."""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

from bot.errors import FetchFailed, TooLarge

ENCODINGS = "gzip, deflate, br"

# About a millisecond's work, so that the event loop gets its turn between two.
_PIECE = 262_144
_GZIP = 31
_ZLIB = 15
_RAW = -15
_MEMBER = b"\x1f\x8b"
# Servers send one; a few come of files put together. Empty ones without end would never count.
_MOST_MEMBERS = 64


class Inflater:
    """Takes a body's chunks in order and gives back plain bytes, at most `most` in all.

    Raises FetchFailed for an unknown or broken encoding, TooLarge past the bound, which holds for
    the bytes on the wire too.
    """

    def __init__(self, encoding: str, most: int) -> None:
        self._most = most
        self._came = 0
        self._made = 0
        self._stream = _stream(encoding.strip().casefold())

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The plain bytes that `chunk` brings, in pieces that are quickly made."""
        self._came += len(chunk)
        try:
            for piece in self._stream.inflate(chunk):
                self._made += len(piece)
                if max(self._came, self._made) > self._most:
                    raise TooLarge("over the bound")
                yield piece
        except (zlib.error, brotli.error) as error:
            raise FetchFailed("broken compression") from error

    def finish(self) -> None:
        """Check that the body didn't end before its encoding does."""
        if self._came and not self._stream.is_whole:
            raise FetchFailed("the compressed body ends early")


class _Stream(Protocol):
    @property
    def is_whole(self) -> bool: ...

    def inflate(self, chunk: bytes) -> Iterator[bytes]:
        """The bytes in `chunk`, in pieces of at most _PIECE."""
        ...


class _Plain:
    is_whole = True

    def inflate(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk


class _Deflate:
    """Zlib's formats; a deflate body may lack zlib's header, and gzip may come in members."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._inner = zlib.decompressobj(window)
        self._is_fresh = True
        self._members = 1

    @property
    def is_whole(self) -> bool:
        return self._inner.eof

    def inflate(self, chunk: bytes) -> Iterator[bytes]:
        if self._is_fresh and self._window == _ZLIB and chunk and chunk[0] & 0x0F != 8:
            self._inner = zlib.decompressobj(_RAW)
        self._is_fresh = self._is_fresh and not chunk
        is_full = False
        while chunk or is_full:
            piece = self._inner.decompress(chunk, _PIECE)
            yield piece
            is_full = len(piece) == _PIECE
            chunk = self._inner.unconsumed_tail
            if self._inner.eof:
                chunk = self._next_member(self._inner.unused_data)

    def _next_member(self, rest: bytes) -> bytes:
        """Begin another gzip member where `rest` is one; anything else after the end is noise."""
        if not rest.startswith(_MEMBER):
            return b""
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise FetchFailed("too many gzip members")
        self._inner = zlib.decompressobj(self._window)
        return rest


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    @property
    def is_whole(self) -> bool:
        return bool(self._inner.is_finished())

    def inflate(self, chunk: bytes) -> Iterator[bytes]:
        while not self._inner.is_finished():
            piece = self._inner.process(chunk, output_buffer_limit=_PIECE)
            yield piece
            if not piece and self._inner.can_accept_more_data():
                break
            chunk = b""


def _stream(encoding: str) -> _Stream:
    if encoding in {"", "identity"}:
        return _Plain()
    if encoding in {"gzip", "x-gzip"}:
        return _Deflate(_GZIP)
    if encoding == "deflate":
        return _Deflate(_ZLIB)
    if encoding == "br":
        return _Brotli()
    raise FetchFailed("unknown content encoding")
