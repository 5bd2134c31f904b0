"""A reply's parts in lines of a card: its comment, its writer, what became of it and why."""

from datetime import datetime

from bot.cards.plain import escaped, length, titled
from bot.moderation import Decision, Moderated
from bot.reply import ReplyState
from bot.story import MemberId

# A comment of single letters, each on its own line, would push everything else off the screen.
MOST_LINES = 40
MOST_NAME = 120
MOST_REASON = 500
MOST_WHY = 300

STATES = {
    ReplyState.HELD: "waits for a moderator",
    ReplyState.PUBLISHED: "published",
    ReplyState.REJECTED: "sent back",
    ReplyState.ERASED: "erased",
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
    return f"<@{member}>" if member else "the rules"


def at(moment: datetime) -> str:
    """A moment in the reader's own time zone."""
    return f"<t:{int(moment.timestamp())}:f>"


def fate(reply: Moderated) -> str:
    """What became of a reply, by whom and when, in one sentence."""
    decision = reply.decision
    if decision is None:
        return f"It {STATES[reply.reply.state]}." if _waits(reply) else _done(reply.reply.state)
    verb = _done(decision.state).rstrip(".")
    return f"{verb} by {account(decision.by)}, {at(decision.at)}.{_reason(decision)}"


def first_words(comment: str, most: int) -> str:
    """The beginning of a comment on one line, escaped."""
    return escaped(comment, most) or "(nothing to be seen)"


def _waits(reply: Moderated) -> bool:
    return reply.reply.state is ReplyState.HELD


def _done(state: ReplyState) -> str:
    return f"{STATES[state].capitalize()}."


def _reason(decision: Decision) -> str:
    return f" Reason: {escaped(decision.reason, MOST_REASON)}" if decision.reason else ""


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
