"""`/checkquote` and its message menu through the real client."""

import pytest

from tests.made import HOSTILE_TEXTS

pytestmark = pytest.mark.usefixtures("dateline")


@pytest.mark.parametrize(
    ("claim", "speaker", "title"),
    [
        ("bring your BICYCLES!", None, "Said so, word for word"),
        ("Bring your bicycles", "Maria Lopez", "Said so, word for word"),
        ("Bring your bicycles", "Ellen Park", "Said so, but by somebody else"),
        ("Bring your big bicycles", None, "Not said in these words"),
        ("the tolls would rise", None, "Reported, not quoted"),
        ("Nobody ever thought of that", None, "Not found in the stories here"),
    ],
)
async def test_what_a_check_can_come_to(loopback, keep, claim, speaker, title):
    await keep()
    options = {"speaker": speaker} if speaker else {}
    answer = await loopback.seat("Rita").slash("checkquote", quote=claim, **options)
    assert answer.is_private
    assert answer.embeds[0]["title"] == title


async def test_a_name_that_is_not_certain_proves_nothing(loopback, keep):
    await keep()
    answer = await loopback.seat("Rita").slash(
        "checkquote", quote="Bring your bicycles", speaker="Mario Lopes"
    )
    assert "Who is meant?" in answer.text
    assert "Maria Lopez" in answer.text


async def test_a_check_can_be_posted_for_everybody(loopback, keep):
    await keep()
    answer = await loopback.seat("Rita").slash("checkquote", quote="bring your bicycles")
    posted = await answer.press("Post here")
    assert not posted.is_private
    assert posted.embeds[0]["title"] == "Said so, word for word"


async def test_the_difference_is_shown_word_by_word(loopback, keep):
    await keep()
    answer = await loopback.seat("Rita").slash("checkquote", quote="Bring your motor bicycles")
    assert "Bring your ~~motor~~ bicycles" in answer.text
    assert "¶2" in answer.text


async def test_a_message_is_checked_from_its_menu(loopback, keep):
    await keep()
    message = await loopback.seat("Ravi").say('She literally said "bring your bicycles" lol')
    answer = await loopback.seat("Rita").message_menu("Check this quote", message)
    assert answer.is_private
    assert answer.embeds[0]["title"] == "Said so, word for word"


async def test_a_checked_quote_leads_to_its_story(loopback, keep):
    await keep()
    answer = await loopback.seat("Rita").slash("checkquote", quote="bring your bicycles")
    await answer.choose("Bridge to reopen on Monday")
    assert "Maria Lopez" in answer.text


async def test_hostile_claims_reach_nobody(loopback, keep):
    await keep()
    seat = loopback.seat("Rita")
    for text in HOSTILE_TEXTS:
        if text.strip():
            answer = await seat.slash("checkquote", quote=text[:600])
            assert answer.error is None
            assert "Something broke" not in answer.text
    assert not loopback.pings
