"""An entry stays one story while its feed changes around it, and two stories stay two."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.feed import Entry, Feed
from bot.story import Published
from bot.wire.identity import identities

MONDAY = Published(datetime(2025, 11, 24, 9, 0, tzinfo=UTC))
ENTRY = Entry(
    "Harbour council keeps the ferry", "https://www.news.example/a/1", "tag:1", MONDAY, "It stays."
)
OTHER = Entry(
    "Bridge to reopen on Monday", "https://www.news.example/a/2", "tag:2", MONDAY, "It opens."
)


def feed(*entries: Entry) -> Feed:
    return Feed("The Harbour Post", "https://www.news.example/", entries)


def are_one(before: Entry, after: Entry) -> bool:
    (first, *_), (second, *_) = identities(feed(before, OTHER)), identities(feed(after, OTHER))
    return not set(first).isdisjoint(second)


@pytest.mark.parametrize(
    "changed",
    [
        replace(ENTRY, title="Harbour council keeps the old ferry after all"),
        replace(ENTRY, guid="tag:99"),
        replace(ENTRY, guid=None),
        replace(ENTRY, link="https://www.news.example/a/1?utm_source=rss#xtor=RSS-3-[x]"),
        replace(ENTRY, link="http://news.example/a/1", guid=None),
        replace(ENTRY, link="https://mail.news.example/a/1", guid="https://mail.news.example/a/1"),
        replace(ENTRY, published=Published(datetime(2025, 11, 25, tzinfo=UTC))),
        replace(ENTRY, summary="It stays. 17 comments"),
    ],
)
def test_a_change_around_a_story_makes_no_second_one(changed):
    assert are_one(ENTRY, changed)


@pytest.mark.parametrize(
    "other",
    [
        OTHER,
        replace(ENTRY, link="https://www.news.example/a/3", guid="tag:3"),
        replace(ENTRY, link="https://www.news.example/a/1?page=2", guid="tag:3"),
    ],
)
def test_another_story_is_another(other):
    assert not are_one(ENTRY, other)


def test_one_link_for_three_titles_is_three_stories():
    bare = [replace(ENTRY, guid=None, title=f"Ferry news number {n}") for n in range(3)]
    assert len(set(identities(feed(*bare)))) == 3
    assert len({key for keys in identities(feed(*bare)) for key in keys}) == 3


def test_a_guid_given_to_all_entries_counts_for_none():
    keys = identities(feed(replace(ENTRY, guid="post"), replace(OTHER, guid="post")))
    assert set(keys[0]).isdisjoint(keys[1])
    assert not any(key.startswith("guid") for each in keys for key in each)


def test_the_same_entry_twice_in_one_feed_is_one_story():
    first, second = identities(feed(ENTRY, ENTRY))
    assert first == second


def test_entries_that_only_have_the_sites_link_are_known_by_title_and_day():
    first = replace(ENTRY, guid=None, link="https://www.news.example/")
    second = replace(first, title="Bridge")
    (one,), (two,) = identities(feed(first, second))
    assert one != two
    assert one.startswith("title 2025-11-24")


def test_equal_titles_of_a_day_are_told_apart_by_what_they_say():
    first = replace(ENTRY, guid=None, link=None)
    second = replace(first, summary="It goes.")
    assert len({*identities(feed(first, second))}) == 2


def test_every_entry_has_a_key():
    assert identities(feed(Entry("(untitled)"))) == (("title no day untitled",),)
    assert all(identities(feed(Entry("?"), Entry("!"), Entry("!"))))
