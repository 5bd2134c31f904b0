"""`/dateline`: what the bot can do, and how to begin."""

from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.cards.card import Button, Card
from bot.cards.channels.health_card import HEALTH, health_card
from bot.cards.looks.reply_looks import PrivacyLook
from bot.cards.looks.setup_looks import SetupLook
from bot.cards.looks.story_looks import ListLook
from bot.cards.note_cards import quiet_card
from bot.channels.health import condition_of
from bot.channels.health_watch import HealthWatch
from bot.channels.setup import Setup
from bot.channels.setup_forms import SetupForms
from bot.channels.setup_hello import Hello
from bot.languages import N_, _

READERS = (
    ("latest", N_("the newest stories here")),
    ("search", N_("find stories by their words, headlines and quotes")),
    ("summary", N_("what happened, in the article's own sentences")),
    ("quotes", N_("who was quoted, in which words, in which paragraph")),
    ("whosaid", N_("what somebody said, across all stories")),
    ("compare", N_("one event in several outlets, side by side")),
    ("timeline", N_("what came when: changes, and other stories of the event")),
    ("checkquote", N_("is a quote real, and in which words?")),
    ("reply", N_("leave a reply to a story; so does the button on its card")),
    (N_("mydata show"), N_("all that is kept about you; in direct messages too")),
    (N_("mydata erase"), N_("erase it")),
    (N_("dateline privacy"), N_("what is kept, why, and for how long")),
    (N_("dateline help"), "this"),
)
MENUS = (
    (N_("Check this quote"), N_("is what a message quotes real?")),
    (N_("Summarise the links"), N_("what the pages say that a message links to")),
    (N_("Leave a reply"), N_("answer a story's card, or a reply")),
)
EDITORS = (
    (N_("replies queue"), N_("the replies that wait for a moderator")),
    (N_("replies log"), N_("who did what with replies")),
    (N_("replies show"), N_("one reply")),
    (N_("replies block"), N_("take no more replies from a member")),
    (N_("replies unblock"), N_("take them again; alone, who is blocked")),
    (N_("replies words"), N_("words that hold a reply")),
    (N_("replies settings"), N_("whose replies wait, whether an e-mail is asked for")),
    (N_("replies close"), N_("take no more replies to a story")),
    (N_("replies open"), N_("take them again")),
    (N_("replies export"), N_("all replies as a file, without addresses")),
    (N_("replies erase"), N_("erase a reply, or all with an address")),
    (N_("story add"), N_("take a story in: an address, a file, or pasted text")),
    (N_("story edit"), N_("change a text that was pasted here")),
    (N_("story correct"), N_("correct one, so that its cards say what was wrong")),
    (N_("story remove"), N_("take a story out again")),
    (N_("event split"), N_("show a story apart from its event")),
    (N_("event join"), N_("show two stories as one event")),
    (N_("speaker join"), N_("show two names of one speaker as one")),
    (N_("speaker part"), N_("show them as two again")),
    (N_("speaker list"), N_("which names are joined here")),
)
MANAGERS = (
    (N_("dateline setup"), N_("all of this in a few steps")),
    ("settings", N_("time zone, moderators' channel, how long stories stay")),
    (N_("feed add"), N_("follow a feed, or a site that has one")),
    (N_("feed list"), N_("all of them, and how they are")),
    (N_("feed edit"), N_("rename or file one")),
    (N_("feed pause"), N_("keep nothing of one for a while")),
    (N_("feed resume"), N_("let it go on")),
    (N_("feed test"), N_("look at one now and say what is seen")),
    (N_("feed remove"), N_("follow it no longer")),
    (N_("feed import"), N_("follow all of a list (OPML)")),
    (N_("feed export"), N_("the list for a feed reader")),
    (N_("subscription add"), N_("bring stories to a channel: all, or those you name")),
    (N_("subscription list"), N_("all of them, and whether they are on")),
    (N_("subscription edit"), N_("change one")),
    (N_("subscription pause"), N_("deliver nothing for a while")),
    (N_("subscription resume"), N_("deliver again, from now on")),
    (N_("subscription test"), N_("post a sample, and see what would fail")),
    (N_("subscription remove"), N_("take one away")),
    (N_("subscription why"), N_("why a story was or wasn't delivered")),
    (N_("digest set"), N_("collect a channel's stories in one message at a set hour")),
    (N_("digest preview"), N_("the next one, as it would be now")),
    (N_("digest off"), N_("no digest any more")),
    (N_("dateline health"), N_("what is paused, failing or late, and what to do")),
)


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class About(commands.GroupCog, name="dateline", description="About this bot"):
    """What Dateline can do."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.watch = HealthWatch(bot)
        SetupForms(bot, Setup(bot))
        bot.add_listener(Hello(bot).on_join, "on_guild_join")
        bot.draws("help", self.draw)
        bot.draws(HEALTH, self.draw_health)

    @app_commands.command(description="What is kept of you here, why, and for how long")
    async def privacy(self, interaction: discord.Interaction) -> None:
        """Say what is kept."""
        await self.bot.answer_with(interaction, PrivacyLook().look())

    async def draw(self, asker: Asker, state: str) -> Card:  # noqa: ARG002 - help has no state
        """What this member may do, and where to begin."""
        latest = Button(_("Latest stories"), ListLook().look())
        text = help_text(may_edit=asker.may_edit, may_manage=asker.may_manage)
        return quiet_card(_("Dateline"), text, (latest,))

    @app_commands.command(description="What you can do here, and how to begin")
    async def help(self, interaction: discord.Interaction) -> None:
        """Show what this member may do."""
        await self.bot.answer(interaction, await self.draw(asker_of(interaction), ""))

    @app_commands.command(description="Set up this server in two minutes, or see how it is set up")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def setup(self, interaction: discord.Interaction) -> None:
        """Begin the setup, with what is set already."""
        await self.bot.answer_with(interaction, SetupLook().look())

    async def cog_load(self) -> None:
        """Begin to watch over the servers."""
        self.watch.start()

    async def cog_unload(self) -> None:
        """End that."""
        await self.watch.stop()

    @app_commands.command(description="What is paused, failing or late here, and what to do")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def health(self, interaction: discord.Interaction) -> None:
        """Show how this server is."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        card = await self.draw_health(asker_of(interaction), "")
        await self.bot.answer(interaction, card)

    async def draw_health(self, asker: Asker, state: str) -> Card:  # noqa: ARG002 - it has no state
        """How this server is."""
        asker.must_manage()
        found = await condition_of(self.bot, asker.guild, datetime.now(UTC))
        return health_card(found.wrong, found.paused, found.sent)


def help_text(*, may_edit: bool, may_manage: bool) -> str:
    """What a member may do, command by command; of editing and setting up where that is allowed."""
    lines = [
        _(
            "Dateline keeps news stories and says what happened, who said it, in which words, and"
            " where that is written: `¶3` is the story's third paragraph."
        ),
        "",
        *(_("`/{name}` — {text}", name=name, text=text) for name, text in READERS),
        "",
        _("In a message's menu, under Apps:"),
        *(f"**{name}** — {text}" for name, text in MENUS),
    ]
    if may_edit:
        lines += ["", *(_("`/{name}` — {text}", name=name, text=text) for name, text in EDITORS)]
    if may_manage:
        lines += ["", *(_("`/{name}` — {text}", name=name, text=text) for name, text in MANAGERS)]
    lines += ["", _("Answers are for you alone; **Post here** shows one to everybody.")]
    return "\n".join(lines)


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(About(bot))
