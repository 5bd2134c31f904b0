"""Whether every claim of a written summary stands in the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.reading.figures import figures
from bot.reading.summary_rules import is_furniture
from bot.reading.summary_text import stem
from bot.reading.summary_words import COMMON, SAYING
from bot.reading.wording import plain
from bot.story import Quote, QuoteKind, Reading, Span

MOST_CLAIMS = 5
LONGEST_CLAIM = 400
# Of a claim's content words, the first share must stand in the sentences that it relies on and the
# second anywhere in the article. Set on summaries of our own: true ones stay above.
LEAST_SUPPORT = 0.6
LEAST_KNOWN = 0.8

_ADDRESSING = re.compile(
    r"(?i)\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|above|"
    r"previous|everything)\b|\bsystem prompt\b|\bas an ai\b|\blanguage model\b|"
    r"\b(?:you (?:are|must|will|should)|your) "
    r"(?:now|a|an|the|only|summary|answer|output|reply|task)\b|"
    r"\b(?:summary|answer|output|reply|response) (?:must|should|has to|needs to)\b|"
    r"</?(?:system|user|assistant|instructions?)>|\[/?inst\]"
)
_LINK = re.compile(r"(?i)https?:|www\.|\b[\w-]+\.(?:com|net|org|io|gg|ru|xyz)\b|[<>\[\]@`|]")
_SAYS_TOO = (
    "labeled labelled called calls expressed emphasized emphasised urged vowed promised demanded "
    "criticized criticised praised condemned accused suggested confirmed predicted described"
)
SAYS = (SAYING - {"according"}) | frozenset(_SAYS_TOO.split())
_QUOTED = re.compile(r"\"([^\"]+)\"|(?<!\w)'([^']+(?:'\w[^']*)*)'(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_PROPER = r"[A-Z][\w'-]*(?:\s(?:(?:of|de|da|di|van|von|bin|al)\s)?[A-Z][\w'-]*)*"
_NAME = re.compile(_PROPER)
_SAYS = (
    re.compile(rf"({_PROPER})(?:,?\s[a-z]+){{0,3}}?,?\s(?:{'|'.join(sorted(SAYS))})\b"),
    re.compile(rf"\b(?:said|says|wrote|added|explained|claimed|warned|stated)\s({_PROPER})"),
    re.compile(rf"\b[Aa]ccording to (?:the )?({_PROPER})"),
)
_NOT = re.compile(
    r"(?i)\b(?:not|no|never|none|nobody|neither|nor|without|denie[sd]|deny|refuse[sd]?)\b|n't\b"
)


class Fault(StrEnum):
    """Why a written summary can't be shown."""

    EMPTY = "no claim, too many, or one too long"
    UNSUPPORTED = "relies on no sentence or on one that isn't there"
    LINK = "holds a link or markup"
    ADDRESSES = "speaks to whoever reads it"
    QUOTE = "a quotation isn't the article's"
    SPEAKER = "a quotation or statement has another speaker"
    NUMBER = "a number isn't in the sentences it relies on"
    NAME = "a name isn't in the sentences it relies on"
    WORDS = "says what the sentences it relies on don't"
    NEGATION = "denies what they say, or the reverse"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a written summary and the sentences it relies on (numbers from 1)."""

    text: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A summary in a language model's words, each claim checked against the article."""

    model: str
    claims: tuple[Claim, ...]


def offered(body: str, reading: Reading) -> dict[int, str]:
    """The sentences that a summary may rely on by number: news, and none that gives orders."""
    numbered = enumerate((span.of(body) for span in reading.sentences), 1)
    return {n: text for n, text in numbered if not is_furniture(text) and not gives_orders(text)}


def gives_orders(text: str) -> bool:
    """Whether `text` looks like words meant for a language model rather than for a reader."""
    return bool(_ADDRESSING.search(text))


def fault(body: str, reading: Reading, claims: tuple[Claim, ...]) -> Fault | None:
    """The first reason why `claims` can't be shown, or None where every one is borne out.

    Errs on the side of refusing. Each quotation must stand word for word in a quotation that the
    reading has, and the claim must name that quotation's speaker and nobody else as speaking. Each
    number and name must stand in the sentences relied on, nearly all words too, and a denial where
    there is one.
    """
    if not 0 < len(claims) <= MOST_CLAIMS or any(len(c.text) > LONGEST_CLAIM for c in claims):
        return Fault.EMPTY
    may_use = offered(body, reading)
    return next(filter(None, (_fault(body, reading, claim, may_use) for claim in claims)), None)


