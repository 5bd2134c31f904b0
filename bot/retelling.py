"""Stories in a language model's words, remembered, so that each costs once."""

from collections import OrderedDict
from datetime import date, datetime
from functools import partial
from typing import Protocol

from bot.reading.claims import Written
from bot.story import Article, Reading, Story, StoryId
from bot.wire.once import Once

MOST_REMEMBERED = 500


class Model(Protocol):
    """What can be asked for a checked summary; None where there is none to be trusted."""

    async def summarise(self, article: Article, reading: Reading) -> Written | None:
        """The summary of `article`, each claim borne out by it, or None."""


class Retelling:
    """Asks the model for each revision once, and for at most `most_a_day` a day (UTC)."""

    def __init__(self, model: Model, *, most_a_day: int) -> None:
        self._model = model
        self._most_a_day = most_a_day
        self._written: OrderedDict[tuple[StoryId, int, str], Written] = OrderedDict()
        self._asking: Once[Written | None] = Once()
        self._day = date.min
        self._asked = 0

    async def of(self, story: Story, now: datetime) -> Written | None:
        """The story in the model's words, or None where it can't be had or can't be trusted.

        Several who ask at once for the same story are one question; a failure is forgotten.
        """
        key = (story.id, story.revision, story.reading.engine)
        if key not in self._written:
            written = await self._asking.do(key, partial(self._ask, story, now))
            if written is None:
                return None
            self._written[key] = written
            while len(self._written) > MOST_REMEMBERED:
                self._written.popitem(last=False)
        return self._written[key]

    async def _ask(self, story: Story, now: datetime) -> Written | None:
        if not self._may_ask(now.date()):
            return None
        return await self._model.summarise(story.article, story.reading)

    def _may_ask(self, today: date) -> bool:
        if today != self._day:
            self._day, self._asked = today, 0
        self._asked += 1
        return self._asked <= self._most_a_day
