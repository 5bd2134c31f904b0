"""A site's page shows where its feeds are."""

import pytest

from bot.wire.discovery import feeds_on

URL = "https://www.news.example/about/"


def page(head: str = "", body: str = "<p>Hello there</p>") -> str:
    return f"<!doctype html><html><head><title>x</title>{head}</head><body>{body}</body></html>"


def link(
    href: str, kind: str = "application/rss+xml", title: str = "News", rel: str = "alternate"
) -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


def addresses(html: str) -> list[str]:
    return [found.address for found in feeds_on(html, URL)]


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "application/atom+xml", "application/feed+json", "text/xml"]
)
def test_a_declared_feed_is_found(kind):
    (found,) = feeds_on(page(link("/feed.xml", kind)), URL)
    assert (found.title, found.address) == ("News", "https://www.news.example/feed.xml")


def test_comments_feeds_and_what_is_no_feed_are_left_out():
    head = (
        link("/comments/feed/")
        + link("/feed/")
        + link("/wp-json/oembed?x", "application/json+oembed")
        + link("/de/", "text/html")
        + link("javascript:x")
        + link("/style.css", "text/css", rel="stylesheet")
        + link("/feed/", title="again")
    )
    assert addresses(page(head)) == ["https://www.news.example/feed/"]


def test_the_pages_base_counts():
    head = '<base href="https://cdn.news.example/x/">' + link("feed.xml")
    assert addresses(page(head)) == ["https://cdn.news.example/x/feed.xml"]


def test_without_a_declaration_links_to_feeds_on_the_same_site_are_found():
    body = (
        "<p>Read us: <a href='/rss.xml'>RSS</a> <a href='https://other.example/feed'>x</a>"
        "<a href='/feedback'>y</a></p>"
    )
    assert addresses(page(body=body)) == ["https://www.news.example/rss.xml"]


@pytest.mark.parametrize("html", ["", "plain", "<", page(), "<html>" * 5_000])
def test_a_page_without_feeds_gives_none(html):
    assert addresses(html) == []
