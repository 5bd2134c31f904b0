"""Which words may introduce speech or thought, and what is measured of each."""

from typing import Final

from bot.reading.cues import ADJECTIVES, NOUNS, SAYING, VERBS, lexicon
from bot.reading.names import BODIES, GIVEN, TITLES
from bot.reading.page import Page
from bot.reading.parser import Parse

SPEAKERS: Final = lexicon("nouns.txt")
_VERB_KINDS: Final = tuple(dict.fromkeys(k for kinds in VERBS.values() for k in kinds))
_NOUN_KINDS: Final = tuple(dict.fromkeys(k for kinds in NOUNS.values() for k in kinds))
_ADJECTIVE_KINDS: Final = tuple(dict.fromkeys(k for kinds in ADJECTIVES.values() for k in kinds))
_COLUMN: Final = {
    key: i
    for i, key in enumerate(
        [("v", k) for k in _VERB_KINDS]
        + [("n", k) for k in _NOUN_KINDS]
        + [("a", k) for k in _ADJECTIVE_KINDS]
    )
}
KINDS: Final = len(_COLUMN)

DEPS: Final = {
    dep: float(i)
    for i, dep in enumerate(
        "ROOT ccomp xcomp advcl acl relcl conj parataxis pcomp csubj dobj pobj nsubj nsubjpass "
        "attr oprd acomp prep agent dative appos poss compound amod aux auxpass neg mark punct "
        "cc advmod npadvmod det nummod prt case expl intj dep meta quantmod predet preconj "
        "csubjpass nmod".split(),
        1,
    )
}
TAGS: Final = {
    tag: float(i)
    for i, tag in enumerate(
        "VBD VBZ VBP VB VBG VBN MD TO NN NNS NNP NNPS PRP PRP$ WP WDT WRB DT IN RB RBR RP CC CD JJ "
        "JJR JJS EX POS UH , . : '' `` -LRB- -RRB- HYPH _SP".split(),
        1,
    )
}
_PRONOUN: Final = {
    word: float(kind)
    for kind, words in enumerate(
        ("he she", "they", "i we", "you", "it", "who", "that which", "this these those what"), 1
    )
    for word in words.split()
}
_NOUN_KIND: Final = {"person": 1.0, "group": 2.0, "body": 3.0, "text": 4.0}
_CHILDREN: Final = (
    "nsubj nsubjpass dobj ccomp xcomp prep agent acomp attr oprd advcl auxpass neg aux prt dative "
    "expl conj mark parataxis csubj"
).split()
_PREPOSITIONS: Final = "about on for to of with as against in by at from over that".split()
_STOPS: Final = frozenset((".", "!", "?", '"', "''"))
_FAR_DOWN: Final = 40
_COPULAS: Final = frozenset(
    "be is are was were been being 's 're 'm am feel feels felt remain remains remained "
    "seem seems seemed".split()
)

_CLIMB: Final = frozenset(("conj", "xcomp", "advcl", "ccomp"))


def cue_words(page: Page) -> list[int]:
    """The tokens that may be cues, outside quotes: verbs, nouns and adjectives of saying."""
    parse, inside = page.parse, page.inside
    return [i for i in range(len(parse)) if inside[i] < 0 and _may_cue(parse, i)]


def _may_cue(parse: Parse, i: int) -> bool:
    pos, word = parse.pos[i], parse.lower[i]
    if pos == "VERB":
        return True
    if pos == "AUX":
        return parse.dep[i] not in ("aux", "auxpass")
    if pos in ("NOUN", "PROPN"):
        return word in NOUNS or (pos == "NOUN" and word in SAYING and parse.dep[i] == "ROOT")
    return word == ":" and parse.sent[i] == parse.sent[max(0, i - 1)]


def subject(parse: Parse, cue: int) -> tuple[int, int]:
    """The token that is `cue`'s subject, and how many heads up it was found; (-1, 0) for none."""
    at = cue
    for steps in range(5):
        for child in parse.children[at]:
            if parse.dep[child] in ("nsubj", "nsubjpass") and (steps == 0 or child < cue):
                return child, steps
        if parse.dep[at] in ("acl", "relcl"):
            return parse.head[at], steps + 1
        if parse.dep[at] not in _CLIMB:
            break
        at = parse.head[at]
    return -1, 0


def mention(parse: Parse, i: int) -> list[float]:
    """What kind of mention a token heads: 6 figures."""
    if i < 0:
        return [0.0] * 6
    word = parse.lower[i]
    kinds = SPEAKERS.get(word) or SPEAKERS.get(word.removesuffix("s")) or ("",)
    return [
        TAGS.get(parse.tag[i], 0.0),
        _PRONOUN.get(word, 0.0),
        _name_kind(parse, i),
        _NOUN_KIND.get(kinds[0], 0.0),
        DEPS.get(parse.dep[i], 0.0),
        float(word in NOUNS),
    ]


def _name_kind(parse: Parse, i: int) -> float:
    """What the words of a name tell: a title, a given name, a body, a place, capitals only."""
    if parse.pos[i] != "PROPN":
        return 0.0
    parts = [parse.words[k] for k in parse.children[i] if parse.dep[k] in ("compound", "nmod")]
    if any(part in TITLES or part.lower() in SPEAKERS for part in parts):
        return 1.0
    if any(part in GIVEN for part in parts):
        return 2.0
    told = BODIES.get(parse.words[i], ())
    if told:
        return 3.0 if "body" in told else 4.0
    return 5.0 if parse.words[i].isupper() else 6.0 if parts else 7.0


