"""Made-up articles with their readings, for the tests of the store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.store.store import Store
from bot.story import (
    Article,
    GuildId,
    Kept,
    Lede,
    MemberId,
    Published,
    Quote,
    QuoteKind,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Summary,
)

HERE, THERE = GuildId(11), GuildId(22)
EDITOR = MemberId(7)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

BODY = (
    "The harbour ferry will keep running, the mayor said on Monday.\n\n"
    "“We will not close it,” Ana José told reporters. She called the plan “unrealistic”.\n\n"
    "The port company says that repairs are needed."
)


def article(headline="Ferry stays open, mayor says", body=BODY, **changed: Any) -> Article:
    usual = Article(
        headline,
        body,
        url="https://herald.example/ferry",
        outlet="The Herald",
        byline=("Lee Writer",),
        published=Published(NOON - timedelta(hours=2)),
    )
    return replace(usual, **changed)


def reading(body=BODY, name="Ana José", engine="first", role: str | None = "mayor") -> Reading:
    """A reading of any body: its first words as sentence and summary, two quotes by one person."""
    first, second = Span(0, min(10, len(body))), Span(0, min(4, len(body)))
    if "“We will" in body and "unrealistic" in body:
        first, second = span(body, "We will not close it,"), span(body, "unrealistic")
    opening = (Span(0, body.find("\n\n") if "\n\n" in body else len(body)),)
    return Reading(
        engine=engine,
        language="en",
        sentences=opening,
        summary=Summary(headline=opening, brief=opening, full=opening),
        quotes=(
            Quote(QuoteKind.DIRECT, (first,), (second,), (), name, role, 0.9, 1.0),
            Quote(QuoteKind.PARTIAL, (second,), (), (first,), name, None, 0.4, 0.5),
            Quote(QuoteKind.REPORTED, (first,)),
        ),
        speakers=(Speaker(name, SpeakerKind.PERSON, role, (name, name.split()[-1])),),
        lede=Lede(who=(second,)),
    )


def span(body: str, words: str) -> Span:
    start = body.index(words)
    return Span(start, start + len(words))


async def take_in(
    store: Store, guild=HERE, read: Reading | None = None, now=NOON, **of: Any
) -> Kept:
    """Keep an article that differs from the usual one as told, with a reading of its body."""
    one = article(**of)
    return await store.keep(one, read or reading(one.body), guild=guild, now=now)


async def fill(store: Store, count: int, guild=HERE) -> list[Kept]:
    """Keep as many stories with numbers in their headlines, an hour after one another."""
    return [
        await take_in(
            store,
            guild,
            now=NOON + timedelta(hours=n),
            headline=f"Report number{n} on the harbour",
            url=f"https://herald.example/{n}",
        )
        for n in range(count)
    ]
