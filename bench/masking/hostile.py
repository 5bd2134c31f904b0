"""Texts made to be slow to read for somebody who looks for addresses."""

import random
from collections.abc import Iterator

LENGTH = 4000
SHUFFLED = 12

REPEATED = (
    "@", "a@", "a@a.", "a.b@c.", "a@b.co ", "a@b.co/", "x@y,", "x@y dot ", "x @ y . ", '"a"@',
    "at ", "a at a dot ", "mara at ex dot com ", "[at]", "a_at_", "dot ", "aATaDOT", "a-b.", "a-",
    ".", "a", "a ", "a @ . ", "é", "aа", "あa", "ﷺ", "a\u200b", "\ud800", "a☺", "a☺@",
    "%40", "%25", "&amp;", "&#64;", "\\", "](", "](a", "*", "<b>", "<!--",
    "http://a:", "x://a@b.c/", "moc.a@", "mar at ", "my gmail ", "1-", "1 2", "+1 ", "(1) ",
)  # fmt: skip
BLOCKS = (
    *REPEATED,
    *'@.ab 1%&;#[]()*_-:/"\n',
    "at", "dot", "com", "gmail", " at ", " dot ", "mara", "example", ".com", "@example.com",
    "mara@", "(at)", "[dot]", "arroba", "punto", "собака", "точка", "点", "%", "&commat;",
    "[e-mail removed]", "[phone removed]", "mail ", "holt", "\u0301", "\u202e", "😀", "git@",
    "https://", "ssh://", "ⓐ", "＠", "。", "+44 20 7946 0", "\\u0040", "x--", "the ",
)  # fmt: skip


def hostile_texts() -> Iterator[tuple[str, str]]:
    """Pairs of a name and a text of LENGTH characters."""
    for block in REPEATED:
        yield block, (block * (LENGTH // len(block) + 1))[:LENGTH]
    for seed in range(SHUFFLED):
        chance = random.Random(seed)
        yield f"shuffled {seed}", "".join(chance.choices(BLOCKS, k=LENGTH))[:LENGTH]
