"""Decides whether a reply is published, waits for a moderator, or goes back to its writer."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapidfuzz import fuzz

from bot.replies.folding import folded, skeleton
from bot.replies.wording import links_in, listed_word
from bot.reply import (
    Draft,
    Earlier,
    HoldMode,
    HouseRules,
    Matched,
    Rule,
    Ruling,
    UnderStory,
    Verdict,
    Writer,
)

LONGEST_NAME = 60
# Names that no reader may write under, besides those of the server's own staff.
RESERVED = (
    "moderator",
    "moderators",
    "mod",
    "admin",
    "administrator",
    "staff",
    "dateline",
    "system",
)

# One reply in 15 seconds and five in ten minutes are more than a talk needs.
BETWEEN_REPLIES = timedelta(seconds=15)
BURST, BURST_WITHIN = 5, timedelta(minutes=10)
MOST_WAITING = 3
# Past this a server is being flooded: whatever comes waits.
SERVER_BURST, SERVER_BURST_WITHIN = 30, timedelta(minutes=1)
# A copy of another's comment is a campaign only when it comes soon after.
COPIED_WITHIN = timedelta(minutes=6)
# Of 100; short comments ("Well said.") are compared for equality alone.
ALMOST_SAME, ALMOST_FROM = 92.0, 24
# Of each kind; the longest ones, none in Latin letters, take 80 ms together.
MOST_COMPARED = 40
YOUNG_ACCOUNT = timedelta(hours=24)

PUBLISHED = "Thank you. Your reply is published."
WAITING = "Thank you. A moderator will look at your reply before it is published."


@dataclass(frozen=True, slots=True)
class Case:
    """One draft with everything that the rules weigh.

    `server_sent_at` are the times of the server's latest replies. `is_doubtful` says that masking
    wasn't sure of the draft (see `Masked`).
    """

    draft: Draft
    writer: Writer
    under: UnderStory
    house: HouseRules
    now: datetime
    server_sent_at: tuple[datetime, ...] = ()
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one rule says: `reader` is set where it refuses, None where it holds."""

    why: str
    reader: str | None = None


def judge(case: Case, *, after: Rule | None = None) -> Verdict:
    """What the rules say to `case`: the first that refuses ends it, those that hold add up.

    With `after` only the rules that come after that one are asked.
    """
    held: list[Matched] = []
    names = [rule for rule, _ in _RULES]
    for rule, ask in _RULES[names.index(after) + 1 if after else 0 :]:
        finding = ask(case)
        if finding is None:
            continue
        matched = Matched(rule, finding.why)
        if finding.reader is not None:
            return Verdict(Ruling.REFUSED, finding.reader, (matched,))
        held.append(matched)
    if held:
        return Verdict(Ruling.HELD, WAITING, tuple(held))
    return Verdict(Ruling.ACCEPTED, PUBLISHED)


def hurried(wait: timedelta) -> Verdict:
    """The refusal for who must wait so long before the next form."""
    finding = _too_fast(wait)
    return Verdict(Ruling.REFUSED, finding.reader or "", (Matched(Rule.RATE, finding.why),))


def _length(case: Case) -> _Finding | None:
    return _name(case) or _comment_length(case)


def _name(case: Case) -> _Finding | None:
    name = case.draft.name.strip()
    if not _is_visible(name):
        return _Finding(
            "The name is blank.", "Your reply needs a name. Write one and send it again."
        )
    if len(name) > LONGEST_NAME:
        return _Finding(
            f"The name is {len(name):,} characters long.",
            f"Your name may have {LONGEST_NAME} characters at most. Shorten it and send it again.",
        )
    taken = {skeleton(staff) for staff in (*case.house.staff, *RESERVED)}
    if not case.writer.is_staff and skeleton(name) in taken:
        return _Finding(
            "The name looks like that of somebody who runs this server.",
            "That name looks like one of the people who run this server. Choose another.",
        )
    return None


def _comment_length(case: Case) -> _Finding | None:
    comment, house = case.draft.comment.strip(), case.house
    if not _is_visible(comment):
        return _Finding(
            "The comment is blank.", "Your reply is blank. Write something and send it."
        )
    if len(comment) < house.shortest:
        return _Finding(
            f"The comment is only {len(comment):,} characters long.",
            f"Your reply needs {house.shortest:,} characters at least. Say a little more.",
        )
    if len(comment) > house.longest:
        return _Finding(
            f"The comment is {len(comment):,} characters long.",
            f"Your reply has {len(comment):,} characters and may have {house.longest:,}. Shorten it"
            " and send it again.",
        )
    return None


def _is_visible(text: str) -> bool:
    return any(folded(character).strip() for character in text)


