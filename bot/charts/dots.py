"""Counts of names against other names, a dot for each two."""

from math import sqrt

from bot.charts.chart import Dots, Row
from bot.charts.paper import HEAD, MARGIN, MUTED, WIDTH, Paper

LEFT = 190
RIGHT = WIDTH - 76
_FOOT = 14
_LEAST_ROW, _MOST_ROW = 28, 44
_ROOM = 150
_HEADING = 12
# Names over the columns stand level where they fit, else they slope.
_LEVEL, _SLOPING = 20, 72
_MOST_SLOPING = 128
_SLOPING_ROOM = 1.15  # a little more than 1 over the cosine of the slope's angle allows
_LEAST_RADIUS = 3.5
# A number of two figures fits into a dot of this radius; it stands beside a smaller one.
_ROOMY_RADIUS = 8.5


def dots(chart: Dots) -> bytes:
    """The picture of `chart`, as PNG."""
    row_height = min(max(_LEAST_ROW, _ROOM / len(chart.rows)), _MOST_ROW)
    step = (RIGHT - LEFT) / len(chart.columns)
    top = HEAD + (_LEVEL if _fits(chart, step) else _SLOPING)
    paper = Paper(top + row_height * len(chart.rows) + _FOOT, chart.title, chart.subtitle)
    _headings(paper, chart, step, top)
    unit = (min(row_height, step) / 2 - 1) / sqrt(max(max(row.counts) for row in chart.rows))
    for number, row in enumerate(chart.rows, start=1):
        middle = top + row_height * (number - 0.5)
        paper.named(number if len(chart.rows) > 1 else 0, row.name, middle, end=LEFT - 8)
        paper.write(WIDTH - MARGIN, middle, str(row.total), is_bold=True, side="right")
        paper.line(LEFT, RIGHT, middle)
        _dots(paper, row, middle, unit)
    return paper.png()


def _fits(chart: Dots, step: float) -> bool:
    measure = Paper(HEAD, "", "")
    return all(measure.width_of(name, size=_HEADING) < step - 8 for name in chart.columns)


def _headings(paper: Paper, chart: Dots, step: float, top: float) -> None:
    is_level = _fits(chart, step)
    for place, name in enumerate(chart.columns):
        across = LEFT + step * (place + 0.5)
        if is_level:
            paper.write(across, top - 8, name, size=_HEADING, colour=MUTED, side="center")
        else:
            room = min(_MOST_SLOPING, (WIDTH - MARGIN - across) * _SLOPING_ROOM)
            paper.slope(across - 4, top - 2, name, size=_HEADING, most=room)
    end = WIDTH - MARGIN
    paper.write(end, top - 8, chart.head, size=10.5, colour=MUTED, side="right", most=end - RIGHT)


def _dots(paper: Paper, row: Row, middle: float, unit: float) -> None:
    step = (RIGHT - LEFT) / len(row.counts)
    for place, count in enumerate(row.counts):
        if not count:
            continue
        across = LEFT + step * (place + 0.5)
        radius = max(unit * sqrt(count), _LEAST_RADIUS)
        paper.dot(across, middle, radius)
        if radius >= _ROOMY_RADIUS:
            paper.write(across, middle, str(count), size=11, is_bold=True, side="center")
        else:
            paper.write(across + radius + 3, middle - 6, str(count), size=11)
