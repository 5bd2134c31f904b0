"""Who is quoted most, as a chart: by week, or by outlet."""

from collections import Counter

from bot.cards.looks.trend_looks import By
from bot.cards.plain import plain
from bot.cards.stories.chart_words import MOST_NAME
from bot.cards.stories.trend_spans import in_words, is_by_day, spans
from bot.charts.chart import Bars, Chart, Dots, Row, Strips, Tick
from bot.languages import _, ngettext
from bot.store.stories.trends import Quoted, Trend

# More columns stand too close for a name over each; the rest share the last one.
MOST_COLUMNS = 7
MOST_BARS = 10


def chart_of(trend: Trend, by: By) -> Chart | None:
    """The chart of `trend`; None where nobody is quoted."""
    if not trend.rows:
        return None
    if by is By.WEEK:
        return _over_time(trend)
    if len(trend.rows) == 1:
        return _of_one(trend)
    return _against_outlets(trend)


def title(trend: Trend, by: By) -> str:
    """What the chart is about, in words without markdown."""
    if by is By.OUTLET:
        return _("Who is quoted most, by outlet")
    return (
        _("Who is quoted most, by day")
        if is_by_day(trend.term)
        else _("Who is quoted most, by week")
    )


def change(quoted: Quoted, trend: Trend) -> str:
    """A sign of how the quotes differ from those of the time before; none where it had none."""
    if not trend.before:
        return ""
    if not quoted.before:
        return _("new")
    more = quoted.quotes - quoted.before
    return f"+{more}" if more > 0 else f"−{-more}" if more else "="


def outlet_name(name: str | None) -> str:
    """An outlet's name without anything invisible, or what stands for none."""
    return plain(name or "", MOST_NAME) or _("no outlet named")


def _over_time(trend: Trend) -> Strips:
    parts = spans(trend.term)
    rows = [(one, dict(one.days)) for one in trend.rows]
    hollow = frozenset(place for place, part in enumerate(parts) if part.is_partial)
    when = in_words(trend.term)
    return Strips(
        title=title(trend, By.WEEK),
        subtitle=_("{when} · hollow: part of a week", when=when) if hollow else when,
        heads=_heads(trend),
        rows=tuple(
            Row(_name(one), tuple(part.count(days) for part in parts), change(one, trend))
            for one, days in rows
        ),
        ticks=tuple(Tick(place, part.label) for place, part in enumerate(parts)),
        partial=hollow,
    )


def _against_outlets(trend: Trend) -> Dots | Bars:
    counts = [_by_outlet(one) for one in trend.rows]
    columns = [name for name, _count in sum(counts, Counter[str]()).most_common()]
    if len(columns) == 1:
        return Bars(
            title=title(trend, By.OUTLET),
            subtitle=f"{columns[0]} · {in_words(trend.term)}",
            heads=_heads(trend),
            rows=tuple(Row(_name(one), (one.quotes,), change(one, trend)) for one in trend.rows),
        )
    shown = columns if len(columns) <= MOST_COLUMNS else columns[: MOST_COLUMNS - 1]
    rest = columns[len(shown) :]
    others = (ngettext("{count} other", "{count} others", len(rest)),) if rest else ()
    rows = (
        (*(each[name] for name in shown), *([sum(each[name] for name in rest)] if rest else ()))
        for each in counts
    )
    return Dots(
        title=title(trend, By.OUTLET),
        subtitle=in_words(trend.term),
        head=_("quotes"),
        columns=(*shown, *others),
        rows=tuple(Row(_name(one), row) for one, row in zip(trend.rows, rows, strict=True)),
    )


def _by_outlet(quoted: Quoted) -> Counter[str]:
    """Counts by the names as they are shown, which may be the same for two outlets."""
    counts = Counter[str]()
    for name, count in quoted.outlets:
        counts[outlet_name(name)] += count
    return counts


def _of_one(trend: Trend) -> Bars:
    """One speaker's outlets, those that quote most."""
    (one,) = trend.rows
    return Bars(
        title=_("Who quotes {name}", name=_name(one)),
        subtitle=in_words(trend.term),
        heads=(_("quotes"), ""),
        rows=tuple(Row(name, (count,)) for name, count in _by_outlet(one).most_common(MOST_BARS)),
    )


def _heads(trend: Trend) -> tuple[str, str]:
    return _("quotes"), _("change") if trend.before else ""


def _name(quoted: Quoted) -> str:
    return plain(quoted.name, MOST_NAME)
