"""What is decided about a feed at each look: whether it is read, what is remembered, when next.

All of it is pure: answers, time and chance come in, the feed's next state goes out. A state is all
that is remembered, so that a restart between two looks changes nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.feed import NONE_KNOWN, Feed, FeedState, Validators
from bot.languages import N_
from bot.notice import NoticeKind
from bot.wire import rhythm
from bot.wire.fetched import Fetched, sentence_for

MOST_PER_HOST = 2
# A server that says "not modified" for ever (its clock may be ahead) is asked afresh once a day.
TRUST_VALIDATORS = timedelta(hours=24)
# A move counts once as many looks in a row have been sent to the same new address for good.
AGREEING_LOOKS = 3
# Some two days after the first failure: told once.
FAILURES_TO_TELL = 10
CUT_LOOKS = 3
GONE = N_("The site says that the feed is gone for good.")


@dataclass(frozen=True, slots=True)
class Look:
    """What a look came to. `must_read` means that the content is new and the state not final."""

    state: FeedState
    must_read: bool = False
    notice: NoticeKind | None = None


def asking(state: FeedState, now: datetime) -> Validators:
    """The validators to send: those of the last full answer, none once it is a day old."""
    if state.known_at is None or now - state.known_at >= TRUST_VALIDATORS:
        return NONE_KNOWN
    return state.known


def heard(state: FeedState, fetched: Fetched, *, now: datetime, chance: float) -> Look:
    """What an answer means; where it must be read, `read` or `failed` follows."""
    if fetched.status == 410:
        return Look(replace(state, is_gone=True, error=GONE), notice=NoticeKind.FEED_GONE)
    if fetched.status == 304:
        return _moved(_succeeded(state, now, chance), fetched)
    if fetched.status // 100 != 2:
        wait = rhythm.asked_wait(fetched.retry_after, now)
        return failed(state, sentence_for(fetched.status), now=now, chance=chance, at_least=wait)
    if _digest(fetched) == state.body:
        known = _remembering(state, fetched, now)
        return _moved(_succeeded(known, now, chance), fetched)
    return Look(state, must_read=True)


def read(state: FeedState, fetched: Fetched, feed: Feed, *, now: datetime, chance: float) -> Look:
    """The state once the new content has been read as `feed`.

    A first look that brought half a document would make old entries look new at the second one, so
    it counts as failed, unless the feed always ends so.
    """
    if feed.is_cut and not state.is_seeded and state.failures < CUT_LOOKS:
        return failed(state, N_("The feed ends in the middle."), now=now, chance=chance)
    wait = rhythm.learned(feed, max_age=fetched.max_age, now=now)
    known = replace(_remembering(state, fetched, now), wait=wait, is_seeded=True)
    return _moved(_succeeded(known, now, chance), fetched)


def failed(
    state: FeedState,
    error: str,
    *,
    now: datetime,
    chance: float,
    at_least: timedelta | None = None,
) -> Look:
    """The state after a look that failed: from five minutes the wait doubles with each, to a day.

    Of the sentences of `error` the first is remembered: others say what to do about a page.
    """
    failures = state.failures + 1
    own = rhythm.spread(rhythm.after_failures(failures), chance)
    wait = max(own, min(at_least or timedelta(0), rhythm.LONGEST))
    notice = NoticeKind.FEED_FAILING if failures == FAILURES_TO_TELL else None
    wrong = error.partition(". ")[0].rstrip(".") + "."
    return Look(replace(state, failures=failures, error=wrong, next_look=now + wait), notice=notice)


def _succeeded(state: FeedState, now: datetime, chance: float) -> FeedState:
    wait = rhythm.spread(state.wait, chance)
    return replace(state, failures=0, error=None, next_look=now + wait)


def _remembering(state: FeedState, fetched: Fetched, now: datetime) -> FeedState:
    """Exactly the validators of this answer, none where it has none."""
    known = Validators(fetched.etag, fetched.last_modified)
    return replace(state, known=known, known_at=now, body=_digest(fetched))


def _digest(fetched: Fetched) -> str:
    return sha256(fetched.content).hexdigest()


def _moved(state: FeedState, fetched: Fetched) -> Look:
    """The feed's address changes once enough looks in a row agree on the new one."""
    if fetched.moved_to is None:
        return Look(replace(state, moving_to=None, moving_looks=0))
    looks = state.moving_looks + 1 if fetched.moved_to == state.moving_to else 1
    if looks < AGREEING_LOOKS:
        return Look(replace(state, moving_to=fetched.moved_to, moving_looks=looks))
    settled = replace(state, address=fetched.moved_to, moving_to=None, moving_looks=0)
    return Look(settled, notice=NoticeKind.FEED_MOVED)
