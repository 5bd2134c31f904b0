"""Who says what in a parsed text: cues, what they introduce, and who speaks through them."""

from dataclasses import dataclass, field, replace
from typing import Final

from bot.reading import content_figures, contents, cueing, direct, sources
from bot.reading.cues import NOUNS, SAYING, VERBS
from bot.reading.joining import Attribution, Voices, joined, runs_of
from bot.reading.page import Page
from bot.reading.trees import Trees

# A cue less likely than this is looked at no further; 1 in 60 true cues falls below it.
_LEAST_CUE: Final = 0.08
_RIVAL_CUE: Final = 0.4
# A plain verb with a noun of saying ("issued a demand that …") is one by its meaning; the training
# articles mark only some, so its chance counts so many times.
_ACT: Final = 2.0
_ACTS: Final = frozenset(("promise", "demand", "denial", "prediction", "claim"))
# A stretch that a cue introduces with less chance is no attribution; set where F1 is best.
LEAST_CONTENT: Final = 0.28
# How much of a content may already belong to a likelier one.
_MOST_SHARED: Final = 0.3
# How many voices of a quote are kept to tell its speaker by.
_MOST_VOICES: Final = 8
# The chance of a voice that the layout names: signatures and labels of transcripts.
_TOLD: Final = 0.97
# A voice below this is a guess that isn't counted on for what follows.
_LEAST_VOICE: Final = 0.3


@dataclass
class Models:
    """The trained ensembles, each answering one question."""

    cue: Trees = field(default_factory=lambda: Trees.load("cue.json"))
    content: Trees = field(default_factory=lambda: Trees.load("content.json"))
    boundary: Trees = field(default_factory=lambda: Trees.load("boundary.json"))
    source: Trees = field(default_factory=lambda: Trees.load("source.json"))
    voice: Trees = field(default_factory=lambda: Trees.load("voice.json"))

    def attributions(self, page: Page) -> list[Attribution]:
        """The sayings of a page in order of the text."""
        cues = cueing.cue_words(page)
        rows = [cueing.measure(page, cue) for cue in cues]
        chances = dict(zip(cues, self.cue.chances(rows), strict=True))
        told = self._introduced(page, chances)
        spoken = self._spoken(page, chances)
        found = joined(page, told, spoken)
        return sorted(found, key=lambda a: _first(page, a))

    def _introduced(self, page: Page, chances: dict[int, float]) -> list[Attribution]:
        """What the likely cues introduce, the likelier first, none over another."""
        options = [
            content
            for cue, chance in chances.items()
            if chance >= _LEAST_CUE
            for content in contents.contents(page, cue)
        ]
        rows = [content_figures.measure(page, c, chances) for c in options]
        right, exact = self.content.chances(rows), self.boundary.chances(rows)
        acts = {cue for cue in {content.cue for content in options} if _is_act(page, cue)}
        right = [r * _ACT if c.cue in acts else r for c, r in zip(options, right, strict=True)]
        best: dict[int, tuple[float, float, contents.Content]] = {}
        likeliest: dict[int, float] = {}
        for content, r, e in zip(options, right, exact, strict=True):
            likeliest[content.cue] = max(likeliest.get(content.cue, 0.0), r)
            if content.cue not in best or r + 2 * e > best[content.cue][0]:
                best[content.cue] = (r + 2 * e, r, _cut(page, content, chances))
        kept: list[Attribution] = []
        taken: set[int] = set()
        for _, chance, content in sorted(
            best.values(), key=lambda b: (-likeliest[b[2].cue], b[2].cue)
        ):
            held = {i for low, high in content.words for i in range(low, high + 1)}
            if chance < LEAST_CONTENT or len(held & taken) > _MOST_SHARED * len(held):
                continue
            taken |= held
            within = tuple(
                dict.fromkeys(page.inside[i] for i in sorted(held) if page.inside[i] >= 0)
            )
            kept.append(Attribution(content.cue, -1, content.words, within, chance))
        return self._named(page, kept)

    def _named(self, page: Page, found: list[Attribution]) -> list[Attribution]:
        options = [s for a in found for s in sources.sources(page, a.cue)]
        chances = self.source.chances([sources.measure(page, s) for s in options])
        best: dict[int, tuple[float, int]] = {}
        for source, chance in zip(options, chances, strict=True):
            if chance > best.get(source.cue, (-1.0, -1))[0]:
                best[source.cue] = (chance, source.head)
        return [replace(a, head=best[a.cue][1], voice=best[a.cue][0]) for a in found]

    def _spoken(self, page: Page, chances: dict[int, float]) -> dict[int, Voices]:
        """For each stretch its likeliest voice; a quotation over several lines has one."""
        found: dict[int, Voices] = {}
        previous = -1
        for run in runs_of(page):
            ranked = self._ranked(page, run, chances, previous)
            if not ranked:
                previous = -1
                continue
            for stretch in run:
                found[stretch] = ranked
            previous = ranked[0][1].head if ranked[0][0] >= _LEAST_VOICE else -1
        return found

    def _ranked(
        self, page: Page, run: list[int], chances: dict[int, float], previous: int
    ) -> Voices:
        """The voices of a quotation, likeliest first."""
        voices = [v for stretch in run for v in direct.voices(page, stretch, chances, previous)]
        for voice in voices:
            if direct.is_told(voice):
                return [(_TOLD, voice)]
        rows = [direct.measure(page, v, chances, previous) for v in voices]
        scored = zip(self.voice.chances(rows), voices, strict=True)
        return sorted(scored, key=lambda pair: -pair[0])[:_MOST_VOICES]


def _cut(page: Page, content: contents.Content, chances: dict[int, float]) -> contents.Content:
    """The content up to where it runs on to what the same source says next.

    "said X, urging them to Y": a participle behind a comma; "to X and offered Y": a finite verb
    behind "and" in a phrase that has no subject of its own.
    """
    parse = page.parse
    has_subject = False
    for part, (low, high) in enumerate(content.words):
        for i in range(low + 2, high + 1):
            has_subject = has_subject or parse.dep[i - 1] in ("nsubj", "nsubjpass")
            if chances.get(i, 0.0) < _RIVAL_CUE or parse.lower[i] not in SAYING:
                continue
            before = parse.lower[i - 1]
            anew = parse.tag[i] == "VBG" and before == ","
            goes_on = parse.tag[i] in ("VBD", "VBZ") and before in ("and", "but")
            if anew or (goes_on and not has_subject):
                return replace(content, words=(*content.words[:part], (low, i - 2)))
    return content


def _is_act(page: Page, cue: int) -> bool:
    """Whether a cue is a plain verb with a noun of saying: "extended an invitation to visit"."""
    parse = page.parse
    return "light" in VERBS.get(parse.lower[cue], ()) and any(
        parse.dep[k] == "dobj"
        and _ACTS.intersection(NOUNS.get(parse.lower[k], ()))
        and any(parse.dep[j] in ("acl", "prep", "ccomp", "xcomp") for j in parse.children[k])
        for k in parse.children[cue]
    )


def _first(page: Page, saying: Attribution) -> int:
    return saying.words[0][0] if saying.words else len(page.parse)
