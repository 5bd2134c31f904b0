"""The sample stories and the playground that shows them."""

import re
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from bot.errors import SettingsError, StoreBusy
from bot.roles import live
from bot.sample_feed import TITLE, SampleFeed
from bot.settings import Secret, Settings
from bot.store import Asked
from bot.store.engine.sqlite import only_process
from bot.story import GuildId
from bot.tryout import STORIES, forget, living, sample_articles, take_in_samples
from bot.wire.address import cleaned
from tests.made import BRIDGE, NOON

GUILD = GuildId(5)


def test_every_sample_story_is_whole():
    articles = sample_articles()
    assert len(articles) == len(list(Path(STORIES).glob("*.txt"))) >= 12
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


async def test_a_later_start_on_another_port_follows_the_feed_there_alone(desk, guild, keep):
    before, now = SampleFeed(), SampleFeed()
    before.site, now.site = "http://127.0.0.1:8765", "http://127.0.0.1:9000"
    async with living(desk, guild, before):
        old = await keep(replace(BRIDGE, url=f"{before.address}/1-ferry", outlet=TITLE))
        pasted = await keep(replace(BRIDGE, headline="Painted", url=None, outlet=TITLE))
    async with living(desk, guild, now):
        (followed,) = await desk.store.feeds.of(guild)
        assert followed.state.address == now.address
        (_,) = await desk.store.subscriptions.of(guild)
        (line,) = (await desk.store.search(guild, Asked())).rows
        assert line.id == pasted != old


async def test_a_channel_that_wants_the_sample_feed_gets_it_on_another_port_too(desk, guild):
    before, now = SampleFeed(), SampleFeed()
    before.site, now.site = "http://127.0.0.1:8765", "http://127.0.0.1:9000"
    subscriptions = desk.store.subscriptions
    async with living(desk, guild, before):
        (followed,) = await desk.store.feeds.of(guild)
        (one,) = await subscriptions.of(guild)
        asked = replace(one.filter, feed=followed.follow.feed)
        await subscriptions.edit(replace(one, filter=asked), now=NOON)
    async with living(desk, guild, now):
        (followed,) = await desk.store.feeds.of(guild)
        (one,) = await subscriptions.of(guild)
        assert one.filter.feed == followed.follow.feed


def test_a_playground_that_runs_is_not_forgotten_by_another(tmp_path):
    folder = tmp_path / "playground"
    with only_process(folder):
        (folder / "kept").touch()
        with pytest.raises(StoreBusy) as refused:
            forget(folder)
        assert "Stop it first" in refused.value.reader
        assert (folder / "kept").exists()
    forget(folder)
    assert not folder.exists()


def test_the_sample_feeds_stories_are_new_at_each_start():
    names = set[str]()
    for at in (NOON, NOON + timedelta(hours=1)):
        feed = SampleFeed()
        feed.begin(at)
        shown = feed.document(at + timedelta(days=1)).decode()
        names |= set(re.findall(r"<guid[^>]*>([^<]+)", shown))
    assert len(names) == 2 * 3


async def test_a_token_that_discord_does_not_know_is_one_clear_sentence(loopback, tmp_path):
    settings = Settings(data=tmp_path, pipeline=None, token=Secret("not.a.token"))
    with loopback.pointed(), pytest.raises(SettingsError) as refused:
        await live(settings)
    assert "Discord doesn't know this DISCORD_TOKEN" in refused.value.reader
    assert "not.a.token" not in str(refused.value)
    loopback.refusals.clear()
