"""The sealed addresses of those who wrote replies: put beside a reply, found by a keyed hash."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot.reply import ReplyId
from bot.store.tables.reply_tables import reply, reply_block_mailbox, reply_contact
from bot.story import GuildId


@dataclass(frozen=True, slots=True)
class Contact:
    """An address as it is kept; it takes a private key from elsewhere to read it.

    `sealed` is for the key pair `key_id`. `exact` and `alike` are keyed hashes, of the address and
    of the mailbox that it leads to.
    """

    key_id: str
    sealed: bytes = field(repr=False)
    exact: bytes = field(repr=False)
    alike: bytes = field(repr=False)


def add_contact(connection: Connection, reply_id: ReplyId, contact: Contact) -> None:
    """Put an address beside its reply."""
    connection.execute(insert(reply_contact), {"reply_id": reply_id, **_columns(contact)})


def replies_of(
    connection: Connection, exact: bytes, guild: GuildId | None = None
) -> tuple[ReplyId, ...]:
    """The replies with exactly that address, on one server or on all."""
    found = (
        select(reply_contact.c.reply_id)
        .join(reply, reply.c.id == reply_contact.c.reply_id)
        .where(reply_contact.c.exact == exact)
    )
    if guild is not None:
        found = found.where(reply.c.guild_id == guild)
    return tuple(map(ReplyId, connection.scalars(found)))


def contacts(
    connection: Connection, most: int, *, after: int = 0, but_key: str | None = None
) -> Sequence[tuple[ReplyId, Contact]]:
    """Addresses in the order of their replies, from the one after `after`.

    Those sealed for `but_key` are left out.
    """
    wanted = select(reply_contact).where(reply_contact.c.reply_id > after)
    if but_key is not None:
        wanted = wanted.where(reply_contact.c.key_id != but_key)
    rows = connection.execute(wanted.order_by(reply_contact.c.reply_id).limit(most))
    return [
        (ReplyId(row.reply_id), Contact(row.key_id, row.sealed, row.exact, row.alike))
        for row in rows
    ]


def count_by_key(connection: Connection) -> Mapping[str, int]:
    """How many addresses are sealed for each key pair."""
    counted = select(reply_contact.c.key_id, func.count().label("amount")).group_by(
        reply_contact.c.key_id
    )
    return {row.key_id: row.amount for row in connection.execute(counted)}


def replace(connection: Connection, changed: Iterable[tuple[ReplyId, Contact, Contact]]) -> None:
    """Put each second contact of a reply in place of the first; blocks follow their mailboxes."""
    for reply_id, old, new in changed:
        connection.execute(RESEAL, {"reply": reply_id, **_columns(new)})
        connection.execute(REBLOCK, {"old": old.alike, "new": new.alike})


def forget(connection: Connection, replies: Sequence[int]) -> None:
    """Erase the addresses of replies that stay."""
    connection.execute(delete(reply_contact).where(reply_contact.c.reply_id.in_(replies)))
    known = update(reply).where(reply.c.id.in_(replies))
    connection.execute(known.values(is_reachable=False))


def _columns(contact: Contact) -> dict[str, object]:
    return {
        "key_id": contact.key_id,
        "sealed": contact.sealed,
        "exact": contact.exact,
        "alike": contact.alike,
    }


RESEAL = update(reply_contact).where(reply_contact.c.reply_id == bindparam("reply"))
REBLOCK = (
    update(reply_block_mailbox)
    .where(reply_block_mailbox.c.alike == bindparam("old"))
    .values(alike=bindparam("new"))
)
