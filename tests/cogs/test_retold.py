"""A story in a language model's words, with a server that speaks the OpenAI interface."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from aiohttp import web

from bot.desk import Desk, open_desk
from bot.reading.claims import Claim, Written
from bot.retelling import Retelling
from bot.settings import ModelSettings, Secret, Settings
from tests.made import story

TRUE = "The bridge over the Tarn will reopen on Monday, the county said."
INVENTED = "The bridge over the Tarn will reopen on Friday, the mayor promised."


class FakeModel:
    """Answers every request with the claim set last, and counts them."""

    claim = TRUE
    asked = 0

    async def complete(self, request: web.Request) -> web.Response:
        self.asked += 1
        content = json.dumps({"claims": [{"text": self.claim, "sentences": [1]}]})
        message = {"role": "assistant", "content": content}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "tiny"}
        return web.json_response(whole | {"choices": [choice]})


@pytest_asyncio.fixture
async def model() -> AsyncIterator[FakeModel]:
    fake = FakeModel()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", fake.complete)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"  # type: ignore[attr-defined]
    yield fake
    await runner.cleanup()


@pytest_asyncio.fixture
async def desk(tmp_path, model) -> AsyncIterator[Desk]:
    settings = Settings(
        data=tmp_path / "data",
        pipeline=None,
        model=ModelSettings(model.url, "tiny", Secret("key")),
    )
    async with open_desk(settings) as opened:
        yield opened


async def retold(loopback, keep):
    kept = await keep()
    answer = await loopback.seat("Rita").slash("summary", story=str(kept))
    shown = await answer.press("In a model's words")
    return await shown.until(lambda now: bool(now.embeds), within_s=20)


@pytest.mark.usefixtures("dateline")
async def test_the_model_s_words_are_shown_labelled_and_tied_to_paragraphs(loopback, keep):
    shown = await retold(loopback, keep)
    assert shown.is_private
    assert f"{TRUE} `¶1`" in shown.text
    assert "written by a language model (tiny)" in shown.text
    back = await shown.press("The article's own sentences")
    assert "the article's own sentences" in back.text


@pytest.mark.usefixtures("dateline")
async def test_an_invention_is_never_shown_and_the_article_s_words_say_so(loopback, keep, model):
    model.claim = INVENTED
    shown = await retold(loopback, keep)
    assert "Friday" not in shown.text
    assert "will reopen on Monday" in shown.text
    assert "the article's own sentences instead" in shown.text


class Counting:
    """A model that counts what it is asked and answers with `answer`."""

    def __init__(self, answer):
        self.asked = 0
        self.answer = answer

    async def summarise(self, article, reading):
        self.asked += 1
        await asyncio.sleep(0)
        return self.answer


WRITTEN = Written("tiny", (Claim(TRUE, (1,)),))
MONDAY = datetime(2026, 11, 2, tzinfo=UTC)


async def test_each_revision_is_asked_for_once_and_so_many_a_day():
    counting = Counting(WRITTEN)
    retelling = Retelling(counting, most_a_day=2)
    told = [await retelling.of(story(revision=n), MONDAY) for n in (1, 1, 2, 3)]
    assert told == [WRITTEN, WRITTEN, WRITTEN, None]
    assert counting.asked == 2
    assert await retelling.of(story(revision=3), datetime(2026, 11, 3, tzinfo=UTC)) == WRITTEN


async def test_several_who_ask_at_once_are_one_question():
    counting = Counting(WRITTEN)
    retelling = Retelling(counting, most_a_day=9)
    told = await asyncio.gather(*(retelling.of(story(), MONDAY) for _ in range(5)))
    assert told == [WRITTEN] * 5
    assert counting.asked == 1


async def test_a_failure_is_not_remembered():
    counting = Counting(None)
    retelling = Retelling(counting, most_a_day=9)
    assert await retelling.of(story(), MONDAY) is None
    counting.answer = WRITTEN
    assert await retelling.of(story(), MONDAY) == WRITTEN


@pytest.mark.usefixtures("dateline")
async def test_the_model_s_words_can_be_posted_for_everybody(loopback, keep):
    shown = await retold(loopback, keep)
    posted = await shown.press("Post here")
    await posted.until(lambda now: bool(now.embeds), within_s=20)
    assert not posted.is_private
    assert f"{TRUE} `¶1`" in posted.text


@pytest.mark.usefixtures("dateline")
async def test_without_a_setting_no_model_is_offered(loopback, keep, dateline):
    object.__setattr__(dateline.desk, "retelling", None)
    kept = await keep()
    answer = await loopback.seat("Rita").slash("summary", story=str(kept))
    assert "In a model's words" not in answer.buttons
