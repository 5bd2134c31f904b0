"""A summary in three lengths, made of the article's own sentences."""

from bot.reading.summary_rules import fits, without_dateline
from bot.story import Quote, Span, Summary

BRIEF = 3
FULL = 6


def summarise(
    body: str, headline: str, sentences: tuple[Span, ...], quotes: tuple[Quote, ...]
) -> Summary:
    """The summary of `body`; the lede, three sentences, six, each verbatim and in order."""
    shown = [without_dateline(body, s) for n, s in enumerate(sentences) if fits(body, sentences, n)]
    if not shown:
        return Summary()
    return Summary(tuple(shown[:1]), tuple(shown[:BRIEF]), tuple(shown[:FULL]))
