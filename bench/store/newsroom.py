"""Made-up stories of the size of real ones: 440 words in 20 sentences, 8 quotes, Zipf's words.

Each is told with numbers to compare it by that are as many as a real one's, and of no other story.
"""

import random
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from bot.reading.traces import MOST_SIGNS, Traces
from bot.story import (
    Article,
    Published,
    Quote,
    QuoteKind,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Subject,
    Summary,
)

SENTENCES = 20
WORDS_A_SENTENCE = 22
QUOTES = 8
SPEAKERS_A_STORY = 4
SUBJECTS_A_STORY = 8
# As many as `traces_of` finds in such a story.
SHINGLES, STEMS, RUNS = 438, 195, 150
START = datetime(2026, 1, 1, tzinfo=UTC)


class Newsroom:
    """Makes the same stories for the same seed; words, people and outlets as uneven as in life."""

    def __init__(self, seed: int = 1, *, words: int = 30_000, people: int = 3_000) -> None:
        self._chance = random.Random(seed)
        self.words = [self._word() for _ in range(words)]
        self.people = [f"{self._word().title()} {self._word().title()}" for _ in range(people)]
        self._word_weights = list(accumulate(1 / (n + 2) for n in range(words)))
        self._people_weights = list(accumulate(1 / (n + 2) for n in range(people)))
        self._made = 0
        self._other_chance = random.Random(seed + 1)

    def story(self) -> tuple[Article, Reading]:
        """A story that was not made before, and what was read in it."""
        self._made += 1
        sentences = [" ".join(self._some(WORDS_A_SENTENCE)) + "." for _ in range(SENTENCES)]
        article = Article(
            headline=" ".join(self._some(9)).capitalize(),
            body="\n\n".join(" ".join(sentences[n : n + 2]) for n in range(0, SENTENCES, 2)),
            url=f"https://outlet-{self._made % 20}.example/{self._made}",
            outlet=f"Outlet {self._made % 20}",
            byline=("A. Writer",),
            published=Published(START + timedelta(minutes=self._made)),
        )
        return article, self._reading(sentences)

    def _reading(self, sentences: list[str]) -> Reading:
        starts = [
            0,
            *accumulate(len(one) + (1 if n % 2 == 0 else 2) for n, one in enumerate(sentences)),
        ]
        spans = tuple(
            Span(start, start + len(one)) for start, one in zip(starts, sentences, strict=False)
        )
        drawn = self._chance.choices(
            self.people, cum_weights=self._people_weights, k=SPEAKERS_A_STORY
        )
        names = tuple(dict.fromkeys(drawn))
        quotes = tuple(
            Quote(
                kind=QuoteKind.DIRECT,
                content=(span,),
                source=(Span(span.start, span.start + 5),),
                cue=(Span(span.start + 6, span.start + 9),),
                speaker=names[n % len(names)],
                confidence=0.9,
                weight=1 / (n + 1),
            )
            for n, span in enumerate(spans[:: SENTENCES // QUOTES][:QUOTES])
        )
        return Reading(
            engine="bench",
            language="en",
            sentences=spans,
            summary=Summary(headline=spans[:1], brief=spans[:3], full=spans[:6]),
            quotes=quotes,
            speakers=tuple(
                Speaker(name, SpeakerKind.PERSON, "Minister", (name, name.split()[1]))
                for name in names
            ),
            subjects=self._subjects(names),
            traces=self._traces(),
        )

    def _subjects(self, speakers: tuple[str, ...]) -> tuple[Subject, ...]:
        drawn = self._other_chance.choices(
            self.people, cum_weights=self._people_weights, k=SUBJECTS_A_STORY - len(speakers)
        )
        names = dict.fromkeys((*speakers, *drawn))
        return tuple(Subject(name, SpeakerKind.PERSON, 2) for name in names)

    def _traces(self) -> bytes:
        numbers = [self._other_chance.getrandbits(32) for _ in range(SHINGLES + STEMS + RUNS)]
        shingles, rest = numbers[:SHINGLES], numbers[SHINGLES:]
        return Traces(
            shingles=frozenset(shingles),
            signs=frozenset(shingles[:MOST_SIGNS]),
            stems=frozenset(rest[:STEMS]),
            quoted=tuple(rest[STEMS:]),
        ).packed

    def _some(self, count: int) -> list[str]:
        return self._chance.choices(self.words, cum_weights=self._word_weights, k=count)

    def _word(self) -> str:
        letters = self._chance.choices("etaoinshrdlucmfwypvbgkqjxz", weights=range(26, 0, -1), k=7)
        return "".join(letters[: self._chance.randint(3, 7)])
