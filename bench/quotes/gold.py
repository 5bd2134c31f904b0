"""The annotated news beside the checkout: parsed once, and what its annotation says of each row."""

import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.reading import cueing, direct
from bot.reading.contents import Content, contents
from bot.reading.page import Page, tokens
from bot.reading.parser import Parser

DATA = Path(__file__).resolve().parents[2] / "../shared/quotes"
PRONOUNS = frozenset("i you he she it we they who him her them".split())
_WORD = re.compile(r"\w")

Said = dict[str, Any]


@dataclass
class Marked:
    """An article with its page, its annotated attributions, and its cue words."""

    page: Page
    gold: list[Said]
    cues: list[int]
    words: frozenset[int]
    said: dict[int, list[tuple[Said, frozenset[int]]]]


def articles(part: str, cache: Path) -> Iterator[Marked]:
    """The articles of "train" or "dev", parsed with the default pipeline; parses are kept."""
    store = cache / f"{part}.pickle"
    if store.exists():
        parsed = pickle.loads(store.read_bytes())  # noqa: S301 - written by this very script
    else:
        parser = Parser.load("en_core_web_sm")
        if parser is None:
            raise SystemExit("Training needs spaCy.")
        files = sorted((DATA / part).glob("*.txt"))
        texts = [file.read_bytes().decode() for file in files]
        parsed = [
            (text, parser.parse(text), json.loads(file.with_suffix(".json").read_text()))
            for file, text in zip(files, texts, strict=True)
        ]
        cache.mkdir(parents=True, exist_ok=True)
        store.write_bytes(pickle.dumps(parsed))
    for text, parse, annotation in parsed:
        yield _marked(Page.of(text, parse), annotation["attributions"])


def _marked(page: Page, gold: list[Said]) -> Marked:
    words = frozenset(i for i, word in enumerate(page.parse.words) if _WORD.search(word))
    cues = cueing.cue_words(page)
    marked = Marked(page, gold, cues, words, {})
    for said in gold:
        head = _cue_head(marked, said)
        if head is not None:
            held = covered(page, said["content"]) & words
            marked.said.setdefault(head, []).append((said, held))
    return marked


def covered(page: Page, spans: list[list[int]]) -> frozenset[int]:
    """The tokens that the spans touch."""
    return frozenset(i for start, end in spans or [] for i in tokens(page.parse, start, end))


def _cue_head(marked: Marked, said: Said) -> int | None:
    """The cue word of an annotated cue: the one whose contents come closest to what is said."""
    heads = sorted(covered(marked.page, said["cue"]) & set(marked.cues))
    if len(heads) < 2:
        return heads[0] if heads else None
    held = covered(marked.page, said["content"]) & marked.words

    def rank(head: int) -> tuple[float, bool, int]:
        best = max((shared(marked, c, held) for c in contents(marked.page, head)), default=0.0)
        return -round(best, 2), marked.page.parse.pos[head] != "VERB", marked.page.depth[head]

    return min(heads, key=rank)


def shared(marked: Marked, content: Content, held: frozenset[int]) -> float:
    """How far a content and annotated words agree: words of both over words of either."""
    own = {i for low, high in content.words for i in range(low, high + 1)} & marked.words
    return len(own & held) / len(own | held) if own else 0.0


def names_source(marked: Marked, said: Said, head: int) -> bool:
    """Whether a mention is the annotated source: its head, or a name or pronoun within it."""
    held = covered(marked.page, said["source"])
    if not held or head < 0:
        return not held and head < 0
    wanted = covered(marked.page, [said["source_head"]]) if said.get("source_head") else held
    word = marked.page.parse.words[head]
    return head in wanted or (head in held and (word[:1].isupper() or word.lower() in PRONOUNS))


def quoted(marked: Marked) -> dict[int, Said | None]:
    """For each stretch of two words or more the annotated attribution that it belongs to."""
    found: dict[int, Said | None] = {}
    held = [(covered(marked.page, said["content"]), said) for said in marked.gold]
    for stretch, first in enumerate(marked.page.firsts):
        if first < 0:
            continue
        low, high = direct.edges(marked.page, stretch)
        own = marked.words.intersection(range(low, high + 1))
        if len(own) >= 2:
            fits = [(len(h & own), s) for h, s in held if len(h & own) >= 0.8 * len(own)]
            found[stretch] = max(fits, key=lambda f: f[0])[1] if fits else None
    return found
