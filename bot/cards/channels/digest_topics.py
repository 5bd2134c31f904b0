"""Parts a digest's stories by what several of them are about; pure."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from bot.store.engine.keys import name_key
from bot.story import Story

Part: TypeAlias = tuple[str | None, tuple[Story, ...]]

# A story names dozens of people and places in passing; the first few are what it is about.
MOST_SUBJECTS = 5


def by_topic(stories: Sequence[Story]) -> tuple[Part, ...]:
    """The stories in parts: those of the topic that most share first, what is left over last.

    A topic is shared by two or more; a part without one has None. Within a part the order stays.
    """
    names = {name_key(name): name for story in stories for name in _topics(story)}
    left, parts = list(stories), list[Part]()
    while left:
        counted = Counter(
            key for story in left for key in dict.fromkeys(map(name_key, _topics(story)))
        )
        key, count = counted.most_common(1)[0] if counted else ("", 0)
        if count < 2:
            return (*parts, (None, tuple(left)))
        chosen = [story for story in left if key in map(name_key, _topics(story))]
        parts.append((names[key], tuple(chosen)))
        left = [story for story in left if story not in chosen]
    return tuple(parts)


def _topics(story: Story) -> list[str]:
    """What the story is about: its outlet's own words first, then the names in it."""
    names = [subject.name for subject in story.reading.subjects[:MOST_SUBJECTS]]
    return [name for name in (*story.article.topics, *names) if name_key(name)]
