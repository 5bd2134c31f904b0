"""Stories as nobody would write them, for the tests that no card of theirs is refused."""

from hypothesis import strategies as st

from bot.story import (
    Article,
    Published,
    Quote,
    QuoteKind,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Story,
    StoryId,
    Subject,
    Summary,
)
from tests.hostile_texts import HOSTILE
from tests.made import NOON

TEXTS = st.one_of(
    st.sampled_from([text for _, text in HOSTILE]),
    st.text(max_size=60),
    st.text(alphabet="ab c.*_`[]()<>@#\n|", max_size=3000),
    st.sampled_from(["word " * 600, "🙂 " * 1500, "[*_]" * 300]),
)
URLS = st.none() | TEXTS | st.integers(30, 700).map(lambda n: "https://example.org/" + "x" * n)
IDS = st.sampled_from([1, 2, 3, 10**6, 2**40])
PUBLISHED = st.sampled_from([None, Published(NOON), Published(NOON, is_day_only=True)])


@st.composite
def stories(draw):
    body = "\n\n".join(draw(st.lists(TEXTS, min_size=1, max_size=5)))
    ends = draw(st.lists(st.integers(0, len(body)), min_size=2, max_size=24))
    spans = [Span(min(pair), max(pair)) for pair in zip(ends[::2], ends[1::2], strict=False)]
    names = draw(st.lists(TEXTS, max_size=30))
    quotes = tuple(
        Quote(
            draw(st.sampled_from(QuoteKind)),
            (span,),
            speaker=draw(st.sampled_from([None, *names])),
            role=draw(st.none() | TEXTS),
            weight=draw(st.floats(0, 1)),
        )
        for span in spans
    )
    read = Reading(
        "by hand",
        "en",
        tuple(spans),
        Summary(tuple(spans[:1]), tuple(spans[:3]), tuple(spans[:6])),
        quotes,
        tuple(Speaker(name, SpeakerKind.PERSON) for name in names),
        subjects=tuple(Subject(name, SpeakerKind.PLACE, 2) for name in names[:4]),
    )
    of = Article(
        draw(TEXTS),
        body,
        url=draw(URLS),
        outlet=draw(st.none() | TEXTS),
        published=draw(PUBLISHED),
        topics=tuple(draw(st.lists(TEXTS, max_size=2))),
    )
    return Story(StoryId(draw(IDS)), draw(st.sampled_from([1, 3])), of, read, NOON)
