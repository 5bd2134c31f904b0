"""Stories made for tests: an article and its reading, without an engine."""

import re
from datetime import UTC, datetime

from bot.story import (
    Article,
    Published,
    Quote,
    QuoteKind,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Story,
    StoryId,
    Summary,
)
from tests.hostile_texts import HOSTILE

# Hostile texts as they come through the intake, which decodes whole characters only.
HOSTILE_TEXTS = tuple(
    text for text in (hostile.text for hostile in HOSTILE) if not re.search("[\ud800-\udfff]", text)
)

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def span_of(body: str, words: str) -> Span:
    """Where `words` first stand in `body`."""
    start = body.index(words)
    return Span(start, start + len(words))


def article(
    headline: str = "Bridge to reopen on Monday",
    body: str = (
        "The bridge over the Tarn will reopen on Monday, the county said.\n\n"
        "“We are ready,” said Maria Lopez, the county engineer. “Bring your bicycles.”\n\n"
        "Mayor Ellen Park warned that the tolls would rise."
    ),
    *,
    url: str | None = "https://example.org/bridge",
    outlet: str | None = "The Tarn Courier",
) -> Article:
    """An article of three paragraphs unless told otherwise."""
    return Article(headline, body, url=url, outlet=outlet, published=Published(NOON))


def reading(
    of: Article,
    *said: tuple[str, str | None, QuoteKind],
    engine: str = "by hand",
) -> Reading:
    """A reading of `of`: each of `said` is (words, speaker, kind), the first the weightiest."""
    body = of.body
    sentences = tuple(span_of(body, paragraph) for paragraph in of.paragraphs if paragraph)
    names = dict.fromkeys(speaker for _, speaker, _ in said if speaker)
    return Reading(
        engine=engine,
        language="en",
        sentences=sentences,
        summary=Summary(sentences[:1], sentences[:3], sentences[:6]),
        quotes=tuple(
            Quote(
                kind,
                (span_of(body, words),),
                speaker=speaker,
                role="county engineer" if speaker == "Maria Lopez" else None,
                confidence=0.9,
                weight=1 / number,
            )
            for number, (words, speaker, kind) in enumerate(said, 1)
        ),
        speakers=tuple(Speaker(name, SpeakerKind.PERSON, spellings=(name,)) for name in names),
    )


BRIDGE = article()
BRIDGE_READING = reading(
    BRIDGE,
    ("We are ready", "Maria Lopez", QuoteKind.DIRECT),
    ("Bring your bicycles.", "Maria Lopez", QuoteKind.DIRECT),
    ("the tolls would rise", "Ellen Park", QuoteKind.REPORTED),
)


def story(of: Article = BRIDGE, read: Reading = BRIDGE_READING, *, revision: int = 1) -> Story:
    """A kept story."""
    return Story(StoryId(7), revision, of, read, NOON)
