"""Who is named in a text: every spelling of a name under one canonical name, with its role."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Self

from bot.reading.marks import Stretch
from bot.reading.names import BODIES, GIVEN, Name, names, surname
from bot.reading.roles import gender_of_role, head_noun, role_after, role_before
from bot.story import Speaker, SpeakerKind

# A line of so many words, mostly capitalised and without a full stop, is a heading: its capitals
# tell nothing about names.
_HEADING_WORDS: Final = 5
_HEADING_SHARE: Final = 0.6
# A label of a transcript in capitals ("WALLACE:") is a name; up to this length it is Q or A.
_SHORT_LABEL: Final = 2
_PLACED: Final = re.compile(
    r"\b(?:in|near|at|outside|from|above|below|across|around|into|toward|towards|through) $"
)
_OPENING: Final = re.compile(r"(?:^|[.?!:\n]|[.?!,] ?[”’\"'])[ “‘\"'(\\]*$|[“‘\"]$")
# Surnames that only women bear: Icelandic, Slavic.
_DAUGHTER: Final = re.compile(r"d[oó]ttir$|(?:ov|ev|in)a$|skaya$|ská$|ová$")
_STOPPED: Final = re.compile(r"[a-z][.!?][”’\"']? [A-Z“\"‘']")
_ACRONYM: Final = re.compile(r"[A-Z][A-Z.&]+$")
_LONGEST_ACRONYM: Final = 5
_CAMEL: Final = re.compile(r"[A-Z][a-z]+[A-Z]")


@dataclass(eq=False)
class Figure:
    """Somebody or something named, with all places where the text names it.

    `is_weak` means one word that may have its capital from the sentence that it opens alone.
    """

    words: tuple[str, ...]
    kind: SpeakerKind | None = None
    last: str = ""
    is_weak: bool = False
    gender: str = ""
    roles: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    mentions: list[Name] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.last = surname(self.words).lower()

    @property
    def name(self) -> str:
        """The canonical name: the fullest that the text gives, without titles."""
        return " ".join(self.words)

    @property
    def is_person(self) -> bool:
        """Whether it may be a person: nothing tells that it isn't."""
        return self.kind in (SpeakerKind.PERSON, None)

    def speaker(self, text: str) -> Speaker:
        """As a noun of the news."""
        spelled = dict.fromkeys(text[m.start : m.end] for m in self.mentions)
        spellings = tuple(sorted(spelled, key=lambda form: (-len(form), form)))
        kind = self.kind or SpeakerKind.PERSON
        return Speaker(self.name, kind, self.roles[0] if self.roles else None, spellings)


@dataclass
class Cast:
    """All figures of a text; `at` finds the figure named at a place."""

    text: str
    figures: list[Figure]
    named: list[tuple[Name, Figure]]
    quoted: Sequence[Stretch] = ()

    @classmethod
    def of(cls, text: str, quoted: Sequence[Stretch] = ()) -> Self:
        """The cast of `text`; names inside `quoted` stretches are figures too."""
        found = [name for name in names(text) if not _in_heading(text, name)]
        found = [_with_surname(text, name, found) for name in found]
        figures = _full_names(found)
        named = []
        for name in sorted(found, key=lambda n: (len(n.words) < 2, n.start)):
            figure = _figure(name, figures, found)
            named.append((name, figure))
            _learn(text, name, figure)
        named.sort(key=lambda pair: pair[0].start)
        for name, figure in named:
            figure.mentions.append(name)
        for figure in figures:
            _settle(text, figure, quoted)
        return cls(text, figures, named, quoted)

    def at(self, start: int, end: int) -> tuple[Name, Figure] | None:
        """The name that shares a character with `start` to `end`, the last of several."""
        hits = [pair for pair in self.named if pair[0].start < end and pair[0].end > start]
        return hits[-1] if hits else None

    def before(self, offset: int) -> list[tuple[Name, Figure]]:
        """The names that end before `offset`, in order."""
        return [pair for pair in self.named if pair[0].end <= offset]


def _in_heading(text: str, name: Name) -> bool:
    start = text.rfind("\n", 0, name.start) + 1
    end = text.find("\n", name.end)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    words = line.split()
    if len(words) < _HEADING_WORDS or line[-1:] in ".!?”’\"'" or _STOPPED.search(line):
        return False
    return sum(1 for word in words if word[:1].isupper()) >= _HEADING_SHARE * len(words)


def _with_surname(text: str, name: Name, found: list[Name]) -> Name:
    """The first of "Colin and Margaret Tolland" with the surname that both share."""
    if len(name.words) > 1 or name.words[0] not in GIVEN:
        return name
    if text[name.end : name.end + 5] != " and ":
        return name
    other = next((n for n in found if n.start == name.end + 5), None)
    if other is None or len(other.words) != 2 or other.words[0] not in GIVEN:
        return name
    return replace(name, words=(name.words[0], other.words[1]))


def _full_names(found: list[Name]) -> list[Figure]:
    """One figure for each name of several words; shorter forms of one are the same figure."""
    figures: list[Figure] = []
    for name in sorted(found, key=lambda n: (n.text.isupper(), -len(n.words))):
        last = surname(name.words).lower()
        if len(name.words) < 2 or any(
            last == f.last and _is_short_for(name.words, f.words) for f in figures
        ):
            continue
        figures.append(Figure(name.words, _told_kind(name)))
    return figures


