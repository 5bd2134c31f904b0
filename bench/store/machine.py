"""Does anything at all to a store, and compares it with plain dictionaries after each step."""

import asyncio
import itertools
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from bench.store.expected import PENDING, Expected, Key, Wish
from bench.store.held_rows import Rows, held
from bot.store.deliveries.claiming import LEASE, Claimed
from bot.store.deliveries.ending import Ending
from bot.store.engine.asked import Asked
from bot.store.engine.grace import GRACE
from bot.story import GuildId, MemberId, StoryId
from bot.subscription import (
    UNSAVED,
    ChannelId,
    ChannelKind,
    Filter,
    MessageId,
    Pause,
    Post,
    SendState,
    Subscription,
    SubscriptionId,
    Words,
)
from tests.store.place import Place, check_indexes
from tests.store.sample import take_in

GUILDS = (GuildId(11), GuildId(22))
# The first three belong to the one server, the others to the other.
CHANNELS = range(1, 6)
ADDRESSES, TEXTS = 4, 4
# After any real time: a close, which erases by the real one, erases nothing.
START = datetime(2100, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
AGAIN = timedelta(seconds=90)
RETRIES = (SendState.READY, SendState.UNCERTAIN, SendState.DEAD)

Answer = TypeVar("Answer")
which = st.integers(0, 99)
guilds = st.sampled_from(GUILDS)


@dataclass(frozen=True, slots=True)
class Home:
    """Where the store lies, and what makes it empty."""

    place: Place
    empty: Callable[[], None]


class Newsroom(RuleBasedStateMachine):
    """A store through restarts, and what should be in it."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        home.empty()
        self._runner = asyncio.Runner()
        self._opened = AsyncExitStack()
        self._open()
        self._expected = Expected()
        self._steps = itertools.count(1)
        self._now = START
        self._held: dict[Key, Claimed] = {}

    def _open(self) -> None:
        self._store = self._run(self._opened.enter_async_context(self._home.place.open()))

    def _run(self, call: Coroutine[Any, Any, Answer]) -> Answer:
        return self._runner.run(call)

    def _pass(self, by: timedelta = SECOND) -> datetime:
        """The time of the next step: no two are at the same one."""
        self._now += by
        return self._now

    @rule(guild=guilds, address=st.integers(1, ADDRESSES), variant=st.integers(1, TEXTS))
    def take_in(self, guild: GuildId, address: int, variant: int) -> None:
        """Take an article in: a new one, one that is known, or one that has changed."""
        now = self._pass()
        body = f"Text {variant} at {address}. " + ("A storm came." if variant % 2 else "All calm.")
        url = f"https://herald.example/{address}"
        kept = self._run(
            take_in(self._store, guild, now=now, url=url, headline=f"No {address}", body=body)
        )
        outcome = self._expected.keep(guild, address, variant, story=kept.story, now=now)
        assert kept.outcome.value == outcome
        assert kept.revision == self._expected.texts[kept.story][1]

    @precondition(lambda self: self._expected.shelves)
    @rule(number=which)
    def remove(self, number: int) -> None:
        """Take a story off a shelf."""
        guild, story = pick(self._expected.shelves, number)
        now = self._pass()
        self._run(self._store.remove(GuildId(guild), StoryId(story), now=now))
        self._expected.remove(guild, story, now)

    @precondition(lambda self: self._expected.removed)
    @rule(number=which)
    def restore(self, number: int) -> None:
        """Put one back, where it isn't too late."""
        guild, story = pick(self._expected.removed, number)
        now = self._pass()
        if now - self._expected.removed[guild, story][0] <= GRACE:
            self._run(self._store.restore(GuildId(guild), StoryId(story), now=now))
            self._expected.restore(guild, story)

    @rule(is_late=st.booleans())
    def erase(self, is_late: bool) -> None:
        """Erase what was removed long enough ago."""
        now = self._pass(GRACE if is_late else SECOND)
        self._run(self._store.erase_removed(now))
        self._expected.erase(now, now)

    @rule(channel=st.sampled_from(CHANNELS), is_plain=st.booleans())
    def subscribe(self, channel: int, is_plain: bool) -> None:
        """Subscribe a channel that hasn't got the same subscription."""
        now, guild = self._pass(), GUILDS[channel > 3]
        if any(
            (one.channel, one.is_plain) == (channel, is_plain) and one.removed_at is None
            for one in self._expected.wishes.values()
        ):
            return
        wanted = Filter() if is_plain else Filter(include=Words("storm"))
        new = Subscription(
            *(UNSAVED, guild, ChannelId(channel), ChannelKind.TEXT, MemberId(1), now), wanted
        )
        kept = self._run(self._store.subscriptions.add(new))
        self._expected.wishes[kept.id] = Wish(guild, channel, is_plain, now)

    @precondition(lambda self: self._wishes())
    @rule(number=which)
    def pause_or_resume(self, number: int) -> None:
        """Pause a subscription, or end its pause."""
        at, now = pick(self._wishes(), number), self._pass()
        wish, subscriptions = self._expected.wishes[at], self._store.subscriptions
        guild, own = GuildId(wish.guild), SubscriptionId(at)
        if wish.is_paused:
            self._run(subscriptions.resume(guild, own, now=now))
            wish.is_paused, wish.since = False, now
        else:
            self._run(subscriptions.pause(guild, own, Pause.BY_MEMBER, now=now))
            self._expected.drop(at, now)
            wish.is_paused = True

    @precondition(lambda self: self._wishes())
    @rule(number=which)
    def unsubscribe(self, number: int) -> None:
        """Remove a subscription."""
        at, now = pick(self._wishes(), number), self._pass()
        wish = self._expected.wishes[at]
        self._run(
            self._store.subscriptions.remove(GuildId(wish.guild), SubscriptionId(at), now=now)
        )
        self._expected.drop(at, now)
        wish.removed_at = now

    @rule()
    def forget(self) -> None:
        """Erase subscriptions that were removed long enough ago."""
        now = self._pass(GRACE)
        self._run(self._store.subscriptions.forget(now))
        self._expected.forget(now)

    @rule()
    def fan_out(self) -> None:
        """Make all deliveries."""
        now = self._pass()
        while self._run(self._store.deliveries.spread(now)):
            pass
        self._expected.spread(now)

    @rule(most=st.integers(1, 6))
    def claim(self, most: int) -> None:
        """Claim some deliveries: only what may be, and no fewer than there are."""
        now = self._pass()
        may_be = self._expected.may_be_claimed(now)
        claimed = self._run(self._store.deliveries.claim(most, now))
        orphans = {key for key in may_be if not self._is_wanted(key)}
        for one in claimed:
            key: Key = (one.delivery.channel, one.delivery.story, one.delivery.revision)
            assert key in may_be - orphans
            self._expected.claim(key, now)
            self._held[key] = one
        assert len(claimed) <= most
        assert len(claimed) >= min(most, len(may_be)) - len(orphans)
        dead = {key for key, state, *_ in self._rows()[2] if state is SendState.DEAD}
        for key in orphans & dead:
            self._expected.end(key, SendState.DEAD, self._expected.sendings[key].due_at, now)

    @precondition(lambda self: self._held)
    @rule(number=which)
    def complete(self, number: int) -> None:
        """Write down that a claimed delivery arrived."""
        key, now = pick(self._held, number), self._pass()
        one = self._held.pop(key).delivery
        message = MessageId(one.channel * 1000 + one.story)
        card = Post(one.guild, one.channel, one.story, message, one.revision, is_lead=True)
        self._end(Ending(one, SendState.SENT, post=card, message=message), key, now)

    @precondition(lambda self: self._held)
    @rule(number=which, state=st.sampled_from(RETRIES))
    def fail(self, number: int, state: SendState) -> None:
        """Write down that one didn't, or that nobody knows."""
        key, now = pick(self._held, number), self._pass()
        one = self._held.pop(key).delivery
        self._end(Ending(one, state, due_at=now + AGAIN, error="Discord said no"), key, now)

    def _end(self, ending: Ending, key: Key, now: datetime) -> None:
        self._run(self._store.deliveries.end([ending], now))
        self._expected.end(key, ending.state, ending.due_at or now, now)

    @rule()
    def expire(self) -> None:
        """Let every lease run out; whoever held one is gone."""
        now = self._pass(LEASE + SECOND)
        many = self._run(self._store.deliveries.recover(now, only_expired=True))
        assert many == self._expected.recover(now, only_expired=True)
        self._held.clear()

    @rule()
    def restart(self) -> None:
        """Close the store and open it again."""
        now = self._pass()
        self._run(self._opened.aclose())
        self._open()
        many = self._run(self._store.deliveries.recover(now))
        assert many == self._expected.recover(now, only_expired=False)
        self._held.clear()

    @invariant()
    def holds_what_it_should(self) -> None:
        """Every row of shelves, cards and deliveries is there, in its order, and no other."""
        expected = self._expected
        shelves, cards, sendings = self._rows()
        assert shelves == {own: expected.texts[own[1]][1] for own in expected.shelves}
        assert cards == {own: revision for own, (_, revision) in expected.cards.items()}
        assert sendings == [
            (key, one.state, one.attempts, one.due_at if one.state in PENDING else None)
            for key, one in expected.sendings.items()
        ]

    def teardown(self) -> None:
        """Lists, counts and indexes agree with the rows."""
        try:
            for guild in GUILDS:
                many = sum(of == guild for of, _ in self._expected.shelves)
                assert self._run(self._store.search(guild, Asked())).total == many
                quoted = self._run(self._store.suggest_speakers(guild, ""))
                assert sum(one.quotes for one in quoted) == 2 * many
        finally:
            self._run(self._opened.aclose())
            self._runner.close()
        check_indexes(self._home.place)

    def _wishes(self) -> list[int]:
        return [n for n, wish in self._expected.wishes.items() if wish.removed_at is None]

    def _is_wanted(self, key: Key) -> bool:
        return self._expected.sendings[key].wish in self._expected.wishes

    def _rows(self) -> Rows:
        return self._run(self._store._database.read(held))  # noqa: SLF001 - the rows themselves


def pick(of: Any, number: int) -> Any:  # noqa: ANN401 - a key of any dictionary
    """One of several, by a number."""
    several = list(of)
    return several[number % len(several)]
