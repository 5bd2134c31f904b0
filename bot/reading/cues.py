"""The words that introduce speech and thought, by kind, in all their forms."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Final

_IRREGULAR: Final[Mapping[str, tuple[str, ...]]] = {
    "say": ("said",),
    "tell": ("told",),
    "write": ("wrote", "written"),
    "think": ("thought",),
    "feel": ("felt",),
    "know": ("knew", "known"),
    "find": ("found",),
    "see": ("saw", "seen"),
    "mean": ("meant",),
    "hold": ("held",),
    "swear": ("swore", "sworn"),
    "forget": ("forgot", "forgotten"),
    "choose": ("chose", "chosen"),
    "foresee": ("foresaw", "foreseen"),
    "understand": ("understood",),
    "seek": ("sought",),
    "teach": ("taught",),
    "bet": ("bet",),
    "show": ("shown",),
    "shoot": ("shot",),
    "read": ("read",),
    "speak": ("spoke", "spoken"),
    "go": ("went", "gone"),
    "run": ("ran", "run"),
    "undertake": ("undertook", "undertaken"),
    "sing": ("sang", "sung"),
    "forecast": ("forecast",),
    "cast": ("cast",),
    "hit": ("hit",),
    "pray": ("prayed",),
    "learn": ("learnt",),
    "dream": ("dreamt",),
    "make": ("made",),
    "give": ("gave", "given"),
    "send": ("sent",),
    "put": ("put", "putting"),
    "hear": ("heard",),
    "overhear": ("overheard",),
    "fight": ("fought",),
    "lie": ("lied", "lying"),
    "bring": ("brought",),
    "sell": ("sold",),
    "strive": ("strove", "striven"),
    "forbid": ("forbade", "forbidden"),
}
_VOWELS = "aeiou"


def forms(verb: str) -> tuple[str, ...]:
    """All forms of an English verb; "deny" gives deny, denies, denied, denying."""
    regular: tuple[str, ...]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        regular = (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb.endswith("e"):
        regular = (verb + "s", verb + "d", verb[:-1] + "ing")
    else:
        doubled = verb + verb[-1]
        hissing = verb.endswith(("s", "sh", "ch", "x", "z", "o"))
        regular = (verb + ("es" if hissing else "s"), verb + "ed", verb + "ing")
        if verb[-1] not in "wxy" and verb[-2] in _VOWELS and verb[-1] not in _VOWELS:
            regular += (doubled + "ed", doubled + "ing")
    return (verb, *regular, *_IRREGULAR.get(verb, ()))


def lexicon(name: str) -> dict[str, tuple[str, ...]]:
    """The words of a lexicon beside this file with their kinds, a line for each kind."""
    kinds: dict[str, tuple[str, ...]] = {}
    text = files(__package__).joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        kind, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            for word in dict.fromkeys(words.split()):
                kinds[word] = (*kinds.get(word, ()), kind)
    return kinds


def _inflected(lemmas: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for verb, kinds in lemmas.items():
        for form in forms(verb):
            found[form] = tuple(dict.fromkeys((*found.get(form, ()), *kinds)))
    return found


def _with_plurals(nouns: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return dict(nouns) | {_plural(noun): kinds for noun, kinds in nouns.items()}


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


VERBS: Final = _inflected(lexicon("cues.txt"))
NOUNS: Final = _with_plurals(lexicon("cue_nouns.txt"))
ADJECTIVES: Final = lexicon("cue_adjectives.txt")


# The kinds whose verbs stand beside quoted words.
SPEECH: Final = frozenset(
    "say tell warn write ask reply shout argue suggest deny admit announce promise urge predict "
    "accuse condemn call explain testify boast joke muse regret think conclude demand".split()
)
SAYING: Final = frozenset(form for form, kinds in VERBS.items() if SPEECH.intersection(kinds))
