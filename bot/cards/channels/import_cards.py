"""What is told of a list of feeds while it is taken in, and afterwards."""

from collections import Counter
from collections.abc import Sequence

from bot.cards.card import Button, Card, Verb
from bot.cards.looks.feed_looks import FeedsLook, TakeBackLook
from bot.cards.note_cards import done_card, trouble_card
from bot.cards.plain import plain, titled
from bot.languages import _, ngettext

MOST_LINES = 10
MOST_TITLE = 80
Told = tuple[str, str, str]


def progress_line(done: int, total: int) -> str:
    """How far the import is."""
    return _("Looking at the feeds: {done} of {total} …", done=done, total=total)


def imported_card(told: Sequence[Told], undo: TakeBackLook | None) -> Card:
    """What became of each feed: of `told` each is (title, outcome, what was wrong).

    `undo` takes back what was followed, None where nothing was.
    """
    if not told:
        return trouble_card(_("That list holds no feeds. Nothing was changed."))
    counts = Counter(each[1] for each in told)
    lines = [f"{number} {_(outcome)}" for outcome, number in counts.most_common()]
    wrong = [each for each in told if each[2]]
    for title, outcome, error in wrong[:MOST_LINES]:
        lines.append(f"• **{titled(title, MOST_TITLE)}** — {_(outcome)}: {error}")
    if len(wrong) > MOST_LINES:
        lines.append(_("… {left} more in the file below.", left=len(wrong) - MOST_LINES))
    ways = (Button(_("All feeds"), FeedsLook().look()),)
    if undo is None:
        return done_card("\n".join(lines), ways)
    lines.append(_("The newest stories of each are put on the shelf now, telling nobody."))
    return done_card("\n".join(lines), (Button(_("Undo"), undo.look(), Verb.DO), *ways))


def taken_back_card(count: int) -> Card:
    """That so many feeds of an import aren't followed any more."""
    return done_card(
        ngettext(
            "Undone: 1 feed of that list isn't followed any more. The stories that it brought"
            " stay.",
            "Undone: {count} feeds of that list aren't followed any more. The stories that they"
            " brought stay.",
            count,
        ),
        (Button(_("All feeds"), FeedsLook().look()),),
    )


def rest_of_import(told: Sequence[tuple[Told, str]]) -> str:
    """All that went wrong as a plain text, a line a feed with its address; empty for few."""
    wrong = [(each, address) for each, address in told if each[2]]
    if len(wrong) <= MOST_LINES:
        return ""
    return "\n".join(
        f"{plain(title, MOST_TITLE)}\t{address}\t{_(outcome)}: {error}"
        for (title, outcome, error), address in wrong
    )
