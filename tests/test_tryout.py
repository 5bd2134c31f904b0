"""The sample stories and the playground that shows them."""

from datetime import UTC
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.roles import live
from bot.settings import Secret, Settings
from bot.store import Asked
from bot.story import GuildId
from bot.tryout import SAMPLES, sample_articles, take_in_samples
from bot.wire.address import cleaned

GUILD = GuildId(5)


def test_every_sample_story_is_whole():
    articles = sample_articles()
    assert len(articles) == len(list(Path(SAMPLES).glob("*.txt"))) >= 12
    for article in articles:
        assert article.headline
        assert article.outlet
        assert article.byline
        assert article.published is not None
        assert article.published.moment.tzinfo is not None
        assert len(article.body.split()) >= 180
        assert all(article.paragraphs)
        assert article.url is not None
        assert cleaned(article.url) == article.url


def test_the_oldest_sample_comes_first_so_that_the_newest_is_the_latest():
    moments = [a.published.moment.astimezone(UTC) for a in sample_articles() if a.published]
    assert moments == sorted(moments)


@pytest.mark.timeout(120)
async def test_the_samples_are_taken_in_once(desk):
    await take_in_samples(desk, GUILD)
    newest = await desk.store.search(GUILD, Asked())
    await take_in_samples(desk, GUILD)
    again = await desk.store.search(GUILD, Asked())
    assert newest == again
    assert newest.total == len(sample_articles())
    assert newest.rows[0].headline == sample_articles()[-1].headline


async def test_a_token_that_discord_does_not_know_is_one_clear_sentence(loopback, tmp_path):
    settings = Settings(data=tmp_path, pipeline=None, token=Secret("not.a.token"))
    with loopback.pointed(), pytest.raises(SettingsError) as refused:
        await live(settings)
    assert "Discord doesn't know this DISCORD_TOKEN" in refused.value.reader
    assert "not.a.token" not in str(refused.value)
    loopback.refusals.clear()
