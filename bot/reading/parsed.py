"""The sayings of a parsed text, by the trained ensembles."""

from dataclasses import dataclass, field

from bot.reading import scare, sources
from bot.reading.attribution import Models
from bot.reading.joining import Attribution
from bot.reading.page import Page
from bot.reading.parser import Parser
from bot.reading.quotes import Saying, Voice, spans_of
from bot.story import Span


@dataclass
class ParsedReader:
    """Finds direct, partial and reported speech with a parser."""

    parser: Parser
    models: Models = field(default_factory=Models)

    def sayings(self, text: str) -> list[Saying]:
        """The sayings of `text` in its order."""
        page = Page.of(text, self.parser.parse(text))
        found = [_saying(page, attribution) for attribution in self.models.attributions(page)]
        return [saying for saying in found if saying is not None]


def _saying(page: Page, found: Attribution) -> Saying | None:
    held = [
        page.stretches[s]
        for s in found.stretches
        if not scare.is_no_quote(page.text, page.stretches[s])
    ]
    parse = page.parse
    clause = tuple(Span(parse.start[low], parse.end[high]) for low, high in found.words)
    only_quoted = all(page.inside[low] >= 0 and page.inside[high] >= 0 for low, high in found.words)
    if not held and only_quoted:
        return None
    heads = [(found.head, found.voice), *found.rivals] if found.head >= 0 else []
    cue = Span(parse.start[found.cue], parse.end[found.cue]) if found.cue >= 0 else None
    voices = tuple(_voice(page, head, chance) for head, chance in heads)
    return Saying(spans_of(held), clause, voices, cue)


def _voice(page: Page, head: int, chance: float) -> Voice:
    first, last = sources.span(page, head)
    parse = page.parse
    return Voice(Span(parse.start[first], parse.end[last]), parse.start[head], chance)
