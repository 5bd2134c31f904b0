"""Stories in a language model's words, remembered, so that each costs once."""

from collections import OrderedDict
from datetime import date, datetime
from typing import Protocol

from bot.reading.claims import Written
from bot.story import Article, Reading, Story, StoryId

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
        self._written: OrderedDict[tuple[StoryId, int], Written | None] = OrderedDict()
        self._day = date.min
        self._asked = 0

    async def of(self, story: Story, now: datetime) -> Written | None:
        """The story in the model's words, or None where it can't be had or can't be trusted."""
        key = (story.id, story.revision)
        if key not in self._written:
            if not self._may_ask(now.date()):
                return None
            self._written[key] = await self._model.summarise(story.article, story.reading)
            while len(self._written) > MOST_REMEMBERED:
                self._written.popitem(last=False)
        return self._written[key]

    def _may_ask(self, today: date) -> bool:
        if today != self._day:
            self._day, self._asked = today, 0
        self._asked += 1
        return self._asked <= self._most_a_day