def kinds(parse: Parse, cue: int) -> list[float]:
    """The lexicons' kinds of a cue, KINDS figures of 0 or 1."""
    marked = [0.0] * KINDS
    for column in _own_kinds(parse, cue):
        marked[column] = 1.0
    for child in parse.children[cue]:
        word, dep = parse.lower[child], parse.dep[child]
        if dep in ("acomp", "amod") or parse.pos[child] == "ADJ":
            for kind in ADJECTIVES.get(word, ()):
                marked[_COLUMN["a", kind]] = 1.0
        elif dep in ("dobj", "attr", "nsubj", "pobj") and parse.pos[cue] in ("VERB", "AUX"):
            for kind in NOUNS.get(word, ()):
                marked[_COLUMN["n", kind]] = 1.0
    return marked


def _own_kinds(parse: Parse, cue: int) -> list[int]:
    word, pos = parse.lower[cue], parse.pos[cue]
    if pos == "VERB":
        return [_COLUMN["v", kind] for kind in VERBS.get(word, ())]
    if pos in ("NOUN", "PROPN"):
        return [_COLUMN["n", kind] for kind in NOUNS.get(word, ())]
    return []


def measure(page: Page, cue: int) -> list[float]:
    """The figures of a cue word: its form, place, dependents, subject, neighbourhood, kinds."""
    parse = page.parse
    first, after = page.bounds[page.sentence[cue]]
    return [
        *_form(page, cue, first, after),
        *_dependents(page, cue),
        *_subject_figures(page, cue),
        *_neighbours(page, cue, first, after),
        *kinds(parse, cue),
    ]


def _form(page: Page, cue: int, first: int, after: int) -> list[float]:
    parse = page.parse
    head = parse.head[cue]
    return [
        TAGS.get(parse.tag[cue], 0.0),
        DEPS.get(parse.dep[cue], 0.0),
        TAGS.get(parse.tag[head], 0.0),
        DEPS.get(parse.dep[head], 0.0),
        float(parse.lower[head] in SAYING),
        float(parse.lower[head] in VERBS),
        float(parse.lower[cue] in SAYING),
        float(parse.lower[cue] in VERBS),
        float(parse.lower[cue] in _COPULAS),
        float(parse.lower[cue] == "according"),
        float(cue - first),
        float(after - cue),
        float(page.depth[cue]),
        float(min(page.paragraph[cue], _FAR_DOWN)),
        float(parse.words[after - 1] in _STOPS or (after > 1 and parse.words[after - 2] in _STOPS)),
        float(after - first),
    ]


def _dependents(page: Page, cue: int) -> list[float]:
    parse = page.parse
    have = dict.fromkeys(_CHILDREN, 0.0)
    prepositions = dict.fromkeys(_PREPOSITIONS, 0.0)
    clause = largest = 0.0
    marker = modal = perfect = to = 0.0
    for child in parse.children[cue]:
        dep, word = parse.dep[child], parse.lower[child]
        if dep in have:
            have[dep] = 1.0 if child < cue else 2.0
        if dep in ("prep", "agent") and word in prepositions:
            prepositions[word] = 1.0
        if dep in ("ccomp", "xcomp", "acl", "advcl"):
            low, high = page.extent[child]
            clause = max(clause, float(high - low + 1))
            marker = max(
                marker, float(parse.lower[low] in ("that", "whether", "if", "how", "why", "what"))
            )
        if child > cue:
            low, high = page.extent[child]
            largest = max(largest, float(high - low + 1))
        if dep == "aux":
            modal = max(modal, float(parse.tag[child] == "MD"))
            perfect = max(perfect, float(word in ("have", "has", "had", "'ve")))
            to = max(to, float(word == "to"))
    return [*have.values(), *prepositions.values(), clause, largest, marker, modal, perfect, to]


def _subject_figures(page: Page, cue: int) -> list[float]:
    parse = page.parse
    who, steps = subject(parse, cue)
    gap = float(cue - who) if who >= 0 else 0.0
    return [float(who >= 0), float(steps), gap, *mention(parse, who)]


def _neighbours(page: Page, cue: int, first: int, after: int) -> list[float]:
    parse, inside = page.parse, page.inside
    following = cue + 1 if cue + 1 < len(parse) else cue
    previous = cue - 1 if cue else cue
    return [
        TAGS.get(parse.tag[following], 0.0),
        TAGS.get(parse.tag[previous], 0.0),
        float(parse.lower[following] == "that"),
        float(parse.lower[following] in (",", ":")),
        _to_quote(inside, range(cue + 1, min(cue + 12, len(parse)))),
        _to_quote(inside, range(cue - 1, max(cue - 13, -1), -1)),
        float(sum(1 for i in range(first, after) if parse.pos[i] == "VERB")),
        float(sum(1 for i in range(first, after) if parse.lower[i] in SAYING and i != cue)),
        float(any(inside[i] >= 0 for i in range(first, after))),
    ]


def _to_quote(inside: list[int], way: range) -> float:
    for gap, i in enumerate(way):
        if inside[i] >= 0:
            return float(gap)
    return 20.0
