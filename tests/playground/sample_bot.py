"""A small real discord.py bot that has one of everything."""

import asyncio
import io
from typing import Any, Self

import discord
from discord import app_commands, ui

Interaction = discord.Interaction[Any]
Labelled = ui.Label[Any]


class Vote(ui.DynamicItem[ui.Button[ui.View]], template=r"vote:(?P<count>\d+)"):
    def __init__(self, count: int) -> None:
        super().__init__(ui.Button(label=f"Vote ({count})", custom_id=f"vote:{count}"))
        self.count = count

    @classmethod
    async def from_custom_id(cls, interaction, item, match) -> Self:
        return cls(int(match["count"]))

    async def callback(self, interaction: Interaction) -> None:
        view = ui.View(timeout=None).add_item(Vote(self.count + 1))
        await interaction.response.edit_message(content=f"{self.count + 1} votes", view=view)


class Card(ui.View):
    @ui.button(label="Private", custom_id="card:private")
    async def private(self, interaction: Interaction, button: ui.Button[Self]) -> None:
        await interaction.response.send_message("only you", ephemeral=True)

    @ui.button(label="Form", custom_id="card:form")
    async def form(self, interaction: Interaction, button: ui.Button[Self]) -> None:
        await interaction.response.send_modal(Form())

    @ui.button(label="Slow", custom_id="card:slow")
    async def slow(self, interaction: Interaction, button: ui.Button[Self]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="done slowly")

    @ui.button(label="Off", custom_id="card:off", disabled=True)
    async def off(self, interaction: Interaction, button: ui.Button[Self]) -> None: ...

    @ui.select(
        custom_id="card:pick",
        options=[discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two")],
    )
    async def pick(self, interaction: Interaction, select: ui.Select[Self]) -> None:
        await interaction.response.edit_message(content=f"picked {select.values[0]}")


class Form(ui.Modal, title="A form"):
    name: Labelled = ui.Label(text="Name", component=ui.TextInput(max_length=20))
    colour: Labelled = ui.Label(
        text="Colour",
        component=ui.Select(options=[discord.SelectOption(label="Red", value="r")]),
    )
    agreed: Labelled = ui.Label(text="Agreed", component=ui.Checkbox())

    async def on_submit(self, interaction: Interaction) -> None:
        name, colour, agreed = (field.component for field in (self.name, self.colour, self.agreed))
        assert isinstance(name, ui.TextInput)
        assert isinstance(colour, ui.Select)
        assert isinstance(agreed, ui.Checkbox)
        said = f"{name.value} {colour.values} {agreed.value}"
        await interaction.response.send_message(said, ephemeral=True)


class SampleBot(discord.Client):
    def __init__(self, *, hears: bool = False) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=hears),
            guild_ready_timeout=0.05,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.started = asyncio.Event()
        self.tree = app_commands.CommandTree(self)
        for command in COMMANDS:
            self.tree.add_command(command)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Without discord.py's five seconds between two logins."""

    async def setup_hook(self) -> None:
        self.add_view(Card(timeout=None))
        self.add_dynamic_items(Vote)
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.started.set()


@app_commands.command(description="Shows a card")
async def card(interaction: Interaction) -> None:
    embed = discord.Embed(title="Card", description="A card.", colour=0x336699)
    embed.add_field(name="Field", value="Value")
    await interaction.response.send_message(embed=embed, view=Card(timeout=None))


@app_commands.command(description="Says a word")
async def say(
    interaction: Interaction, word: str, times: app_commands.Range[int, 1, 9] = 1
) -> None:
    await interaction.response.send_message(" ".join([word] * times))


@say.autocomplete("word")
async def words(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    known = ("truth", "trust", "talk")
    return [app_commands.Choice(name=w.title(), value=w) for w in known if w.startswith(typed)]


@app_commands.command(description="Promises and fills")
async def lazy(interaction: Interaction, private: bool = False) -> None:
    await interaction.response.defer(ephemeral=private)
    await interaction.edit_original_response(content="filled")


@app_commands.command(description="Promises, follows up twice, with a file")
async def follow(interaction: Interaction) -> None:
    await interaction.response.defer()
    await interaction.followup.send("first")
    await interaction.followup.send("second", file=discord.File(io.BytesIO(b"abc"), "a.txt"))


@app_commands.command(description="Takes all kinds")
async def options(
    interaction: Interaction,
    who: discord.Member,
    where: discord.TextChannel,
    role: discord.Role,
    much: float,
) -> None:
    await interaction.response.send_message(f"{who.display_name} {where.name} {role.name} {much}")


@app_commands.command(description="Takes a file")
async def file(interaction: Interaction, which: discord.Attachment) -> None:
    words = (await which.read()).decode()
    await interaction.response.send_message(f"{which.filename}: {words}")


@app_commands.command(description="Promises and forgets")
async def promise(interaction: Interaction) -> None:
    await interaction.response.defer()


@app_commands.command(description="Never answers")
async def quiet(interaction: Interaction) -> None: ...


sub = app_commands.Group(name="story", description="Stories")


@sub.command(name="add", description="Adds a story")
async def add(interaction: Interaction, url: str) -> None:
    view = ui.View(timeout=None).add_item(Vote(0))
    await interaction.response.send_message(f"added {url}", view=view)


@app_commands.command(description="For moderators")
@app_commands.default_permissions(manage_messages=True)
async def secret(interaction: Interaction) -> None:
    await interaction.response.send_message("secret", ephemeral=True)


@app_commands.context_menu(name="Count the words")
async def menu(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"{len(message.content.split())} words", ephemeral=True)


Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
COMMANDS: tuple[Command, ...] = (
    card,
    say,
    lazy,
    follow,
    options,
    file,
    promise,
    quiet,
    sub,
    secret,
    menu,
)
