"""The card of who quotes whom in several stories on one event: a picture and the same numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence

import discord

from bot.cards.card import Button, Card, Choice, Colour, Option, Picture
from bot.cards.fitting import fitted
from bot.cards.frame import post_button
from bot.cards.looks.event_looks import TogetherLook
from bot.cards.looks.story_looks import CompareLook, StoryLook
from bot.cards.looks.trend_looks import WhomLook
from bot.cards.plain import escaped, plain
from bot.charts.chart import Dots, Row
from bot.languages import _, ngettext
from bot.story import Story

MOST_NAME = 60
MOST_SPEAKERS = 10
# Three stories are what a comparison that was asked for by name holds; more are found by the event.
MOST_NAMED = 3


def chart_of(stories: Sequence[Story], names: Mapping[str, str]) -> Dots | None:
    """How often each outlet quotes each speaker; None unless there are two of both.

    `names` has those under whom speakers who were joined are shown.
    """
    outlets = list(dict.fromkeys(_outlet(story) for story in stories))
    counts = {name: Counter[str]() for name in outlets}
    for story in stories:
        said = (quote.speaker for quote in story.reading.attributed if quote.speaker)
        counts[_outlet(story)].update(plain(names.get(name, name), MOST_NAME) for name in said)
    speakers = sum(counts.values(), Counter[str]()).most_common(MOST_SPEAKERS)
    if len(outlets) < 2 or len(speakers) < 2:
        return None
    quotes = ngettext("{count} quote", "{count} quotes", sum(count for _name, count in speakers))
    return Dots(
        title=_("Who quotes whom"),
        subtitle=_("{quotes} in stories on one event", quotes=quotes),
        head=_("quotes"),
        columns=tuple(outlets),
        rows=tuple(
            Row(name, tuple(counts[outlet][name] for outlet in outlets)) for name, _all in speakers
        ),
    )


def whom_card(
    chart: Dots | None, stories: Sequence[Story], look: WhomLook, picture: Picture | None
) -> Card:
    """The picture of `chart`, its numbers as text, and the way back to what the stories tell."""
    if chart is None:
        told = [_("There are no two outlets here that quote two speakers by name.")]
    else:
        told = [_line(place, row, chart) for place, row in enumerate(chart.rows, start=1)]
        if picture is None:
            told.append(
                "-# "
                + _("The picture couldn't be drawn this time. The numbers are the same without.")
            )
    embed = discord.Embed(
        title=_("Who quotes whom"),
        description="\n".join(told),
        colour=discord.Colour(Colour.NEW),
    )
    options = tuple(
        Option(story.article.headline, StoryLook(story.id).look(), story.article.outlet or "")
        for story in stories
    )
    back = Button(_("◀ As text"), _compared(look).look())
    rows = (Choice(_("Open a story"), options), (back, post_button(look.look())))
    return Card(fitted(embed), rows, picture=picture)


def _line(place: int, row: Row, chart: Dots) -> str:
    quotes = ngettext("{count} quote", "{count} quotes", row.total)
    by = [
        f"{escaped(outlet, MOST_NAME)} {count}"
        for outlet, count in zip(chart.columns, row.counts, strict=True)
        if count
    ]
    return f"{place}. **{escaped(row.name, MOST_NAME)}** {quotes}\n-# {' · '.join(by)}"


def _compared(look: WhomLook) -> CompareLook | TogetherLook:
    if len(look.stories) <= MOST_NAMED:
        return CompareLook(look.story, look.other, look.third)
    return TogetherLook(look.story)


def _outlet(story: Story) -> str:
    return plain(story.article.outlet or "", MOST_NAME) or f"#{story.id}"
