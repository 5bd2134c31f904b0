"""Whatever a site answers, a fetch ends within its bounds and with the right error."""

import asyncio
import gzip
import traceback
import tracemalloc
import zlib

import brotli
import pytest

from bot.errors import FetchFailed, IntakeError, NoArticle, TooLarge
from bot.feed import Validators
from bot.wire.fetch import FEED, PAGE, open_fetcher
from bot.wire.fetched import Fetched, as_page
from tests.wire.hostile_answers import ENDLESS, QUICK, SLOW
from tests.wire.loopback_sites import open_site, plain, redirect

ADDRESS = "http://news.example/a"
TEXT = "<p>“Möwen” at the café</p>"
MOST_GROWTH = 24 * 1024 * 1024
# Words of the address and the answers, of which no error may repeat one.
SPOKEN = ("news.example", "abc", "X-A", "old style", "SSH", "me:pw", "passwd", "mail", "xxx")
# A machine may be busy, and none of the endless answers comes to an end by itself.
SHORT_S = 0.3


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


@pytest.mark.parametrize("name", QUICK)
async def test_a_hostile_answer_ends_with_its_sentence_and_little_memory(web, name):
    answer, sentence = QUICK[name]
    web.site.answers["/a"] = answer
    tracemalloc.start()
    with pytest.raises(IntakeError) as refusal:
        await web.fetcher.fetch(ADDRESS)
    grown = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refusal.value.reader == sentence
    assert grown < MOST_GROWTH
    assert web.victim.connections == 0
    told = "".join(traceback.format_exception(refusal.value)) + refusal.value.reader
    assert not [word for word in SPOKEN if word in told]


@pytest.mark.parametrize("name", ENDLESS)
async def test_an_answer_without_end_is_given_up_in_time(name):
    async with open_site() as site, open_fetcher(["127.0.0.1"], limit_s=SHORT_S) as fetcher:
        site.answers["/a"] = ENDLESS[name]
        started = asyncio.get_running_loop().time()
        with pytest.raises(FetchFailed) as refusal:
            await fetcher.fetch(f"http://127.0.0.1:{site.port}/a")
    assert refusal.value.reader == SLOW
    assert asyncio.get_running_loop().time() - started < SHORT_S + 1


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
    async with open_fetcher(["127.0.0.1"], limit_s=SHORT_S) as fetcher:
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
    assert str(status) in str(refusal.value)


@pytest.mark.parametrize(
    "kind", ["application/pdf", "image/png", "application/octet-stream", "video/mp4"]
)
def test_a_file_is_no_page(kind):
    with pytest.raises(NoArticle):
        as_page(Fetched(ADDRESS, 200, b"x", kind))
