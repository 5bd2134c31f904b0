"""The paper that charts are drawn on: a dark panel of its own, measured in a reader's pixels.

Discord shows a picture at most 550 pixels wide; it is drawn at twice that. The panel lies on the
dark theme's background (#313338) as well as on the light one's (#ffffff), and whatever carries
meaning stands out from the panel and from both by 3:1 at least (WCAG 2.2, 1.4.11): a test holds it.
"""

import unicodedata
from functools import cache
from io import BytesIO
from typing import Literal

from matplotlib import get_data_path
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import Circle, FancyBboxPatch, Rectangle

PANEL = "#1f2127"
EDGE = "#454954"
TEXT = "#f2f3f5"
MUTED = "#b4bac4"
LINE = "#454954"
# The blue of Okabe and Ito's set for colour-blind readers, a little darker for the light theme.
MARK = "#2f8fd0"

WIDTH = 550
MARGIN = 18
HEAD = 64
_DOTS_AN_INCH = 200
_PIXELS_AN_INCH = 100
_POINTS_A_PIXEL = 72 / _PIXELS_AN_INCH
_ROUNDING = 10
SLOPE = 32  # degrees
_RANK = 24
_MISSING = "□"

Side = Literal["left", "center", "right"]


class Paper:
    """One picture of `height` pixels under its title; x grows to the right, y downwards."""

    def __init__(self, height: float, title: str, subtitle: str) -> None:
        size = (WIDTH / _PIXELS_AN_INCH, height / _PIXELS_AN_INCH)
        self._figure = Figure(figsize=size, dpi=_DOTS_AN_INCH, facecolor="none")
        self._axes = self._figure.add_axes((0, 0, 1, 1), frameon=False)
        self._axes.set(xlim=(0, WIDTH), ylim=(height, 0), xticks=(), yticks=())
        panel = FancyBboxPatch(
            (1, 1),
            WIDTH - 2,
            height - 2,
            boxstyle=f"round,pad=0,rounding_size={_ROUNDING}",
            facecolor=PANEL,
            edgecolor=EDGE,
        )
        self._axes.add_artist(panel)
        room = WIDTH - 2 * MARGIN
        self.write(MARGIN, 25, title, size=16, is_bold=True, most=room)
        self.write(MARGIN, 46, subtitle, size=12, colour=MUTED, most=room)

    def write(  # noqa: PLR0913 - a text is placed by all of these
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 13,
        colour: str = TEXT,
        is_bold: bool = False,
        side: Side = "left",
        most: float | None = None,
    ) -> None:
        """Write `text`, literally, its middle at `y`, cut where it is wider than `most` pixels."""
        font = _font(size, is_bold=is_bold)
        shown = _drawable(text, is_bold=is_bold)
        self._axes.text(
            x,
            y,
            shown if most is None else _cut(shown, font, most),
            fontproperties=font,
            color=colour,
            ha=side,
            va="center_baseline",
            parse_math=False,
        )

    def slope(self, x: float, y: float, text: str, *, size: float, most: float) -> None:
        """Write `text` upwards to the right from a place, cut where it is too long."""
        font = _font(size, is_bold=False)
        self._axes.text(
            x,
            y,
            _cut(_drawable(text, is_bold=False), font, most),
            fontproperties=font,
            color=MUTED,
            rotation=SLOPE,
            rotation_mode="anchor",
            parse_math=False,
        )

    def width_of(self, text: str, *, size: float = 13, is_bold: bool = False) -> float:
        """How wide `text` is, in pixels."""
        return _width(_drawable(text, is_bold=is_bold), _font(size, is_bold=is_bold))

    def column(
        self, x: float, base: float, *, width: float, height: float, is_hollow: bool = False
    ) -> None:
        """A column that stands on `base` with its left side at `x`; a hollow one is an outline."""
        inset = 0.5 if is_hollow else 0
        self._axes.add_artist(
            Rectangle(
                (x + inset, base - height + inset),
                width - 2 * inset,
                height - 2 * inset,
                facecolor="none" if is_hollow else MARK,
                edgecolor=MARK if is_hollow else "none",
                linewidth=_POINTS_A_PIXEL,
            )
        )

    def dot(self, x: float, y: float, radius: float) -> None:
        """A dot around a place."""
        self._axes.add_artist(Circle((x, y), radius, facecolor=MARK, edgecolor="none"))

    def line(self, start: float, end: float, y: float) -> None:
        """A faint line to lead the eye."""
        thin = Rectangle((start, y - 0.5), end - start, 1, facecolor=LINE, edgecolor="none")
        self._axes.add_artist(thin)

    def named(self, number: int, name: str, y: float, *, end: float) -> None:
        """Write the name of the `number`th row (from 1), 0 for the only one, up to `end`."""
        start = MARGIN + _RANK if number else MARGIN
        if number:
            self.write(start - 7, y, str(number), size=12, colour=MUTED, side="right")
        self.write(start, y, name, most=end - start)

    def png(self) -> bytes:
        """The picture, clear around the panel's corners."""
        written = BytesIO()
        self._figure.savefig(written, format="png", metadata={"Software": None})
        return written.getvalue()


def _cut(text: str, font: FontProperties, most: float) -> str:
    if _width(text, font) <= most:
        return text
    whole = _letters(text)
    fits, beyond = 0, len(whole)
    while beyond - fits > 1:
        middle = (fits + beyond) // 2
        if _width("".join(whole[:middle]).rstrip() + "…", font) <= most:
            fits = middle
        else:
            beyond = middle
    return "".join(whole[:fits]).rstrip() + "…"


def _width(text: str, font: FontProperties) -> float:
    width, _, _ = _ruler().get_text_width_height_descent(text, font, ismath=False)  # type: ignore[no-untyped-call]
    return float(width) * _PIXELS_AN_INCH / _DOTS_AN_INCH


@cache
def _ruler() -> RendererAgg:
    """What measures text; nothing is drawn by it."""
    return RendererAgg(1, 1, _DOTS_AN_INCH)  # type: ignore[no-untyped-call]


@cache
def _font(size: float, *, is_bold: bool) -> FontProperties:
    """The font that comes with matplotlib, so that no machine draws another picture."""
    return FontProperties(fname=_path(is_bold=is_bold), size=size * _POINTS_A_PIXEL)


def _path(*, is_bold: bool) -> str:
    return f"{get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if is_bold else ''}.ttf"


@cache
def _signs(*, is_bold: bool) -> frozenset[int]:
    return frozenset(get_font(_path(is_bold=is_bold)).get_charmap())


def _drawable(text: str, *, is_bold: bool) -> str:
    """`text` with a box for each run of signs that the font lacks."""
    signs = _signs(is_bold=is_bold)
    drawn: list[str] = []
    for letter in _letters(text):
        if all(ord(sign) in signs for sign in letter):
            drawn.append(letter)
        elif drawn[-1:] != [_MISSING]:
            drawn.append(_MISSING)
    return "".join(drawn)


def _letters(text: str) -> list[str]:
    """The letters of `text`, each with the marks and joiners that belong to it."""
    letters: list[str] = []
    for sign in text:
        is_mark = unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf")
        if letters and (is_mark or letters[-1].endswith("\u200d")):
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters
