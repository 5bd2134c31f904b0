"""Puts what a cue introduces and what stands in marks together as sayings."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.reading import contents, direct
from bot.reading.marks import runs
from bot.reading.page import Page

# Quoted words of so few words need a voice of this chance.
_SHORT, _LEAST_SHORT = 2, 0.5
# Longer ones that neither begin nor end as a sentence does need one of this chance.
_LEAST_FRAGMENT: Final = 0.25
# Above this chance a quote's own voice outdoes the subject of the cue it stands in.
_TRUSTED: Final = 0.5
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


def joined(page: Page, told: list[Attribution], spoken: dict[int, Voices]) -> list[Attribution]:
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
    for run in runs_of(page):
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


def runs_of(page: Page) -> list[list[int]]:
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
