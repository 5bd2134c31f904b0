"""A summary in three lengths, made of the article's own sentences."""

from bot.reading.summary_choice import best_set, grown
from bot.reading.summary_model import ranker
from bot.reading.summary_rules import Line, lines
from bot.reading.summary_text import counted
from bot.story import Quote, Span, Summary

BRIEF = 3
FULL = 6


def summarise(
    body: str, headline: str, sentences: tuple[Span, ...], quotes: tuple[Quote, ...]
) -> Summary:
    """The summary of `body`: the lede, three sentences, five or six, each verbatim and in order.

    A quotation of several sentences counts as one. An article of fewer lines is given whole.
    """
    found = lines(body, sentences)
    if not any(line.may_stand for line in found):
        return Summary()
    worth = ranker().worth(counted([line.span.of(body) for line in found]))
    brief = best_set(ranker(), worth, found, size=BRIEF)
    full = grown(worth, found, brief, size=FULL)
    return Summary(
        headline=_lede(found),
        brief=tuple(found[n].span for n in brief),
        full=tuple(found[n].span for n in full),
    )


def _lede(found: tuple[Line, ...]) -> tuple[Span, ...]:
    return tuple(line.span for line in found if line.may_stand and not line.leans)[:1]
