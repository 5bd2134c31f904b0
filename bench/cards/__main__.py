"""Draws the cards of 10,000 generated stories and counts what Discord would refuse of them."""

import sys
import time
from collections import deque

from hypothesis import HealthCheck, Phase, given, settings

from bench.cards.gates import cards_of, faults_of
from bot.story import Story
from tests.generated_stories import stories

STORIES = 10_000
# With the story itself ten, as many as a digest has lines.
IN_A_DIGEST = 9


def main(count: int = STORIES) -> int:
    """Print how many stories and cards were drawn, and every fault; 1 where there is one."""
    drawn, cards, faults = 0, 0, list[str]()
    others: deque[Story] = deque(maxlen=IN_A_DIGEST)

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(stories())
    def draw(story: Story) -> None:
        nonlocal drawn, cards
        drawn += 1
        is_full = len(others) == IN_A_DIGEST
        for card in cards_of(story, tuple(others) if is_full else ()):
            cards += 1
            faults.extend(faults_of(card))
        others.append(story)
        if is_full:
            others.clear()

    began = time.perf_counter()
    draw()
    seconds = time.perf_counter() - began
    print(f"{drawn:,} stories, {cards:,} cards, {len(faults)} refused ({seconds:.0f} s)")
    for fault in faults[:20]:
        print(" ", fault)
    return min(1, len(faults))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else STORIES))