def _is_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name of several words is another's shorter form: same ends, the rest in order."""
    few, all_ = [word.lower() for word in short], [word.lower() for word in full]
    if len(few) < 2 or all_[-len(few) :] == few:
        return few == all_ or len(few) > 1
    first, whole = few[0], all_[0]
    return first == whole or (first[:1] == whole[:1] and "." in first + whole)


def _told_kind(name: Name) -> SpeakerKind | None:
    if name.is_body:
        return SpeakerKind.ORGANISATION
    if name.is_place:
        return SpeakerKind.PLACE
    if name.is_titled or (len(name.words) > 1 and name.words[0] in GIVEN):
        return SpeakerKind.PERSON
    return None


def _figure(name: Name, figures: list[Figure], found: list[Name]) -> Figure:
    """The figure that a name means; a new one where no fuller name fits or several do alike."""
    last = surname(name.words).lower()
    fits = [f for f in figures if last == f.last and _is_short_for(name.words, f.words)]
    shouted = bool(_ACRONYM.match(name.text)) and len(name.text) <= _LONGEST_ACRONYM
    if not fits and len(name.words) == 1:
        fits = _by_one_word(name, figures, by_surname_only=shouted)
    if not fits and _ACRONYM.match(name.text):
        letters = name.text.replace(".", "")
        fits = [f for f in figures if _initials(f.words) == letters]
    if len(fits) > 1:
        fits = _closest(name, fits, found)
    if fits:
        return fits[0]
    figures.append(Figure(name.words, _told_kind(name)))
    return figures[-1]


def _by_one_word(name: Name, figures: list[Figure], *, by_surname_only: bool) -> list[Figure]:
    """The figures that one word of their name stands for: the surname, the first name, another."""
    word = name.words[0].lower()
    if by_surname_only:
        return [f for f in figures if f.last == word and f.is_person]
    surnamed = [f for f in figures if f.last == word and f.is_person]
    first = [f for f in figures if f.words[0].lower() == word]
    inner = [f for f in figures if f.is_person and word in [w.lower() for w in f.words]]
    bodies = [
        f
        for f in first
        if f.kind is SpeakerKind.ORGANISATION
        and word not in _COMMON
        and "body" in BODIES.get(f.words[-1], ())
    ]
    return surnamed or [f for f in first if f.is_person] or inner or bodies


_COMMON: Final = frozenset(
    "north south east west new national united royal american british".split()
)


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word[:1].isupper())


def _closest(name: Name, fits: list[Figure], found: list[Name]) -> list[Figure]:
    """Of namesakes those of the title's gender or rank; of several the one last named in full."""
    if name.gender:
        fits = [f for f in fits if _gender(f, found) in (name.gender, "")] or fits
        known = [f for f in fits if _gender(f, found) == name.gender]
        fits = known or fits
    if name.role:
        noun = head_noun(name.role)
        fits = [f for f in fits if any(head_noun(role) == noun for role in f.roles)] or fits
    if len(fits) < 2:
        return fits
    full = [(n, f) for n in found for f in fits if n.words == f.words and n.start < name.start]
    return [full[-1][1]] if full else fits[:1]


def _gender(figure: Figure, found: list[Name]) -> str:
    titled = next((n.gender for n in found if n.words == figure.words and n.gender), "")
    return titled or next(iter(GIVEN.get(figure.words[0], ("",))), "")


def _learn(text: str, name: Name, figure: Figure) -> None:
    """Take in what one mention tells: its title's gender, its kind, the role beside it."""
    figure.gender = figure.gender or name.gender
    if (
        text[name.end : name.end + 1] == ":"
        and name.text.isupper()
        and len(name.text) > _SHORT_LABEL
    ):
        figure.kind = SpeakerKind.PERSON
        figure.words = tuple(w.title() if w.isupper() else w for w in figure.words)
    figure.kind = figure.kind or _told_kind(name)
    if figure.kind in (SpeakerKind.ORGANISATION, SpeakerKind.PLACE):
        return
    for role in (name.role, role_before(text, name), role_after(text, name)):
        if role and role not in figure.roles:
            figure.roles.append(role)
            figure.kind = SpeakerKind.PERSON
            figure.gender = figure.gender or gender_of_role(role)


def _settle(text: str, figure: Figure, quoted: Sequence[Stretch]) -> None:
    """Decide what the mentions left open: a gender by the given name, a kind by an article."""
    if not figure.gender and len(figure.words) > 1:
        told = "she" if _DAUGHTER.search(figure.last) else ""
        figure.gender = next(iter(GIVEN.get(figure.words[0], (told,))), "")
    if figure.kind is None:
        is_led = any(text[: m.start].endswith(("the ", "The ")) for m in figure.mentions)
        spelled = figure.words[-1]
        if (
            is_led
            or _ACRONYM.match(spelled)
            or _CAMEL.match(spelled)
            or "body" in BODIES.get(spelled, ())
        ):
            figure.kind = SpeakerKind.ORGANISATION
        elif all(_PLACED.search(text[max(0, m.start - 12) : m.start]) for m in figure.mentions):
            figure.kind = SpeakerKind.PLACE
    figure.is_weak = (
        len(figure.words) == 1
        and not figure.kind
        and figure.words[0] not in GIVEN
        and all(
            _OPENING.search(text[max(0, m.start - 8) : m.start])
            or any(q.start <= m.start < q.end for q in quoted)
            for m in figure.mentions
        )
    )
