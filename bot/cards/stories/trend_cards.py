"""The card of who is quoted most: a picture, and the same numbers as text."""

from dataclasses import dataclass, replace

import discord

from bot.cards.card import MOST_LABEL, Button, Card, Choice, Colour, Option, Picture, Row
from bot.cards.fitting import fitted
from bot.cards.frame import post_button
from bot.cards.looks.story_looks import SaidLook
from bot.cards.looks.trend_looks import By, TrendsLook
from bot.cards.note_cards import quiet_card
from bot.cards.plain import escaped
from bot.cards.stories.trend_charts import change, outlet_name, title
from bot.cards.stories.trend_spans import Span, in_words, is_by_day, spans
from bot.languages import _, ngettext
from bot.store.stories.trends import Quoted, Trend

MOST_NAME = 60
MOST_OUTLET = 40
MOST_OUTLETS = 4
# Of more weeks than these a line tells the one with most quotes.
MOST_SPANS = 8
PERIODS = (7, 30, 90, 365)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a trend is drawn from: the look, today (from 1970), the outlet's name, the picture."""

    look: TrendsLook
    today: int
    outlet: str | None = None
    picture: Picture | None = None


def trend_card(trend: Trend, shown: Shown) -> Card:
    """The most quoted with their numbers, the picture of them, and ways to other times."""
    if not trend.has_stories:
        return quiet_card(
            _("Nobody is quoted here yet"),
            _(
                "There are no stories to count. Add one with `/story add`, or follow a feed with"
                " `/feed add`: who is quoted in them, how often and by whom is shown here."
            ),
        )
    told = [_about(trend, shown), *(_line(trend, shown, n) for n in range(len(trend.rows)))]
    if trend.rows and shown.picture is None:
        told.append(
            "-# " + _("The picture couldn't be drawn this time. The numbers are the same without.")
        )
    embed = discord.Embed(
        title=title(trend, shown.look.by),
        description="\n".join(told),
        colour=discord.Colour(Colour.NEW if trend.rows else Colour.QUIET),
    )
    embed.set_footer(text=_foot(trend))
    return Card(fitted(embed), _rows(trend, shown), picture=shown.picture)


def _about(trend: Trend, shown: Shown) -> str:
    """The time, what it is narrowed by, and what to do where nobody is quoted."""
    lines = [f"**{in_words(trend.term)}**"]
    if shown.outlet is not None:
        outlet = escaped(shown.outlet, MOST_NAME)
        lines.append(_("Only quotes in stories of **{outlet}**", outlet=outlet))
    if not trend.rows:
        narrowed = shown.outlet is not None or shown.look.speaker is not None
        lines.append(
            _("No quote fits. Leave out `speaker` or `outlet`, or choose another time.")
            if narrowed
            else _("Nobody is quoted in these days. Choose a longer time, or an earlier one.")
        )
    return "\n".join(lines)


def _line(trend: Trend, shown: Shown, place: int) -> str:
    quoted = trend.rows[place]
    quotes = ngettext("{count} quote", "{count} quotes", quoted.quotes)
    stories = ngettext("{count} story", "{count} stories", quoted.stories)
    differs = change(quoted, trend)
    line = _(
        "{place}. **{name}** {quotes} in {stories}",
        place=place + 1,
        name=escaped(quoted.name, MOST_NAME),
        quotes=quotes,
        stories=stories,
    )
    by = _by_outlet(quoted) if shown.look.by is By.OUTLET else _by_time(quoted, spans(trend.term))
    return f"{line} ({differs})\n-# {by}" if differs else f"{line}\n-# {by}"


def _by_outlet(quoted: Quoted) -> str:
    named = quoted.outlets[:MOST_OUTLETS]
    parts = [f"{escaped(outlet_name(name), MOST_OUTLET)} {count}" for name, count in named]
    rest = quoted.outlets[MOST_OUTLETS:]
    if rest:
        others = ngettext("{count} other", "{count} others", len(rest))
        parts.append(f"{others} {sum(count for _name, count in rest)}")
    return " · ".join(parts)


def _by_time(quoted: Quoted, parts: tuple[Span, ...]) -> str:
    days = dict(quoted.days)
    counts = [(part, part.count(days)) for part in parts]
    told = [f"{part.label} {count}" for part, count in counts if count]
    if len(told) <= MOST_SPANS:
        return " · ".join(told)
    part, most = max(counts, key=lambda one: one[1])
    return _("most from {day} on: {count}", day=part.label, count=most)


def _foot(trend: Trend) -> str:
    quotes = ngettext("{count} quote", "{count} quotes", trend.quotes)
    speakers = ngettext("{count} speaker", "{count} speakers", trend.speakers)
    days = trend.term.days
    if trend.before:
        then = ngettext("{count} quote", "{count} quotes", trend.before)
        before = ngettext(
            "(±): against the day before, with {quotes}",
            "(±): against the {count} days before, with {quotes}",
            days,
            quotes=then,
        )
    else:
        before = ngettext("none the day before", "none in the {count} days before", days)
    return " · ".join((_("{quotes} of {speakers}", quotes=quotes, speakers=speakers), before))


def _rows(trend: Trend, shown: Shown) -> tuple[Row, ...]:
    look = shown.look
    week = _("By day") if is_by_day(trend.term) else _("By week")
    ways = (
        Button(week, replace(look, by=By.WEEK).look(), is_off=look.by is By.WEEK),
        Button(_("By outlet"), replace(look, by=By.OUTLET).look(), is_off=look.by is By.OUTLET),
        Button(_("◀ Earlier"), look.moved(-1, shown.today).look()),
        Button(_("Later ▶"), look.moved(1, shown.today).look(), is_off=look.until is None),
        post_button(look.look()),
    )
    said = tuple(
        Option(
            one.name,
            SaidLook(one.speaker, outlet=look.outlet, since=trend.term.first).look(),
            note=ngettext("{count} quote", "{count} quotes", one.quotes),
        )
        for one in trend.rows
    )
    periods = tuple(
        Option(
            ngettext("The last day", "The last {count} days", days)[:MOST_LABEL],
            replace(look, days=days, until=None).look(),
            is_chosen=look.until is None and look.days == days,
        )
        for days in PERIODS
    )
    talk: Row = Choice(_("What they said"), said) if said else ()
    return ways, Choice(_("Another time"), periods), talk
