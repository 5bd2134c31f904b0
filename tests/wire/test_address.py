"""An article's address is the same however a reader came by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wire.address import absolute, as_given, cleaned, host_of, is_home, same_site

PLAIN = "https://news.example/a/1"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (PLAIN, PLAIN),
        (f" <{PLAIN}> ", PLAIN),
        ("HTTPS://News.Example:443/a/1", PLAIN),
        (f"{PLAIN}#top", PLAIN),
        (f"{PLAIN}?utm_source=x&utm_medium=y", PLAIN),
        (f"{PLAIN}?fbclid=1&id=7&gclid=2#xtor=RSS-3-[x]", f"{PLAIN}?id=7"),
        (f"{PLAIN}?b&utm_source=x", f"{PLAIN}?b"),
        (f"{PLAIN}?b", f"{PLAIN}?b"),
        (f"{PLAIN}?q=a+b%20c&ref=x", f"{PLAIN}?q=a+b%20c"),
        ("https://news.example/x/../a/1", PLAIN),
        ("https://news.example/#!/a/1", "https://news.example/#!/a/1"),
        ("https://www.google.com/amp/s/news.example/a/1", PLAIN),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/a/1", PLAIN),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
    ],
)
def test_trackers_and_fragments_are_taken_off_and_the_rest_stays(written, address):
    assert cleaned(written) == address


@pytest.mark.parametrize("name", ["id", "p", "page", "article", "cid", "source", "v", "story_id"])
def test_a_parameter_that_may_name_the_article_stays(name):
    assert cleaned(f"{PLAIN}?{name}=7") == f"{PLAIN}?{name}=7"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "x",
        "ftp://a.example/",
        "javascript:x",
        "http://",
        "//a.example/",
        "http://[",
        "https:/a",
        "http://[::1]@?id=1:80/",
        "http://[:1]:80/",
        "http://[zz]/",
    ],
    ids=repr,
)
def test_what_is_no_web_address_has_no_clean_form(written):
    assert cleaned(written) is None
    assert host_of(written) == ""


@pytest.mark.parametrize("space", "\u00a0\u2003\u3000\t\u200b", ids=ascii)
def test_a_host_with_a_blank_in_it_is_no_address(space):
    assert cleaned(f"https://A.{space}/a") in {None, "https://a./a"}


@given(st.text(max_size=60))
def test_cleaning_is_done_once_and_for_all(text):
    for written in (text, f"https://news.example/{text}", f"https://{text}/a"):
        if (address := cleaned(written)) is not None:
            assert cleaned(address) == address
        assert as_given(as_given(written)) is not None


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("https://www.news.example/a", "https://m.news.example/b", True),
        ("https://a.co.uk/", "https://b.co.uk/", False),
        ("https://news.bbc.co.uk/", "https://www.bbc.co.uk/", True),
        ("https://a.github.io/", "https://b.github.io/", False),
        ("http://127.0.0.1/", "http://127.0.0.1:80/", True),
        ("http://10.0.0.1/", "http://11.0.0.1/", False),
        ("nothing", "nothing", False),
    ],
)
def test_a_site_is_its_registrable_domain(one, other, are_one):
    assert same_site(one, other) is are_one


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/en/", "/de", "/home", "/default.aspx"])
def test_a_front_page_is_known_by_its_path(path):
    assert is_home(f"https://news.example{path}")


@pytest.mark.parametrize("path", ["/?p=12", "/a/1", "/news", "/2025/11/24/", "/indexing"])
def test_other_pages_are_no_front_pages(path):
    assert not is_home(f"https://news.example{path}")


def test_a_link_is_made_absolute_or_dropped():
    assert absolute("../b", PLAIN) == "https://news.example/b"
    assert absolute(None, PLAIN) is None
    assert absolute("mailto:a@b.example", PLAIN) is None
