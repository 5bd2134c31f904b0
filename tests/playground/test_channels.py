"""A real client in channels, threads and forums, with the permissions that it has there."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.playground import permissions
from bot.playground.world import FLAG_CROSSPOSTED, Overwrite


@pytest.fixture
def place(loopback, bot):
    """The client's own view of a channel by name."""
    return lambda name: bot.get_channel(loopback.world.find_channel(name).id)


@pytest.fixture
def deny(loopback):
    """Take permission bits in #news from everybody."""

    def deny(bits):
        news = loopback.world.find_channel("news")
        overwrites = (Overwrite(news.guild, deny=bits),)
        own = Overwrite(loopback.world.bot.id, is_member=True, deny=bits)
        loopback.scene.change_channel(replace(news, overwrites=(*overwrites, own)))

    return deny


async def test_the_client_knows_the_world(bot, loopback):
    (guild,) = bot.guilds
    assert [channel.name for channel in guild.channels] == [
        "news",
        "announcements",
        "stories",
        "mod-desk",
    ]
    assert guild.me.guild_permissions.create_public_threads
    assert guild.owner_id == loopback.world.find_member("Olivia").user.id


async def test_a_message_is_sent_edited_and_deleted(loopback, place):
    message = await place("news").send("one", file=discord.File(io.BytesIO(b"x"), "a b.txt"))
    await message.edit(content="two")
    (kept,) = loopback.seat("Rita").messages
    assert (kept.content, kept.attachments[0].name) == ("two", "a b.txt")
    fetched = await place("news").fetch_message(message.id)
    assert await fetched.attachments[0].read() == b"x"
    await message.delete()
    assert not loopback.seat("Rita").messages


async def test_history_comes_newest_first(place):
    for word in ("one", "two", "three"):
        await place("news").send(word)
    found = [message.content async for message in place("news").history(limit=2)]
    assert found == ["three", "two"]


async def test_a_repeated_nonce_gives_the_first_message(loopback, place):
    first = await place("news").send("x", nonce="delivery-1")
    second = await place("news").send("x", nonce="delivery-1")
    other = await place("announcements").send("x", nonce="delivery-1")
    assert first.id == second.id != other.id
    assert len(loopback.seat("Rita").messages) == 1


@pytest.mark.parametrize(
    ("bits", "code"),
    [
        (permissions.VIEW, 50001),
        (permissions.SEND, 50013),
        (permissions.EMBED_LINKS, 50013),
    ],
)
async def test_a_missing_permission_forbids(loopback, place, deny, bits, code):
    deny(bits)
    with loopback.expecting(code), pytest.raises(discord.Forbidden) as raised:
        await place("news").send(embed=discord.Embed(title="T"))
    assert raised.value.code == code


async def test_files_need_their_permission(loopback, place, deny):
    deny(permissions.ATTACH)
    with loopback.expecting(50013), pytest.raises(discord.Forbidden):
        await place("news").send(file=discord.File(io.BytesIO(b"x"), "a.txt"))


async def test_a_file_may_not_be_too_large(loopback, place):
    with loopback.expecting(40005), pytest.raises(discord.HTTPException) as raised:
        await place("news").send(file=discord.File(io.BytesIO(bytes(10 * 2**20 + 1)), "a.bin"))
    assert raised.value.status == 413


async def test_a_removed_channel_is_unknown(loopback, place):
    news = place("news")
    loopback.scene.remove_channel(loopback.world.find_channel("news"))
    with pytest.raises(discord.NotFound) as raised:
        await news.send("x")
    assert raised.value.code == 10003


async def test_anothers_message_cannot_be_edited(loopback, place):
    message = await place("news").fetch_message((await loopback.seat("Rita").say("mine")).id)
    with loopback.expecting(50005), pytest.raises(discord.Forbidden):
        await message.edit(content="yours")
    with loopback.expecting(50013), pytest.raises(discord.Forbidden):
        await message.delete()


async def test_a_thread_hangs_on_its_message(loopback, place):
    message = await place("news").send("story")
    thread = await message.create_thread(name="Replies")
    assert thread.id == message.id
    await thread.send("a reply")
    assert [m.content for m in loopback.seat("Rita", channel="Replies").messages] == ["a reply"]
    with loopback.expecting(160004), pytest.raises(discord.HTTPException):
        await message.create_thread(name="Again")


async def test_a_thread_name_of_101_is_refused(loopback, place):
    message = await place("news").send("story")
    with loopback.expecting(50035), pytest.raises(discord.HTTPException):
        await message.create_thread(name="x" * 101)


