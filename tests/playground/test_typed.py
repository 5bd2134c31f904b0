"""Lines as people type them."""

import pytest

from bot.playground.invocation import NotOffered
from bot.playground.terminal import typed


def option(name, **more):
    return {"type": 3, "name": name, "description": "", **more}


OFFERED = [
    {
        "type": 1,
        "name": "summary",
        "description": "",
        "options": [option("story", required=True), option("length")],
    },
    {
        "type": 1,
        "name": "latest",
        "description": "",
        "options": [option("outlet"), option("count")],
    },
    {
        "type": 1,
        "name": "story",
        "description": "",
        "options": [
            {"type": 1, "name": "add", "description": "", "options": [option("url")]},
            {
                "type": 2,
                "name": "tag",
                "description": "",
                "options": [{"type": 1, "name": "set", "description": "", "options": []}],
            },
        ],
    },
    {
        "type": 1,
        "name": "compare",
        "description": "",
        "options": [option("a", required=True), option("b", required=True)],
    },
]


@pytest.mark.parametrize(
    ("line", "name", "options"),
    [
        ("/summary", "summary", {}),
        ("/summary story:tru", "summary", {"story": "tru"}),
        ("/summary tru", "summary", {"story": "tru"}),
        ("/summary two words length:brief", "summary", {"story": "two words", "length": "brief"}),
        ('/summary story:"a length:b"', "summary", {"story": '"a', "length": 'b"'}),
        ('/summary "quoted words"', "summary", {"story": "quoted words"}),
        ("/latest The Paper", "latest", {"outlet": "The Paper"}),
        ("/story add https://x.example/a:b", "story add", {"url": "https://x.example/a:b"}),
        ("/story add", "story add", {}),
        ("/story tag set", "story tag set", {}),
        ("/compare a:1 b:2", "compare", {"a": "1", "b": "2"}),
    ],
)
def test_a_line_is_read(line, name, options):
    asked = typed.read(OFFERED, line)
    assert (asked.name, asked.options) == (name, options)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/", "Name a command"),
        ("/nothing", "No command /nothing"),
        ("/story", "needs one of: add, tag"),
        ("/story drop x", "needs one of: add, tag"),
        ("/story tag set x", "takes no options"),
        ("/compare 1", "Name the options: a:…, b:…"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line, words):
    with pytest.raises(NotOffered, match=words):
        typed.read(OFFERED, line)
