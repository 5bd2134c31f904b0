"""The words of charts: what is on a picture told to those who don't see it."""

from bot.cards.card import MOST_TOLD, Picture
from bot.cards.plain import length
from bot.charts.chart import Chart, Dots, Row
from bot.languages import _

MOST_NAME = 60


def pictured(chart: Chart | None, png: bytes | None) -> Picture | None:
    """The picture that was drawn of `chart`, with its words; None where none was drawn."""
    if chart is None or png is None:
        return None
    return Picture(png, "chart.png", told(chart))


def told(chart: Chart) -> str:
    """What the chart shows, with the same numbers; as many of its rows as there is room for."""
    columns = chart.columns if isinstance(chart, Dots) else ()
    rows = [_row(row, columns) for row in chart.rows]
    for shown in range(len(rows), 0, -1):
        more = "" if shown == len(rows) else " …"
        words = _(
            "Chart: {title}. {subtitle}. {rows}",
            title=chart.title,
            subtitle=chart.subtitle,
            rows="; ".join(rows[:shown]) + (more or "."),
        )
        if length(words) <= MOST_TOLD:
            return words
    return chart.title


def _row(row: Row, columns: tuple[str, ...]) -> str:
    aside = f" ({row.aside})" if row.aside else ""
    parts = [f"{name} {count}" for name, count in zip(columns, row.counts, strict=False) if count]
    listed = f": {', '.join(parts)}" if parts else ""
    return f"{row.name} {row.total}{aside}{listed}"
