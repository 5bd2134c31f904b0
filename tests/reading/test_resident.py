"""The engine in a worker process."""

from functools import partial

import pytest

from bot.errors import SettingsError
from bot.reading import resident
from bot.story import Article
from bot.worker import Worker


async def test_a_worker_reads_with_its_resident_engine():
    async with Worker(partial(resident.load, None), limit_s=30) as worker:
        reading = await worker.run(resident.read, Article("", "“It is over now,” said Kim Doyle."))
        assert [quote.speaker for quote in reading.quotes] == ["Kim Doyle"]
        assert reading.engine == await worker.run(resident.version)


async def test_a_refused_pipeline_is_told_with_its_sentence():
    async with Worker(partial(resident.load, "xx_no_such_pipeline"), limit_s=30) as worker:
        with pytest.raises(SettingsError) as refused:
            await worker.run(resident.version)
    assert "isn't installed" in refused.value.reader
