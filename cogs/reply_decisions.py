"""What moderators decide of replies, on the card in their channel or out of the queue."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime

import discord
from discord import ui
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.cards.card import Button, Card, Verb
from bot.cards.looks.reply_looks import (
    ApproveLook,
    BlockLook,
    BlockNowLook,
    EraseLook,
    EraseNowLook,
    HeldLook,
    RejectLook,
    UnblockLook,
)
from bot.cards.note_cards import done_card, quiet_card
from bot.cards.replies.reply_cards import blocked_card, blocking_card, held_card
from bot.cards.replies.reply_lines import account, fate
from bot.delivery.reply_posting import ReplyPosting
from bot.errors import NotAllowed, NotFound
from bot.languages import N_, _
from bot.moderation import Moderated
from bot.reply import ReplyId, ReplyState
from bot.reply_forms import REASON, reject_form
from bot.standing_forms import Typed, takes
from bot.store.replies.acts import Deed
from bot.store.replies.reply_deciding import Ruled
from bot.story import GuildId

MAY_APPROVE = (ReplyState.HELD, ReplyState.REJECTED)
MAY_REJECT = (ReplyState.HELD, ReplyState.PUBLISHED)


class Decisions(commands.Cog):
    """Approving, sending back, blocking and erasing; and what of it shows on Discord."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        self.posting = ReplyPosting(bot, bot.desk.store)
        self.running: asyncio.Task[None] | None = None
        bot.rounds.add(self.posting)
        bot.draws(HeldLook.card, self.draw)
        bot.draws(BlockLook.card, self.draw_blocking)
        bot.draws(EraseLook.card, self.draw_erasing)
        bot.acts(ApproveLook.card, self.approve)
        bot.acts(BlockNowLook.card, self.block)
        bot.acts(UnblockLook.card, self.unblock)
        bot.acts(EraseNowLook.card, self.erase)
        bot.asks(RejectLook.card, self.ask_reason)
        takes(bot, RejectLook.card, self.reject)

    async def cog_load(self) -> None:
        """Begin to show what is due."""
        self.running = asyncio.get_running_loop().create_task(self.posting.run())

    async def cog_unload(self) -> None:
        """End with the bot; what is due stays due."""
        if self.running is not None:
            self.running.cancel()
            await asyncio.wait([self.running])

    @commands.Cog.listener()
    async def on_reply_taken(self) -> None:
        """A reply came in."""
        self.posting.hurry()

    @commands.Cog.listener()
    async def on_reply_held(self, guild: GuildId) -> None:
        """A reply came in that waits for a moderator."""
        await self.posting.held(guild)

    @commands.Cog.listener()
    async def on_replies_decided(self, replies: Iterable[Moderated]) -> None:
        """These were sent back with a block."""
        for reply in replies:
            self.posting.follow(reply)

    @commands.Cog.listener()
    async def on_replies_gone(self, _: int) -> None:
        """A member's replies were erased."""
        self.posting.hurry()

    async def draw(self, asker: Asker, state: str) -> Card:
        """A reply as moderators see it."""
        asker.must_edit()
        return await self.card(asker, HeldLook.of(state).reply)

    async def approve(self, asker: Asker, state: str) -> Card:
        """Publish a reply, unless somebody was quicker."""
        look = ApproveLook.of(state)
        if look.seen not in MAY_APPROVE:
            raise NotFound("a reply in that state can't be approved")
        return await self.decide(asker, Ruled(look.reply, ReplyState.PUBLISHED, look.seen))

    async def ask_reason(self, interaction: discord.Interaction, state: str) -> ui.Modal:
        """The form for why a reply is sent back."""
        asker_of(interaction).must_edit()
        return reject_form(RejectLook.of(state))

    async def reject(self, interaction: discord.Interaction, state: str, typed: Typed) -> None:
        """Send a reply back or take it down, with the reason that was typed."""
        look = RejectLook.of(state)
        if look.seen not in MAY_REJECT:
            raise NotFound("a reply in that state can't be sent back")
        reason = typed.of(REASON).strip() or None
        ruled = Ruled(look.reply, ReplyState.REJECTED, look.seen, reason)
        await self.bot.replace(interaction, await self.decide(asker_of(interaction), ruled))

    async def decide(self, asker: Asker, ruled: Ruled) -> Card:
        """Decide, show and tell. NotAllowed says who was first and when."""
        asker.must_edit()
        decided = await self.store.replies.decide(ruled, _deed(asker))
        reply = decided.reply
        if not decided.is_first:
            await self.posting.redraw(reply)
            raise NotAllowed(
                f"reply {reply.reply.id} was decided before",
                reader=N_("Somebody was quicker. {fate}"),
                given={"fate": fate(reply)},
            )
        self.posting.follow(reply)
        return held_card(reply, await self.posting.under(reply))

    async def draw_blocking(self, asker: Asker, state: str) -> Card:
        """The question whether to block a reply's writer."""
        asker.must_edit()
        return blocking_card(await self.reply(asker, BlockLook.of(state).reply))

    async def block(self, asker: Asker, state: str) -> Card:
        """Block a reply's writer; what waits of theirs is sent back."""
        asker.must_edit()
        member = (await self.reply(asker, BlockNowLook.of(state).reply)).member
        blocked = await self.store.replies.block(member, _deed(asker))
        for rejected in blocked.rejected:
            self.posting.follow(rejected)
        return blocked_card(member, is_new=blocked.is_new, rejected=len(blocked.rejected))

    async def unblock(self, asker: Asker, state: str) -> Card:
        """Take replies from a member again."""
        asker.must_edit()
        member = UnblockLook.of(state).member
        if await self.store.replies.unblock(member, _deed(asker)):
            return done_card(_("{member} may reply again.", member=account(member)))
        return done_card(_("{member} isn't blocked.", member=account(member)))

    async def draw_erasing(self, asker: Asker, state: str) -> Card:
        """The question whether to erase a reply."""
        asker.must_edit()
        reply = await self.reply(asker, EraseLook.of(state).reply)
        erase = Button(_("Erase"), EraseNowLook(reply.reply.id).look(), Verb.DO, is_grave=True)
        back = Button(_("Keep it"), HeldLook(reply.reply.id).look())
        text = _(
            "Reply `#{number}` goes with name, comment and e-mail address, and so do the messages"
            " that show it. It can't be undone; that it was done stays in the log.",
            number=reply.reply.id,
        )
        return quiet_card(_("Erase this reply for good?"), text, (erase, back))

    async def erase(self, asker: Asker, state: str) -> Card:
        """Erase a reply for good."""
        asker.must_edit()
        reply = await self.reply(asker, EraseNowLook.of(state).reply)
        await self.store.erasures.erase(reply.reply.id, _deed(asker))
        self.posting.hurry()
        return done_card(_("Reply `#{number}` is erased.", number=reply.reply.id))

    async def reply(self, asker: Asker, reply: ReplyId) -> Moderated:
        """The server's reply of that number; NotFound where it is gone."""
        return await self.store.replies.one(asker.guild, reply)

    async def card(self, asker: Asker, reply: ReplyId) -> Card:
        """The card of a reply as it stands."""
        found = await self.reply(asker, reply)
        return held_card(found, await self.posting.under(found))


def _deed(asker: Asker) -> Deed:
    return Deed(asker.guild, asker.member, datetime.now(UTC))


async def setup(bot: Dateline) -> None:
    """Let moderators decide."""
    await bot.add_cog(Decisions(bot))
