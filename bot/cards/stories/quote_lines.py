"""One quote as lines of a card: verbatim or not at all, with its speaker, kind and paragraph."""

import re

from bot.cards.plain import escaped, plain
from bot.languages import N_, _
from bot.story import Quote, QuoteKind, Span

CONTINUES = N_(" … (continues)")
MOST_SPEAKER = 120
MOST_ROLE = 110
MARKS = {
    QuoteKind.DIRECT: N_("said"),
    QuoteKind.PARTIAL: N_("said in part"),
    QuoteKind.REPORTED: N_("reported"),
}


def block(quote: Quote, body: str, most: int) -> str:
    """The quote as a block quote with a line below that says what kind it is and where it stands.

    At most `most` characters, escapes counted; a longer quote ends after a whole sentence with
    "(continues)".
    """
    foot = f"{_(MARKS[quote.kind])} · {paragraph_mark(body, quote.content[0])}"
    return f"> {verbatim(quote, body, most - len(foot) - 4)}\n-# {foot}"


def line(quote: Quote, body: str, most: int) -> str:
    """The quote on one line with its kind and paragraph behind; at most `most` characters."""
    foot = f" `{_(MARKS[quote.kind])} {paragraph_mark(body, quote.content[0])}`"
    return verbatim(quote, body, most - len(foot)) + foot


def verbatim(quote: Quote, body: str, most: int) -> str:
    """What was said, in quotation marks where the article has them."""
    return spoken(quote.words(body), quote.kind, most)


def spoken(words: str, kind: QuoteKind, most: int) -> str:
    """`words` as `verbatim` shows them, for places where the article's body isn't at hand."""
    # The comma before "she said" belongs to the sentence around the quote.
    words = words.rstrip(" ,")
    if kind is QuoteKind.REPORTED:
        return _cut(words, most)
    return f"“{_cut(words, most - 2)}”"


def speaker_of(quote: Quote, body: str) -> str:
    """Whom to show as speaker, for places without markdown: a name, or that none is given."""
    if name := plain(quote.speaker or "", MOST_SPEAKER):
        role = plain(quote.role or "", MOST_ROLE)
        return f"{name} · {role}" if role else name
    named = plain(quote.named(body) or "", MOST_SPEAKER)
    return _("speaker not named (“{named}”)", named=named) if named else _("speaker not named")


def paragraph_mark(body: str, span: Span) -> str:
    """The paragraph that `span` begins in, as "¶3"; paragraphs count from 1."""
    return f"¶{paragraph_number(body, span)}"


def paragraph_number(body: str, span: Span) -> int:
    """The number, from 1, of the paragraph that `span` begins in."""
    return body.count("\n\n", 0, span.start) + 1


def _cut(words: str, most: int) -> str:
    whole = escaped(words, most)
    if not whole.endswith("…") or words.rstrip().endswith("…"):
        return whole
    continues = _(CONTINUES)
    room = escaped(words, most - len(continues)).rstrip("…")
    ends = [found.end() for found in re.finditer(r"[.!?]['’]?(?=\s)", room)]
    if ends and ends[-1] > len(room) // 3:
        room = room[: ends[-1]]
    return room.rstrip("\\") + continues
