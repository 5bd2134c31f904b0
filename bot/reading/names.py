"""The names in a text: runs of capitalised words, parted into title, role and name."""

import re
from dataclasses import dataclass
from typing import Final

from bot.reading.cues import lexicon

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŽČĐĆ"
_ABBREVIATED = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Cpl|Maj|Adm|Cmdr|Rev|Msgr|Pres|Supt|Det|Insp|"
    "Amb|Atty|Sec|Cllr|Hon|St|Jr|Sr|Fr|Cmdr|Ltd|Inc|Corp|Co"
)
_WORD = (
    rf"(?:(?:{_ABBREVIATED})\.(?!\w)|(?:[{_UPPER}]\.)+(?:-?[{_UPPER}]\.)*|"
    rf"(?:(?:al|el|ar|as|ad|an)-)?(?:[dDlO]['’])?[{_UPPER}][\w’'-]*)"
)
_LINK = (
    r"(?:de la|de los|de|del|da|dos|du|van der|van den|van|von|der|bin|bint|ibn|al|el|arap|ap|y|e|"
    r"ter|ten|zu|la|le|&)"
)
_NICKNAME = r"[“\"‘'(][^”\"’'()\n]{2,24}[”\"’')]"
_RUN: Final = re.compile(
    rf"(?<![\w.])(?:{_WORD})(?:[ \u00a0](?:{_LINK}[ \u00a0])?"
    rf"(?:{_NICKNAME}[ \u00a0](?=[{_UPPER}]))?{_WORD})*"
)
_NICK: Final = re.compile(rf"[ \u00a0]{_NICKNAME}")
_OWNER: Final = re.compile(r"['’]s?$")
_OWNS: Final = re.compile(r"['’]s(?= )")
_BODY_LINK: Final = re.compile(
    rf"[ \u00a0](?:of|for|of the|for the|and|on)[ \u00a0]{_WORD}(?:[ \u00a0]{_WORD})*"
)

_SAID: Final = frozenset("said says adds added asked wrote writes told warned replied".split())

