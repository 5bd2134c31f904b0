"""What the store should hold, as plain dictionaries: the model that it is compared with.

It knows shelves, revisions, subscriptions and deliveries, and none of the store's means: no
statements, no chunks, no indexes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.store.deliveries.claiming import LEASE
from bot.store.engine.grace import GRACE
from bot.subscription import SendState

PENDING = (SendState.WAITING, SendState.READY, SendState.SENDING, SendState.UNCERTAIN)
NOT_BEGUN = (SendState.WAITING, SendState.READY, SendState.UNCERTAIN)

# A delivery by what makes it the only one: channel, story, revision.
Key = tuple[int, int, int]


@dataclass(slots=True)
class Wish:
    """A subscription: plain, or for texts with the word alone."""

    guild: int
    channel: int
    is_plain: bool
    since: datetime
    is_paused: bool = False
    removed_at: datetime | None = None

    @property
    def is_active(self) -> bool:
        """Whether stories are delivered for it."""
        return not self.is_paused and self.removed_at is None


@dataclass(slots=True)
class Sending:
    """A delivery for a wish, due from then on."""

    wish: int
    due_at: datetime
    state: SendState
    attempts: int = 0
    lease_until: datetime | None = None


@dataclass(slots=True)
class Announced:
    """A revision to be delivered, with how far that was done the last time."""

    is_open: bool = True
    card: int = 0
    plain: tuple[int, int] = (0, 0)
    other: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Expected:
    """All of it; every number is the store's own but those of reaches and cards, which are ours."""

    # What stands in each story, and in which revision.
    texts: dict[int, tuple[int, int]] = field(default_factory=dict)
    addresses: dict[int, int] = field(default_factory=dict)
    shelves: dict[tuple[int, int], datetime] = field(default_factory=dict)
    removed: dict[tuple[int, int], tuple[datetime, datetime]] = field(default_factory=dict)
    reaches: dict[int, tuple[int, int]] = field(default_factory=dict)
    announced: dict[tuple[int, int], Announced] = field(default_factory=dict)
    wishes: dict[int, Wish] = field(default_factory=dict)
    sendings: dict[Key, Sending] = field(default_factory=dict)
    cards: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    numbers: int = 0

    def keep(self, guild: int, address: int, text: int, *, story: int, now: datetime) -> str:
        """Take in; `story` is the number that the store gave it. What it came to."""
        is_revised = story in self.texts and self.texts[story][0] != text
        self.addresses[address] = story
        if story not in self.texts:
            self.texts[story] = (text, 1)
        elif is_revised:
            self.texts[story] = (text, self.texts[story][1] + 1)
            if any(reached == story for reached, _ in self.reaches.values()):
                self._announce(story)
        if (guild, story) in self.shelves:
            return "revised" if is_revised else "same"
        self.shelves[guild, story] = now
        self.removed.pop((guild, story), None)
        if (story, guild) not in self.reaches.values():
            self.reaches[self._next()] = (story, guild)
            self._announce(story)
        return "new"

    def remove(self, guild: int, story: int, now: datetime) -> None:
        """Take off a shelf."""
        self.removed[guild, story] = (now, self.shelves.pop((guild, story)))

    def restore(self, guild: int, story: int) -> None:
        """Put back."""
        self.shelves[guild, story] = self.removed.pop((guild, story))[1]

    def erase(self, until: datetime, now: datetime) -> None:
        """Erase what was removed before `until` less the grace."""
        due = [own for own, (at, _) in self.removed.items() if at < until - GRACE]
        for guild, story in due:
            del self.removed[guild, story]
        kept = {story for _, story in (*self.shelves, *self.removed)}
        for story in {story for _, story in due} - kept:
            self._erase(story, now)

    def drop(self, number: int, now: datetime) -> None:
        """End what waits for a wish."""
        wish = self.wishes[number]
        for key, one in list(self.sendings.items()):
            if key[0] == wish.channel and one.wish == number and one.state in NOT_BEGUN:
                one.state = SendState.DEAD
        self.let_next(wish.channel, now)

    def forget(self, now: datetime) -> None:
        """Erase wishes that were removed longer ago than the grace."""
        for number, wish in list(self.wishes.items()):
            if wish.removed_at is not None and wish.removed_at < now - GRACE:
                del self.wishes[number]

    def spread(self, now: datetime) -> None:
        """Make all deliveries."""
        for (story, revision), told in self.announced.items():
            if told.is_open:
                if revision > 1:
                    self._spread_cards(told, story, revision, now)
                told.plain = self._spread(told.plain, (story, revision), now, is_plain=True)
                told.other = self._spread(told.other, (story, revision), now, is_plain=False)
                told.is_open = False

    def may_be_claimed(self, now: datetime) -> set[Key]:
        """The deliveries that may be sent now."""
        can = (SendState.READY, SendState.UNCERTAIN)
        return {k for k, one in self.sendings.items() if one.state in can and one.due_at <= now}

    def claim(self, key: Key, now: datetime) -> None:
        """Let one be sent."""
        one = self.sendings[key]
        one.state, one.lease_until = SendState.SENDING, now + LEASE
        one.attempts += 1

    def end(self, key: Key, state: SendState, due_at: datetime, now: datetime) -> None:
        """Write down what became of one; nothing where its story is gone."""
        if (one := self.sendings.get(key)) is None:
            return
        one.state, one.due_at, one.lease_until = state, due_at, None
        channel, story, revision = key
        if state is SendState.SENT:
            number, _ = self.cards.get((channel, story), (0, 0))
            self.cards[channel, story] = (number or self._next(), revision)
        self.let_next(channel, now)

    def recover(self, now: datetime, *, only_expired: bool) -> int:
        """Look again at what was being sent; how many those are."""
        lost = [
            one
            for one in self.sendings.values()
            if one.lease_until and (not only_expired or one.lease_until < now)
        ]
        for one in lost:
            one.state, one.due_at, one.lease_until = SendState.UNCERTAIN, now, None
        return len(lost)

    def let_next(self, channel: int, now: datetime) -> None:
        """Make the first that waits in the channel ready, where none is under way."""
        pending = self._pending(channel)
        first = next(pending, None)
        if first is not None and first.state is SendState.WAITING:
            first.state, first.due_at = SendState.READY, now

    def _pending(self, channel: int) -> Iterator[Sending]:
        of_channel = (one for key, one in self.sendings.items() if key[0] == channel)
        return (one for one in of_channel if one.state in PENDING)

    def _next(self) -> int:
        self.numbers += 1
        return self.numbers

    def _announce(self, story: int) -> None:
        own = (story, self.texts[story][1])
        if own in self.announced:
            self.announced[own].is_open = True
        else:
            self.announced[own] = Announced()

    def _spread_cards(self, told: Announced, story: int, revision: int, now: datetime) -> None:
        cards = sorted(
            (number, channel)
            for (channel, of), (number, _) in self.cards.items()
            if of == story and number > told.card
        )
        for number, channel in cards:
            told.card = number
            asking = [n for n, w in self.wishes.items() if w.channel == channel and w.is_active]
            if asking:
                self._add((channel, story, revision), min(asking), now)

    def _spread(
        self, after: tuple[int, int], of: tuple[int, int], now: datetime, *, is_plain: bool
    ) -> tuple[int, int]:
        story, revision = of
        pairs = sorted(
            (reach, number)
            for reach, (reached, guild) in self.reaches.items()
            for number, wish in self.wishes.items()
            if reached == story and wish.guild == guild and (is_plain or not wish.is_plain)
        )
        later = [pair for pair in pairs if pair > after]
        for _, number in later:
            wish = self.wishes[number]
            if wish.is_plain is is_plain and self._is_wanted(wish, story):
                self._add((wish.channel, story, revision), number, now)
        return later[-1] if later else after

    def _is_wanted(self, wish: Wish, story: int) -> bool:
        taken_at = self.shelves.get((wish.guild, story))
        has_word = self.texts[story][0] % 2 == 1
        is_there = taken_at is not None and taken_at >= wish.since
        return wish.is_active and is_there and (wish.is_plain or has_word)

    def _add(self, key: Key, wish: int, now: datetime) -> None:
        if key not in self.sendings:
            is_busy = next(self._pending(key[0]), None) is not None
            state = SendState.WAITING if is_busy else SendState.READY
            self.sendings[key] = Sending(wish, now, state)

    def _erase(self, story: int, now: datetime) -> None:
        del self.texts[story]
        self.addresses = {url: of for url, of in self.addresses.items() if of != story}
        self.reaches = {n: own for n, own in self.reaches.items() if own[0] != story}
        self.announced = {own: told for own, told in self.announced.items() if own[0] != story}
        self.cards = {own: card for own, card in self.cards.items() if own[1] != story}
        waiting = {k for k, one in self.sendings.items() if k[1] == story and one.state in PENDING}
        self.sendings = {key: one for key, one in self.sendings.items() if key[1] != story}
        for channel in {key[0] for key in waiting}:
            self.let_next(channel, now)
