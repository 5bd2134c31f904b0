"""`/dateline help` through the real client: what each may do, with examples to be pressed."""

import pytest

pytestmark = pytest.mark.usefixtures("dateline")


async def test_each_sees_what_they_may_do_and_no_more(loopback):
    reader = await loopback.seat("Rita").slash("dateline help")
    editor = await loopback.seat("Max").slash("dateline help")
    owner = await loopback.seat("Olivia").slash("dateline help")
    assert reader.is_private
    assert "`/latest`" in reader.text
    assert "**Check this quote**" in reader.text
    for name, seen_by in (("`/story` add", (editor, owner)), ("`/feed` add", (owner,))):
        for answer in (reader, editor, owner):
            assert (name in answer.text) is (answer in seen_by)
    assert "Feeds" not in editor.buttons


@pytest.mark.parametrize(
    ("member", "buttons"),
    [
        ("Rita", ["Latest stories", "What to try next", "What is kept of me", "Privacy"]),
        ("Max", ["Replies that wait", "Joined names"]),
        ("Olivia", ["Set up", "Settings", "Feeds", "Subscriptions", "Health"]),
    ],
    ids=["Rita", "Max", "Olivia"],
)
async def test_every_example_answers(loopback, keep, member, buttons):
    await keep()
    for button in buttons:
        help_ = await loopback.seat(member).slash("dateline help")
        answer = await help_.press(button)
        await answer.until(lambda now: bool(now.embeds) and not now.is_deferred)
        assert "Something broke" not in answer.text
        assert "permission" not in answer.text.split("\n")[0]


async def test_what_to_try_next_is_about_the_newest_story_here(loopback, keep):
    await keep()
    tips = await (await loopback.seat("Rita").slash("dateline help")).press("What to try next")
    assert "The newest story here:" in tips.text
    summary = await tips.press("Summary")
    assert "min read" in summary.text


@pytest.mark.parametrize(
    ("member", "step"),
    [("Rita", "`/summary`"), ("Max", "`/story add`"), ("Olivia", "The setup brings them")],
)
async def test_on_an_empty_server_each_is_told_their_own_next_step(loopback, member, step):
    tips = await (await loopback.seat(member).slash("dateline help")).press("What to try next")
    assert step in tips.text


async def test_in_direct_messages_it_tells_of_what_works_there(loopback):
    answer = await loopback.direct("Rita").slash("dateline help")
    assert "`/mydata` show" in answer.text
    assert "`/latest`" not in answer.text
    assert answer.buttons == ("What is kept of me", "Privacy")
    shown = await answer.press("What is kept of me")
    assert "Something broke" not in shown.text
