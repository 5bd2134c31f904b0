"""What isn't there is refused with the code of its kind."""

import pytest

NOWHERE = 5


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/channels/{nowhere}", 10003),
        ("/guilds/{nowhere}", 10004),
        ("/guilds/{guild}/members/{nowhere}", 10007),
        ("/channels/{news}/messages/{nowhere}", 10008),
        ("/users/{nowhere}", 10013),
        ("/applications/{bot}/commands/{nowhere}", 10063),
    ],
    ids=["channel", "guild", "member", "message", "user", "command"],
)
async def test_what_is_not_there_has_its_own_code(loopback, rest, path, code):
    world = loopback.world
    (guild,) = world.guilds
    where = path.format(
        nowhere=NOWHERE, guild=guild, news=world.find_channel("news").id, bot=world.bot.id
    )
    status, answer = await rest("GET", where)
    assert (status, answer["code"]) == (404, code)
