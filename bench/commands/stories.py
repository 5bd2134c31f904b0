"""Made-up stories in any number, each of about 440 words with eight quotes, without an engine."""

import random

from bot.story import Article, Quote, QuoteKind, Reading, Span, Speaker, SpeakerKind, Summary

WORDS = 400
SPEAKERS = 300
PARAGRAPHS = 8


def made(number: int, draw: random.Random) -> tuple[Article, Reading]:
    """Story `number` with its reading; `draw` chooses words (Zipf) and speakers."""
    ranks = range(1, WORDS + 1)
    weights = [1 / rank for rank in ranks]
    words = [f"word{rank}" for rank in draw.choices(ranks, weights, k=PARAGRAPHS * 50)]
    paragraphs: list[str] = []
    quotes: list[Quote] = []
    names: list[str] = []
    at = 0
    for place in range(PARAGRAPHS):
        name = f"Speaker Number{draw.randint(1, SPEAKERS)}"
        said = " ".join(words[place * 50 : place * 50 + 20]).capitalize() + "."
        rest = " ".join(words[place * 50 + 20 : place * 50 + 50])
        paragraph = f"“{said}” {name} said. It was about {rest}."
        paragraphs.append(paragraph)
        names.append(name)
        quotes.append(
            Quote(
                QuoteKind.DIRECT,
                (Span(at + 1, at + 1 + len(said)),),
                speaker=name,
                confidence=0.9,
                weight=1 / (place + 1),
            )
        )
        at += len(paragraph) + 2
    article = Article(
        f"Headline {number} of {words[0]} and {words[1]}",
        "\n\n".join(paragraphs),
        url=f"https://example.org/{number}",
        outlet=f"Outlet {draw.randint(1, 40)}",
    )
    return article, _reading(article, tuple(quotes), names)


def _reading(article: Article, quotes: tuple[Quote, ...], names: list[str]) -> Reading:
    ends = [0]
    for paragraph in article.paragraphs:
        ends.append(ends[-1] + len(paragraph) + 2)
    sentences = tuple(
        Span(start, start + len(paragraph))
        for start, paragraph in zip(ends, article.paragraphs, strict=False)
    )
    return Reading(
        engine="made",
        language="en",
        sentences=sentences,
        summary=Summary(sentences[:1], sentences[:3], sentences[:5]),
        quotes=quotes,
        speakers=tuple(
            Speaker(name, SpeakerKind.PERSON, spellings=(name,)) for name in dict.fromkeys(names)
        ),
    )
