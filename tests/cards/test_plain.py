"""Text from outside, drawn harmlessly."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.plain import MOST_COMBINING, escaped, plain, web_link

# What Discord would render or link if it stood unescaped.
LIVE = re.compile(r"(?<!\\)(?:\\\\)*(?:[*_~`|\[\]()<>]|(?:https?|ftp):)", re.IGNORECASE)


@pytest.mark.parametrize(
    ("outside", "drawn"),
    [
        ("<@123> and <@&4>", r"\<@123\> and \<@&4\>"),
        ("<#1> <t:1:R> </ban:1> <id:guide>", r"\<#1\> \<t:1:R\> \</ban:1\> \<id:guide\>"),
        ("[a](https://b.example)", r"\[a\]\(https\://b.example\)"),
        ("# loud", r"\# loud"),
        ("-# small", r"\-# small"),
        ("> said", r"\> said"),
        ("- a list", r"\- a list"),
        ("1. first", r"1\. first"),
        ("||hidden||", r"\|\|hidden\|\|"),
        ("discord.gg/abc", r"discord.gg\/abc"),
        ("@everyone", "@\u200beveryone"),
        ("two\n\nlines\there", "two lines here"),
        ("back\\slash", "back\\\\slash"),
        ("3 - 2 # of 1.5", "3 - 2 # of 1.5"),
    ],
)
def test_markup_from_outside_becomes_its_own_letters(outside, drawn):
    assert escaped(outside, 200) == drawn


@pytest.mark.parametrize("invisible", "\u200b\u202e\u2066\ufeff\u0000\u3164\u2800\u115f\ue000")
def test_what_cannot_be_seen_is_not_drawn(invisible):
    assert plain(f"a{invisible}b", 10) == "ab"
    assert plain(invisible * 3, 10) == ""


def test_a_flood_of_combining_marks_is_thinned():
    drawn = plain("Z" + "\u0301\u0317\u0323" * 30, 200)
    assert sum(map(bool, map(unicodedata.combining, drawn))) <= MOST_COMBINING


def test_joined_emoji_and_indic_letters_stay_whole():
    family = "👩\u200d👩\u200d👧 क\u094d\u200dष"
    assert plain(family, 50) == unicodedata.normalize("NFC", family)


def test_a_cut_falls_between_words_and_says_so():
    assert plain("one two three four", 14) == "one two three…"
    assert plain("one two three, four", 16) == "one two three…"


def test_a_word_longer_than_the_room_is_cut_inside():
    assert plain("x" * 400, 256) == "x" * 255 + "…"


@given(st.text(max_size=400), st.integers(2, 120))
def test_no_text_is_drawn_longer_than_its_room(outside, most):
    for drawn in (plain(outside, most), escaped(outside, most)):
        assert len(drawn.encode("utf-16-le")) // 2 <= most


@given(st.text(alphabet="*_~`|[]()<>\\ab# -1.:/@\nhtps", max_size=200))
def test_nothing_stays_live_whatever_comes(outside):
    assert not LIVE.search(escaped(outside, 1000))


@given(st.text(max_size=200))
def test_drawing_what_was_drawn_plain_changes_nothing(outside):
    once = plain(outside, 500)
    assert plain(once, 500) == once


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://a b.example",
        "//cdn.example/x",
        "ftp://a.example",
        "https://a.example/" + "x" * 3000,
        'https://a.example/"onclick',
        "",
        None,
    ],
)
def test_an_address_that_cannot_be_linked_is_left_out(url):
    assert web_link(url) is None


def test_a_bracket_in_an_address_cannot_end_a_link():
    assert web_link("https://a.example/b(c)") == "https://a.example/b%28c%29"
