"""`/trends`: who is quoted most in a server's stories, over a time, as a picture and in numbers."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Asker, Dateline, asker_of
from bot.asking import (
    outlet_choices,
    outlet_meant,
    outlet_name,
    speaker_asked,
    speaker_choices,
)
from bot.cards.card import Card, Look
from bot.cards.days import EPOCH, day_typed
from bot.cards.looks.trend_looks import MOST_DAYS, USUAL_DAYS, By, TrendsLook
from bot.cards.stories.chart_words import pictured
from bot.cards.stories.trend_cards import Shown, trend_card
from bot.cards.stories.trend_charts import chart_of
from bot.errors import NotFound
from bot.languages import N_
from bot.store.stories.trends import Asked, Term


class Trends(commands.Cog):
    """Who is quoted most."""

    def __init__(self, bot: Dateline) -> None:
        self.bot = bot
        self.store = bot.desk.store
        self.charts = bot.desk.charts
        bot.draws(TrendsLook.card, self.draw, is_painted=True)

    async def draw(self, asker: Asker, state: str) -> Card:
        """The most quoted in the time that `state` asks for."""
        look = TrendsLook.of(state)
        today = _today()
        term = Term(look.first(today), look.last(today))
        trend = await self.store.trends.most_quoted(
            asker.guild, Asked(term, look.outlet, look.speaker)
        )
        outlet = None
        if look.outlet is not None:
            outlet = await outlet_name(self.store, asker.guild, look.outlet)
        chart = chart_of(trend, look.by)
        png = None if chart is None else await self.charts.draw(chart)
        return trend_card(trend, Shown(look, today, outlet, pictured(chart, png)))

    @app_commands.command(description="Who is quoted most in the stories here, as a picture")
    @app_commands.describe(
        days="How many days: 30 unless you say otherwise",
        since="From this day on instead: 2026-11-03, yesterday, 7d",
        until="Up to this day",
        by="Told by week or by outlet",
        outlet="Only quotes in this outlet's stories",
        speaker="Only this speaker: type a few letters",
    )
    async def trends(  # noqa: PLR0913, PLR0917 - one for each option
        self,
        interaction: discord.Interaction,
        days: app_commands.Range[int, 1, MOST_DAYS] | None = None,
        since: str | None = None,
        until: str | None = None,
        by: Literal["week", "outlet"] = "week",
        outlet: str | None = None,
        speaker: str | None = None,
    ) -> None:
        """Show the most quoted."""
        guild = asker_of(interaction).guild
        await interaction.response.defer(ephemeral=True, thinking=True)
        look = replace(
            _time_asked(days, since, until),
            by=By(by),
            outlet=await outlet_meant(self.store, guild, outlet),
        )
        shown: Look | Card = look.look()
        if speaker:
            shown = await speaker_asked(
                self.store, guild, speaker, lambda each: replace(look, speaker=each).look()
            )
        await self.bot.answer_with(interaction, shown)

    @trends.autocomplete("outlet")
    async def suggest_outlets(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Outlets that fit what is typed."""
        guild = asker_of(interaction).guild
        return outlet_choices(await self.store.suggest_outlets(guild, typed))

    @trends.autocomplete("speaker")
    async def suggest_speakers(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Speakers that fit what is typed, the most quoted where nothing is."""
        guild = asker_of(interaction).guild
        return speaker_choices(await self.store.suggest_speakers(guild, typed))


def _today() -> int:
    return (datetime.now(UTC).date() - EPOCH).days


def _time_asked(days: int | None, since: str | None, until: str | None) -> TrendsLook:
    """The time that the options mean. Raises NotFound where they mean none, or too long a one."""
    now, today = datetime.now(UTC), _today()
    last = min(day_typed(until, now), today) if until else today
    asked = days or USUAL_DAYS
    if since:
        if days:
            raise NotFound(
                "two lengths of time",
                reader=N_("Give either `days` or `since`, not both."),
            )
        asked = last - day_typed(since, now) + 1
    if not 1 <= asked <= MOST_DAYS:
        raise NotFound(
            "a time of no length, or too long a one",
            reader=N_(
                "That time can't be shown: it has to begin before it ends, and to be a year at"
                " most. Try `since: 90d`."
            ),
        )
    return TrendsLook(days=asked, until=last if last < today else None)


async def setup(bot: Dateline) -> None:
    """Let the bot answer this command."""
    await bot.add_cog(Trends(bot))
