"""The cards that stand in channels, and what is to be drawn for a delivery."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from bot.errors import NotFound
from bot.store.deliveries.delivery_rows import correction_of, post_of
from bot.store.engine.rows import add_row
from bot.store.events.grouping import event_of, stories_of
from bot.store.replies.reply_reading import counts
from bot.store.stories import stories
from bot.store.tables.delivery_tables import announcement, post
from bot.store.tables.story_tables import story
from bot.story import GuildId, Story, StoryId
from bot.subscription import ChannelId, Correction, Delivery, MessageId, Post


@dataclass(frozen=True, slots=True)
class Brief:
    """What a delivery is about: its story, and the card that stands in the channel already.

    `post` is that of the story or of another one of its event, whose story `lead` then is.
    `outlets` are the others that tell of the event, as far as the channel has been sent them.
    `told_at` is when the lead's newest revision came in, `correction` what it corrects, `replies`
    how many readers' replies are published under it.
    """

    story: Story
    lead: Story
    post: Post | None
    outlets: tuple[str, ...]
    told_at: datetime | None = None
    correction: Correction | None = None
    replies: int = 0


def brief(connection: Connection, one: Delivery | Post) -> Brief | None:
    """What is to be drawn for a delivery, or anew for a card that stands in a channel.

    None where the server hasn't got the story any more.
    """
    try:
        told = stories.story_of(connection, one.guild, one.story)
        event = event_of(connection, one.guild, one.story)
    except NotFound:
        return None
    together = stories_of(connection, one.guild, event)
    given = {"channel": one.channel, "stories": [*together, one.story]}
    posts = [post_of(row) for row in connection.execute(IN_CHANNEL, given)]
    own = next((each for each in posts if each.story == one.story), None)
    standing = own or next((each for each in posts if each.is_lead), None)
    lead = _lead(connection, standing, told, posts)
    shown = {each.story for each in posts if standing and each.message == standing.message}
    newest = connection.execute(TOLD, {"story": lead.id, "revision": lead.revision}).first()
    return Brief(
        story=told,
        lead=lead,
        post=standing,
        outlets=_outlets(connection, shown | {one.story}, lead),
        told_at=newest.made_at if newest else None,
        correction=correction_of(newest) if newest else None,
        replies=counts(connection, one.guild, (lead.id,)).get(lead.id, 0),
    )


def put_post(connection: Connection, one: Post) -> None:
    """Keep the card of a story in a channel, in place of what is known of it."""
    given = {"channel": one.channel, "story": one.story}
    row = {"message_id": one.message, "revision": one.revision, "is_lead": one.is_lead}
    if connection.execute(post.update().where(OWN).values(row), given).rowcount == 0:
        own = {"guild_id": one.guild, "channel_id": one.channel, "story_id": one.story}
        add_row(connection, post, own | row)


def of_story(connection: Connection, guild: GuildId, story_id: StoryId) -> tuple[Post, ...]:
    """The cards of a story on a server, the oldest first."""
    given = {"guild": guild, "story": story_id}
    return tuple(map(post_of, connection.execute(OF_STORY, given)))


def at(connection: Connection, message: MessageId) -> Post | None:
    """The card that a message is, under its lead."""
    row = connection.execute(AT, {"message": message}).first()
    return None if row is None else post_of(row)


def forget(connection: Connection, channel: ChannelId, message: MessageId) -> None:
    """A card that somebody deleted is no more."""
    gone = (post.c.channel_id == channel, post.c.message_id == message)
    connection.execute(post.delete().where(*gone))


def _lead(connection: Connection, standing: Post | None, told: Story, posts: list[Post]) -> Story:
    if standing is None or (standing.is_lead and standing.story == told.id):
        return told
    of_card = (each for each in posts if each.is_lead and each.message == standing.message)
    first = next(of_card, standing)
    try:
        return stories.story_of(connection, first.guild, first.story)
    except NotFound:
        return told


def _outlets(connection: Connection, shown: set[StoryId], lead: Story) -> tuple[str, ...]:
    names = connection.scalars(OUTLETS, {"stories": sorted(shown)})
    return tuple(dict.fromkeys(name for name in names if name and name != lead.article.outlet))


_stories = bindparam("stories", expanding=True, type_=post.c.story_id.type)
OWN = (post.c.channel_id == bindparam("channel")) & (post.c.story_id == bindparam("story"))
IN_CHANNEL: Select[Any] = (
    select(post)
    .where(post.c.channel_id == bindparam("channel"), post.c.story_id.in_(_stories))
    .order_by(post.c.id)
)
OF_STORY: Select[Any] = (
    select(post)
    .where(post.c.guild_id == bindparam("guild"), post.c.story_id == bindparam("story"))
    .order_by(post.c.id)
)
TOLD: Select[Any] = select(announcement).where(
    announcement.c.story_id == bindparam("story"),
    announcement.c.revision == bindparam("revision"),
)
AT: Select[Any] = (
    select(post)
    .where(post.c.message_id == bindparam("message"))
    .order_by(post.c.is_lead.desc(), post.c.id)
    .limit(1)
)
OUTLETS = select(story.c.outlet).where(story.c.id.in_(_stories)).order_by(story.c.id)
