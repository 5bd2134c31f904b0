"""A live blog is one text: its opening, then each update under its time, the earliest first."""

import json
from datetime import UTC, datetime

import pytest

from bot.wire.live import MOST_CHARACTERS, with_earlier
from bot.wire.page import article_from_page

NOW = datetime(2025, 12, 1, tzinfo=UTC)
URL = "https://news.example/2025/11/24/ferry"
HEADLINE = "Ferry vote: live"
OPENING = "The council decides on the ferry today, and the hall is full. Follow it here."
TIMES = ("10:30", "10:00", "09:30", "09:00")


def said(time: str) -> tuple[str, str]:
    return (
        f"At {time} the debate went on, and it was a long one even for this council.",
        f"“We heard you at {time},” the mayor, Ada Lind, said.",
    )


def block(time: str, more: str = "") -> str:
    text = "".join(f"<p>{line}</p>" for line in said(time))
    return (
        f'<article><time datetime="2025-11-24T{time}:00Z">{time}</time><h2>News of {time}</h2>'
        f"{text}{more}</article>"
    )


def page(*blocks: str, title: str = HEADLINE, head: str = "", story: str = "") -> str:
    return (
        f"<html><head><title>{title} | Post</title>{head}</head><body><main><h1>{title}</h1>"
        f"<p>{OPENING}</p>{story}{''.join(blocks)}</main></body></html>"
    )


def stated(*updates: dict[str, str]) -> str:
    node = {"@type": "LiveBlogPosting", "headline": HEADLINE, "liveBlogUpdate": list(updates)}
    part = {"@type": "NewsArticle", "headline": "A part of it"}
    return f'<script type="application/ld+json">{json.dumps([part, node])}</script>'


def read(html: str, url: str = URL):
    return article_from_page(html, url, now=NOW)


def told(*times: str) -> tuple[str, ...]:
    return tuple(
        line for time in times for line in (f"2025-11-24 {time} UTC: News of {time}", *said(time))
    )


def test_shown_updates_stand_below_their_times_the_earliest_first():
    article = read(page(*map(block, TIMES)))
    assert article.paragraphs == (OPENING, *told(*reversed(TIMES)))
    assert article.headline == HEADLINE


def test_a_live_blog_began_with_its_first_update_at_the_latest():
    article = read(page(*map(block, TIMES)), "https://news.example/ferry/live")
    assert article.published.moment == datetime(2025, 11, 24, 9, 0, tzinfo=UTC)


def test_stated_updates_go_before_shown_ones():
    updates = [
        {
            "@type": "BlogPosting",
            "headline": "It stays",
            "datePublished": "2025-11-24T11:05:00+01:00",
            "articleBody": "<p>The council voted nine to four.</p><p>There was applause.</p>",
        },
        {"datePublished": "2025-11-24T09:30:00Z", "articleBody": "The debate &amp; vote begin."},
        {"datePublished": "2025-11-24", "articleBody": "Without a time."},
        {"datePublished": "2025-11-24T09:45:00Z"},
    ]
    html = page("<p>The debate & vote begin.</p>", head=stated(*updates))
    assert read(html).paragraphs == (
        OPENING,
        "2025-11-24 09:30 UTC",
        "The debate & vote begin.",
        "2025-11-24 10:05 UTC: It stays",
        "The council voted nine to four.",
        "There was applause.",
    )


STORY = "".join(f"<p>{line}</p>" for time in TIMES for line in said(time.replace(":", ".")))


@pytest.mark.parametrize(
    "html",
    [
        page(*map(block, TIMES), title="Ferry stays"),
        page(*map(block, TIMES[:2])),
        page(*map(block, TIMES), story=STORY * 2),
        page(
            *(f"<article><h3>{time}</h3><p>{OPENING}</p></article>" for time in TIMES), story=STORY
        ),
    ],
    ids=["not called live", "too few", "below a story", "without times"],
)
def test_timed_articles_alone_make_no_live_blog(html):
    assert not any(line.startswith("2025-11-24 ") for line in read(html).paragraphs)


def test_what_stands_around_an_update_is_no_part_of_it():
    more = "<p>Share this</p><footer><p>Reply to us</p></footer><figure><p>A photo</p></figure>"
    assert read(page(*(block(time, more) for time in TIMES))).paragraphs[1:] == told(
        *reversed(TIMES)
    )


def test_a_long_live_blog_keeps_its_newest_updates():
    times = [f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in range(60)]
    article = read(page(*map(block, times)))
    assert MOST_CHARACTERS - 1_000 < len(article.body) < MOST_CHARACTERS + 1_000
    assert article.paragraphs[-2:] == said("23:59")


def body(*times: str) -> str:
    return "\n\n".join((OPENING, *told(*times)))


def test_updates_that_dropped_off_the_end_of_the_page_stay():
    assert with_earlier(body("10:00", "10:30"), body("09:00", "09:30", "10:00")) == body(
        "09:00", "09:30", "10:00", "10:30"
    )


def test_an_update_that_was_taken_back_goes():
    assert with_earlier(body("09:00", "10:30"), body("09:00", "10:00")) == body("09:00", "10:30")


@pytest.mark.parametrize(("one", "other"), [("a\n\nb", body("09:00")), (body("09:00"), "a")])
def test_other_texts_are_left_alone(one, other):
    assert with_earlier(one, other) == one


def test_what_dropped_off_has_a_bound_too():
    before = body(*(f"{hour:02d}:{minute:02d}" for hour in range(23) for minute in range(60)))
    joined = with_earlier(body("23:00"), before)
    assert len(joined) <= MOST_CHARACTERS
    assert joined.startswith(f"{OPENING}\n\n2025-11-24 ")
    assert joined.endswith(said("23:00")[1])
