"""Counts over time, a strip of columns for each name."""

from bot.charts.chart import Row, Strips
from bot.charts.paper import HEAD, MARGIN, MUTED, WIDTH, Paper

LEFT = 184
RIGHT = WIDTH - 114
SUM = RIGHT + 46
_TOP = HEAD + 6
_FOOT = 30
_LEAST_ROW, _MOST_ROW = 29, 150
_ROOM = 180
_OVER_PEAK = 15  # for the number on the highest column
_SHARE, _MOST_COLUMN = 0.72, 40
_LEAST_HEIGHT = 2
_TICK = 10.5
_BETWEEN_TICKS = 5


def strips(chart: Strips) -> bytes:
    """The picture of `chart`, as PNG."""
    row_height = min(max(_LEAST_ROW, _ROOM / len(chart.rows)), _MOST_ROW)
    foot = _TOP + row_height * len(chart.rows)
    paper = Paper(foot + _FOOT, chart.title, chart.subtitle)
    _heads(paper, chart)
    highest = max(max(row.counts) for row in chart.rows)
    for number, row in enumerate(chart.rows, start=1):
        base = _TOP + row_height * number
        middle = base - row_height / 2 + 2
        paper.named(number if len(chart.rows) > 1 else 0, row.name, middle, end=LEFT - 8)
        paper.write(SUM, middle, str(row.total), is_bold=True, side="right")
        paper.write(WIDTH - MARGIN, middle, row.aside, size=12, colour=MUTED, side="right")
        paper.line(LEFT, RIGHT, base)
        unit = (row_height - _OVER_PEAK) / highest
        _columns(paper, row, chart.partial, base=base, unit=unit)
    _ticks(paper, chart, foot + 14)
    return paper.png()


def _heads(paper: Paper, chart: Strips) -> None:
    for end, head in zip((SUM, WIDTH - MARGIN), chart.heads, strict=True):
        paper.write(end, HEAD, head, size=10.5, colour=MUTED, side="right", most=end - SUM or 46)


def _ticks(paper: Paper, chart: Strips, y: float) -> None:
    """As many of the ticks as have room beside each other."""
    free = 0.0
    for tick in chart.ticks:
        across = _across(tick.place, len(chart.rows[0].counts))
        half = paper.width_of(tick.label, size=_TICK) / 2
        if across - half >= free:
            paper.write(across, y, tick.label, size=_TICK, colour=MUTED, side="center")
            free = across + half + _BETWEEN_TICKS


def _columns(paper: Paper, row: Row, partial: frozenset[int], *, base: float, unit: float) -> None:
    """The columns of one row, the number on the first of its highest."""
    peak = max(row.counts)
    step = (RIGHT - LEFT) / len(row.counts)
    width = min(step * _SHARE, _MOST_COLUMN)
    for place, count in enumerate(row.counts):
        if not count:
            continue
        across = _across(place, len(row.counts))
        height = max(count * unit, _LEAST_HEIGHT)
        is_hollow = place in partial
        paper.column(across - width / 2, base, width=width, height=height, is_hollow=is_hollow)
        if place == row.counts.index(peak):
            paper.write(across, base - height - 7, str(count), size=10.5, side="center")


def _across(place: int, columns: int) -> float:
    return LEFT + (RIGHT - LEFT) / columns * (place + 0.5)
