"""What a hostile site answers: never an article, at worst without end, each with its sentence."""

import asyncio
import gzip
import zlib

import brotli

from bot.errors import AddressRefused, FetchFailed, TooLarge
from tests.wire.loopback_sites import Answer, plain, redirect

FAILED = FetchFailed.default
LARGE = TooLarge.default
REFUSED = AddressRefused.default
SLOW = "That page took too long to come. Try again, or paste the text."
CIRCLE = "That address only leads to others. Give the address of the page itself."

TEXT = b"<p>The ferry stays.</p>"
HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
GZIP = b"Content-Encoding: gzip\r\n"
ZEROS = bytes(30 * 1024 * 1024)


def dripping(head: bytes, drop: bytes) -> Answer:
    """`head`, then `drop` for ever, slowly."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.02)

    return answer


def endless(head: bytes, piece: bytes) -> Answer:
    """`head`, then `piece` for ever, as fast as it is taken."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"Content-Type: text/html\r\n" + head)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()

    return answer


async def silent(writer: asyncio.StreamWriter) -> None:
    await writer.wait_closed()


def packed(content: bytes, encoding: str) -> bytes:
    return plain(content, f"Content-Encoding: {encoding}")


def moved(location: bytes) -> bytes:
    return HEAD.replace(b"200 OK", b"302 Found") + b"Location: " + location + b"\r\n\r\n"


def unfilled_deflate() -> bytes:
    """Compressed blocks that hold nothing, so that only the bytes on the wire can be counted."""
    packer = zlib.compressobj(wbits=31)
    return packer.flush(zlib.Z_SYNC_FLUSH) + b"\x00\x00\x00\xff\xff" * 10_000


