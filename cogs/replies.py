"""`/reply`, the Reply button and the menu "Leave a reply": what readers write under a story."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.asking import story_asked, story_choices
from bot.cards.card import Card
from bot.cards.looks.reply_looks import RedraftLook, RepliesLook, ReplyLook
from bot.cards.looks.story_looks import StoryLook
from bot.cards.replies.reply_cards import Under, given_back_card, thanks_card
from bot.cards.replies.reply_lists import REPLIES_A_PAGE, replies_card
from bot.cards.sentences import sentence_for
from bot.delivery.reply_origin import card_under, look_on, sender_of, staff_names
from bot.errors import NotFound
from bot.languages import N_
from bot.replies.contact import Address
from bot.replies.drafts import Drafts, Spot
from bot.replies.masking import mask
from bot.replies.submitting import Submission
from bot.reply import Draft, Ruling
from bot.reply_forms import COMMENT, EMAIL, NAME, reply_form
from bot.standing_forms import Typed, takes
from bot.store.engine.asked import Page
from bot.story import MemberId

MENU = "Leave a reply"


class Replies(commands.Cog):
    """Replies as their writers send them."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        self.replies = bot.desk.replies
        self.drafts = Drafts()
        self.menu = app_commands.ContextMenu(name=MENU, callback=self.reply_to_message)
        bot.tree.add_command(self.menu)
        bot.draws(RepliesLook.card, self.draw)
        bot.asks(ReplyLook.card, self.ask)
        bot.asks(RedraftLook.card, self.ask_again)
        takes(bot, ReplyLook.card, self.take)

    async def cog_unload(self) -> None:
        """Take the menu away with the cog."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @commands.Cog.listener()
    async def on_replies_gone(self, member: MemberId) -> None:
        """A member has erased what is theirs: so goes what was only typed."""
        self.drafts.forget(member)

    @app_commands.command(description="Leave a reply to a story")
    @app_commands.describe(story="A story that is here: type a few letters")
    async def reply(self, interaction: discord.Interaction, story: str) -> None:
        """Open the form for the story, or ask which one is meant."""
        guild = self.opening(interaction).guild
        shown = await story_asked(self.store, guild, story, lambda each: StoryLook(each).look())
        if isinstance(shown, Card):
            await self.bot.answer(interaction, shown)
            return
        look = ReplyLook(StoryLook.of(shown.state).story)
        await interaction.response.send_modal(await self.blank(interaction, look))

    @reply.autocomplete("story")
    async def suggest_stories(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Stories that fit what is typed, the newest where nothing is."""
        guild = asker_of(interaction).guild
        return story_choices(await self.store.suggest_stories(guild, typed))

    async def reply_to_message(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        """Open the form for the story or the reply that a message of the bot shows."""
        look = look_on(message, self.bot.user)
        if look is None:
            raise NotFound(
                "no card",
                reader=N_(
                    "That message shows no story of mine. Use it on a story's card or on a reply,"
                    " or use `/reply`."
                ),
            )
        self.opening(interaction)
        await interaction.response.send_modal(await self.blank(interaction, look))

    async def draw(self, asker: Asker, state: str) -> Card:
        """A page of what readers replied to a story."""
        look = RepliesLook.of(state)
        story = await self.store.story(asker.guild, look.story)
        page = Page(look.page + 1, REPLIES_A_PAGE)
        found = await self.store.replies.published(asker.guild, look.story, page)
        return replies_card(story, found, look)

    async def ask(self, interaction: discord.Interaction, state: str) -> ui.Modal:
        """The form for a reply."""
        self.opening(interaction)
        return await self.blank(interaction, ReplyLook.of(state))

    async def ask_again(self, interaction: discord.Interaction, state: str) -> ui.Modal:
        """The form with what was sent back, as long as that is remembered."""
        self.opening(interaction)
        look = RedraftLook.of(state)
        draft = self.drafts.of(_spot(interaction, look), datetime.now(UTC))
        if draft is None:
            return await self.blank(interaction, look)
        return await self.form(interaction, look, draft)

    def opening(self, interaction: discord.Interaction) -> Asker:
        """Who asks for a form. NotAllowed for who asks for one on another."""
        asker = asker_of(interaction)
        self.replies.open_form(asker.guild, asker.member, datetime.now(UTC))
        return asker

    async def blank(self, interaction: discord.Interaction, look: ReplyLook) -> ui.Modal:
        """The form with no more in it than the name that the member goes by here."""
        name = mask(interaction.user.display_name).text
        return await self.form(interaction, look, Draft(name, ""))

    async def form(
        self, interaction: discord.Interaction, look: ReplyLook, draft: Draft
    ) -> ui.Modal:
        """The form, as the server has set it, with `draft` in it."""
        asker, now = asker_of(interaction), datetime.now(UTC)
        wanted = await self.replies.form(
            asker.guild, look.story, asker.member, now=now, answers=look.answers
        )
        article = (await self.store.story(asker.guild, look.story)).article
        parent = None
        if wanted.answers is not None:
            parent = (await self.store.replies.one(asker.guild, wanted.answers)).reply
        under = Under(article.headline, article.url, parent)
        return reply_form(ReplyLook(look.story, wanted.answers), wanted.settings, under, draft)

    async def take(self, interaction: discord.Interaction, state: str, typed: Typed) -> None:
        """Take a reply in, or give it back with what is wrong."""
        address = Address.of(typed.of(EMAIL))
        look = ReplyLook.of(state)
        written = _Written(look, Draft(typed.of(NAME), typed.of(COMMENT), look.answers), address)
        asker = asker_of(interaction)
        if hurried := self.replies.too_fast(asker.guild, asker.member, datetime.now(UTC)):
            # In a flood most end here: one answer, and nobody waits for the database.
            await self.give_back(interaction, hurried.reader.said(), written)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            submitted = await self.replies.submit(
                _submission(interaction, written), now=datetime.now(UTC)
            )
        except Exception as error:  # noqa: BLE001 - whatever happened, what was typed comes back
            await self.give_back(interaction, sentence_for(error), written)
            return
        if submitted.verdict.ruling is Ruling.REFUSED:
            await self.give_back(interaction, submitted.verdict.reader.said(), written)
            return
        self.bot.dispatch("reply_taken")
        if submitted.verdict.ruling is Ruling.HELD:
            self.bot.dispatch("reply_held", asker.guild)
        card = thanks_card(submitted.verdict.reader.said(), was_masked=submitted.was_masked)
        await self.bot.answer(interaction, card)

    async def give_back(
        self, interaction: discord.Interaction, sentence: str, written: "_Written"
    ) -> None:
        """Say what is wrong, with what was typed and the way to change it; no address is told."""
        look = RedraftLook(written.look.story, written.look.answers)
        draft = await asyncio.to_thread(_masked, written)
        self.drafts.keep(_spot(interaction, look), draft, datetime.now(UTC))
        await self.bot.answer(interaction, given_back_card(sentence, draft, look))


@dataclass(frozen=True, slots=True)
class _Written:
    """A form as it was sent in."""

    look: ReplyLook
    draft: Draft
    address: Address | None


def _submission(interaction: discord.Interaction, written: _Written) -> Submission:
    return Submission(
        guild=asker_of(interaction).guild,
        story=written.look.story,
        draft=written.draft,
        writer=sender_of(interaction.user, interaction.permissions),
        address=written.address,
        where=card_under(interaction.message),
        staff=staff_names(interaction.guild),
    )


def _masked(written: _Written) -> Draft:
    def shown(text: str) -> str:
        if written.address is None:
            return mask(text, phones=False).text
        return written.address.mask(text, phones=False).text

    return replace(
        written.draft, name=shown(written.draft.name), comment=shown(written.draft.comment)
    )


def _spot(interaction: discord.Interaction, look: ReplyLook) -> Spot:
    asker = asker_of(interaction)
    return Spot(asker.guild, asker.member, look.story, look.answers)


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(Replies(bot))
