"""Who quotes whom: the speakers that several outlets quote of one event."""

from collections.abc import Iterator, Sequence

from bot.cards.plain import escaped
from bot.languages import _
from bot.reading.wording import plain as folded
from bot.story import QuoteKind, Story

MOST_NAME = 60


def quoted_by_several(stories: Sequence[Story]) -> Iterator[str]:
    """One line for each speaker whom two or more quote, with the outlets; most outlets first.

    A speaker whom all quote in the same words alone is marked as such.
    """
    heard: dict[str, dict[int, set[str]]] = {}
    for number, story in enumerate(stories):
        for quote in story.reading.attributed:
            if quote.speaker and quote.kind is not QuoteKind.REPORTED:
                words = folded(quote.words(story.article.body)).casefold().strip(" .,!?")
                heard.setdefault(quote.speaker, {}).setdefault(number, set()).add(words)
    several = [(name, by) for name, by in heard.items() if len(by) > 1]
    for name, by in sorted(several, key=lambda one: -len(one[1])):
        outlets = ", ".join(dict.fromkeys(_outlet(stories[number]) for number in by))
        said = list(by.values())
        note = _(" (the same words)") if all(words == said[0] for words in said) else ""
        yield f"**{escaped(name, MOST_NAME)}**: {outlets}{note}"


def _outlet(story: Story) -> str:
    return escaped(story.article.outlet or f"#{story.id}", MOST_NAME)
