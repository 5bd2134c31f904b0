"""What is fuzzed: readers of bytes from outside, each with what must hold of all it gives back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.errors import AddressRefused, IntakeError, NoArticle, NoFeed
from bot.wire.address import absolute, cleaned, host_of, is_home
from bot.wire.article_file import is_markup, text_of_file
from bot.wire.charset import text_of
from bot.wire.dates import published_from
from bot.wire.discovery import feeds_on
from bot.wire.feed import feed_from
from bot.wire.guard import Hosts, checked, redirected
from bot.wire.identity import identities
from bot.wire.inflate import Inflater
from bot.wire.page import article_from_page
from bot.wire.pasted import article_from_text

ADDRESS = "https://news.example/2025/11/24/ferry"
NOW = datetime(2025, 12, 1, tzinfo=UTC)
MOST_INFLATED = 100_000


def date(content: bytes) -> None:
    """A date is an aware moment in UTC, on midnight where it is a day."""
    found = published_from(content.decode("utf-8", "replace"))
    if found is not None:
        assert found.moment.utcoffset() == timedelta(0)
        assert not found.is_day_only or found.moment.time().isoformat() == "00:00:00"


def feed(content: bytes) -> None:
    """Every entry has a title and an identity, and only links to the web."""
    charset = (None, "cp1252", "utf-16", "rot13")[len(content) % 4]
    try:
        read = feed_from(content, ADDRESS, charset=charset)
    except NoFeed:
        return
    keys = identities(read)
    assert len(keys) == len(read.entries)
    for entry, own in zip(read.entries, keys, strict=True):
        assert entry.title == entry.title.strip() != ""
        assert own
        assert entry.link is None or entry.link.startswith(("http://", "https://"))


def page(content: bytes) -> None:
    """An article has a headline, paragraphs without line ends, and an address of its own site."""
    html = text_of(content)
    for found in feeds_on(html, ADDRESS):
        assert found.address.startswith(("http://", "https://"))
    try:
        article = article_from_page(html, ADDRESS, now=NOW)
    except NoArticle:
        return
    assert article.headline.strip()
    assert all(line and not set(line) & set("\n\r\v\f\0") for line in article.paragraphs)
    assert host_of(article.url or "").endswith("news.example")


def text(content: bytes) -> None:
    """A pasted text is refused or has a headline and paragraphs."""
    try:
        written = text_of_file(content)
        is_markup(written)
        article = article_from_text(written)
    except IntakeError:
        return
    assert article.headline.strip()
    assert all(line.strip() for line in article.paragraphs)


def address(content: bytes) -> None:
    """What may be fetched is http(s) on its own port; a cleaned address stays as it is."""
    written = content.decode("utf-8", "replace")
    absolute(written, ADDRESS)
    is_home(written)
    clean = cleaned(written)
    assert clean is None or cleaned(clean) == clean
    for take in (partial(checked, written), partial(redirected, START, written)):
        try:
            url = take(allowed=Hosts())
        except AddressRefused:
            continue
        assert (url.scheme, url.port) in {("http", 80), ("https", 443)}
        assert url.user is url.password is None
        assert "." in (url.host or "") or ":" in (url.host or "")


def body(content: bytes) -> None:
    """What is inflated never grows past its bound, and ends with our own error."""
    for encoding in ("gzip", "deflate", "br"):
        made = 0
        try:
            inflater = Inflater(encoding, MOST_INFLATED)
            for start in range(0, len(content), 100):
                made += sum(map(len, inflater.feed(content[start : start + 100])))
            inflater.finish()
        except IntakeError:
            pass
        assert made <= MOST_INFLATED


START = checked("https://news.example/a", Hosts())
TARGETS: dict[str, Callable[[bytes], None]] = {
    "date": date,
    "feed": feed,
    "page": page,
    "text": text,
    "address": address,
    "body": body,
}
