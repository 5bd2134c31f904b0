"""A reply's parts in lines of a card: its comment, its writer, what became of it and why."""

from datetime import datetime

from bot.cards.plain import escaped, length, titled
from bot.languages import N_, _
from bot.moderation import Decision, Moderated
from bot.reply import ReplyState
from bot.story import MemberId

# A comment of single letters, each on its own line, would push everything else off the screen.
MOST_LINES = 40
MOST_NAME = 120
MOST_REASON = 500

_FATES = {
    ReplyState.HELD: N_("It waits for a moderator."),
    ReplyState.PUBLISHED: N_("Published."),
    ReplyState.REJECTED: N_("Sent back."),
    ReplyState.ERASED: N_("Erased."),
}
_DECIDED = {
    ReplyState.HELD: N_("Waits for a moderator by {member}, {moment}."),
    ReplyState.PUBLISHED: N_("Published by {member}, {moment}."),
    ReplyState.REJECTED: N_("Sent back by {member}, {moment}."),
    ReplyState.ERASED: N_("Erased by {member}, {moment}."),
}


def commented(comment: str, most: int) -> str:
    """A comment with its line breaks, escaped, of at most `most` characters.

    Of several empty lines one is left; what is too much ends with "…".
    """
    lines: list[str] = []
    for line in _parted(comment):
        shown = escaped(line, most)
        if not shown and not (lines and lines[-1]):
            continue
        lines.append(shown)
    text = "\n".join(lines).rstrip()
    return text if length(text) <= most else _cut(lines, most)


def quoted(text: str) -> str:
    """Escaped lines as a block quote."""
    return "\n".join(f"> {line}" for line in text.split("\n"))


def named(name: str) -> str:
    """The name that a writer chose, escaped and bold."""
    return f"**{titled(name, MOST_NAME)}**"


def account(member: MemberId | None) -> str:
    """A member as Discord shows them; where mentions are drawn on cards, nobody is notified."""
    return f"<@{member}>" if member else _("the rules")


def at(moment: datetime) -> str:
    """A moment in the reader's own time zone."""
    return f"<t:{int(moment.timestamp())}:f>"


def fate(reply: Moderated) -> str:
    """What became of a reply, by whom and when, in one sentence."""
    decision = reply.decision
    if decision is None:
        return _(_FATES[reply.reply.state])
    by, moment = account(decision.by), at(decision.at)
    told = _(_DECIDED[decision.state], member=by, moment=moment)
    return f"{told} {_reason(decision)}".rstrip()


def first_words(comment: str, most: int) -> str:
    """The beginning of a comment on one line, escaped."""
    return escaped(comment, most) or _("(nothing to be seen)")


def _reason(decision: Decision) -> str:
    if not decision.reason:
        return ""
    return _("Reason: {reason}", reason=escaped(decision.reason, MOST_REASON))


def _parted(comment: str) -> list[str]:
    lines = comment.splitlines()
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]


def _cut(lines: list[str], most: int) -> str:
    kept: list[str] = []
    room = most - 2
    for line in lines:
        if length(line) > room:
            break
        kept.append(line)
        room -= length(line) + 1
    shortened = "\n".join(kept).rstrip()
    return f"{shortened}\n…" if shortened else "…"
