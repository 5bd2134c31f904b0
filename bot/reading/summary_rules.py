"""Which lines of an article may be shown, and which lean on the line before them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Self

from bot.reading.summary_words import (
    BOILERPLATE,
    BOILERPLATE_OPENING,
    LEANING,
    LEANING_ELSEWHERE,
    LEANING_PHRASE,
    LEANING_UNQUOTED,
    SAYING,
)
from bot.story import Span

# A quotation of several sentences is one line up to this length, in words and sentences.
LONGEST_LINE = 60
MOST_JOINED = 4
# A shorter line says too little, in words.
SHORTEST_LINE = 3
# Where captions and links are glued into a text, their stops stand apart from the last word. Below
# this many words such a line is a link ("Opinion: Why we wait ."), above it a caption.
SHORTEST_CAPTION = 11
# What stands further down changes no summary and would make a hostile text costly.
MOST_LINES = 80

_DATELINE = re.compile(
    r"(?:[A-Z][\w.'’ ,/-]{1,50}\s?)?\((?:CNN|Reuters|AP|AFP|UPI|Bloomberg|dpa)\)\s*(?:[-–—]+\s*)?"
    r"|\([A-Z][\w.’' &]{1,40}\)(?=[\w\"“‘'])"
    r"|[A-Z][A-Z.'’ -]{2,30}(?:,\s[\w. ]{2,25})?\s(?:\([A-Za-z ]{2,20}\)\s)?[–—-]{1,2}\s"
)
_DOUBLE = '"“”'
_ANY_MARK = re.compile(r"[\"“”'‘’]")
_BEFORE_OPENING = '([—–-/"“'
# Double marks; single ones where they open (not "'em", "'90s") or close (not "it's").
_MARK = re.compile(
    r"""["“”]|(?<![^\s(\[“"—–-])['‘](?=[^\W\d])(?!(?:em|til|cause|n|bout|twas)\b)"""
    r"""|(?<=[.,!?…\w])['’](?!\w)"""
)
_QUOTED = re.compile(r'["“][^"“”]*["”]')
_WORD = re.compile(r"[^\W_]+")
_FIRST_WORD = re.compile(r"[\W_]*([^\W_]+)")
_SPEAKER_LEANS = re.compile(
    r"[\"”’']\s+(?:(?:he|she|they|it)\b|(?:said|says|added|asked|wrote) (?:he|she|they)\b)"
)
_OPENING_MARKS = "\"“'‘"
_NAME_INSIDE = re.compile(r"(?<=[\s(\"“‘'-])[A-Z]|^[A-Z][\w’'-]+(?=\s(?:[A-Z]|and\s[A-Z]))")
# Eight signs of a script without spaces say as much as a few words.
_UNSPACED = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]{4}.*[\u3040-\u9fff\u0e00-\u0e7f]{4}"
)
# A caption's label ("Reunited: The brothers met again .").
_LABEL = re.compile(r"[A-Z][\w'’ ,-]{1,40}: ")
_ENDS = re.compile(r"[.!?…。！？؟।]\)?[\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a quotation's sentences together, without a dateline.

    `may_stand` is False for boilerplate, fragments, halves of quotations and quotations without a
    speaker. `leans` means that it opens with a word such as "He" or "But", so that it is only
    understood behind the line before it.
    """

    span: Span
    may_stand: bool
    leans: bool


@dataclass(slots=True)
class _Marks:
    """Which quotation marks are open in the text read so far."""

    is_double_open: bool = False
    is_single_open: bool = False
    has_stray: bool = False

    @property
    def is_inside(self) -> bool:
        return self.is_double_open or self.is_single_open

    def read(self, text: str) -> Self:
        if _ANY_MARK.search(text) is None:
            return self
        for mark in _MARK.finditer(text):
            at = mark.start() - (text[mark.start() - 1 : mark.start()] == "\\")
            before = text[at - 1] if at else " "
            after = text[mark.end()] if mark.end() < len(text) else " "
            if mark.group() in _DOUBLE:
                self._pass_double(mark.group(), _opens(before, after))
            elif before.isspace() or before in _BEFORE_OPENING:
                self.is_single_open = True
            else:
                self.has_stray |= not self.is_single_open and before in ".,!?…"
                self.is_single_open = False
        return self

    def _pass_double(self, mark: str, looks_opening: bool) -> None:
        is_opening = mark == "“" or (mark == '"' and looks_opening)
        self.has_stray |= is_opening == self.is_double_open
        self.is_double_open = is_opening


def _opens(before: str, after: str) -> bool:
    return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()


def lines(body: str, sentences: tuple[Span, ...], language: str = "en") -> tuple[Line, ...]:
    """The first MOST_LINES lines of `body` in order; each sentence is in exactly one.

    `language` is an ISO code; words to lean on are known for English and six others.
    """
    found: list[Line] = []
    for span, starts_inside in islice(_joined(body, sentences), MOST_LINES):
        line = _line(body, without_dateline(body, span), starts_inside, language)
        if line.leans and not (found and _resolves(body, found[-1])):
            line = replace(line, may_stand=False)
        found.append(line)
    return tuple(found)


def _resolves(body: str, before: Line) -> bool:
    """Whether `before` may be shown and names somebody, or leans on a line that does."""
    names = before.leans or _NAME_INSIDE.search(before.span.of(body))
    return before.may_stand and bool(names)


def without_dateline(body: str, sentence: Span) -> Span:
    """`sentence` from behind its dateline ("PARIS (AP) - ")."""
    dateline = _DATELINE.match(body, sentence.start, sentence.end)
    if dateline is None or dateline.end() == sentence.end:
        return sentence
    return Span(dateline.end(), sentence.end)


def _joined(body: str, sentences: tuple[Span, ...]) -> Iterator[tuple[Span, bool]]:
    """Spans with whether they start inside a quotation; one that is closed soon is kept whole."""
    marks = _Marks()
    n, end = 0, 0
    while n < len(sentences):
        span = sentences[n]
        if "\n" in body[end : span.start]:
            marks = _Marks()
        starts_inside = marks.is_inside
        last = n if starts_inside else _closing(body, sentences, n)
        whole = Span(span.start, sentences[last].end)
        marks.read(whole.of(body))
        yield whole, starts_inside
        n, end = last + 1, whole.end


def _closing(body: str, sentences: tuple[Span, ...], first: int) -> int:
    """The number of the sentence that closes the quotation that `first` opens, or `first`."""
    marks = _Marks()
    for n in range(first, min(first + MOST_JOINED, len(sentences))):
        if n > first and not _goes_on(body, sentences, first, n):
            break
        if not marks.read(sentences[n].of(body)).is_inside:
            return n
    return first


def _goes_on(body: str, sentences: tuple[Span, ...], first: int, last: int) -> bool:
    """Whether `last` is in the paragraph of the sentence before, and the line not too long yet."""
    between = body[sentences[last - 1].end : sentences[last].start]
    words = body[sentences[first].start : sentences[last].end].split()
    return "\n" not in between and len(words) <= LONGEST_LINE


def _line(body: str, span: Span, starts_inside: bool, language: str) -> Line:
    text = span.of(body)
    marks = _Marks().read(text)
    is_whole = not (starts_inside or marks.is_inside or marks.has_stray)
    return Line(
        span,
        may_stand=is_whole
        and bool(_FIRST_WORD.match(text))
        and (len(text.split()) >= SHORTEST_LINE or bool(_UNSPACED.search(text)))
        and bool(_ENDS.search(text))
        and not is_furniture(text)
        and not _lacks_speaker(text)
        and not _is_caption(text),
        leans=leans(text, language),
    )


def has_loose_stop(text: str) -> bool:
    """Whether the stop of `text` is set off by a space, as in captions glued into an article."""
    return text.endswith((" .", " !", " ?"))


def has_captions(shown: Iterable[str]) -> bool:
    """Whether the lines `shown` have captions mixed in, so that the first needn't be the lede."""
    return any(map(has_loose_stop, shown))


def _is_caption(text: str) -> bool:
    """Whether `text` only makes sense beside its picture; a caption that tells news may stand."""
    is_short = len(text.split()) < SHORTEST_CAPTION
    return has_loose_stop(text) and (is_short or bool(_LABEL.match(text)))


def is_furniture(text: str) -> bool:
    """Whether `text` belongs to the page (a caption, a form, an advertisement), not to the news."""
    lower = text.lower()
    return bool(BOILERPLATE.search(lower) or BOILERPLATE_OPENING.match(lower))


def _lacks_speaker(text: str) -> bool:
    is_quotation = text[0] in '"“' and text[-1] in '"”'
    return is_quotation and SAYING.isdisjoint(_WORD.findall(_QUOTED.sub("", text)))


def leans(text: str, language: str = "en") -> bool:
    """Whether `text` opens with, or has as its speaker, a word that stands for something before."""
    first = _FIRST_WORD.match(text)
    if first is None:
        return False
    word, is_quoted = first[1].lower(), text[0] in _OPENING_MARKS
    if language != "en":
        return word in LEANING_ELSEWHERE.get(language, frozenset())
    if word in LEANING or LEANING_PHRASE.match(text, first.start(1)):
        return True
    if is_quoted:
        return bool(_SPEAKER_LEANS.search(text))
    return word in LEANING_UNQUOTED
