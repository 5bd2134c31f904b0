"""What was sent back is remembered for a short while, for few, and for its writer alone."""

from datetime import timedelta

from bot.replies.drafts import KEPT_FOR, MOST_KEPT, Drafts, Spot
from bot.reply import Draft
from bot.story import GuildId, MemberId, StoryId
from tests.made import NOON

DRAFT = Draft("Rita", "A comment.")


def spot(member: int = 1) -> Spot:
    return Spot(GuildId(1), MemberId(member), StoryId(1))


def test_a_draft_is_kept_for_its_writer_and_its_time():
    drafts = Drafts()
    drafts.keep(spot(), DRAFT, NOON)
    assert drafts.of(spot(), NOON + KEPT_FOR - timedelta(seconds=1)) == DRAFT
    assert drafts.of(spot(2), NOON) is None
    assert drafts.of(spot(), NOON + KEPT_FOR) is None


def test_the_oldest_gives_way_and_a_member_can_be_forgotten():
    drafts = Drafts()
    for member in range(MOST_KEPT + 1):
        drafts.keep(spot(member), DRAFT, NOON)
    assert drafts.of(spot(0), NOON) is None
    assert drafts.of(spot(1), NOON) == DRAFT
    drafts.forget(MemberId(1))
    assert drafts.of(spot(1), NOON) is None


def test_it_prints_nothing_of_what_was_typed():
    drafts = Drafts()
    drafts.keep(spot(), DRAFT, NOON)
    assert "comment." not in repr(vars(drafts))
