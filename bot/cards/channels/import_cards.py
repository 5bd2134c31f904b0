"""What is told of a list of feeds while it is taken in, and afterwards."""

from collections import Counter
from collections.abc import Sequence

from bot.cards.card import Button, Card, Verb
from bot.cards.looks.feed_looks import FeedsLook, TakeBackLook
from bot.cards.note_cards import done_card, trouble_card
from bot.cards.plain import plain, titled

MOST_LINES = 10
MOST_TITLE = 80
Told = tuple[str, str, str]


def progress_line(done: int, total: int) -> str:
    """How far the import is."""
    return f"Looking at the feeds: {done} of {total} …"


def imported_card(told: Sequence[Told], undo: TakeBackLook | None) -> Card:
    """What became of each feed: of `told` each is (title, outcome, what was wrong).

    `undo` takes back what was followed, None where nothing was.
    """
    if not told:
        return trouble_card("That list holds no feeds. Nothing was changed.")
    counts = Counter(outcome for _, outcome, _ in told)
    lines = [f"{number} {outcome}" for outcome, number in counts.most_common()]
    wrong = [each for each in told if each[2]]
    for title, outcome, error in wrong[:MOST_LINES]:
        lines.append(f"• **{titled(title, MOST_TITLE)}** — {outcome}: {error}")
    if len(wrong) > MOST_LINES:
        lines.append(f"… {len(wrong) - MOST_LINES} more in the file below.")
    ways = (Button("All feeds", FeedsLook().look()),)
    if undo is None:
        return done_card("\n".join(lines), ways)
    lines.append("The newest stories of each are put on the shelf now, telling nobody.")
    return done_card("\n".join(lines), (Button("Undo", undo.look(), Verb.DO), *ways))


def taken_back_card(count: int) -> Card:
    """That so many feeds of an import aren't followed any more."""
    feeds = "1 feed of that list isn't" if count == 1 else f"{count} feeds of that list aren't"
    return done_card(
        f"Undone: {feeds} followed any more. The stories that they brought stay.",
        (Button("All feeds", FeedsLook().look()),),
    )


def rest_of_import(told: Sequence[tuple[Told, str]]) -> str:
    """All that went wrong as a plain text, a line a feed with its address; empty for few."""
    wrong = [(each, address) for each, address in told if each[2]]
    if len(wrong) <= MOST_LINES:
        return ""
    return "\n".join(
        f"{plain(title, MOST_TITLE)}\t{address}\t{outcome}: {error}"
        for (title, outcome, error), address in wrong
    )
