"""One count for each name, as a bar."""

from bot.charts.chart import Bars
from bot.charts.paper import HEAD, MARGIN, MUTED, WIDTH, Paper

LEFT = 190
RIGHT = WIDTH - 112
_TOP = HEAD + 6
_FOOT = 14
_LEAST_ROW, _MOST_ROW = 28, 44
_ROOM = 130
_THICK = 0.6
_LEAST_LENGTH = 2


def bars(chart: Bars) -> bytes:
    """The picture of `chart`, as PNG."""
    row_height = min(max(_LEAST_ROW, _ROOM / len(chart.rows)), _MOST_ROW)
    paper = Paper(_TOP + row_height * len(chart.rows) + _FOOT, chart.title, chart.subtitle)
    of, beside = chart.heads
    paper.write(LEFT, HEAD, of, size=10.5, colour=MUTED)
    paper.write(WIDTH - MARGIN, HEAD, beside, size=10.5, colour=MUTED, side="right")
    highest = max(row.total for row in chart.rows)
    for number, row in enumerate(chart.rows, start=1):
        middle = _TOP + row_height * (number - 0.5)
        length = max((RIGHT - LEFT) * row.total / highest, _LEAST_LENGTH)
        thick = row_height * _THICK
        paper.named(number if len(chart.rows) > 1 else 0, row.name, middle, end=LEFT - 8)
        paper.column(LEFT, middle + thick / 2, width=length, height=thick)
        paper.write(LEFT + length + 7, middle, str(row.total), is_bold=True)
        paper.write(WIDTH - MARGIN, middle, row.aside, size=12, colour=MUTED, side="right")
    return paper.png()
