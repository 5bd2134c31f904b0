"""What a server has set for replies: settings, listed words, closed stories, blocked members."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.errors import NotFound
from bot.moderation import ActKind, Block, EmailWish, ReplySettings
from bot.reply import HoldMode
from bot.store.engine.rows import put_row
from bot.store.replies.acts import Deed, note
from bot.store.stories.shelves import GUILD, ON_SHELF
from bot.store.tables.reply_tables import (
    reply,
    reply_block,
    reply_block_mailbox,
    reply_closed,
    reply_contact,
    reply_setting,
    reply_word,
)
from bot.story import GuildId, MemberId, StoryId


def settings_of(connection: Connection, guild: GuildId) -> ReplySettings:
    """What the server has set, or what holds where it hasn't."""
    row = connection.execute(SETTINGS, {"guild": guild}).one_or_none()
    if row is None:
        return ReplySettings()
    return ReplySettings(
        is_open=row.is_open,
        hold=HoldMode(row.hold),
        email=EmailWish(row.email),
        most_links=row.most_links,
        mask_phones=row.mask_phones,
        longest=row.longest,
    )


def change(connection: Connection, settings: ReplySettings, deed: Deed) -> ReplySettings:
    """Set all of it; the settings as they were."""
    before = settings_of(connection, deed.guild)
    row = {
        "guild_id": deed.guild,
        "is_open": settings.is_open,
        "hold": settings.hold,
        "email": settings.email,
        "most_links": settings.most_links,
        "mask_phones": settings.mask_phones,
        "longest": settings.longest,
    }
    put_row(connection, reply_setting, row)
    note(connection, ActKind.SET, deed)
    return before


def words_of(connection: Connection, guild: GuildId) -> tuple[str, ...]:
    """The words that hold a reply, in alphabetical order."""
    return tuple(connection.scalars(WORDS, {"guild": guild}))


def list_words(connection: Connection, words: Iterable[str], deed: Deed) -> tuple[str, ...]:
    """Make `words` the list; the words as they were."""
    before = words_of(connection, deed.guild)
    connection.execute(delete(reply_word).where(reply_word.c.guild_id == deed.guild))
    rows = [{"guild_id": deed.guild, "word": word} for word in dict.fromkeys(words)]
    if rows:
        connection.execute(insert(reply_word), rows)
    note(connection, ActKind.WORDS, deed)
    return before


def close(connection: Connection, story: StoryId, deed: Deed) -> bool:
    """Take no more replies to a story; False where it took none before.

    Raises NotFound where it isn't on the server's shelf.
    """
    if connection.scalar(ON_SHELF, {"guild": deed.guild, "story": story}) is None:
        raise NotFound(f"story {story} isn't on the shelf of {deed.guild}")
    row = {"guild_id": deed.guild, "story_id": story}
    if connection.execute(CLOSED, {"guild": deed.guild, "story": story}).one_or_none():
        return False
    connection.execute(insert(reply_closed), row)
    note(connection, ActKind.CLOSED, deed, story_id=story)
    return True


def reopen(connection: Connection, story: StoryId, deed: Deed) -> bool:
    """Take replies to a story again; False where it took them before."""
    gone = delete(reply_closed).where(
        reply_closed.c.guild_id == deed.guild, reply_closed.c.story_id == story
    )
    if not connection.execute(gone).rowcount:
        return False
    note(connection, ActKind.REOPENED, deed, story_id=story)
    return True


def block(connection: Connection, member: MemberId, deed: Deed) -> bool:
    """Take no more replies from a member, nor from their mailboxes; False where none was taken.

    The mailboxes are those of the replies that are here.
    """
    key = {"guild_id": deed.guild, "member_id": member}
    of_member = (reply.c.guild_id == deed.guild, reply.c.member_id == member)
    used = select(reply_contact.c.alike).join(reply).where(*of_member).distinct()
    for mailbox in connection.scalars(used).all():
        row = {**key, "alike": mailbox}
        if not connection.execute(MAILBOX, row).one_or_none():
            connection.execute(insert(reply_block_mailbox), row)
    if any(one.member == member for one in blocked(connection, deed.guild)):
        return False
    row = {**key, "blocked_by": deed.by, "blocked_at": deed.now}
    connection.execute(insert(reply_block), row)
    note(connection, ActKind.BLOCKED, deed, member_id=member)
    return True


def unblock(connection: Connection, member: MemberId, deed: Deed) -> bool:
    """Take replies from a member again; False where they were taken."""
    for table in (reply_block_mailbox, reply_block):
        found = connection.execute(
            delete(table).where(table.c.guild_id == deed.guild, table.c.member_id == member)
        )
    if not found.rowcount:
        return False
    note(connection, ActKind.UNBLOCKED, deed, member_id=member)
    return True


def blocked(connection: Connection, guild: GuildId) -> tuple[Block, ...]:
    """Whom the server takes no replies from, the last one blocked first."""
    rows = connection.execute(BLOCKED, {"guild": guild})
    return tuple(
        Block(MemberId(row.member_id), MemberId(row.blocked_by), row.blocked_at) for row in rows
    )


def blocked_on(connection: Connection, member: MemberId) -> tuple[GuildId, ...]:
    """The servers that take no replies from a member."""
    return tuple(map(GuildId, connection.scalars(BLOCKED_ON, {"member": member})))


SETTINGS = select(reply_setting).where(reply_setting.c.guild_id == GUILD)
WORDS = select(reply_word.c.word).where(reply_word.c.guild_id == GUILD).order_by(reply_word.c.word)
CLOSED = select(reply_closed).where(
    reply_closed.c.guild_id == GUILD, reply_closed.c.story_id == bindparam("story")
)
BLOCKED = (
    select(reply_block)
    .where(reply_block.c.guild_id == GUILD)
    .order_by(reply_block.c.blocked_at.desc(), reply_block.c.member_id)
)
BLOCKED_ON = select(reply_block.c.guild_id).where(reply_block.c.member_id == bindparam("member"))
MAILBOX = select(reply_block_mailbox).where(
    reply_block_mailbox.c.guild_id == bindparam("guild_id"),
    reply_block_mailbox.c.member_id == bindparam("member_id"),
    reply_block_mailbox.c.alike == bindparam("alike"),
)
