"""Decides whether a reply is published, waits for a moderator, or goes back to its writer."""

import math
from collections.abc import Callable
from datetime import timedelta

from rapidfuzz import fuzz

from bot.languages import N_
from bot.languages.sentence import Sentence
from bot.replies.case import Case, Finding
from bot.replies.folding import folded, skeleton
from bot.replies.wording import links_in, listed_word
from bot.reply import (
    Earlier,
    HoldMode,
    Matched,
    Rule,
    Ruling,
    Verdict,
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
# A wait that is longer is told in minutes.
MOST_SECONDS = 90

PUBLISHED = Sentence(N_("Thank you. Your reply is published."))
WAITING = Sentence(N_("Thank you. A moderator will look at your reply before it is published."))


def judge(case: Case, *, after: Rule | None = None) -> Verdict:
    """What the rules say to `case`: the first that refuses ends it, those that hold add up.

    With `after` only the rules that come after that one are asked.
    """
    held: list[Matched] = []
    names = [each[0] for each in _RULES]
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
    return Verdict(
        Ruling.REFUSED, finding.reader or finding.why, (Matched(Rule.RATE, finding.why),)
    )


def _length(case: Case) -> Finding | None:
    return _name(case) or _comment_length(case)


def _name(case: Case) -> Finding | None:
    name = case.draft.name.strip()
    if not _is_visible(name):
        return Finding(
            Sentence(N_("The name is blank.")),
            Sentence(N_("Your reply needs a name. Write one and send it again.")),
        )
    if len(name) > LONGEST_NAME:
        return Finding(
            Sentence(N_("The name is {count:,} characters long."), {"count": len(name)}),
            Sentence(
                N_("Your name may have {most} characters at most. Shorten it and send it again."),
                {"most": LONGEST_NAME},
            ),
        )
    taken = {skeleton(staff) for staff in (*case.house.staff, *RESERVED)}
    if not case.writer.is_staff and skeleton(name) in taken:
        return Finding(
            Sentence(N_("The name looks like that of somebody who runs this server.")),
            Sentence(
                N_("That name looks like one of the people who run this server. Choose another.")
            ),
        )
    return None


def _comment_length(case: Case) -> Finding | None:
    comment, house = case.draft.comment.strip(), case.house
    if not _is_visible(comment):
        return Finding(
            Sentence(N_("The comment is blank.")),
            Sentence(N_("Your reply is blank. Write something and send it.")),
        )
    if len(comment) < house.shortest:
        return Finding(
            Sentence(N_("The comment is only {count:,} characters long."), {"count": len(comment)}),
            Sentence(
                N_("Your reply needs {least:,} characters at least. Say a little more."),
                {"least": house.shortest},
            ),
        )
    if len(comment) > house.longest:
        return Finding(
            Sentence(N_("The comment is {count:,} characters long."), {"count": len(comment)}),
            Sentence(
                N_(
                    "Your reply has {count:,} characters and may have {most:,}. Shorten it and send"
                    " it again."
                ),
                {"count": len(comment), "most": house.longest},
            ),
        )
    return None


def _is_visible(text: str) -> bool:
    return any(folded(character).strip() for character in text)


def _closed(case: Case) -> Finding | None:
    if not case.under.is_closed:
        return None
    return Finding(
        Sentence(N_("The story takes no more replies.")),
        Sentence(N_("This story takes no more replies.")),
    )


def _repeat(case: Case) -> Finding | None:
    comment = case.draft.comment.strip()
    gist = skeleton(comment)
    mine = [each for each in case.under.earlier if each.is_by_writer]
    if any(_is_same(comment, gist, each) for each in mine[-MOST_COMPARED:]):
        return Finding(
            Sentence(N_("The writer has sent (nearly) the same before.")),
            Sentence(N_("You have sent that under this story already.")),
        )
    theirs = [
        each
        for each in case.under.earlier
        if not each.is_by_writer and case.now - each.written_at <= COPIED_WITHIN
    ]
    if any(_is_same(comment, gist, each) for each in theirs[-MOST_COMPARED:]):
        return Finding(Sentence(N_("Somebody else wrote (nearly) the same a moment ago.")))
    return None


def _is_same(comment: str, gist: str, earlier: Earlier) -> bool:
    known = skeleton(earlier.comment)
    if not gist or not known:
        return comment == earlier.comment.strip()
    if gist == known or min(len(gist), len(known)) < ALMOST_FROM:
        return gist == known
    return fuzz.ratio(gist, known, score_cutoff=ALMOST_SAME) > 0


def _rate(case: Case) -> Finding | None:
    wait = _wait(case)
    if wait:
        return _too_fast(wait)
    if case.writer.waiting >= MOST_WAITING:
        return Finding(
            Sentence(
                N_("{count} replies of the writer wait under this story."),
                {"count": case.writer.waiting},
            ),
            Sentence(
                N_(
                    "{count} of your replies under this story wait for a moderator. Send more when"
                    " they have been looked at."
                ),
                {"count": case.writer.waiting},
            ),
        )
    recent = sum(case.now - sent < SERVER_BURST_WITHIN for sent in case.server_sent_at)
    if recent >= SERVER_BURST:
        why = N_("{count} replies came to this server within a minute.")
        return Finding(Sentence(why, {"count": recent}))
    return None


def _too_fast(wait: timedelta) -> Finding:
    return Finding(
        Sentence(N_("The writer sends replies faster than is allowed.")), _wait_told(wait)
    )


def _wait(case: Case) -> timedelta | None:
    latest = sorted(case.writer.sent_at)
    free_at = [case.now]
    if latest:
        free_at.append(latest[-1] + BETWEEN_REPLIES)
    if len(latest) >= BURST:
        free_at.append(latest[-BURST] + BURST_WITHIN)
    return max(free_at) - case.now or None


def _wait_told(wait: timedelta) -> Sentence:
    seconds = math.ceil(wait.total_seconds())
    if seconds == 1:
        return Sentence(N_("That was quick. Wait a second and send it again."))
    if seconds <= MOST_SECONDS:
        told = N_("That was quick. Wait {count} seconds and send it again.")
        return Sentence(told, {"count": seconds})
    told = N_("That was quick. Wait {count} minutes and send it again.")
    return Sentence(told, {"count": math.ceil(seconds / 60)})


def _blocked(case: Case) -> Finding | None:
    if not case.writer.is_blocked:
        return None
    return Finding(
        Sentence(N_("A moderator has blocked the writer.")),
        Sentence(N_("A moderator of this server takes no replies from you.")),
    )


def _words(case: Case) -> Finding | None:
    for text, why in (
        (case.draft.comment, N_("The comment has “{word}”, which is on this server's list.")),
        (case.draft.name, N_("The name has “{word}”, which is on this server's list.")),
    ):
        word = listed_word(text, case.house.words)
        if word is not None:
            return Finding(Sentence(why, {"word": word}))
    return None


def _links(case: Case) -> Finding | None:
    found = links_in(case.draft.comment)
    if links_in(case.draft.name):
        return Finding(Sentence(N_("The name holds a link.")))
    if found <= case.house.most_links:
        return None
    if found == 1:
        return Finding(Sentence(N_("The comment holds a link; none may go through unseen.")))
    why = N_("The comment holds {count} links; {most} may go through unseen.")
    return Finding(Sentence(why, {"count": found, "most": case.house.most_links}))


def _contact(case: Case) -> Finding | None:
    if not case.is_doubtful:
        return None
    return Finding(Sentence(N_("It may hold a contact that wasn't masked.")))


def _hold(case: Case) -> Finding | None:
    if case.house.hold is HoldMode.EVERYBODY:
        return Finding(Sentence(N_("Every reply on this server waits for a moderator.")))
    if case.house.hold is HoldMode.NOBODY or case.writer.is_staff:
        return None
    if case.writer.published == 0:
        return Finding(Sentence(N_("None of the writer's replies has been published before.")))
    if case.now - case.writer.account_made_at < YOUNG_ACCOUNT:
        return Finding(Sentence(N_("The writer's Discord account is less than a day old.")))
    return None


_RULES: tuple[tuple[Rule, Callable[[Case], Finding | None]], ...] = (
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
