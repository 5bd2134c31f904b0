"""One article's reading for a terminal, and as JSON for programs (docs/json.md says its form)."""

import json
from collections.abc import Iterable
from dataclasses import fields

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from bot.story import Article, Quote, QuoteKind, Reading, Span

FORMAT = 1  # raised when a key is renamed or goes; new keys may come without that
KEY_QUOTES = 5
LENGTHS = ("headline", "brief", "full")


def print_reading(console: Console, article: Article, reading: Reading) -> None:
    """Print summary, key quotes and who said what."""
    console.print(_head(article))
    for length in LENGTHS:
        console.print(Rule(length.capitalize(), align="left", style="dim"))
        for span in getattr(reading.summary, length):
            console.print(Padding(_sentence(article.body, span), (0, 2)))
    console.print(Rule("Key quotes", align="left", style="dim"))
    for quote in reading.key_quotes[:KEY_QUOTES]:
        console.print(Padding(_quote(article.body, quote), (0, 2, 1, 2)))
    console.print(Rule("Who said what", align="left", style="dim"))
    for speaker, quotes in _by_speaker(article.body, reading):
        lines = [Text(speaker, style="bold"), *(_line(article.body, quote) for quote in quotes)]
        console.print(Padding(Group(*lines), (0, 2, 1, 2)))
    if not reading.has_reported:
        console.print("[dim]Quotation marks only: reported speech needs a spaCy pipeline.[/dim]")


def reading_json(article: Article, reading: Reading) -> str:
    """The reading as JSON; spans are character offsets into `body`, end not included."""
    body = article.body
    published = article.published
    written = {
        "format": FORMAT,
        "engine": reading.engine,
        "language": reading.language,
        "headline": article.headline,
        "outlet": article.outlet,
        "url": article.url,
        "byline": article.byline,
        "published": published and published.moment.isoformat(),
        "published_is_day_only": bool(published and published.is_day_only),
        "is_partial": article.is_partial,
        "body": body,
        "summary": {each: _spans(body, getattr(reading.summary, each)) for each in LENGTHS},
        "lede": {
            each.name: _spans(body, getattr(reading.lede, each.name))
            for each in fields(reading.lede)
        },
        "quotes": [_quote_json(body, quote) for quote in reading.quotes],
        "speakers": [
            {
                "name": speaker.name,
                "kind": speaker.kind,
                "role": speaker.role,
                "spellings": speaker.spellings,
            }
            for speaker in reading.speakers
        ],
        "has_reported": reading.has_reported,
    }
    return json.dumps(written, ensure_ascii=False, indent=2)


def _quote_json(body: str, quote: Quote) -> dict[str, object]:
    return {
        "kind": quote.kind,
        "words": quote.words(body),
        "speaker": quote.speaker,
        "role": quote.role,
        "confidence": round(quote.confidence, 3),
        "weight": round(quote.weight, 3),
        "paragraph": _paragraph(body, quote.content[0]),
        "content": _spans(body, quote.content),
        "source": _spans(body, quote.source),
        "cue": _spans(body, quote.cue),
    }


def _spans(body: str, spans: Iterable[Span]) -> list[dict[str, object]]:
    return [{"text": span.of(body), "start": span.start, "end": span.end} for span in spans]


def _paragraph(body: str, span: Span) -> int:
    return body.count("\n\n", 0, span.start) + 1


def _head(article: Article) -> Panel:
    about = [
        article.outlet or "",
        ", ".join(article.byline),
        f"{article.published.moment:%Y-%m-%d}" if article.published else "",
        article.url or "",
    ]
    shown = Text(" · ".join(part for part in about if part), style="dim")
    return Panel(Group(Text(article.headline, style="bold"), shown), expand=False)


def _sentence(body: str, span: Span) -> Text:
    return Text.assemble(span.of(body), (f"  ¶{_paragraph(body, span)}", "dim"))


def _quote(body: str, quote: Quote) -> Text:
    return Text.assemble(_shown(body, quote), "\n", ("— " + _speaker(body, quote), "bold"))


def _line(body: str, quote: Quote) -> Text:
    return Text.assemble("  ", _shown(body, quote))


def _shown(body: str, quote: Quote) -> Text:
    words = quote.words(body)
    marked = words if quote.kind is QuoteKind.REPORTED else f"“{words}”"
    return Text.assemble(marked, (f"  {quote.kind} ¶{_paragraph(body, quote.content[0])}", "dim"))


def _speaker(body: str, quote: Quote) -> str:
    if quote.speaker:
        return f"{quote.speaker}, {quote.role}" if quote.role else quote.speaker
    named = quote.named(body)
    return f"speaker not named (“{named}”)" if named else "speaker not named"


def _by_speaker(body: str, reading: Reading) -> list[tuple[str, list[Quote]]]:
    groups: dict[str, list[Quote]] = {}
    for quote in reading.attributed:
        groups.setdefault(quote.speaker or _speaker(body, quote), []).append(quote)
    return list(groups.items())
