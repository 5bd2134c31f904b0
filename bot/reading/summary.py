"""A summary in three lengths, made of the article's own sentences."""

from dataclasses import replace

from bot.reading import language, language_words
from bot.reading.summary_choice import best_set, grown, wanted
from bot.reading.summary_headline import shortened
from bot.reading.summary_model import plain_worth, ranker
from bot.reading.summary_quotes import news_quote
from bot.reading.summary_rules import lines
from bot.reading.summary_text import counted
from bot.story import Quote, Span, Summary

BRIEF = 3
FULL = 6

# Articles whose language isn't certain are mostly short English ones.
_RANKED = frozenset(("en", "und"))


def summarise(
    body: str, headline: str, sentences: tuple[Span, ...], quotes: tuple[Quote, ...]
) -> Summary:
    """The summary of `body`: one line, three sentences, up to six, verbatim and in order.

    A quotation of several sentences counts as one. No sentence is furniture of the page, half a
    quotation, nearly the same as another, or opens with a word ("He", "But") that stands for
    something in a sentence that isn't there. The quotation that `headline` is about is in. An
    article of three sentences or fewer is its own summary; one without a sentence that may be
    shown has none.
    """
    code = language.of(body)
    found = lines(body, sentences, "en" if code in _RANKED else code)
    wish = wanted(body, found)
    if wish is None:
        return Summary()
    shown = [line.span.of(body) for line in found]
    if code in _RANKED:
        worth = ranker().worth(counted(shown))
        wish = replace(wish, quoted=news_quote(body, headline, found, quotes))
        brief = best_set(ranker(), worth, found, size=BRIEF, wish=wish)
    else:
        worth = plain_worth(counted(shown, language_words.COMMON.get(code, frozenset())))
        brief = grown(worth, found, (wish.lede,), size=BRIEF)
    full = grown(worth, found, brief, size=FULL)
    return Summary(
        headline=(shortened(body, found[wish.lede].span),),
        brief=tuple(found[n].span for n in brief),
        full=tuple(found[n].span for n in full),
    )
