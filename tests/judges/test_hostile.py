"""Hostile and over-long texts in simcord; each text by itself goes through the loopback."""

from bot.story import QuoteKind
from tests.judges.room import labels, shown, words
from tests.made import HOSTILE_TEXTS, article, reading

# simcord takes about 50 ms an action: what costs one or more for each text is done for few texts.
FEW = 16
SOME = 3


async def more(room, answer):
    """Each page of an answer from the first on, as the words on it."""
    yield words(answer)
    while "More ▶" in labels(answer):
        await room.rita.click(shown(answer), label="More ▶")
        yield words(answer)


def named_by(text):
    """A story with `text` for its headline, its outlet, its words and who said them."""
    said = text.replace("\n\n", " ") or "x"
    of = article(text, f"{said}\n\n“{said}”", url=None, outlet=text)
    return of, reading(of, (said, text or None, QuoteKind.DIRECT))


async def test_headlines_and_outlets_in_the_list(room, keep):
    texts = HOSTILE_TEXTS[::SOME]
    for text in texts:
        await keep(*named_by(text))
    answer = await room.rita.slash(room.news, "latest", count=10)
    pages = [page async for page in more(room, answer)]
    assert len(pages) == -(-len(texts) // 10)
    assert not room.is_anybody_notified()


async def test_quotes_and_names_in_cards(room, keep):
    texts = [text.replace("\n\n", " ") or "x" for text in HOSTILE_TEXTS[1::SOME]]
    of = article("Said today", "\n\n".join(f"“{text}”" for text in texts), url=None)
    story = await keep(of, reading(of, *((text, text, QuoteKind.DIRECT) for text in texts)))
    answer = await room.rita.slash(room.news, "quotes", story=str(story))
    pages = [page async for page in more(room, answer)]
    assert len(pages) >= len(texts) // 4
    assert not any("Something broke" in page for page in pages)
    assert not room.is_anybody_notified()


async def test_cards_posted_for_everybody(room, keep):
    for text in HOSTILE_TEXTS[::FEW]:
        story = await keep(*named_by(text))
        card = await room.rita.slash(room.news, "summary", story=str(story))
        posted = await room.rita.click(shown(card), label="Post here")
        assert not shown(posted).ephemeral
    assert not room.is_anybody_notified()


async def test_what_is_typed_is_only_words(room, keep):
    await keep()
    for text in filter(str.strip, HOSTILE_TEXTS[1::FEW]):
        await room.rita.autocomplete(room.news, "summary", "story", text[:100])
        for asked in (("whosaid", {"speaker": text[:100]}), ("search", {"query": text[:40]})):
            answer = await room.rita.slash(room.news, asked[0], **asked[1])
            assert "Something broke" not in words(answer)
    assert not room.is_anybody_notified()