# Words that begin sentences with a capital letter and belong to no name.
_OPENERS: Final = frozenset(
    "the a an this that these those it its he she they we i you his her their our my "
    "your but and or "
    "so yet nor if when while as at by for from in into of on to with without after "
    "before since until "
    "during under over about between among both each every some many most few several "
    "all any no not "
    "one two three four five six seven eight nine ten then there here now what who whom "
    "whose which why "
    "how where because although though however meanwhile also still just only even once "
    "again perhaps "
    "instead according asked speaking writing born another other such last next first second third "
    "later earlier today yesterday tomorrow monday tuesday wednesday thursday friday "
    "saturday sunday "
    "january february march april may june july august september october november december despite "
    "like unlike per via yes well oh hello thanks please let photo picture image watch read mr. "
    "nobody somebody everybody everyone anyone someone nothing something q a asked "
    "established headline advertisement share comments related".split()
) - {"a."}
_SUFFIX: Final = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_DOTTED: Final = frozenset(("jr.", "sr."))
TITLES: Final = lexicon("titles.txt")
_SPEAKERS: Final = lexicon("nouns.txt")
BODIES: Final = lexicon("bodies.txt")
GIVEN: Final = lexicon("given_names.txt")
# "Forecaster Ailsa Drummond": a word for somebody by what they do, before a first and a last name.
_AGENT: Final = re.compile(r"[A-Z][a-z]{4,}(?:er|or|ist|ian)$")
_ON_MAP: Final = frozenset(
    "Street Road Avenue Island Islands County Province Highway Mountains Ocean Strait Docks".split()
)
# "Section 9" is no name.
_NUMBERED: Final = re.compile(
    r"(?:Section|Article|Chapter|Page|Figure|Table|Part|Clause|Route|Highway|Flight|Room|Gate|Line|"
    r"Paragraph|Schedule|Item|Rule|Question|Day|Week|Phase|Level|Stage|Grade|Lot|Unit|No)\.? \d"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands: `start` to `end` with its titles, `words` without them.

    `role` is the part before the name that tells what somebody does, "" for none; `gender` is the
    pronoun that a title gives away, "" for none; `is_body` is True where a word tells that it is
    an organisation, `is_place` a place.
    """

    start: int
    end: int
    begins: int
    words: tuple[str, ...]
    role: str = ""
    gender: str = ""
    is_titled: bool = False
    is_body: bool = False
    is_place: bool = False

    @property
    def text(self) -> str:
        """The name in one line."""
        return " ".join(self.words)


def names(text: str) -> list[Name]:
    """The names of `text` in order."""
    found = []
    for run in _RUN.finditer(text):
        start = run.start()
        for cut in (*_OWNS.finditer(text, start, run.end()), None):
            name = _name(text, start, cut.end() if cut else run.end())
            if name:
                found.append(name)
            start = cut.end() + 1 if cut else start
    return found


def _name(text: str, start: int, end: int) -> Name | None:
    start = _past_openers(text, start, end)
    if start >= end:
        return None
    end = _with_links(text, start, end)
    raw = text[start:end]
    words = [w for w in _NICK.sub("", raw).replace("\u00a0", " ").split(" ") if w]
    for i in range(1, len(words)):
        if words[i].lower() in _OPENERS and words[i - 1].endswith("."):
            end = start + raw.index(" ".join(words[i - 1 : i + 1])) + len(words[i - 1])
            words = words[:i]
            break
    if len(words) == 1 and _NUMBERED.match(text, start):
        return None
    owner = _OWNER.search(words[-1])
    if owner and (owner.group().endswith("s") or not _is_body(words[:-1])):
        words[-1] = words[-1][: owner.start()]
        end -= len(owner.group())
    return _parted(words, start, end)


def _past_openers(text: str, start: int, end: int) -> int:
    """Where a run's name begins: behind words that have their capital from the sentence alone."""
    opens = not text[:start].rstrip(" \u00a0“\"‘'")[-1:].strip(".?!:\n")
    while start < end:
        space = re.compile("[ \u00a0]").search(text, start, end)
        word = text[start : space.start() if space else end]
        rest = text[space.end() : end] if space else ""
        verbal = (
            opens
            and " " in rest
            and (word.lower().endswith(("ing", "-old")) or word.lower() in _SAID)
        )
        known = word.lower().rstrip(".,") in _OPENERS and not (len(word) == 2 and word[1] == ".")
        if not known and not verbal:
            return start
        start = space.end() if space else end
    return start


def _with_links(text: str, start: int, end: int) -> int:
    """The end of a body's name that goes on: "Bureau of Tides and Weather"."""
    first = text[start:end].split()
    if not (_is_body(first[-1:]) or _is_body(first[:1])):
        return end
    more = _BODY_LINK.match(text, end)
    while more:
        end = more.end()
        more = _BODY_LINK.match(text, end)
    return end


def _is_body(words: list[str]) -> bool:
    return any("body" in BODIES.get(word.rstrip("'’."), ()) for word in words)


def _parted(words: list[str], start: int, end: int) -> Name | None:
    cut, gender, titled = 0, "", False
    for i, word in enumerate(words[:-1] if len(words) > 1 else words):
        kinds = TITLES.get(word, ())
        spoken = _SPEAKERS.get(word.lower(), ())
        if kinds or ("person" in spoken and word not in GIVEN):
            cut, titled = i + 1, True
            gender = gender or next((k for k in kinds if k in ("he", "she")), "")
    name, before = words[cut:], words[:cut]
    if len(name) > 2 and name[0] not in GIVEN and (name[1] in GIVEN or _AGENT.match(name[0])):
        cut += 1
        name, before = words[cut:], words[:cut]
    generic = len(words) == 1 and "group" in _SPEAKERS.get(words[0].lower(), ())
    letter = len(words) == 1 and len(words[0].rstrip(".")) == 1
    if not name or generic or letter or (len(words) == 1 and titled):
        return None
    role = " ".join(
        w for w in before if not {"he", "she", "courtesy"}.intersection(TITLES.get(w, ()))
    )
    whole = _is_body(words) and not gender and not (len(words) == 2 and words[0] in GIVEN)
    if whole and (_is_body(name) or not titled):
        return Name(start, end, start, tuple(words), is_body=True)
    begins = start + len(" ".join(before)) + (1 if before else 0)
    on_map = len(name) > 1 and name[-1] in _ON_MAP and name[0] not in GIVEN
    place = on_map or all("place" in BODIES.get(word, ()) for word in name)
    return Name(
        start, end, begins, tuple(name), role, gender, titled, is_place=place and not titled
    )


def surname(words: tuple[str, ...]) -> str:
    """The word of a person's name that stands alone later on."""
    kept = [word for word in words if word.lower() not in _SUFFIX]
    return kept[-1] if kept else words[-1]
