"""Answers that members write to a card as ordinary messages: replies too, where they ping the bot.

Only then does Discord let a bot read them without a privileged intent.
"""

import logging
from datetime import UTC, datetime

import discord
from discord.ext import commands

from bot.app import NOBODY, Dateline
from bot.cards.card import Card
from bot.cards.controls import view_of
from bot.cards.frame import reply_button
from bot.cards.looks.reply_looks import ReplyLook
from bot.cards.note_cards import done_card, quiet_card
from bot.cards.sentences import sentence_for
from bot.delivery.reply_origin import card_under, look_on, sender_of, staff_names
from bot.languages import N_, _, speak
from bot.moderation import EmailWish
from bot.replies.submitting import Submission
from bot.reply import Draft, Ruling
from bot.story import GuildId, MemberId
from bot.tongues import of_server

log = logging.getLogger(__name__)

# How long a note of the bot's stands in a channel.
NOTE_S = 120.0
FORM = N_(
    "This server asks for an e-mail address with a reply, and a channel is no place for one. Press"
    " **Reply**: the form keeps it to itself. Nothing of your message was kept."
)
SEEN_BY_ALL = N_(
    "There is an e-mail address in your message. I took it out of your reply, but everybody in the"
    " channel can see it in the message itself: edit or delete that if you don't want it there."
)
# The same where all read along: nobody is to go and look for it.
LOOK_OVER = N_(
    "Your message was taken as a reply. Look over it once more: is all of it for everybody?"
)


class Answers(commands.Cog):
    """Ordinary messages in answer to a card or a reply."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.replies = bot.desk.replies

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Take a message in that answers one of the bot's with a Reply button."""
        look = self.answered(message)
        if look is None or message.guild is None or not message.content:
            return
        guild = message.guild
        try:
            # Of a message Discord doesn't tell in which language its writer reads.
            speak(await of_server(self.bot, self.bot.desk.store, GuildId(guild.id)))
            await self.take(message, guild, look)
        except Exception as error:  # noqa: BLE001 - the border to Discord: nothing goes further
            await self.tell(message, sentence_for(error))

    def answered(self, message: discord.Message) -> ReplyLook | None:
        """What the card that is answered with a ping shows; None for any other message."""
        me, reference = self.bot.user, message.reference
        if me is None or reference is None or message.author.bot:
            return None
        if all(one.id != me.id for one in message.mentions):
            return None
        card = reference.resolved
        return look_on(card, me) if isinstance(card, discord.Message) else None

    async def take(self, message: discord.Message, guild: discord.Guild, look: ReplyLook) -> None:
        """Take the message as a reply, or say how else."""
        member, now = MemberId(message.author.id), datetime.now(UTC)
        self.replies.open_form(GuildId(guild.id), member, now)
        form = await self.replies.form(
            GuildId(guild.id), look.story, member, now=now, answers=look.answers
        )
        if form.settings.email is EmailWish.REQUIRED:
            await self.note(message, quiet_card(_("Use the form"), _(FORM), (reply_button(look),)))
            return
        submitted = await self.replies.submit(_submission(message, guild, look), now=now)
        sentence = submitted.verdict.reader.said()
        if submitted.reply is not None:
            self.bot.dispatch("reply_taken")
        if submitted.verdict.ruling is Ruling.HELD:
            self.bot.dispatch("reply_held", GuildId(guild.id))
        if submitted.was_masked:
            await self.tell(message, f"{sentence}\n{_(SEEN_BY_ALL)}", in_public=_(LOOK_OVER))
        else:
            await self.tell(message, sentence)

    async def tell(
        self, message: discord.Message, sentence: str, *, in_public: str | None = None
    ) -> None:
        """Tell the writer in a direct message, else in the channel, there with other words.

        A mark on the message itself would need a permission that the bot doesn't ask for.
        """
        try:
            await message.author.send(embed=done_card(sentence).embed, allowed_mentions=NOBODY)
        except discord.HTTPException:
            await self.note(message, done_card(in_public or sentence))

    async def note(self, message: discord.Message, card: Card) -> None:
        """Answer in the channel for a while, pinging nobody."""
        try:
            await message.reply(
                embed=card.embed,
                view=view_of(card) or discord.utils.MISSING,
                delete_after=NOTE_S,
                mention_author=False,
                allowed_mentions=NOBODY,
            )
        except discord.HTTPException as error:
            log.info("the writer of message %d wasn't told (%s)", message.id, error.code)


def _submission(message: discord.Message, guild: discord.Guild, look: ReplyLook) -> Submission:
    card = message.reference.resolved if message.reference else None
    author = message.author
    allowed = discord.Permissions.none()
    if isinstance(author, discord.Member):
        allowed = message.channel.permissions_for(author)
    me = guild.me.display_name if guild.me else ""
    comment = message.clean_content.removeprefix(f"@{me}").strip()
    return Submission(
        guild=GuildId(guild.id),
        story=look.story,
        draft=Draft(author.display_name, comment, look.answers),
        writer=sender_of(author, allowed),
        where=card_under(card) if isinstance(card, discord.Message) else None,
        staff=staff_names(guild),
    )


async def setup(bot: Dateline) -> None:
    """Let the bot take such answers."""
    await bot.add_cog(Answers(bot))