async def test_an_archived_thread_is_reopened_before_it_is_written_in(loopback, place):
    thread = await (await place("news").send("story")).create_thread(name="Replies")
    kept = loopback.world.channels[thread.id]
    loopback.scene.change_channel(replace(kept, is_archived=True))
    with loopback.expecting(50083), pytest.raises(discord.HTTPException):
        await thread.send("late")
    await thread.edit(archived=False)
    await thread.send("late")


async def test_a_locked_thread_is_shut(loopback, place):
    thread = await (await place("news").send("story")).create_thread(name="Replies")
    loopback.scene.change_channel(replace(loopback.world.channels[thread.id], is_locked=True))
    if place("news").permissions_for(place("news").guild.me).manage_threads:
        pytest.skip("the invite has Manage Threads")
    with loopback.expecting(160005), pytest.raises(discord.Forbidden):
        await thread.send("late")


async def test_a_forum_post_has_its_first_message_and_tags(loopback, place):
    forum = place("stories")
    tag = forum.available_tags[0]
    post = await forum.create_thread(name="Talks", content="opening", applied_tags=[tag])
    assert post.thread.id == post.message.id
    assert loopback.world.channels[post.thread.id].applied == (tag.id,)
    assert [m.content for m in loopback.seat("Rita", channel="Talks").messages] == ["opening"]


async def test_six_tags_are_refused(loopback, rest):
    forum = loopback.world.find_channel("stories")
    form = {"name": "n", "message": {"content": "x"}, "applied_tags": ["1"] * 6}
    with loopback.expecting(50035):
        await rest("POST", f"/channels/{forum.id}/threads", form)


async def test_a_forum_takes_no_plain_message(loopback, rest):
    forum = loopback.world.find_channel("stories")
    with loopback.expecting(50024):
        await rest("POST", f"/channels/{forum.id}/messages", {"content": "x"})


async def test_an_announcement_is_published_once(loopback, place):
    message = await place("announcements").send("news")
    await message.publish()
    assert loopback.world.messages[message.id].flags & FLAG_CROSSPOSTED
    with loopback.expecting(40033), pytest.raises(discord.HTTPException):
        await message.publish()


async def test_a_text_channel_publishes_nothing(loopback, place):
    message = await place("news").send("news")
    with loopback.expecting(50024), pytest.raises(discord.HTTPException):
        await message.publish()


async def test_a_reaction_and_typing_are_seen(loopback, place):
    message = await place("news").send("story")
    async with place("news").typing():
        await message.add_reaction("👍")
    assert loopback.world.messages[message.id].reactions == (("👍", loopback.world.bot.id),)
    await message.remove_reaction("👍", message.guild.me)
    assert not loopback.world.messages[message.id].reactions


async def test_a_direct_message_reaches_its_reader(loopback, bot):
    rita = loopback.world.find_member("Rita").user
    user = await bot.fetch_user(rita.id)
    message = await user.send("between us")
    channel = loopback.world.channels[message.channel.id]
    assert rita.id in channel.recipients


async def test_an_answer_refers_to_its_message(loopback, place):
    asked = await place("news").send("question")
    replied = await asked.reply("answer")
    assert loopback.world.messages[replied.id].refers_to == asked.id
    await asked.delete()
    with loopback.expecting(50035), pytest.raises(discord.HTTPException):
        await asked.reply("again")


async def test_a_poll_is_given_back(place):
    poll = discord.Poll("Which?", duration=timedelta(hours=1))
    poll.add_answer(text="This")
    poll.add_answer(text="That")
    message = await place("news").send(poll=poll)
    assert [answer.text for answer in message.poll.answers] == ["This", "That"]


async def test_a_laid_out_message_is_given_back(loopback, place):
    view = discord.ui.LayoutView(timeout=None)
    box: discord.ui.Container[Any] = discord.ui.Container(
        discord.ui.TextDisplay("words"), accent_colour=0x123456
    )
    box.add_item(discord.ui.Separator())
    box.add_item(
        discord.ui.Section("beside", accessory=discord.ui.Thumbnail("https://x.example/a.png"))
    )
    box.add_item(discord.ui.ActionRow(discord.ui.Button(label="Go", custom_id="go")))
    gallery: discord.ui.MediaGallery[Any] = discord.ui.MediaGallery(
        discord.MediaGalleryItem("https://x.example/b.png")
    )
    view.add_item(box.add_item(gallery))
    message = await place("news").send(view=view)
    assert message.flags.components_v2
    (kept,) = loopback.seat("Rita").messages
    assert kept.components[0]["accent_color"] == 0x123456
