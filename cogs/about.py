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

READERS = (
    ("latest", "the newest stories here"),
    ("search", "find stories by their words, headlines and quotes"),
    ("summary", "what happened, in the article's own sentences"),
    ("quotes", "who was quoted, in which words, in which paragraph"),
    ("whosaid", "what somebody said, across all stories"),
    ("compare", "one event in several outlets, side by side"),
    ("timeline", "what came when: changes, and other stories of the event"),
    ("checkquote", "is a quote real, and in which words?"),
    ("reply", "leave a reply to a story; so does the button on its card"),
    ("mydata show", "all that is kept about you; in direct messages too"),
    ("mydata erase", "erase it"),
    ("dateline privacy", "what is kept, why, and for how long"),
    ("dateline help", "this"),
)
MENUS = (
    ("Check this quote", "is what a message quotes real?"),
    ("Summarise the links", "what the pages say that a message links to"),
    ("Leave a reply", "answer a story's card, or a reply"),
)
EDITORS = (
    ("replies queue", "the replies that wait for a moderator"),
    ("replies log", "who did what with replies"),
    ("replies show", "one reply"),
    ("replies block", "take no more replies from a member"),
    ("replies unblock", "take them again; alone, who is blocked"),
    ("replies words", "words that hold a reply"),
    ("replies settings", "whose replies wait, whether an e-mail is asked for"),
    ("replies close", "take no more replies to a story"),
    ("replies open", "take them again"),
    ("replies export", "all replies as a file, without addresses"),
    ("replies erase", "erase a reply, or all with an address"),
    ("story add", "take a story in: an address, a file, or pasted text"),
    ("story edit", "change a text that was pasted here"),
    ("story correct", "correct one, so that its cards say what was wrong"),
    ("story remove", "take a story out again"),
    ("event split", "show a story apart from its event"),
    ("event join", "show two stories as one event"),
    ("speaker join", "show two names of one speaker as one"),
    ("speaker part", "show them as two again"),
    ("speaker list", "which names are joined here"),
)
MANAGERS = (
    ("dateline setup", "all of this in a few steps"),
    ("settings", "time zone, moderators' channel, how long stories stay"),
    ("feed add", "follow a feed, or a site that has one"),
    ("feed list", "all of them, and how they are"),
    ("feed edit", "rename or file one"),
    ("feed pause", "keep nothing of one for a while"),
    ("feed resume", "let it go on"),
    ("feed test", "look at one now and say what is seen"),
    ("feed remove", "follow it no longer"),
    ("feed import", "follow all of a list (OPML)"),
    ("feed export", "the list for a feed reader"),
    ("subscription add", "bring stories to a channel: all, or those you name"),
    ("subscription list", "all of them, and whether they are on"),
    ("subscription edit", "change one"),
    ("subscription pause", "deliver nothing for a while"),
    ("subscription resume", "deliver again, from now on"),
    ("subscription test", "post a sample, and see what would fail"),
    ("subscription remove", "take one away"),
    ("subscription why", "why a story was or wasn't delivered"),
    ("digest set", "collect a channel's stories in one message at a set hour"),
    ("digest preview", "the next one, as it would be now"),
    ("digest off", "no digest any more"),
    ("dateline health", "what is paused, failing or late, and what to do"),
)


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class About(commands.GroupCog, name="dateline", description="About this bot"):
    """What Dateline can do."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.watch = HealthWatch(bot)
        SetupForms(bot, Setup(bot))
        bot.draws("help", self.draw)
        bot.draws(HEALTH, self.draw_health)

    @app_commands.command(description="What is kept of you here, why, and for how long")
    async def privacy(self, interaction: discord.Interaction) -> None:
        """Say what is kept."""
        await self.bot.answer_with(interaction, PrivacyLook().look())

    async def draw(self, asker: Asker, state: str) -> Card:  # noqa: ARG002 - help has no state
        """What this member may do, and where to begin."""
        latest = Button("Latest stories", ListLook().look())
        text = help_text(may_edit=asker.may_edit, may_manage=asker.may_manage)
        return quiet_card("Dateline", text, (latest,))

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
        "Dateline keeps news stories and says what happened, who said it, in which words, and where"
        " that is written: `¶3` is the story's third paragraph.",
        "",
        *(f"`/{name}` — {text}" for name, text in READERS),
        "",
        "In a message's menu, under Apps:",
        *(f"**{name}** — {text}" for name, text in MENUS),
    ]
    if may_edit:
        lines += ["", *(f"`/{name}` — {text}" for name, text in EDITORS)]
    if may_manage:
        lines += ["", *(f"`/{name}` — {text}" for name, text in MANAGERS)]
    lines += ["", "Answers are for you alone; **Post here** shows one to everybody."]
    return "\n".join(lines)


async def setup(bot: Dateline) -> None:
    """Let the bot answer these commands."""
    await bot.add_cog(About(bot))
