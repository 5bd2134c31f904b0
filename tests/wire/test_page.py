"""A page becomes the article it shows: all of its words, none of the words around it."""

import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import NoArticle
from bot.story import Published
from bot.wire.page import MOST_MEMORY, article_from_page, load
from bot.worker import Worker

NOW = datetime(2025, 12, 1, tzinfo=UTC)
URL = "https://www.harbour.example/news/2025/11/24/ferry-stays"
FIRST = (
    "The harbour council voted on Tuesday to keep the old ferry running for another five years,"
    " after islanders filled the hall for a third night."
)
SECOND = "“We heard the islanders,” the mayor, Ada Lind, said. “They were right, and we were late.”"
THIRD = (
    "The ferry carries about 400 people on a summer day and fewer than 40 in winter, and its"
    " engine, built in 1961, has to be started by hand when the weather is cold."
)
PARAGRAPHS = (FIRST, SECOND, THIRD)
HEADLINE = "Harbour council keeps the old ferry"
MONDAY = Published(datetime(2025, 11, 24, 8, 30, tzinfo=UTC))


def page(
    *, head: str = "", before: str = "", inside: str = "", after: str = "", title: str = HEADLINE
) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!doctype html><html><head><title>{title} | The Harbour Post</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav>{before}<article><h1>{title}</h1>{text}{inside}</article>"
        f"{after}<footer>© 2025 The Harbour Post</footer></body></html>"
    )


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def read(html: str, url: str | None = URL):
    return article_from_page(html, url, now=NOW)


def test_a_plain_page_gives_headline_text_address_and_day():
    article = read(page())
    assert article.headline == HEADLINE
    assert article.paragraphs == PARAGRAPHS
    assert article.url == URL
    assert article.outlet == "harbour.example"
    assert article.published == Published(datetime(2025, 11, 24, tzinfo=UTC), is_day_only=True)
    assert not article.is_partial


@pytest.mark.parametrize(
    "inside",
    [
        '<div id="respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published.'
        " Required fields are marked *</p><textarea></textarea></form></div>",
        "<h3>Leave a Reply</h3><p>Your email address will not be published. Required fields are"
        " marked *</p><p>Back To Top</p>",
        '<section class="reader-comments"><h3>2 Comments</h3><div><b>Bo says:</b><p>“This is a'
        " scandal, and I have said so for years,” is what I told the mayor.</p></div></section>",
        '<ol class="commentlist"><li class="comment"><p>I was there and the mayor said “never”, so'
        " don't believe a word of this paper.</p></li></ol>",
        '<div itemscope itemtype="https://schema.org/Comment"><p>I told them “sink it” at the'
        " meeting, and everybody clapped for a long time.</p></div>",
        "<p><strong>Read more:</strong> <a href='/b'>Ferry engine fails again</a></p>",
        "<ul><li><a href='/b'>Ferry engine fails again</a></li></ul>",
        '<div class="newsletter"><p>Subscribe to our newsletter</p></div>',
        "<p>Subscribe to our newsletter for the latest from the harbour.</p>",
        '<div style="display: none"><p>This text is for robots and not for readers.</p></div>',
        "<p>Advertisement</p><p>Share this article</p>",
        "<p>Follow Jane Doe on Twitter and Facebook.</p><p>SOURCE: News agencies</p>",
        "<p>Get the day’s top stories in your inbox. Subscribe to our newsletters.</p>",
        "<p>Read also: “We will fight”, says engineer</p><p>Updated at 1:23 p.m.</p>",
        "<p>2 Comments</p><p>Bo says:</p><p>“I was there, and nobody said a word about it.”</p>",
        '<div data-component="comments"><p>“I hate that ferry,” said Bo, who reads us.</p></div>',
        '<div itemprop="comment"><p>“I hate that ferry,” said Bo, who reads us daily.</p></div>',
        '<div class="reader_feedback"><p>“I hate that ferry,” said Bo, a reader.</p></div>',
        '<ul class="reactions"><li><p>“I hate that ferry,” said Bo, a reader.</p></li></ul>',
        '<div class="nl"><p>Sign up for our daily briefing and never miss a story.</p></div>',
        "<article><a href='/b'><h3>Ferry engine fails again</h3></a><p>It was an old engine, and"
        " nobody was there to start it by hand.</p></article>",
        "<article><h3><a href='/b'>Ferry engine fails again</a></h3><p>It was an old engine, and"
        " nobody was there to start it by hand.</p></article>",
    ],
    ids=lambda html: f"{zlib.crc32(html.encode()):08x}",
)
def test_what_stands_around_a_story_never_becomes_its_text(inside):
    assert read(page(inside=inside)).paragraphs == PARAGRAPHS


def test_a_word_in_a_classed_span_stays_in_its_sentence():
    quote = (
        "The captain said that <span class='link'><a href='/x'>the pier will close</a></span> soon."
    )
    article = read(page(inside=f"<p>{quote}</p>"))
    assert article.paragraphs[-1] == "The captain said that the pier will close soon."


