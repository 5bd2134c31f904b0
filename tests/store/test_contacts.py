"""Sealed addresses: under which key each is, and who may read the table that they lie in."""

from pathlib import Path

from bot.store.replies.contacts import Contact
from tests.store.replying import RITA, deed, reply_to, sealed
from tests.store.sample import take_in


async def test_addresses_are_sealed_anew_in_portions_and_blocks_follow(store):
    story = (await take_in(store)).story
    for number in range(3):
        await reply_to(store, story, f"{number}", seal=sealed(b"a"))
    await store.replies.block(RITA, deed())
    old = await store.erasures.contacts(2, but_key="second")
    changed = [
        (reply, contact, Contact("second", b"new", exact=b"e", alike=b"b"))
        for reply, contact in old
    ]
    await store.erasures.replace(changed)
    assert await store.erasures.count_by_key() == {"first": 1, "second": 2}
    assert len(await store.erasures.contacts(9, but_key="second")) == 1
    assert len(await store.erasures.contacts(9, after=old[0][0])) == 2


def test_no_reading_of_replies_joins_the_table_of_addresses():
    modules = (Path(__file__).resolve().parents[2] / "bot" / "store").rglob("*.py")
    naming = {
        path.name
        for path in modules
        if "migrations" not in path.parts and "reply_contact" in path.read_text()
    }
    assert naming == {"reply_tables.py", "contacts.py", "reply_erasing.py", "reply_settings.py"}
