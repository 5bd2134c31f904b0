"""No card is one that Discord refuses, whatever comes in."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.card import Option
from bot.cards.filters import Filters
from bot.cards.frame import UNKEPT
from bot.cards.looks.story_looks import (
    CheckLook,
    CompareLook,
    JoinsLook,
    Kind,
    Length,
    ListLook,
    QuotesLook,
    SaidLook,
    StoryLook,
    WhoLook,
)
from bot.cards.stories.change_cards import Revised, changes_card, compare_card
from bot.cards.stories.check_card import check_card
from bot.cards.stories.link_cards import Unread, links_card
from bot.cards.stories.list_cards import list_card, which_story_card
from bot.cards.stories.names_card import joined_card, joining_card, joins_card, parted_card
from bot.cards.stories.quote_cards import quotes_card, who_card
from bot.cards.stories.speaker_cards import said_card, which_speaker_card
from bot.cards.stories.story_cards import retold_card, story_card, summary_card
from bot.reading.changes import Changes, QuoteChange, Rewording
from bot.reading.checking import Change, Check, Edit, Finding
from bot.reading.claims import Claim, Written
from bot.reading.several import Count, Disagreement, Overview, Point, Told
from bot.story import (
    Listing,
    MemberId,
    OutletId,
    Quote,
    QuoteKind,
    Said,
    Span,
    SpeakerId,
    SpeakerJoin,
    SpeakerKind,
    SpeakerLine,
    StoryId,
    StoryLine,
    TopicId,
)
from tests.cards.refusals import check
from tests.generated_stories import IDS, PUBLISHED, TEXTS, URLS, stories
from tests.made import NOON

LINES = st.builds(StoryLine, IDS, TEXTS, st.none() | TEXTS, URLS, PUBLISHED, st.just(NOON))
SPEAKERS = st.builds(
    SpeakerLine,
    IDS,
    TEXTS,
    st.just(SpeakerKind.PERSON),
    st.lists(TEXTS, max_size=9).map(tuple),
    st.lists(TEXTS, max_size=5).map(tuple),
    IDS,
    IDS,
    IDS,
)
SAID = st.builds(
    Said,
    LINES,
    st.builds(Quote, st.sampled_from(QuoteKind), st.just((Span(0, 1),)), speaker=TEXTS, role=TEXTS),
    TEXTS,
    TEXTS,
    IDS,
)
FILTERS = st.builds(
    Filters, *[st.none() | TEXTS] * 3, TEXTS, since=st.just(20000), until=st.just(20700)
)
UNREAD = st.builds(Unread, TEXTS, st.just("No article was found there."))
JOINS = st.builds(SpeakerJoin, IDS, TEXTS, IDS, TEXTS, st.just(MemberId(2**62)), st.just(NOON))


@settings(max_examples=120, deadline=None)
@given(stories())
def test_no_story_makes_a_card_that_discord_refuses(made):
    check(story_card(made))
    check(who_card(made, WhoLook(made.id)))
    for each in Length:
        check(summary_card(made, each, is_retold=True))
    for kind in Kind:
        check(quotes_card(made, QuotesLook(made.id, kind, page=1)))
    numbers = tuple(range(1, len(made.reading.sentences) + 1))
    claims = tuple(Claim(made.article.headline * 3 or "x", numbers) for _ in range(5))
    check(retold_card(made, Written("a-model", claims)))
    check(retold_card(made, None))


@settings(max_examples=30, deadline=None)
@given(stories(), stories())
def test_no_difference_makes_a_card_that_discord_refuses(before, after):
    old, new = before.reading.sentences, after.reading.sentences
    said = [QuoteChange(quote, None) for quote in before.reading.quotes]
    said += [QuoteChange(None, quote) for quote in after.reading.quotes]
    said += map(QuoteChange, before.reading.quotes, after.reading.quotes)
    reworded = tuple(map(Rewording, old, new))
    check(changes_card(Revised(before, after, Changes(new, old, reworded), tuple(said))))
    told = [Told(n, span) for n, spans in enumerate((old, new)) for span in spans]
    counts = tuple(Count(each, each.span, 1) for each in told[:3])
    points = (*(Point((each,)) for each in told), Point(tuple(told)))
    about = (Disagreement(before.article.headline, counts),) * 7
    look = CompareLook(before.id, after.id).look()
    check(compare_card((before, after), Overview(points, about), look))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(stories(), max_size=3), st.lists(st.builds(Unread, TEXTS, st.just("No.")), max_size=3)
)
def test_no_link_makes_a_card_that_discord_refuses(read, failed):
    check(links_card(read, failed))
    check(links_card([replace(each, id=UNKEPT) for each in read], failed))
    check(links_card([replace(each, id=StoryId(5)) for each in read], failed))


@settings(max_examples=120, deadline=None)
@given(st.lists(LINES, max_size=10), FILTERS, TEXTS)
def test_no_name_makes_a_list_that_discord_refuses(lines, filters, words):
    # Thousands of stories a day for a thousand years.
    newest = StoryId(2**31 - 1)
    look = ListLook(
        SpeakerId(newest),
        OutletId(newest),
        TopicId(newest),
        since=20000,
        until=20700,
        page=36**4 - 1,
        upto=newest,
        size=10,
        words=words[:40],
    )
    check(list_card(Listing(tuple(lines), 2, 30, newest), look, filters))
    ways = [Option(line.headline, StoryLook(line.id).look(), line.outlet or "") for line in lines]
    check(which_story_card(words, tuple(ways) or (Option(words, look.look()),)))


@settings(max_examples=50, deadline=None)
@given(SPEAKERS, st.lists(SAID, max_size=4), FILTERS, TEXTS)
def test_no_speaker_makes_a_card_that_discord_refuses(speaker, said, filters, words):
    look = SaidLook(SpeakerId(2**40), OutletId(2**40), 20000, about=words[:40])
    check(said_card(speaker, Listing(tuple(said), 1, 9, StoryId(2**40)), look, filters))
    others = (speaker, replace(speaker, id=SpeakerId(9)), speaker)
    check(which_speaker_card(words, others, lambda each: replace(look, speaker=each).look()))


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.sampled_from(Finding), st.none() | SAID, st.lists(TEXTS, max_size=9))
def test_no_claim_makes_a_card_that_discord_refuses(claim, finding, said, words):
    changes = tuple(map(Change, [*Edit] * 3, words))
    look = CheckLook.fitting(claim, SpeakerId(2**62))
    check(check_card(claim, Check(finding, said, changes), look))
    assert look is None or CheckLook.of(look.state) == look


@settings(max_examples=30, deadline=None)
@given(st.lists(JOINS, max_size=12), SPEAKERS)
def test_no_join_makes_a_card_that_discord_refuses(joins, speaker):
    check(joins_card(tuple(joins), JoinsLook(3)))
    check(joining_card(speaker, speaker))
    for join in joins:
        check(joined_card(join, speaker))
        check(parted_card(join))
