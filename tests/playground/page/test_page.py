"""The page, used by hand and by keyboard, with a bot that has one of everything."""

import discord
import pytest
import pytest_asyncio
from playwright.async_api import expect

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("sample_bot")]


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(sample_bot, visit):
    return await visit()


async def test_the_key_leaves_the_address_and_stays_for_a_reload(visitor, stage):
    assert visitor.page.url == f"{stage.loopback.url}/"
    await visitor.page.reload()
    await expect(visitor.page.locator("#title")).to_contain_text("news")


async def test_servers_and_channels_stand_at_the_left(visitor):
    rooms = visitor.page.locator("#rooms .room .label")
    await expect(rooms).to_have_text(["news", "announcements", "stories", "mod-desk"])
    await expect(visitor.page.locator("#server-name")).to_have_text("Newsroom")


async def test_the_picker_lists_what_the_bot_registered_with_its_words(visitor):
    await visitor.page.locator("#typed").fill("/sto")
    row = visitor.page.locator("#picker .row")
    await expect(row).to_have_count(1)
    await expect(row).to_contain_text("/story add")
    await expect(row).to_contain_text("Adds a story")
    await visitor.page.locator("#typed").press("Escape")
    await expect(visitor.page.locator("#picker")).to_be_hidden()


async def test_a_command_is_used_by_keyboard_alone(visitor):
    keyboard = visitor.page.keyboard
    await visitor.page.locator("#typed").focus()
    await keyboard.type("/sa")
    await keyboard.press("Enter")
    await keyboard.type("tru")
    await expect(visitor.page.locator("#picker .row")).to_have_text(["Truth", "Trust"])
    await keyboard.press("ArrowDown")
    await keyboard.press("Enter")
    await keyboard.press("Enter")
    await expect(visitor.last).to_contain_text("trust")
    await expect(visitor.last).to_contain_text("Olivia used /say")


async def test_a_missing_option_is_told_and_nothing_is_sent(visitor):
    await visitor.page.locator("#typed").press_sequentially("/story add ")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.page.locator("#said")).to_contain_text("url: this option is required")
    await visitor.page.keyboard.press("Backspace")
    await expect(visitor.page.locator("#typed")).to_have_value("/story add")


async def test_options_of_all_kinds_are_chosen_from_what_is_there(visitor):
    await visitor.slash("options", who="max", where="new", role="mod", much="1.5")
    await expect(visitor.last).to_contain_text("Max news Moderators 1.5")


async def test_an_optional_option_is_added_and_taken_back(visitor):
    page = visitor.page
    await page.locator("#typed").press_sequentially("/say word:truth times:3")
    await visitor.sends()
    await expect(visitor.last).to_contain_text("truth truth truth")
    await page.locator("#typed").press_sequentially("/say ")
    await visitor.page.get_by_role("button", name="Add times:").click()
    await expect(page.locator('[data-option="times"]')).to_be_focused()
    await page.keyboard.press("Backspace")
    await expect(page.locator('[data-option="times"]')).to_have_count(0)


async def test_a_file_is_sent_along(visitor):
    page = visitor.page
    await page.locator("#typed").press_sequentially("/file ")
    words = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"some words"}
    await page.locator('#command input[type="file"]').set_input_files(words)
    await expect(page.locator(".choose-file")).to_have_text("a.txt")
    await visitor.sends()
    await expect(visitor.last).to_contain_text("a.txt: some words")


async def test_a_card_is_drawn_and_its_private_answer_dismissed(visitor):
    await visitor.slash("card")
    await expect(visitor.last.locator(".embed .title")).to_have_text("Card")
    await expect(visitor.last.get_by_role("button", name="Off")).to_be_disabled()
    await visitor.presses("Private")
    await expect(visitor.last).to_contain_text("Only you can see this")
    await visitor.last.get_by_role("button", name="Dismiss message").click()
    await expect(visitor.last.locator(".embed")).to_be_visible()


async def test_a_menu_edits_its_message(visitor):
    await visitor.slash("card")
    await visitor.chooses("One")
    await expect(visitor.last).to_contain_text("picked 1")
    await expect(visitor.last).to_contain_text("(edited)")


async def test_a_form_is_filled_in_held_to_its_rules_and_sent(visitor):
    page = visitor.page
    await visitor.slash("card")
    await visitor.presses("Form")
    form = page.get_by_role("dialog")
    await form.get_by_role("button", name="Submit").click()
    await expect(form.locator(".faulty")).to_have_count(2)
    await form.get_by_label("Name").fill("Ann")
    await form.get_by_role("combobox", name="Colour").press("ArrowDown")
    await page.keyboard.press("Enter")
    await form.get_by_label("Agreed").check()
    await visitor.shoots("form")
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_be_hidden()
    await expect(visitor.last).to_contain_text("Ann ['r'] True")