def _fault(body: str, reading: Reading, claim: Claim, may_use: dict[int, str]) -> Fault | None:
    text = plain(claim.text)
    if not claim.sentences or any(n not in may_use for n in claim.sentences):
        return Fault.UNSUPPORTED
    if _LINK.search(text):
        return Fault.LINK
    if gives_orders(text):
        return Fault.ADDRESSES
    sources = [plain(may_use[n]) for n in sorted(set(claim.sentences))]
    relied, whole = " ".join(sources), plain(body)
    spans = tuple(reading.sentences[n - 1] for n in claim.sentences)
    support, known = _support(text, relied), _support(text, whole)
    checks = (
        (Fault.NUMBER, _numbers_stand(text, relied)),
        (Fault.QUOTE, _quotes_stand(body, reading, text, spans)),
        (Fault.SPEAKER, _speakers_stand(body, reading, text, spans)),
        (Fault.NAME, _names_stand(text, _named(reading, relied, spans), whole)),
        (Fault.NEGATION, _denials_stand(text, sources)),
        (Fault.WORDS, support >= LEAST_SUPPORT and known >= LEAST_KNOWN),
    )
    return next((kind for kind, stands in checks if not stands), None)


def _numbers_stand(text: str, relied: str) -> bool:
    there = {(figure.amount, figure.unit) for figure in figures(relied)}
    return {(figure.amount, figure.unit) for figure in figures(text)} <= there


def _named(reading: Reading, relied: str, spans: tuple[Span, ...]) -> frozenset[str]:
    """The words of the sentences relied on, and the names of those who speak in them."""
    speakers = (_words_of(reading, quote.speaker) for quote in _within(reading, spans))
    return frozenset(_WORD.findall(_bare(relied))).union(*speakers)


def _names_stand(text: str, there: frozenset[str], body: str) -> bool:
    """Whether each word with a capital stands `there`; the claim's first may be a common one."""
    words = _WORD.findall(_bare(text))
    if any(word[0].isupper() and word not in there for word in words[1:]):
        return False
    lower = set(_WORD.findall(body)) | COMMON
    return all(word in there or word.lower() in lower for word in words[:1])


def _quotes_stand(body: str, reading: Reading, text: str, spans: tuple[Span, ...]) -> bool:
    """Whether every stretch in marks stands in a quotation of the sentences relied on."""
    said = [plain(quote.words(body)) for quote in _marked(reading, spans)]
    return all(any(words in whole for whole in said) for words in _in_marks(text))


def _speakers_stand(body: str, reading: Reading, text: str, spans: tuple[Span, ...]) -> bool:
    """Whether whoever the claim has speaking is who speaks in the sentences relied on."""
    speaking = _speaking(text)
    for words in _in_marks(text):
        quotes = [q for q in _marked(reading, spans) if words in plain(q.words(body))]
        owners = [_words_of(reading, quote.speaker) for quote in quotes if quote.speaker]
        named = speaking or frozenset(_NAME.findall(_bare(text))[:1])
        if not owners or not named or not all(any(_is(n, o) for o in owners) for n in named):
            return False
    relied = plain(" ".join(span.of(body) for span in spans))
    there = {name.split()[-1] for name in _speaking(relied)}
    known = [_words_of(reading, q.speaker) for q in _within(reading, spans) if q.speaker]
    return all(
        name.split()[-1] in there or any(_is(name, who) for who in known) for name in speaking
    )


def _speaking(text: str) -> frozenset[str]:
    """The names that `text` has beside a word for saying, those spoken to left out."""
    bare = _bare(_QUOTED.sub(" ", text))
    found = [name for pattern in _SAYS for name in pattern.findall(bare)]
    return frozenset(name for name in found if name.lower() not in COMMON)


def _is(name: str, words: frozenset[str]) -> bool:
    *_, last = name.split()
    return last in words


def _words_of(reading: Reading, speaker: str | None) -> frozenset[str]:
    known = [each for each in reading.speakers if each.name == speaker]
    spellings = [speaker or "", *(spelling for each in known for spelling in each.spellings)]
    return frozenset(word for spelling in spellings for word in _WORD.findall(_bare(spelling)))


def _within(reading: Reading, spans: tuple[Span, ...]) -> list[Quote]:
    return [
        quote
        for quote in reading.quotes
        if any(s.start < part.end and part.start < s.end for s in spans for part in quote.content)
    ]


def _marked(reading: Reading, spans: tuple[Span, ...]) -> list[Quote]:
    return [q for q in _within(reading, spans) if q.kind is not QuoteKind.REPORTED]


def _in_marks(text: str) -> Iterator[str]:
    for double, single in _QUOTED.findall(text):
        yield (double or single).strip(" ,.!?;:")


def _denials_stand(text: str, relied: list[str]) -> bool:
    """Whether the claim denies something just where the sentence that is most like it does."""
    likest = max(relied, key=lambda sentence: _support(text, sentence))
    return bool(_NOT.search(text)) == bool(_NOT.search(likest))


def _support(text: str, source: str) -> float:
    """The share of the content words of `text` that `source` has."""
    words = _content(text)
    return len(words & _content(source)) / len(words) if words else 0.0


def _content(text: str) -> frozenset[str]:
    stems = (stem(word.lower()) for word in re.findall(r"[^\W_]+", text))
    return frozenset(stems) - COMMON


def _bare(text: str) -> str:
    return re.sub(r"'s\b|(?<=s)'(?!\w)", "", plain(text))
