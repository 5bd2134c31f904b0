"""Who says what in a parsed text: cues, what they introduce, and who speaks through them."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from bot.reading import content_figures, contents, cueing, direct, sources
from bot.reading.cues import NOUNS, SAYING, VERBS
from bot.reading.marks import runs
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
# Quoted words of so few words need a voice of this chance.
_SHORT, _LEAST_SHORT = 2, 0.5
# Longer ones that neither begin nor end as a sentence does need one of this chance.
_LEAST_FRAGMENT: Final = 0.25
# How many voices of a quote are kept to tell its speaker by.
_MOST_VOICES: Final = 8
# The chance of a voice that the layout names: signatures and labels of transcripts.
_TOLD: Final = 0.97
# A voice below this is a guess that isn't counted on for what follows.
_LEAST_VOICE: Final = 0.3

_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One saying: its cue token and its source's head token (-1 for none), what was said.

    `words` are ranges of tokens out of and in marks; `stretches` number the quoted stretches that
    belong to it; `chance` that there is such a saying, `voice` that its source is right; `rivals`
    are other heads that may name the source, with their chances.
    """

    cue: int
    head: int
    words: contents.Words = ()
    stretches: tuple[int, ...] = ()
    chance: float = 0.0
    voice: float = 0.0
    rivals: tuple[tuple[int, float], ...] = ()


Voices = list[tuple[float, direct.Voice]]


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
        found = _joined(page, told, spoken)
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
        for run in _runs(page):
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


def _runs(page: Page) -> list[list[int]]:
    """The stretches in order, one quotation's together, a new one where a label opens a line."""
    found: list[list[int]] = []
    for run in runs(page.text, page.stretches):
        part: list[int] = []
        for stretch in run:
            if page.firsts[stretch] < 0:
                continue
            if part and direct.opens_with_label(page, stretch):
                found.append(part)
                part = []
            part.append(stretch)
        if part:
            found.append(part)
    return found


def _joined(page: Page, told: list[Attribution], spoken: dict[int, Voices]) -> list[Attribution]:
    """What cues introduce and what stands in marks as one list, each stretch in one saying."""
    found: list[Attribution] = []
    home: dict[int, int] = {}
    places = _Places(page)
    for saying in told:
        voices = _voices_within(saying, spoken)
        places.note(voices[0][1].cue if voices else saying.cue, saying.cue, len(found))
        home.update(dict.fromkeys(saying.stretches, len(found)))
        found.append(_with_voices(saying, voices))
        places.note_head(found[-1], saying.cue, len(found) - 1)
    before = -1
    for run in _runs(page):
        for stretch in run:
            if stretch not in home:
                at = places.of(stretch, spoken.get(stretch))
                at = home.get(before, at) if at < 0 and stretch != run[0] else at
                home[stretch] = at if at >= 0 else len(found)
                _settle(page, stretch, at, spoken, found)
                saying = found[home[stretch]]
                places.note(saying.cue, page.firsts[stretch], home[stretch])
                places.note_head(saying, page.firsts[stretch], home[stretch])
            before = stretch
    return [saying for saying in found if _is_kept(page, saying)]


class _Places:
    """Which saying a cue, or a source's head, already has in a line."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._by_cue: dict[tuple[int, int], int] = {}
        self._by_head: dict[tuple[int, int], int] = {}

    def note(self, cue: int, token: int, saying: int) -> None:
        """The saying numbered `saying` stands in the line of `token` and has this cue."""
        for each in {cue, token} if self._page.inside[token] < 0 else {cue}:
            self._by_cue.setdefault((each, self._page.paragraph[token]), saying)

    def note_head(self, found: Attribution, token: int, saying: int) -> None:
        """The same for the head of its source, where it has words in marks."""
        if found.stretches and found.head >= 0:
            self._by_head.setdefault((found.head, self._page.paragraph[token]), saying)

    def of(self, stretch: int, voices: Voices | None) -> int:
        """The saying that a stretch with these voices belongs to, or -1."""
        if not voices:
            return -1
        voice, line = voices[0][1], self._page.paragraph[self._page.firsts[stretch]]
        by_cue = self._by_cue.get((voice.cue, line), -1) if voice.cue >= 0 else -1
        return by_cue if by_cue >= 0 else self._by_head.get((voice.head, line), -1)


def _settle(
    page: Page, stretch: int, at: int, spoken: dict[int, Voices], found: list[Attribution]
) -> None:
    """Put a stretch into the saying numbered `at`, or into a new one."""
    voices = spoken.get(stretch, [])
    if at >= 0:
        saying = found[at]
        if not saying.stretches:
            saying = _without_source(_with_voices(saying, voices))
        found[at] = _with_stretch(page, saying, stretch)
        return
    cue = voices[0][1].cue if voices else -1
    fresh = Attribution(cue, -1, chance=1.0)
    found.append(_with_stretch(page, _with_voices(fresh, voices), stretch))


def _with_voices(saying: Attribution, voices: Voices) -> Attribution:
    """The saying with the likeliest voice of its quoted words, where that outdoes its subject."""
    if not voices:
        return saying
    chance, voice = voices[0]
    if voice.cue != saying.cue and saying.head >= 0 and chance <= _TRUSTED:
        return saying
    rivals = tuple((v.head, c) for c, v in voices[1:])
    return replace(saying, head=voice.head, voice=chance, rivals=rivals)


def _without_source(saying: Attribution) -> Attribution:
    """The saying without words that turned out to name its source ("shouted a man at the back")."""
    kept = tuple(part for part in saying.words if not part[0] <= saying.head <= part[1])
    return replace(saying, words=kept)


# Above this chance a quote's own voice outdoes the subject of the cue it stands in.
_TRUSTED: Final = 0.5


def _voices_within(saying: Attribution, spoken: dict[int, Voices]) -> Voices:
    found = [spoken[s] for s in saying.stretches if s in spoken]
    return max(found, key=lambda voices: voices[0][0], default=[])


def _is_kept(page: Page, saying: Attribution) -> bool:
    """Whether what stands in marks alone is long enough, or surely enough said, to be a quote."""
    only = all(page.inside[low] >= 0 and page.inside[high] >= 0 for low, high in saying.words)
    if not only:
        return True
    count = sum(
        len(_WORD.findall(page.text, page.stretches[s].inner, page.stretches[s].outer))
        for s in saying.stretches
    )
    if count <= _SHORT:
        return saying.voice >= _LEAST_SHORT
    return saying.voice >= _LEAST_FRAGMENT or any(_is_sentence(page, s) for s in saying.stretches)


def _is_sentence(page: Page, stretch: int) -> bool:
    """Whether marks hold something with a sentence's beginning or end."""
    found = page.stretches[stretch]
    inner = page.text[found.inner : found.outer].strip(" \\")
    return inner[:1].isupper() or inner.endswith((",", ".", "?", "!", "—"))


def _with_stretch(page: Page, saying: Attribution, stretch: int) -> Attribution:
    first, last = direct.edges(page, stretch)
    words = tuple(sorted((*saying.words, (first, last))))
    return replace(saying, words=words, stretches=tuple(sorted((*saying.stretches, stretch))))


def _first(page: Page, saying: Attribution) -> int:
    return saying.words[0][0] if saying.words else len(page.parse)
