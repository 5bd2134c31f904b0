"""What goes on beside the bot."""

import pytest

from bot.desk import reread
from tests.made import BRIDGE


@pytest.mark.timeout(90)
async def test_what_an_older_engine_has_read_is_read_again(desk, keep, guild):
    story = await keep()
    assert (await desk.store.story(guild, story)).reading.engine == "by hand"
    await reread(desk)
    again = await desk.store.story(guild, story)
    assert again.reading.engine == await desk.intake.engine()
    assert again.article.headline == BRIDGE.headline
    assert again.revision == 1
