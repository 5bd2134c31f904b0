"""Whom a source means: names, pronouns, relative words and "the minister" resolved to a figure."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from bot.reading.cues import NOUNS, lexicon
from bot.reading.fitting import has_role, is_apposed, is_named_by, may_be_body
from bot.reading.marks import Stretch
from bot.reading.names import Name
from bot.reading.people import Cast, Figure
from bot.reading.roles import head_noun, is_person_noun
from bot.story import Span, SpeakerKind

_HE: Final = frozenset(("he", "him", "his"))
_SHE: Final = frozenset(("she", "her", "hers"))
_DEFINITE: Final = re.compile(r"(?:the|this|that|his|her|its|their|our)\s", re.I)
_BY: Final = re.compile(r"\bby\s(?:the\s)?$")
_FOR: Final = re.compile(
    r"\b(?:a|an|another|the|one|his|her)\s(?:[\w-]+\s){0,2}(spokes\w+|lawyer|attorney|solicitor|"
    r"aide|adviser|advisor|representative|official|source|counsel|agent|friend)\s"
    r"(?:for|of|to|from|at|with)\s(?:the\s)?$",
    re.I,
)
_SPEAKERS: Final = lexicon("nouns.txt")
# Bodies that a text means by these words only where their name holds the word as well.
_RULING: Final = frozenset(
    "government administration regime authority parliament congress senate house cabinet "
    "party court "
    "tribunal board panel council committee commission ministry department office bureau "
    "police army "
    "navy military force coalition alliance bloc service campaign".split()
)
# How sure a resolution is; "certain" ones are shown.
CERTAIN, LIKELY, GUESS = 0.97, 0.85, 0.5
# The weights of a pronoun's candidates, set by hand on the passages to choose by: each sentence
# back, a name that opens its sentence, the speaker of the last quote, a known gender, a name that
# stands in a quote or owns something.
_BACK, _OPENS, _SPOKE, _KNOWN, _QUOTED, _OWNER = -0.55, 0.7, 0.8, 0.5, -1.2, -0.4
_FAR: Final = 8


@dataclass(frozen=True, slots=True)
class Meant:
    """The figure that a source means, None for nobody named, and how sure that is."""

    figure: Figure | None
    sureness: float


@dataclass
class Resolver:
    """Resolves the sources of one text, in order of the text."""

    cast: Cast
    sentences: tuple[Span, ...]
    quoted: tuple[Stretch, ...]

    def __post_init__(self) -> None:
        self._starts = [s.start for s in self.sentences]
        self._last: Figure | None = None

    def meant(self, source: Span, head: int) -> Meant:
        """Whom the words of `source` mean; `head` is the offset of their head word."""
        text = self.cast.text
        words = source.of(text)
        word = _word_at(text, head).lower()
        if word in _HE or word in _SHE:
            return self._person(head, "he" if word in _HE else "she")
        if word in ("it", "its"):
            return self._thing(head)
        if word in ("who", "which", "that"):
            return self._antecedent(source.start)
        if word in ("i", "we", "you", "they", "me", "us", "them"):
            return Meant(None, CERTAIN)
        at = self.cast.at(head, head + len(word))
        if at and is_named_by(text, at[0], head) and not self._is_outnamed(source, at[0]):
            spokesman = _FOR.search(text[max(0, at[0].start - 60) : at[0].start])
            return _spoken_for(spokesman[1], at[1]) if spokesman else self._named(at[1])
        return self._nominal(source, words)

    def _is_outnamed(self, source: Span, name: Name) -> bool:
        """Whether what looks like a name only leads to a fuller one: "The Taoiseach, X Y"."""
        if len(name.words) > 1:
            return False
        apposed = self.cast.text.find(", ", name.end, source.end)
        hit = self.cast.at(apposed + 2, apposed + 3) if apposed == name.end else None
        return hit is not None and hit[1].is_person and len(hit[0].words) > 1

    def is_alone(self, figure: Figure) -> bool:
        """Whether nobody else is named in the whole text."""
        others = (f for f in self.cast.figures if f is not figure and f.is_person)
        return not any(f.kind is SpeakerKind.PERSON or len(f.words) > 1 for f in others)

    def heard(self, meant: Meant) -> None:
        """Take note of who spoke, for the pronouns that follow."""
        self._last = meant.figure or self._last

    def _named(self, figure: Figure) -> Meant:
        if figure.is_weak and (figure.last.endswith("s") or figure.last in _SPEAKERS):
            return Meant(None, CERTAIN)
        return Meant(figure, LIKELY if figure.is_weak else CERTAIN)

    def _antecedent(self, offset: int) -> Meant:
        before = self.cast.text[:offset].rstrip(" ,")
        hit = self.cast.at(len(before) - 1, len(before))
        if hit:
            return Meant(hit[1], LIKELY)
        comma = max(before.rfind(mark) for mark in ",.;:\n")
        phrase = before[comma + 1 :].strip()
        return self._phrase(phrase, offset - 1)

    def _nominal(self, source: Span, words: str) -> Meant:
        text = self.cast.text
        for name, figure in self.cast.named:
            if source.start <= name.start < source.end and is_apposed(text, source, name, figure):
                return Meant(figure, CERTAIN)
        if author := self._author(source, words):
            return Meant(author, LIKELY)
        if is_person_noun(head_noun(words)):
            for comma in (source.end, source.start - 2):
                hit = self._named_beside(comma) if text[comma : comma + 2] == ", " else None
                if hit:
                    return Meant(hit, LIKELY)
        return self._phrase(words, source.start)

    def _author(self, source: Span, words: str) -> Figure | None:
        """Who made a text that speaks: "the sermon, given by Bishop X"."""
        noun = head_noun(words.split(",", maxsplit=1)[0])
        if "text" not in _SPEAKERS.get(noun, ()) and noun not in NOUNS:
            return None
        for name, figure in self.cast.named:
            within = source.start <= name.start < source.end and figure.is_person
            if within and _BY.search(self.cast.text[source.start : name.start]):
                return figure
        return None

    def _named_beside(self, comma: int) -> Figure | None:
        """The person named right behind or before a comma."""
        for start in (comma + 2, comma - 1):
            hit = self.cast.at(start, start + 1)
            if hit and hit[1].is_person:
                return hit[1]
        return None

    def _phrase(self, words: str, offset: int) -> Meant:
        for name, figure in self.cast.named:
            if offset <= name.start < offset + len(words):
                spokesman = _FOR.search(self.cast.text[max(0, offset) : name.start])
                if spokesman:
                    return _spoken_for(spokesman[1], figure)
        if not _DEFINITE.match(words):
            return Meant(None, CERTAIN)
        noun = head_noun(words.split(",", maxsplit=1)[0])
        if is_person_noun(noun):
            return self._by_role(noun, words, offset)
        return self._by_body(noun, offset)

    def _by_role(self, noun: str, words: str, offset: int) -> Meant:
        """The one person whose role holds the noun; of several nobody."""
        fits = [f for f in self.cast.figures if f.is_person and has_role(f, noun)]
        bare = words.lower().removeprefix("the ")
        fits = [f for f in fits if bare in [role.lower() for role in f.roles]] or fits
        former = "former" in words.lower()
        if len(fits) > 1:
            fits = [
                f for f in fits if any(("former" in r.lower()) == former for r in f.roles)
            ] or fits
        if len(fits) == 1:
            return Meant(fits[0], LIKELY)
        known = {id(f): f for n, f in self.cast.before(offset) if f.is_person and not f.is_weak}
        if not fits and len(known) == 1:
            return Meant(next(iter(known.values())), GUESS + 0.15)
        return Meant(None, GUESS)

    def _by_body(self, noun: str, offset: int) -> Meant:
        kinds = _SPEAKERS.get(noun, ())
        whole = [
            f for f in self.cast.figures if not f.is_person and noun in [w.lower() for w in f.words]
        ]
        if len(whole) == 1:
            return Meant(whole[0], LIKELY)
        if "body" not in kinds or noun in _RULING:
            return Meant(None, CERTAIN)
        things = [p for p in self.cast.named if may_be_body(p[1])]
        told = [p for p in things if p[1].kind is SpeakerKind.ORGANISATION]
        things = told or things
        before = [f for n, f in things if n.end <= offset]
        after = [f for n, f in things if n.start > offset]
        near = before[-1:] or after[:1]
        alone = len({id(f) for _, f in things}) == 1
        return Meant(near[0], LIKELY if alone else GUESS + 0.15) if near else Meant(None, CERTAIN)

    def _thing(self, offset: int) -> Meant:
        sentence = self._sentence(offset)
        things = [
            (name, figure)
            for name, figure in self.cast.before(offset)
            if figure.kind in (SpeakerKind.ORGANISATION, SpeakerKind.PLACE)
            and self._sentence(name.start) >= sentence - 1
        ]
        opening = [p for p in things if p[0].start - self._starts[self._sentence(p[0].start)] <= 25]
        chosen = opening or things
        alone = len({id(figure) for _, figure in things}) == 1
        if not chosen:
            return Meant(None, CERTAIN)
        return Meant(chosen[-1][1], LIKELY if opening or alone else GUESS)

    def _person(self, offset: int, pronoun: str) -> Meant:
        """The likeliest person before a pronoun: near, first, speaking, of its gender."""
        scores: dict[int, tuple[float, Figure]] = {}
        sentence = self._sentence(offset)
        for name, figure in self.cast.before(offset):
            distance = sentence - self._sentence(name.start)
            if (
                not figure.is_person
                or figure.is_weak
                or figure.gender not in ("", pronoun)
                or distance > _FAR
            ):
                continue
            score = self._score(name, figure, distance, pronoun)
            if id(figure) not in scores or score > scores[id(figure)][0]:
                scores[id(figure)] = (score, figure)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if not ranked:
            return Meant(None, GUESS)
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 2.0
        return Meant(
            ranked[0][1], CERTAIN if lead >= 1 else LIKELY if lead >= 0.3 else GUESS + 0.15
        )

    def _score(self, name: Name, figure: Figure, distance: int, pronoun: str) -> float:
        text = self.cast.text
        start = self._starts[self._sentence(name.start)]
        score = _BACK * distance
        score += _OPENS * (name.start - start <= 25)
        score += _KNOWN * (figure.gender == pronoun) + 0.3 * (figure.kind is SpeakerKind.PERSON)
        score += _SPOKE * (self._last is figure)
        score += _QUOTED * any(q.start <= name.start < q.end for q in self.quoted)
        return score + _OWNER * (text[name.end : name.end + 1] in ("'", "’"))

    def _sentence(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)


def _word_at(text: str, offset: int) -> str:
    match = re.compile(r"[\w’'.-]+").match(text, offset)
    return match.group() if match else ""


def _spoken_for(noun: str, figure: Figure) -> Meant:
    """Whom an unnamed "spokeswoman for" or "lawyer for" means: a body speaks through the first."""
    if noun.startswith("spokes") and figure.kind is not SpeakerKind.PERSON:
        return Meant(figure, LIKELY)
    return Meant(None, CERTAIN)