# Each ends by itself, or by its size, long before its time is over.
QUICK: dict[str, tuple[bytes | Answer, str]] = {
    "a gzip bomb": (packed(gzip.compress(ZEROS, 9), "gzip"), LARGE),
    "a brotli bomb": (packed(brotli.compress(ZEROS, quality=5), "br"), LARGE),
    "a deflate bomb": (packed(zlib.compress(ZEROS, 9), "deflate"), LARGE),
    "a bomb of gzip members": (packed(gzip.compress(ZEROS[: 2**20]) * 30, "gzip"), LARGE),
    "an endless body": (endless(b"\r\n", b"x" * 65536), LARGE),
    "endless chunks": (endless(CHUNKED + b"\r\n", b"8000\r\n" + b"x" * 32768 + b"\r\n"), LARGE),
    "an endless trailer": (endless(CHUNKED + b"\r\n0\r\n", b"X-A: 1\r\n" * 999), FAILED),
    "an endless header": (endless(b"X-A: ", b"x" * 65536), FAILED),
    "endless headers": (endless(b"", b"X-A: 1\r\n" * 999), FAILED),
    "endless folded headers": (endless(b"X-A: 1\r\n", b" more\r\n" * 999), FAILED),
    "endless cookies": (endless(b"", b"Set-Cookie: a=1\r\n" * 999), FAILED),
    "endless empty gzip members": (endless(GZIP + b"\r\n", gzip.compress(b"") * 50_000), FAILED),
    "endless unfilled blocks": (endless(GZIP + b"\r\n", unfilled_deflate()), FAILED),
    "a huge length": (HEAD + b"Content-Length: 1000000000000\r\n\r\nabc", LARGE),
    "a length without end": (HEAD + b"Content-Length: " + b"9" * 400 + b"\r\n\r\nabc", FAILED),
    "a negative length": (HEAD + b"Content-Length: -1\r\n\r\nabc", FAILED),
    "a length in words": (HEAD + b"Content-Length: three\r\n\r\nabc", FAILED),
    "two lengths": (HEAD + b"Content-Length: 3\r\nContent-Length: 9\r\n\r\nabcdefghi", FAILED),
    "length and chunks": (
        HEAD + b"Content-Length: 3\r\n" + CHUNKED + b"\r\n3\r\nabc\r\n0\r\n\r\n",
        FAILED,
    ),
    "a bad chunk": (HEAD + CHUNKED + b"\r\nzz\r\nabc\r\n0\r\n\r\n", FAILED),
    "a negative chunk": (HEAD + CHUNKED + b"\r\n-3\r\nabc\r\n0\r\n\r\n", FAILED),
    "a chunk past all numbers": (HEAD + CHUNKED + b"\r\n" + b"F" * 40 + b"\r\nabc", FAILED),
    "a chunk without an end": (HEAD + CHUNKED + b"\r\n3\r\nabcdef\r\n0\r\n\r\n", FAILED),
    "an encoding not asked for": (packed(b"x", "zstd"), FAILED),
    "compress": (packed(b"x", "compress"), FAILED),
    "an encoding of no kind": (packed(b"x", "\t../../etc/passwd"), FAILED),
    "two encodings": (packed(gzip.compress(gzip.compress(b"x")), "gzip, gzip"), FAILED),
    "encodings in two headers": (
        plain(gzip.compress(b"x"), "Content-Encoding: gzip", "Content-Encoding: zstd"),
        FAILED,
    ),
    "a lie about gzip": (packed(b"not gzip at all", "gzip"), FAILED),
    "a lie about deflate": (packed(b"not deflate at all", "deflate"), FAILED),
    "a lie about brotli": (packed(b"not brotli at all" * 9, "br"), FAILED),
    "a gzip with a bad sum": (packed(gzip.compress(TEXT)[:-8] + b"12345678", "gzip"), FAILED),
    "a cut gzip": (packed(gzip.compress(TEXT * 99)[:60], "gzip"), FAILED),
    "a cut deflate": (packed(zlib.compress(TEXT * 99)[:20], "deflate"), FAILED),
    "a cut brotli": (packed(brotli.compress(TEXT * 99)[:20], "br"), FAILED),
    "a cut body": (HEAD + b"Content-Length: 500\r\n\r\nabc", FAILED),
    "a cut chunk": (HEAD + CHUNKED + b"\r\n500\r\nabc", FAILED),
    "a cut head": (HEAD + b"X-A: 1", FAILED),
    "nothing": (b"", FAILED),
    "empty lines": (b"\r\n" * 4_000, FAILED),
    "a long header": (HEAD + b"X-A: " + b"x" * 200_000 + b"\r\n\r\n", FAILED),
    "a long header's name": (HEAD + b"x" * 200_000 + b": 1\r\n\r\n", FAILED),
    "many headers": (HEAD + b"X-A: 1\r\n" * 5_000 + b"\r\n", FAILED),
    "a long status line": (b"HTTP/1.1 200 " + b"x" * 200_000 + b"\r\n\r\n", FAILED),
    "a header with a zero byte": (HEAD + b"X-A: a\0b\r\n\r\n", FAILED),
    "a header without a colon": (HEAD + b"no colon here\r\n\r\n", FAILED),
    "a header without a name": (HEAD + b": 1\r\n\r\n", FAILED),
    "a bad status": (b"HTTP/1.1 abc OK\r\n\r\n", FAILED),
    "a status of five digits": (b"HTTP/1.1 20000 OK\r\n\r\n", FAILED),
    "another protocol": (b"220 mail ready\r\n", FAILED),
    "a secure shell": (b"SSH-2.0-OpenSSH_9.6\r\n", FAILED),
    "a database": (b"-ERR unknown command\r\n", FAILED),
    "a handshake": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", FAILED),
    "a radio": (b"ICY 200 OK\r\n\r\nabc", FAILED),
    "a later protocol": (b"HTTP/9.9 200 OK\r\n\r\n", FAILED),
    "no protocol": (b"<html>old style</html>", FAILED),
    "binary noise": (bytes(range(256)) * 20, FAILED),
    "a circle": (redirect("/a"), CIRCLE),
    "a circle of no words": (moved(b""), CIRCLE),
    "a circle of fragments": (redirect("#b"), CIRCLE),
    "a redirect of bytes": (moved(b"http://\xff\xfe/"), REFUSED),
    "a redirect with a zero byte": (moved(b"http://news.example/\0"), FAILED),
    "a long redirect": (redirect("/" + "a" * 7_000), REFUSED),
    "a redirect to a file": (redirect("file:///etc/passwd"), REFUSED),
    "a redirect with a password": (redirect("http://me:pw@news.example/"), REFUSED),
}
# Each would go on for ever; only its time ends it.
ENDLESS: dict[str, Answer] = {
    "a dripping body": dripping(HEAD + b"Content-Length: 100000\r\n\r\n", b"x"),
    "a dripping body of no length": dripping(HEAD + b"\r\n", b"x"),
    "dripping chunks": dripping(HEAD + CHUNKED + b"\r\n", b"1\r\nx\r\n"),
    "a dripping gzip": dripping(HEAD + GZIP + b"\r\n" + unfilled_deflate()[:20], b"\0\0\0\xff\xff"),
    "a dripping head": dripping(HEAD, b"X-More: 1\r\n"),
    "a dripping header": dripping(HEAD + b"X-More: ", b"1"),
    "a dripping status line": dripping(b"HTTP/1.1 200 ", b"O"),
    "a dripping redirect": dripping(moved(b"/a")[:-2], b"X-More: 1\r\n"),
    "a dripping trailer": dripping(HEAD + CHUNKED + b"\r\n0\r\n", b"X: 1\r\n"),
    "an endless chunk head": endless(CHUNKED + b"\r\n", b"0" * 65536),
    "an endless chunk note": endless(CHUNKED + b"\r\n1;", b"x" * 65536),
    "endless patience": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "endless hints": dripping(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    "silence": silent,
}