def _closed(case: Case) -> _Finding | None:
    if not case.under.is_closed:
        return None
    return _Finding("The story takes no more replies.", "This story takes no more replies.")


def _repeat(case: Case) -> _Finding | None:
    comment = case.draft.comment.strip()
    gist = skeleton(comment)
    mine = [each for each in case.under.earlier if each.is_by_writer]
    if any(_is_same(comment, gist, each) for each in mine[-MOST_COMPARED:]):
        return _Finding(
            "The writer has sent (nearly) the same before.",
            "You have sent that under this story already.",
        )
    theirs = [
        each
        for each in case.under.earlier
        if not each.is_by_writer and case.now - each.written_at <= COPIED_WITHIN
    ]
    if any(_is_same(comment, gist, each) for each in theirs[-MOST_COMPARED:]):
        return _Finding("Somebody else wrote (nearly) the same a moment ago.")
    return None


def _is_same(comment: str, gist: str, earlier: Earlier) -> bool:
    known = skeleton(earlier.comment)
    if not gist or not known:
        return comment == earlier.comment.strip()
    if gist == known or min(len(gist), len(known)) < ALMOST_FROM:
        return gist == known
    return fuzz.ratio(gist, known, score_cutoff=ALMOST_SAME) > 0


def _rate(case: Case) -> _Finding | None:
    wait = _wait(case)
    if wait:
        return _too_fast(wait)
    if case.writer.waiting >= MOST_WAITING:
        return _Finding(
            f"{case.writer.waiting} replies of the writer wait under this story.",
            f"{case.writer.waiting} of your replies under this story wait for a moderator. Send"
            " more when they have been looked at.",
        )
    recent = sum(case.now - sent < SERVER_BURST_WITHIN for sent in case.server_sent_at)
    if recent >= SERVER_BURST:
        return _Finding(f"{recent} replies came to this server within a minute.")
    return None


def _too_fast(wait: timedelta) -> _Finding:
    return _Finding(
        "The writer sends replies faster than is allowed.",
        f"That was quick. Wait {_as_words(wait)} and send it again.",
    )


def _wait(case: Case) -> timedelta | None:
    latest = sorted(case.writer.sent_at)
    free_at = [case.now]
    if latest:
        free_at.append(latest[-1] + BETWEEN_REPLIES)
    if len(latest) >= BURST:
        free_at.append(latest[-BURST] + BURST_WITHIN)
    return max(free_at) - case.now or None


def _as_words(wait: timedelta) -> str:
    seconds = math.ceil(wait.total_seconds())
    if seconds == 1:
        return "a second"
    return f"{seconds} seconds" if seconds <= 90 else f"{math.ceil(seconds / 60)} minutes"


def _blocked(case: Case) -> _Finding | None:
    if not case.writer.is_blocked:
        return None
    return _Finding(
        "A moderator has blocked the writer.",
        "A moderator of this server takes no replies from you.",
    )


def _words(case: Case) -> _Finding | None:
    for place, text in (("comment", case.draft.comment), ("name", case.draft.name)):
        word = listed_word(text, case.house.words)
        if word is not None:
            return _Finding(f"The {place} has “{word}”, which is on this server's list.")
    return None


def _links(case: Case) -> _Finding | None:
    found = links_in(case.draft.comment)
    if links_in(case.draft.name):
        return _Finding("The name holds a link.")
    if found <= case.house.most_links:
        return None
    links = "1 link" if found == 1 else f"{found} links"
    return _Finding(f"The comment holds {links}; {case.house.most_links} may go through unseen.")


def _contact(case: Case) -> _Finding | None:
    return _Finding("It may hold a contact that wasn't masked.") if case.is_doubtful else None


def _hold(case: Case) -> _Finding | None:
    if case.house.hold is HoldMode.EVERYBODY:
        return _Finding("Every reply on this server waits for a moderator.")
    if case.house.hold is HoldMode.NOBODY or case.writer.is_staff:
        return None
    if case.writer.published == 0:
        return _Finding("None of the writer's replies has been published before.")
    if case.now - case.writer.account_made_at < YOUNG_ACCOUNT:
        return _Finding("The writer's Discord account is less than a day old.")
    return None


_RULES: tuple[tuple[Rule, Callable[[Case], _Finding | None]], ...] = (
    (Rule.LENGTH, _length),
    (Rule.CLOSED, _closed),
    (Rule.REPEAT, _repeat),
    (Rule.RATE, _rate),
    (Rule.BLOCKED, _blocked),
    (Rule.WORDS, _words),
    (Rule.LINKS, _links),
    (Rule.CONTACT, _contact),
    (Rule.HOLD, _hold),
)
