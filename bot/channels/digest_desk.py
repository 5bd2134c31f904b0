"""Setting, previewing and unsetting channels' digests."""

from datetime import UTC, datetime

from discord.utils import format_dt

from bot.app import Asker, Dateline
from bot.cards.card import Button, Card, Verb
from bot.cards.channels.digest_cards import digest_card, digest_page, off_card, set_card
from bot.cards.looks.digest_looks import (
    CollectLook,
    DigestLook,
    NoDigestLook,
    PreviewLook,
    SetDigestLook,
)
from bot.cards.note_cards import quiet_card
from bot.channels.places import kind_at, place_of, usable
from bot.delivery.digest_rounds import look_of, told_of
from bot.errors import BadSubscription
from bot.languages import N_, _
from bot.permits import Place
from bot.subscription import (
    UNSAVED,
    ChannelId,
    ChannelKind,
    Digest,
    Mode,
    Subscription,
)

MOST_PAGED = 500
NOTHING_COLLECTED = N_(
    "\n⚠ Nothing is collected for that channel yet: **Collect all stories**, or name them with"
    " `/subscription add mode:digest`."
)


class DigestDesk:
    """The digests of a server as its managers set them."""

    def __init__(self, bot: Dateline) -> None:
        self._bot = bot
        self._store = bot.desk.store
        bot.draws(DigestLook.card, self.page)
        bot.draws(PreviewLook.card, self.preview)
        bot.acts(SetDigestLook.card, self.set_again)
        bot.acts(NoDigestLook.card, self.off)
        bot.acts(CollectLook.card, self.collect)

    async def set(self, asker: Asker, wanted: Digest, place: Place) -> Card:
        """Set a channel's digest."""
        asker.must_manage()
        if kind_at(place) is ChannelKind.FORUM:
            raise BadSubscription(
                "a digest in a forum",
                reader=N_(
                    "A forum has a post for each story, so it can't have a digest. Choose a text"
                    " channel."
                ),
            )
        before = await self._store.digests.set(wanted, by=asker.member, now=datetime.now(UTC))
        kept = await self._store.digests.at(asker.guild, wanted.channel)
        zone = (await self._store.servers.of(asker.guild)).zone
        card = set_card(kept.digest, kept.next_at, zone.key, before)
        if await self._collects(wanted):
            return card
        card.embed.description = f"{card.embed.description}{_(NOTHING_COLLECTED)}"
        return Card(card.embed, (*card.rows, (_collecting(wanted.channel),)))

    async def set_again(self, asker: Asker, state: str) -> Card:
        """Set a digest as a button says: as it was before."""
        asker.must_manage()
        look = SetDigestLook.of(state)
        place = usable(place_of(self._bot, asker.guild, look.channel), look.channel)
        return await self.set(asker, look.digest(asker.guild), place)

    async def off(self, asker: Asker, state: str) -> Card:
        """Take a channel's digest away."""
        asker.must_manage()
        channel = NoDigestLook.of(state).channel
        return off_card(await self._store.digests.off(asker.guild, channel))

    async def collect(self, asker: Asker, state: str) -> Card:
        """Let a channel's digest tell of all stories."""
        asker.must_manage()
        channel = CollectLook.of(state).channel
        place = usable(place_of(self._bot, asker.guild, channel), channel)
        everything = Subscription(
            id=UNSAVED,
            guild=asker.guild,
            channel=channel,
            kind=kind_at(place),
            made_by=asker.member,
            since=datetime.now(UTC),
            mode=Mode.DIGEST,
        )
        await self._store.subscriptions.add(everything)
        return await self.preview(asker, PreviewLook(channel).state)

    async def preview(self, asker: Asker, state: str) -> Card:
        """The next digest of a channel as it would be now."""
        asker.must_manage()
        channel = PreviewLook.of(state).channel
        found = await self._store.digests.at(asker.guild, channel)
        now = datetime.now(UTC)
        wanted = await self._store.subscriptions.wanted(asker.guild, channel, found.told_until)
        look = look_of(channel, found.told_until, now)
        told = await told_of(self._store, found.digest, wanted, look)
        when = _(
            "The next digest of <#{channel}> comes {when}",
            channel=channel,
            when=format_dt(found.next_at, "f"),
        )
        if not told.stories:
            collects = await self._collects(found.digest)
            text = _(
                "{when}. Nothing is there for it yet; without any story there is none.{hint}",
                when=when,
                hint="" if collects else _(NOTHING_COLLECTED),
            )
            ways = () if collects else (_collecting(channel),)
            return quiet_card(_("Preview"), text, (*ways, _off(channel)))
        card = digest_card(told)
        card.embed.description = _(
            "-# {when}, and would be this now:\n\n{description}",
            when=when,
            description=card.embed.description,
        )
        return Card(card.embed, (*card.rows, (_off(channel),)))

    async def page(self, asker: Asker, state: str) -> Card:
        """A page of all stories of a digest."""
        look = DigestLook.of(state)
        since, until = look.span
        wanted = await self._store.subscriptions.wanted(
            asker.guild, look.channel, since, until=until, most=MOST_PAGED
        )
        return digest_page(wanted.lines, wanted.total, look)

    async def _collects(self, digest: Digest) -> bool:
        """Whether a subscription collects stories for it."""
        every = await self._store.subscriptions.of(digest.guild)
        return any(one.channel == digest.channel and one.mode is Mode.DIGEST for one in every)


def _collecting(channel: ChannelId) -> Button:
    return Button(_("Collect all stories"), CollectLook(channel).look(), Verb.DO)


def _off(channel: ChannelId) -> Button:
    return Button(_("No digest any more"), NoDigestLook(channel).look(), Verb.DO, is_grave=True)
