"""What a page says of its article outside the text: who, when, for whom, at which address."""

import pytest

from tests.wire.test_page import HEADLINE, MONDAY, URL, ld, page, read


@pytest.mark.parametrize("front", ["www", "amp", "m", "www2"])
def test_an_outlet_without_a_name_goes_by_its_sites(front):
    assert read(page(), f"https://{front}.harbour.example/a").outlet == "harbour.example"


def test_a_title_that_only_names_the_site_is_no_headline():
    html = page(title=HEADLINE).replace(f"<title>{HEADLINE} | The Harbour Post", "<title>Harbour")
    assert read(html).headline == HEADLINE


def test_json_ld_gives_byline_outlet_and_moment():
    head = ld(
        '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"},'
        '{"@type": ["NewsArticle"], "headline": "Harbour council keeps the old ferry",'
        '"datePublished": "2025-11-24T09:30:00+01:00",'
        '"author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John van der Roe"}],'
        '"publisher": {"@type": "Organization", "name": "The Harbour Post"}}]}'
    )
    article = read(page(head=head))
    assert article.byline == ("Jane Doe", "John van der Roe")
    assert article.outlet == "The Harbour Post"
    assert article.published == MONDAY


def test_broken_json_ld_costs_nothing_else():
    head = ld('{"@type": "NewsArticle", "headline": ') + ld("[[[" * 5000)
    head += '<meta property="article:published_time" content="2025-11-24T08:30:00Z">'
    article = read(page(head=head))
    assert article.published == MONDAY
    assert article.headline == HEADLINE


def test_sources_that_disagree_on_the_writer_give_no_byline():
    head = '<meta name="author" content="Site Robot">' + ld(
        '{"@type": "NewsArticle", "author": {"name": "Jane Doe"}}'
    )
    assert read(page(head=head)).byline == ()


@pytest.mark.parametrize(
    "author", ["https://x.example/jane", "admin", "The Harbour Post", "j@x.example"]
)
def test_what_is_no_person_is_no_byline(author):
    assert read(page(head=f'<meta name="author" content="{author}">')).byline == ()


def test_a_day_is_made_a_moment_only_by_a_time_of_that_day():
    near = "<time datetime='2025-11-24T08:30:00Z'>Monday</time>"
    other = "<time datetime='2025-11-03T08:30:00Z'>an older story</time>"
    assert read(page(inside=other)).published.is_day_only
    assert read(page(inside=other + near)).published == MONDAY


def test_a_commenters_name_is_no_byline():
    head = ld('{"@type": "NewsArticle", "author": {"name": "Jane Doe"}}')
    inside = "<ol class='comments'><li><b class='comment-author'>Bo Li</b><p>No!</p></li></ol>"
    assert read(page(head=head, inside=inside)).byline == ("Jane Doe",)


def test_a_date_in_the_future_is_no_date():
    head = '<meta property="article:published_time" content="2031-01-01T00:00:00Z">'
    assert read(page(head=head)).published.moment.year == 2025


@pytest.mark.parametrize(
    ("canonical", "url", "also_at"),
    [
        (
            "https://www.harbour.example/ferry?utm_source=x#top",
            "https://www.harbour.example/ferry",
            (URL,),
        ),
        ("https://m.harbour.example/ferry", "https://m.harbour.example/ferry", (URL,)),
        ("/ferry", "https://www.harbour.example/ferry", (URL,)),
        ("https://elsewhere.example/ferry", URL, ()),
        ("https://www.harbour.example/", URL, ()),
        ("javascript:alert(1)", URL, ()),
        ("", URL, ()),
    ],
)
def test_a_canonical_address_counts_only_within_its_site(canonical, url, also_at):
    article = read(page(head=f'<link rel="canonical" href="{canonical}">'))
    assert (article.url, article.also_at) == (url, also_at)


def test_a_page_without_an_address_claims_none():
    head = '<link rel="canonical" href="https://www.harbour.example/ferry">'
    article = read(page(head=head), None)
    assert (article.url, article.outlet) == (None, None)
