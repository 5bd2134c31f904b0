import asyncio
from dataclasses import replace

import discord
import pytest

from bot.playground import permissions
from bot.playground.invocation import NotOffered
from bot.playground.world import Overwrite

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_command_shows_its_card(loopback):
    answer = await loopback.seat("Rita").slash("card")
    assert answer.embeds[0]["title"] == "Card"
    assert answer.buttons == ("Private", "Form", "Slow")
    assert not answer.is_private
    assert "Value" in answer.text


async def test_options_are_converted_to_their_kinds(loopback):
    answer = await loopback.seat("Rita").slash(
        "options", who="Max", where="#news", role="Moderators", much="1.5"
    )
    assert answer.content == "Max news Moderators 1.5"


async def test_a_file_is_sent_along_by_bytes_or_path(loopback, tmp_path):
    seat = loopback.seat("Rita")
    assert (await seat.slash("file", which=("a.txt", b"words"))).content == "a.txt: words"
    (tmp_path / "b c.txt").write_text("more")
    assert (await seat.slash("file", which=tmp_path / "b c.txt")).content == "b c.txt: more"
    with pytest.raises(NotOffered, match="no file"):
        await seat.slash("file", which=tmp_path / "none.txt")


async def test_an_option_completes_with_what_the_bot_offers(loopback):
    choices = await loopback.seat("Rita").complete("say", option="word", typed="tru")
    assert choices == [{"name": "Truth", "value": "truth"}, {"name": "Trust", "value": "trust"}]


async def test_a_sub_command_is_reached_by_its_words(loopback):
    answer = await loopback.seat("Rita").slash("story add", url="https://news.example/1")
    assert answer.content == "added https://news.example/1"


async def test_a_dynamic_button_edits_its_message(loopback):
    answer = await loopback.seat("Rita").slash("story add", url="u")
    pressed = await answer.press("Vote (0)")
    assert pressed.content == answer.content == "1 votes"
    assert (await pressed.press("vote:1")).content == "2 votes"


async def test_a_private_answer_is_seen_by_its_member_only(loopback):
    answer = await (await loopback.seat("Rita").slash("card")).press("Private")
    assert answer.is_private
    assert answer.message in loopback.seat("Rita").messages
    assert answer.message not in loopback.seat("Max").messages


async def test_a_promised_answer_is_waited_for(loopback):
    answer = await loopback.seat("Rita").slash("lazy", private=True)
    assert answer.content == "filled"
    assert answer.is_private
    assert not answer.is_deferred


async def test_the_first_follow_up_fills_the_promise(loopback):
    answer = await loopback.seat("Rita").slash("follow")
    await answer.until(lambda a: a.followups)
    assert answer.content == "first"
    assert [message.content for message in answer.followups] == ["second"]
    (file,) = answer.followups[0].attachments
    assert (file.name, loopback.world.files[file.id]) == ("a.txt", b"abc")


async def test_a_button_opens_a_form_whose_entries_arrive(loopback):
    opened = await (await loopback.seat("Rita").slash("card")).press("Form")
    assert opened.modal.title == "A form"
    sent = await opened.submit({"Name": "Ann", "Colour": "Red", "Agreed": True})
    assert sent.content == "Ann ['r'] True"
    assert sent.is_private


async def test_a_form_holds_entries_to_their_limits(loopback):
    opened = await (await loopback.seat("Rita").slash("card")).press("Form")
    with pytest.raises(NotOffered, match="1 to 20"):
        await opened.submit({"Name": "n" * 21, "Colour": "Red"})


async def test_a_select_is_chosen_by_label(loopback):
    answer = await loopback.seat("Rita").slash("card")
    assert (await answer.choose("One")).content == "picked 1"


async def test_a_deferred_edit_is_waited_for(loopback):
    answer = await (await loopback.seat("Rita").slash("card")).press("Slow")
    assert answer.content == "done slowly"


async def test_a_button_that_is_off_cannot_be_pressed(loopback):
    answer = await loopback.seat("Rita").slash("card")
    with pytest.raises(NotOffered, match="is off"):
        await answer.press("Off")


async def test_a_message_menu_gets_the_message(loopback):
    seat = loopback.seat("Rita")
    message = await seat.say("three small words")
    assert (await seat.message_menu("Count the words", message)).content == "3 words"


async def test_a_command_is_offered_only_to_those_who_may(loopback):
    assert (await loopback.seat("Max").slash("secret")).content == "secret"
    with pytest.raises(NotOffered, match="No command /secret"):
        await loopback.seat("Rita").slash("secret")


async def test_a_missing_option_is_told_before_anything_is_sent(loopback):
    with pytest.raises(NotOffered, match="'word' is required"):
        await loopback.seat("Rita").slash("say")


async def test_an_unanswered_command_fails_after_its_time(loopback):
    loopback.interactions.answer_within_s = 0.1
    assert (await loopback.seat("Rita").slash("quiet")).error == "unanswered"


async def test_a_promise_that_is_never_kept_is_told(loopback):
    seat = loopback.seat("Rita")
    seat.patience_s = 0.1
    answer = await seat.slash("promise")
    assert answer.error == "never filled"
    assert answer.is_deferred


async def test_what_the_bot_says_later_is_seen_when_it_comes(loopback, bot):
    news = bot.get_channel(loopback.world.find_channel("news").id)
    seen = asyncio.ensure_future(loopback.seat("Rita").sees("breaking"))
    await news.send("nothing yet")
    sent = await news.send(embed=discord.Embed(title="breaking news"))
    assert (await seen).id == sent.id


async def test_a_reply_keeps_what_it_refers_to(loopback):
    seat = loopback.seat("Rita")
    first = await seat.say("first")
    assert (await seat.say("second", reply_to=first)).refers_to == first.id


async def test_who_may_not_write_cannot(loopback):
    stranger = loopback.world.find_channel("announcements")
    loopback.scene.change_channel(
        replace(stranger, overwrites=(Overwrite(stranger.guild, deny=permissions.SEND),))
    )
    with pytest.raises(NotOffered, match="permission"):
        await loopback.seat("Rita", channel="announcements").say("hello")
