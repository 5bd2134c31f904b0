"""The nouns of the news: an article as written, what was read in it, the story that is kept."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, NewType, TypeVar

StoryId = NewType("StoryId", int)
SpeakerId = NewType("SpeakerId", int)
OutletId = NewType("OutletId", int)
TopicId = NewType("TopicId", int)
GuildId = NewType("GuildId", int)
MemberId = NewType("MemberId", int)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (half open) of an article's body."""

    start: int
    end: int

    def of(self, body: str) -> str:
        """The words that the span covers in `body`."""
        return body[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Published:
    """When an outlet says it published: an aware UTC moment, or only a day (then midnight UTC)."""

    moment: datetime
    is_day_only: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One article as written.

    `body` holds the paragraphs, each without line breaks, joined by one empty line; every span of
    a reading is an offset into it. `url` is the canonical address; `also_at` are other addresses
    known to lead to the same article. `is_partial` means that a paywall cut the text. `topics` are
    the outlet's own names for what it is about.
    """

    headline: str
    body: str
    url: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: Published | None = None
    also_at: tuple[str, ...] = ()
    is_partial: bool = False
    topics: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs in order."""
        return tuple(self.body.split("\n\n"))


class QuoteKind(StrEnum):
    """Direct: whole clauses in marks. Partial: some words in marks. Reported: no marks."""

    DIRECT = "direct"
    PARTIAL = "partial"
    REPORTED = "reported"


class SpeakerKind(StrEnum):
    """Who speaks: a person, an organisation, or a place that stands for its government."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody named in an article under one canonical name, however the article spells it.

    `spellings` are the forms that the article uses, longest first; `role` is the role or title in
    the article's own words, or None.
    """

    name: str
    kind: SpeakerKind
    role: str | None = None
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody, a place or a body that an article is about; `mentions` counts how often it says so.

    `name` is canonical, as a speaker's is.
    """

    name: str
    kind: SpeakerKind
    mentions: int


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution: what was said (`content`), the words naming who said it (`source`), the cue.

    Spans are in the article's order; `content` of a direct or partial quote stands inside its
    quotation marks, marks not included, one span for each pair of marks; `clause` is all that a
    partial quote's source is said to have said, in and out of marks. `speaker` is a canonical
    name in the reading's `speakers`, None where the source names nobody or isn't certain enough to
    show. `confidence` (0 to 1) is the estimated chance that the source is right. `weight` orders a
    story's quotes by how much they matter, greatest first.
    """

    kind: QuoteKind
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speaker: str | None = None
    role: str | None = None
    confidence: float = 0.0
    weight: float = 0.0
    clause: tuple[Span, ...] = ()

    def words(self, body: str) -> str:
        """What was said, verbatim, the parts joined by an ellipsis.

        The comma before "she said" belongs to the sentence around the quote and goes.
        """
        parts = [span.of(body) for span in self.content]
        return " … ".join([*(part.rstrip(" ,") for part in parts[:-1]), *parts[-1:]])

    def named(self, body: str) -> str | None:
        """How the article itself names the source ("a senior official"), or None."""
        return " ".join(span.of(body) for span in self.source) or None


@dataclass(frozen=True, slots=True)
class Summary:
    """Verbatim sentences in article order (`headline`: one, or a part that stands alone)."""

    headline: tuple[Span, ...] = ()
    brief: tuple[Span, ...] = ()
    full: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Lede:
    """Where the opening says who, what, when and where; an empty tuple where it doesn't."""

    who: tuple[Span, ...] = ()
    what: tuple[Span, ...] = ()
    when: tuple[Span, ...] = ()
    where: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one article; `engine` names the version that read it.

    `subjects` are those that it names, the most mentioned first. `has_reported` is False where no
    parser was at hand, so that only quotation marks were read. `traces` are what other articles
    are compared with (`bot/reading/traces.py`): a fresh reading has them, one from the store not.
    """

    engine: str
    language: str
    sentences: tuple[Span, ...]
    summary: Summary
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    lede: Lede = field(default_factory=Lede)
    has_reported: bool = True
    subjects: tuple[Subject, ...] = ()
    traces: bytes = field(default=b"", compare=False, repr=False)

    @property
    def attributed(self) -> tuple[Quote, ...]:
        """The quotes to show: what the article reports without saying who said it is left out."""
        kinds = (QuoteKind.DIRECT, QuoteKind.PARTIAL)
        return tuple(q for q in self.quotes if q.source or q.speaker or q.kind in kinds)

    @property
    def key_quotes(self) -> tuple[Quote, ...]:
        """The quotes by weight, greatest first; those of no weight repeat another."""
        return tuple(sorted((q for q in self.attributed if q.weight > 0), key=lambda q: -q.weight))


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of a list of stories."""

    id: StoryId
    headline: str
    outlet: str | None
    url: str | None
    published: Published | None
    taken_at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Story:
    """A story as one server has it: its newest revision with that revision's reading."""

    id: StoryId
    revision: int
    article: Article
    reading: Reading
    taken_at: datetime


class Outcome(StrEnum):
    """What taking an article in came to."""

    NEW = "new"
    SAME = "same"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class Kept:
    """The story that an article became, and whether that was new to the server."""

    story: StoryId
    revision: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """Somebody quoted in a server's stories, with how often and where."""

    id: SpeakerId
    name: str
    kind: SpeakerKind
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    quotes: int
    stories: int
    outlets: int


@dataclass(frozen=True, slots=True)
class SpeakerJoin:
    """That a server shows one speaker as another: `speaker`, called `name`, as `into`."""

    speaker: SpeakerId
    name: str
    into: SpeakerId
    into_name: str
    by: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet with the number of a server's stories that are from it."""

    id: OutletId
    name: str
    stories: int


@dataclass(frozen=True, slots=True)
class TopicLine:
    """What some of a server's stories are about: an outlet's own topic, or a name."""

    id: TopicId
    name: str
    stories: int


@dataclass(frozen=True, slots=True)
class Said:
    """One quote with the story that it stands in; `paragraph` counts from 1."""

    story: StoryLine
    quote: Quote
    words: str
    source: str | None
    paragraph: int


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """One page of a list, newest first; `page` counts from 1, `total` is that of all pages.

    `upto` is the newest story that the list may hold: pass it back for further pages, so that what
    comes in meanwhile doesn't shift them.
    """

    rows: tuple[Row, ...]
    page: int
    total: int
    upto: StoryId | None
