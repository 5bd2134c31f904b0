"""Whatever a site answers, a fetch ends within its bounds and with the right error."""

import asyncio
import gzip
import tracemalloc
import zlib

import brotli
import pytest

from bot.errors import FetchFailed, IntakeError, NoArticle, TooLarge
from bot.feed import Validators
from bot.wire.fetch import FEED, PAGE, open_fetcher
from bot.wire.fetched import Fetched, as_page
from tests.wire.conftest import LIMIT_S
from tests.wire.loopback_sites import plain, redirect

ADDRESS = "http://news.example/a"
TEXT = "<p>“Möwen” at the café</p>"
MOST_GROWTH = 24 * 1024 * 1024


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "identity"),
        (gzip.compress(TEXT.encode()), "gzip"),
        (gzip.compress(TEXT[:9].encode()) + gzip.compress(TEXT[9:].encode()), "GZIP"),
        (zlib.compress(TEXT.encode()), "deflate"),
        (raw_deflate(TEXT.encode()), "deflate"),
        (brotli.compress(TEXT.encode()), "br"),
    ],
    ids=["plain", "gzip", "two gzips", "deflate", "deflate without a head", "brotli"],
)
async def test_a_page_comes_in_every_encoding_asked_for(web, content, encoding):
    web.site.answers["/a"] = plain(content, f"Content-Encoding: {encoding}")
    fetched = await web.fetcher.fetch(ADDRESS)
    assert fetched.text == TEXT
    assert (fetched.status, fetched.url, fetched.moved_to) == (200, ADDRESS, None)


@pytest.mark.parametrize(
    ("kind", "charset"),
    [
        ("text/html; charset=iso-8859-1", "cp1252"),
        ("text/html; charset=rot13", "utf-8"),
        ('text/html; charset="UTF-8"', "utf-8"),
        ("text/html", "cp1252"),
        ("text/html; charset=utf-8", "cp1252"),
    ],
)
async def test_the_charset_is_one_of_a_list(web, kind, charset):
    web.site.answers["/a"] = plain(TEXT.encode(charset), kind=kind)
    text = (await web.fetcher.fetch(ADDRESS)).text
    assert text == TEXT or (charset == "cp1252" and "\ufffd" in text and "at the caf" in text)


