"""An interaction's life: one answer in time, then follow-ups for a quarter of an hour."""

import aiohttp
import pytest

from bot.playground.interactions import Kind


@pytest.fixture
def answer(rest):
    async def answer(interaction, kind=4, **data):
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        return await rest("POST", path, {"type": kind, "data": data or {"content": "hi"}})

    return answer


@pytest.fixture
def hook(loopback):
    return lambda interaction: f"/webhooks/{loopback.world.bot.id}/{interaction.token}"


async def test_a_second_answer_is_refused(loopback, begun, answer):
    interaction = begun()
    assert (await answer(interaction))[0] == 204
    with loopback.expecting(40060):
        status, body = await answer(interaction)
    assert (status, body["code"]) == (400, 40060)


async def test_an_answer_after_its_time_is_refused(loopback, begun, answer):
    loopback.interactions.answer_within_s = 0.0
    with loopback.expecting(10062):
        status, body = await answer(begun())
    assert (status, body) == (404, {"message": "Unknown interaction", "code": 10062})


async def test_a_made_up_interaction_is_unknown(loopback, rest):
    with loopback.expecting(10062):
        assert (await rest("POST", "/interactions/1/nope/callback", {"type": 4}))[0] == 404


async def test_a_follow_up_before_the_answer_is_refused(loopback, rest, begun, hook):
    with loopback.expecting(10015):
        assert (await rest("POST", hook(begun()), {"content": "x"}))[0] == 404


async def test_a_follow_up_after_a_quarter_of_an_hour_is_refused(
    loopback, rest, begun, answer, hook
):
    interaction = begun()
    await answer(interaction)
    loopback.interactions.token_lives_s = 0.0
    with loopback.expecting(50027):
        status, body = await rest("POST", hook(interaction), {"content": "x"})
    assert (status, body["code"]) == (401, 50027)


async def test_the_first_follow_up_keeps_the_privacy_of_its_promise(
    rest, begun, answer, hook, loopback
):
    interaction = begun()
    await answer(interaction, 5, flags=64)
    _, message = await rest("POST", hook(interaction), {"content": "x"})
    assert message["flags"] == 64
    assert message["id"] == str(interaction.original)
    assert loopback.world.messages[interaction.original].is_private


async def test_a_public_promise_cannot_be_filled_privately(rest, begun, answer, hook, loopback):
    interaction = begun()
    await answer(interaction, 5)
    await rest("POST", hook(interaction), {"content": "x", "flags": 64})
    assert not loopback.world.messages[interaction.original].is_private


async def test_a_private_follow_up_is_its_members_own(rest, begun, answer, hook, loopback):
    interaction = begun()
    await answer(interaction)
    _, message = await rest("POST", hook(interaction), {"content": "x", "flags": 64})
    assert [m.content for m in loopback.seat("Rita").messages] == ["hi", "x"]
    assert [m.content for m in loopback.seat("Max").messages] == ["hi"]
    assert (await rest("DELETE", f"{hook(interaction)}/messages/{message['id']}"))[0] == 204
    assert [m.content for m in loopback.seat("Rita").messages] == ["hi"]


async def test_the_answer_can_be_read_edited_and_removed(rest, begun, answer, hook, loopback):
    interaction = begun()
    await answer(interaction)
    original = f"{hook(interaction)}/messages/@original"
    assert (await rest("GET", original))[1]["content"] == "hi"
    assert (await rest("PATCH", original, {"content": "ho"}))[1]["content"] == "ho"
    await rest("DELETE", original)
    assert (await rest("GET", original))[1]["code"] == 10008


async def test_anothers_message_is_out_of_an_interactions_reach(
    rest, begun, answer, hook, loopback
):
    interaction = begun()
    await answer(interaction)
    other = await loopback.seat("Max").say("mine")
    status, body = await rest("DELETE", f"{hook(interaction)}/messages/{other.id}")
    assert (status, body["code"]) == (404, 10008)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (Kind.COMMAND, 7),
        (Kind.COMMAND, 8),
        (Kind.AUTOCOMPLETE, 4),
        (Kind.MODAL, 9),
        (Kind.COMMAND, 99),
    ],
)
async def test_an_answer_of_the_wrong_kind_is_refused(loopback, begun, answer, kind, wrong):
    with loopback.expecting(50035):
        status, _ = await answer(begun(kind), wrong, title="T")
    assert status == 400


async def test_an_answer_needs_no_bot_token_but_its_own(loopback, begun):
    interaction = begun()
    url = f"{loopback.url}/api/v10/interactions/{interaction.id}/{interaction.token}/callback"
    async with aiohttp.ClientSession() as session, session.post(url, json={"type": 5}) as response:
        assert response.status == 204
