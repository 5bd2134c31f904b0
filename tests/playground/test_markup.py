"""Discord's markdown in a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.terminal.markup import plain, styled


def shown(text):
    return styled(text, lambda mark, number: f"{mark}{number}!").plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**bold** and *slanted*", "bold and slanted"),
        ("__under__ ~~gone~~ ||hidden||", "under gone hidden"),
        ("`a*b*`", "a*b*"),
        (r"\*not\* bold", "*not* bold"),
        ("[words](https://x.example)", "words"),
        ("> quoted\nplain", "▎ quoted\nplain"),
        ("-# small\n## Head\n- point", "small\nHead\n• point"),
        ("<@7> <#8> <@&9>", "@7! #8! @&9!"),
        ("</story add:1>", "/story add"),
        ("<t:0:R>", "01 January 1970, 00:00 UTC"),
        ("<t:99999999999999>", "(no such time)"),
        ("snake_case_name and 2*3*4", "snake_case_name and 234"),
        ("[/bold]not markup[/]", "[/bold]not markup[/]"),
    ],
)
def test_marks_become_styles(written, read):
    assert shown(written) == read


@given(st.text())
def test_nothing_that_a_terminal_obeys_comes_through(text):
    assert not any(ord(character) < 32 and character != "\n" for character in shown(text))
    assert "\x9b" not in plain(text)