async def drip_body(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def drip_head(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while not writer.is_closing():
        writer.write(b"X-More: 1\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


async def silent(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(2 * LIMIT_S)


def endless(head: bytes, piece: bytes):
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + b"\r\n")
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()

    return answer


def gzip_members() -> bytes:
    return gzip.compress(b"") * 50_000


HEAD = b"HTTP/1.1 200 OK\r\n"
ZEROS = bytes(300 * 1024 * 1024 // 10)
HOSTILE_ANSWERS = {
    "a gzip bomb": (plain(gzip.compress(ZEROS, 9), "Content-Encoding: gzip"), TooLarge),
    "a brotli bomb": (plain(brotli.compress(ZEROS, quality=5), "Content-Encoding: br"), TooLarge),
    "a deflate bomb": (plain(zlib.compress(ZEROS, 9), "Content-Encoding: deflate"), TooLarge),
    "an endless body": (endless(b"", b"x" * 65536), TooLarge),
    "endless chunks": (
        endless(b"Transfer-Encoding: chunked\r\n", b"8000\r\n" + b"x" * 32768 + b"\r\n"),
        TooLarge,
    ),
    "endless empty gzip members": (
        endless(b"Content-Encoding: gzip\r\n", gzip_members()),
        FetchFailed,
    ),
    "a huge length": (HEAD + b"Content-Length: 1000000000000\r\n\r\nabc", TooLarge),
    "an unknown encoding": (plain(b"x", "Content-Encoding: zstd"), FetchFailed),
    "two encodings": (
        plain(gzip.compress(gzip.compress(b"x")), "Content-Encoding: gzip, gzip"),
        FetchFailed,
    ),
    "compress": (plain(b"x", "Content-Encoding: compress"), FetchFailed),
    "a lie about gzip": (plain("not gzip at all", "Content-Encoding: gzip"), FetchFailed),
    "a lie about brotli": (plain("not brotli at all" * 9, "Content-Encoding: br"), FetchFailed),
    "a cut gzip": (
        plain(gzip.compress(TEXT.encode() * 99)[:60], "Content-Encoding: gzip"),
        FetchFailed,
    ),
    "a cut brotli": (
        plain(brotli.compress(TEXT.encode() * 99)[:20], "Content-Encoding: br"),
        FetchFailed,
    ),
    "a cut body": (HEAD + b"Content-Length: 500\r\n\r\nabc", FetchFailed),
    "a dripping body": (drip_body, FetchFailed),
    "a dripping head": (drip_head, FetchFailed),
    "silence": (silent, FetchFailed),
    "nothing": (b"", FetchFailed),
    "a long header": (HEAD + b"X-A: " + b"x" * 200_000 + b"\r\n\r\n", FetchFailed),
    "many headers": (HEAD + b"X-A: 1\r\n" * 5_000 + b"\r\n", FetchFailed),
    "a long status line": (b"HTTP/1.1 200 " + b"x" * 200_000 + b"\r\n\r\n", FetchFailed),
    "no protocol": (b"<html>old style</html>", FetchFailed),
    "a bad chunk": (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        FetchFailed,
    ),
    "a negative length": (HEAD + b"Content-Length: -1\r\n\r\nabc", FetchFailed),
    "two lengths": (HEAD + b"Content-Length: 3\r\nContent-Length: 9\r\n\r\nabcdefghi", FetchFailed),
    "length and chunks": (
        HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        FetchFailed,
    ),
    "a bad header": (HEAD + b"no colon here\r\n\r\n", FetchFailed),
    "a bad status": (b"HTTP/1.1 abc OK\r\n\r\n", FetchFailed),
    "a circle": (redirect("/a"), FetchFailed),
    "binary noise": (bytes(range(256)) * 20, FetchFailed),
    "a redirect with bytes for an address": (
        HEAD.replace(b"200", b"302") + b"Location: http://\xff\xfe/\r\n\r\n",
        IntakeError,
    ),
}


@pytest.mark.parametrize("name", HOSTILE_ANSWERS)
async def test_a_hostile_answer_ends_within_its_bounds(web, name):
    answer, error = HOSTILE_ANSWERS[name]
    web.site.answers["/a"] = answer
    started = asyncio.get_running_loop().time()
    tracemalloc.start()
    with pytest.raises(error) as refusal:
        await web.fetcher.fetch(ADDRESS)
    grown = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert asyncio.get_running_loop().time() - started < LIMIT_S + 1
    assert grown < MOST_GROWTH
    assert not {"news.example", "abc", "X-A", "old style"} & set(str(refusal.value).split())
    assert "news" not in f"{refusal.value}{refusal.value.reader}"


async def test_five_redirects_are_followed_and_six_are_not(web):
    for hop in range(7):
        web.site.answers[f"/{hop}"] = redirect(f"/{hop + 1}")
    web.site.answers["/7"] = plain(TEXT)
    assert (await web.fetcher.fetch("http://news.example/2")).url == "http://news.example/7"
    with pytest.raises(FetchFailed):
        await web.fetcher.fetch("http://news.example/1")


async def test_only_a_wholly_permanent_chain_moves_an_address(web):
    web.site.answers |= {
        "/a": redirect("/b", "301 Moved"),
        "/b": redirect("/c", "308 Moved"),
        "/c": plain(TEXT),
        "/d": redirect("/a", "302 Found"),
    }
    assert (await web.fetcher.fetch(ADDRESS)).moved_to == "http://news.example/c"
    assert (await web.fetcher.fetch("http://news.example/d")).moved_to is None


async def test_what_is_known_is_sent_exactly_and_an_unchanged_feed_has_no_content(web):
    web.site.answers["/a"] = plain("", 'ETag: W/"x"', status="304 Not Modified")
    known = Validators('W/"é-1"', "Mon, 24 Nov 2025 09:00:00 GMT")
    fetched = await web.fetcher.fetch(ADDRESS, FEED, known)
    assert (fetched.status, fetched.content, fetched.etag) == (304, b"", 'W/"x"')
    assert 'If-None-Match: W/"é-1"'.encode() in web.site.heads[0]
    assert b"If-Modified-Since: Mon, 24 Nov 2025 09:00:00 GMT" in web.site.heads[0]


async def test_the_headers_that_matter_are_kept(web):
    web.site.answers["/a"] = plain(
        "busy", "Retry-After: 120", "Cache-Control: public, max-age=900", status="503 Busy"
    )
    fetched = await web.fetcher.fetch(ADDRESS)
    assert (fetched.status, fetched.retry_after, fetched.max_age) == (503, "120", 900)
    assert fetched.content == b""


async def test_a_feed_may_be_larger_than_a_page(web):
    web.site.answers["/a"] = plain("x" * (PAGE.most + 1))
    assert len((await web.fetcher.fetch(ADDRESS, FEED)).content) == PAGE.most + 1
    with pytest.raises(TooLarge):
        await web.fetcher.fetch(ADDRESS)


async def test_an_unknown_name_says_so(web):
    with pytest.raises(FetchFailed) as refusal:
        await web.fetcher.fetch("http://nowhere.example.org/")
    assert "No site answers" in refusal.value.reader


async def test_no_cookie_is_ever_sent_back(web):
    web.site.answers["/a"] = plain(TEXT, "Set-Cookie: id=1")
    await web.fetcher.fetch(ADDRESS)
    await web.fetcher.fetch(ADDRESS)
    assert b"Cookie" not in web.site.heads[1]


async def test_a_closed_port_is_an_error_that_names_nothing():
    async with open_fetcher(["127.0.0.1"], limit_s=LIMIT_S) as fetcher:
        with pytest.raises(FetchFailed) as refusal:
            await fetcher.fetch("http://127.0.0.1:1/")
    assert "127" not in f"{refusal.value}{refusal.value.reader}"


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "no page"), (410, "no page"), (403, "doesn't let"), (429, "fewer"), (503, "trouble")],
)
def test_a_status_is_told_in_words(status, words):
    with pytest.raises(FetchFailed) as refusal:
        as_page(Fetched(ADDRESS, status))
    assert words in refusal.value.reader
    assert str(status) in refusal.value.reader


@pytest.mark.parametrize(
    "kind", ["application/pdf", "image/png", "application/octet-stream", "video/mp4"]
)
def test_a_file_is_no_page(kind):
    with pytest.raises(NoArticle):
        as_page(Fetched(ADDRESS, 200, b"x", kind))