async def test_a_message_menu_has_the_bots_entries(visitor):
    await visitor.says("three **small** words")
    await visitor.uses_menu("Count the words", on=visitor.last)
    await expect(visitor.last).to_contain_text("3 words")


async def test_an_unanswered_command_and_button_are_told_as_discord_does(visitor, stage):
    stage.loopback.interactions.answer_within_s = 0.1
    await visitor.slash("quiet")
    await expect(visitor.last).to_contain_text("The application did not respond")
    await visitor.shoots("no-answer")
    await visitor.last.get_by_role("button", name="Dismiss message").click()
    await expect(visitor.page.locator(".waiting")).to_have_count(0)


async def test_a_promise_is_thinking_until_it_is_filled(visitor):
    await visitor.page.locator("#typed").press_sequentially("/promise ")
    await visitor.page.get_by_role("button", name="Send").click()
    await expect(visitor.last).to_contain_text("Dateline is thinking…")
    await visitor.slash("lazy")
    await expect(visitor.last).to_contain_text("filled")


async def test_another_member_is_offered_other_commands_and_sees_other_channels(visitor):
    assert "/secret" in await visitor.offered()
    await visitor.goes("mod-desk")
    await visitor.becomes("Rita")
    await expect(visitor.page.locator("#title")).to_contain_text("news")
    await expect(visitor.page.locator("#rooms")).not_to_contain_text("mod-desk")
    assert "/secret" not in await visitor.offered()


async def test_a_message_is_answered_with_a_ping(visitor):
    await visitor.says("first")
    await visitor.becomes("Rita")
    await visitor.last.hover()
    await visitor.last.get_by_role("button", name="Reply").click()
    await expect(visitor.page.locator("#answering")).to_contain_text("Replying to Olivia")
    await visitor.says("second")
    await expect(visitor.last.locator(".above")).to_contain_text("Olivia")
    await visitor.becomes("Olivia")
    await expect(visitor.page.locator(".for-me")).to_contain_text("second")


async def test_what_comes_meanwhile_is_seen_and_marked_elsewhere(visitor, sample_bot, stage):
    news, other = (
        sample_bot.get_channel(stage.loopback.world.find_channel(name).id)
        for name in ("news", "announcements")
    )
    sent = await news.send("breaking")
    await expect(visitor.last).to_contain_text("breaking")
    await sent.edit(content="corrected")
    await expect(visitor.last).to_contain_text("corrected (edited)")
    await other.send("elsewhere")
    await expect(visitor.page.locator(".room.unread")).to_contain_text("announcements")
    thread = await sent.create_thread(name="About it")
    await thread.send("in the thread")
    await visitor.last.get_by_role("button", name="About it").click()
    await expect(visitor.last).to_contain_text("in the thread")
    await expect(visitor.page.locator(".threads")).to_contain_text("About it")


async def test_a_forum_shows_its_posts(visitor, sample_bot, stage):
    place = stage.loopback.world.find_channel("stories")
    forum = sample_bot.get_channel(place.id)
    assert isinstance(forum, discord.ForumChannel)
    await forum.create_thread(
        name="Bridge opens", content="The bridge is open.", applied_tags=[forum.available_tags[0]]
    )
    await visitor.goes("stories")
    post = visitor.page.locator(".post")
    await expect(post).to_contain_text("Bridge opens")
    await expect(post.locator(".tag")).to_have_text("world")
    await visitor.shoots("forum")
    await post.click()
    await visitor.says("At last.")
    await expect(visitor.last).to_contain_text("At last.")


async def test_the_bot_is_spoken_to_directly(visitor):
    await visitor.page.get_by_role("button", name="Direct messages").click()
    await expect(visitor.page.locator("#title")).to_have_text("Dateline")
    await visitor.slash("say", word="truth")
    await expect(visitor.last).to_contain_text("truth")


async def test_a_phone_has_a_drawer(visit):
    visitor = await visit(390, 780, "light")
    side = visitor.page.locator("#side")
    await expect(side).to_be_hidden()
    await visitor.page.locator("#open-drawer").click()
    await expect(side).to_be_visible()
    await visitor.goes("announcements")
    await expect(side).to_be_hidden()
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert await visitor.page.evaluate(wide)


async def test_a_stopped_playground_is_told(visitor, stage):
    await visitor.page.evaluate("sessionStorage.clear()")
    await visitor.page.reload()
    await expect(visitor.page.locator("#notice")).to_contain_text("open the one")