def test_an_opinion_page_called_comment_keeps_its_text():
    text = "".join(
        f"<p>{paragraph}</p>" for paragraph in (*PARAGRAPHS, FIRST.upper(), THIRD.upper())
    )
    html = f"<html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1>"
    html += f'<div class="section-comment">{text}</div></body></html>'
    assert read(html).paragraphs[:3] == PARAGRAPHS


def test_a_quote_that_speaks_of_replies_is_kept():
    said = "“Leave a reply at the town hall,” the mayor said."
    more = "“Follow us on Facebook, and subscribe to our newsletter,” she said."
    html = page(inside=f"<p>{said}</p><p>{more}</p>")
    assert read(html).paragraphs == (*PARAGRAPHS, said, more)


def test_headline_and_credits_at_the_head_of_the_text_are_not_text():
    html = page().replace("</h1>", "</h1><p>By Jane Doe</p><p>Published 24 November 2025</p>")
    assert read(html).paragraphs == PARAGRAPHS


def test_no_headline_of_the_page_becomes_text():
    html = page(title="Ferry").replace("<h1>Ferry</h1>", "<h1>Council keeps ferry at last</h1>")
    assert read(html).paragraphs == PARAGRAPHS


def test_an_amp_page_is_its_story_at_the_canonical_address():
    html = page(
        head='<link rel="canonical" href="https://www.harbour.example/ferry">',
        before="<amp-sidebar hidden><ul><li>Home</li></ul></amp-sidebar><amp-consent><div><p>We and"
        " our partners use cookies.</p></div></amp-consent>",
        inside="<amp-ad>Advert</amp-ad><amp-list><p>Related: the pier</p></amp-list>",
    ).replace("<html>", "<html ⚡>")
    article = read(html, "https://amp.harbour.example/ferry?amp=1")
    assert article.paragraphs == PARAGRAPHS
    assert article.url == "https://www.harbour.example/ferry"
    assert article.also_at == ("https://amp.harbour.example/ferry?amp=1",)


def test_a_declared_paywall_marks_a_short_text_partial():
    head = ld('{"@type": "NewsArticle", "isAccessibleForFree": "False"}')
    assert read(page(head=head)).is_partial
    assert read(page(inside="<p>To continue reading, become a member today.</p>")).is_partial


def test_a_declared_paywall_leaves_a_whole_text_whole():
    head = ld('{"@type": "NewsArticle", "isAccessibleForFree": false, "wordCount": 70}')
    assert not read(page(head=head)).is_partial


def test_the_same_page_can_be_read_again_and_again():
    bodies = {read(page()).body for _ in range(6)}
    assert len(bodies) == 1


def wall(title: str, *lines: str) -> str:
    text = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<head><title>{title}</title></head>"
    return f"<html>{head}<body><main><h1>{title}</h1>{text}</main></body></html>"


LONG = "We and our 842 partners store and access information on a device, such as cookies and IDs."


@pytest.mark.parametrize(
    "html",
    [
        "",
        "plain words",
        "<html></html>",
        "<html><body><script>" + "render();" * 200 + "</script></body></html>",
        "<html><body><noscript>Enable JavaScript to view this page.</noscript></body></html>",
        wall(
            "Before you continue",
            LONG,
            LONG,
            "We use cookies to deliver and maintain our services.",
        ),
        wall(
            "We value your privacy", LONG, LONG, LONG, "Accept all cookies or manage preferences."
        ),
        wall("404 - Page not found", "The page you are looking for has moved. " * 8),
        wall(
            "Oops!", "We can't find that page, but here are some things that you could do now. " * 6
        ),
        wall("Just a moment...", "Checking your browser before accessing the site. " * 8),
        wall("Application error: a client-side exception has occurred", "See the console. " * 20),
        wall("Access Denied", "You don't have permission to access this on this server. " * 6),
        wall("The ferry", "Short."),
    ],
)
def test_a_page_without_an_article_is_refused(html):
    with pytest.raises(NoArticle) as refusal:
        read(html)
    assert refusal.value.reader == NoArticle.default


def test_a_story_about_cookies_is_a_story():
    html = page(inside="<p>The council's page says: “We use cookies”, and nobody had noticed.</p>")
    assert len(read(html).paragraphs) == 4


@pytest.mark.parametrize(
    "address", ["https://www.harbour.example/", "https://www.harbour.example/en/"]
)
def test_a_home_page_is_no_article(address):
    with pytest.raises(NoArticle):
        read(page(), address)


@given(st.text(alphabet="<>/=\"' pdivarticleh1&;#\x00!-éx[]{}", max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_markup_breaks_the_reader(markup):
    for html in (markup, page(inside=markup), page(head=ld(markup))):
        try:
            assert read(html).body
        except NoArticle:
            continue


async def test_a_worker_reads_pages_and_has_a_bound_on_its_memory():
    async with Worker(load, limit_s=5) as worker:
        article = await worker.run(article_from_page, page(), URL, now=NOW)
        assert article.paragraphs == PARAGRAPHS
        with pytest.raises(MemoryError):
            await worker.run(bytes, 2 * MOST_MEMORY)
