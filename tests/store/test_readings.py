"""A reading of any kind comes back from its rows exactly as it was."""

import asyncio
import itertools
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store.engine.asked import Asked
from bot.store.engine.keys import name_key, text_key
from bot.store.store import Store
from bot.story import Lede, Quote, QuoteKind, Reading, Span, Speaker, SpeakerKind, Summary
from tests.store.sample import HERE, NOON, article, take_in

BODY = "Every span of these readings lies somewhere in these words.\n\n" * 3
letters = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=20
)
edges = st.integers(0, len(BODY))
spans = st.tuples(edges, edges).map(lambda pair: Span(*sorted(pair)))
many = st.lists(spans, max_size=3).map(tuple)
speakers = st.lists(
    st.builds(
        Speaker,
        name=letters,
        kind=st.sampled_from(SpeakerKind),
        role=st.none() | letters,
        spellings=st.lists(letters, max_size=3).map(tuple),
    ),
    max_size=4,
    unique_by=lambda one: one.name,
).map(tuple)


def quotes(names: list[str]):
    speaker = st.none() | st.sampled_from(names) if names else st.none()
    share = st.floats(0, 1)
    return st.lists(
        st.builds(
            Quote,
            kind=st.sampled_from(QuoteKind),
            content=many,
            source=many,
            cue=many,
            speaker=speaker,
            role=st.none() | letters,
            confidence=share,
            weight=share,
        ),
        max_size=4,
    ).map(tuple)


@st.composite
def readings(draw) -> Reading:
    named = draw(speakers)
    return Reading(
        engine=draw(letters),
        language=draw(letters),
        sentences=draw(many),
        summary=Summary(headline=draw(many), brief=draw(many), full=draw(many)),
        quotes=draw(quotes([one.name for one in named])),
        speakers=named,
        lede=Lede(who=draw(many), what=draw(many), when=draw(many), where=draw(many)),
        has_reported=draw(st.booleans()),
    )


@settings(max_examples=10, deadline=None)
@given(read=st.lists(readings(), min_size=1, max_size=8))
def test_any_reading_comes_back_as_it_was(lay_empty, read):
    async def round_trip() -> None:
        with tempfile.TemporaryDirectory() as folder:
            lay_empty(Path(folder))
            async with Store.open(Path(folder)) as store:
                for number, one in zip(itertools.count(), read, strict=False):
                    url = f"https://herald.example/{number}"
                    kept = await take_in(store, read=one, body=BODY, url=url)
                    assert (await store.story(HERE, kept.story)).reading == one
                for line in (await store.search(HERE, Asked())).rows:
                    await store.remove(HERE, line.id, now=NOON)
                assert await store.suggest_speakers(HERE, "") == ()

    asyncio.run(round_trip())


def test_names_that_differ_in_case_accents_stops_or_spaces_are_one():
    assert name_key("J.D.  Vance") == name_key("JD VANCE")
    assert name_key("José Muñoz") == name_key("jose munoz")
    assert name_key("O’Brien") == name_key("O'Brien")
    assert name_key("Ana José") != name_key("Ana Josef")


def test_texts_that_differ_in_words_are_two():
    one = article()
    assert text_key(one.headline, one.body) != text_key(one.headline, one.body + " not")
    assert text_key("“Soon”", "a–b \n\n c…") == text_key('"Soon"', "a-b c...")
    assert text_key("a", "b") != text_key("a b", "")
