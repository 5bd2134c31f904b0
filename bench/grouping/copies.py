"""Makes near-copies of a story as newsrooms do with wire texts: cut, lightly edited, framed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from bench.grouping.cases import Case
from bot.story import Published

# Words that a sub-editor changes without changing what is told.
CHANGED = {
    " said": " told reporters",
    " told": " informed",
    " about ": " roughly ",
    " more than ": " over ",
    " because ": " since ",
    " on Monday": " Monday",
    " on Tuesday": " Tuesday",
    " on Wednesday": " Wednesday",
    " on Thursday": " Thursday",
    " on Friday": " Friday",
    " on Saturday": " Saturday",
    " on Sunday": " Sunday",
    " hurt": " injured",
    " will ": " is to ",
    " people": " persons",
    " was ": " had been ",
    " didn't": " did not",
    " wasn't": " was not",
    " isn't": " is not",
    " town": " community",
    " company": " firm",
    " asked": " requested",
    " early ": " in the early hours ",
    " after ": " following ",
}
FRAME = (
    "This report was supplied by a news agency and has been shortened by our staff.",
    "More on this story will follow on our pages later in the day, along with comment.",
)


def copies(base: Case) -> Iterator[Case]:
    """One of each way, under other outlets, an hour or more later."""
    for number, (way, change) in enumerate(WAYS.items(), 1):
        told_at = base.told_at + timedelta(hours=number, minutes=17 * number)
        paragraphs = change(base.article.body.split("\n\n"))
        article = replace(
            base.article,
            headline=f"{base.article.headline.split(':')[0]}: report" if number % 2 else HEADLINE,
            body="\n\n".join(paragraphs),
            outlet=f"Copy Desk {number}",
            url=f"{base.article.url}/{way}",
            published=Published(told_at),
        )
        yield replace(base, role=f"copy {way}", article=article, told_at=told_at)


def _cut(paragraphs: list[str]) -> list[str]:
    return paragraphs[: max(2, len(paragraphs) // 2)]


def _edited(paragraphs: list[str]) -> list[str]:
    return [_reworded(paragraph) for paragraph in paragraphs]


def _cut_and_edited(paragraphs: list[str]) -> list[str]:
    return _edited(paragraphs[: max(2, (2 * len(paragraphs)) // 3)])


def _new_top(paragraphs: list[str]) -> list[str]:
    """An opening of their own, then the wire's text without its first paragraph."""
    return [f"There is news today of this. {FRAME[0]}", *paragraphs[1:]]


def _framed(paragraphs: list[str]) -> list[str]:
    return [FRAME[0], *paragraphs, FRAME[1]]


def _shuffled(paragraphs: list[str]) -> list[str]:
    """The second half pulled to the front, as when a quote is made the opening."""
    half = len(paragraphs) // 2
    return [*paragraphs[half:], *paragraphs[:half]]


def _sparse(paragraphs: list[str]) -> list[str]:
    """Every other sentence, lightly edited."""
    kept = []
    for number, paragraph in enumerate(paragraphs):
        sentences = re.split(r"(?<=[.?!”]) (?=[A-Z“‘])", paragraph)
        chosen = sentences[number % 2 :: 2]
        if chosen:
            kept.append(_reworded(" ".join(chosen)))
    return kept


def _reworded(paragraph: str) -> str:
    for old, new in CHANGED.items():
        paragraph = paragraph.replace(old, new)
    return paragraph


HEADLINE = "From the wires"
WAYS: dict[str, Callable[[list[str]], list[str]]] = {
    "cut": _cut,
    "edited": _edited,
    "cut and edited": _cut_and_edited,
    "new top": _new_top,
    "framed": _framed,
    "shuffled": _shuffled,
    "sparse": _sparse,
}
