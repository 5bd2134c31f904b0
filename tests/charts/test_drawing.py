"""Charts as they are drawn: legible on both themes, literal, whatever is in them."""

import subprocess
import sys
from io import BytesIO

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from bot.charts import paper
from bot.charts.chart import Bars, Dots, Row, Strips, Tick
from bot.charts.drawing import draw
from tests.hostile_texts import HOSTILE

DARK, LIGHT = "#313338", "#ffffff"
HEADS = ("quotes", "change")


def strips(*names, weeks=5):
    rows = tuple(Row(name, (*range(1, weeks), place), "+1") for place, name in enumerate(names))
    ticks = tuple(Tick(place, f"{place + 1} Nov") for place in range(weeks))
    return Strips("By week", "Nov", HEADS, rows, ticks, frozenset({0}))


def dots(*names):
    return Dots("By outlet", "Nov", "quotes", names, tuple(Row(one, (1, 20)) for one in names))


def bars(*names):
    return Bars("By outlet", "Nov", HEADS, tuple(Row(one, (3,), "new") for one in names))


def shade(colour):
    """The relative luminance of WCAG 2.2."""
    parts = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one, two):
    lighter, darker = sorted((shade(one), shade(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("background", [DARK, LIGHT, paper.PANEL], ids=["dark", "light", "panel"])
def test_marks_stand_out_from_the_panel_and_from_both_themes(background):
    assert contrast(paper.MARK, background) >= 3


@pytest.mark.parametrize("colour", [paper.TEXT, paper.MUTED], ids=["text", "muted"])
def test_words_can_be_read_on_the_panel_and_numbers_on_the_marks(colour):
    assert contrast(colour, paper.PANEL) >= 7
    assert contrast(paper.TEXT, paper.MARK) >= 3


@pytest.mark.parametrize("chart", [strips("Ann", "Bo"), dots("Ann", "Bo"), bars("Ann")], ids=type)
def test_a_chart_is_a_panel_with_clear_corners(chart):
    picture = Image.open(BytesIO(draw(chart)))
    assert (picture.format, picture.width) == ("PNG", 2 * paper.WIDTH)
    pixels = np.asarray(picture)
    assert pixels[0, 0, 3] == 0
    assert tuple(pixels[20, picture.width // 2]) == (0x1F, 0x21, 0x27, 0xFF)


def test_a_name_in_dollars_is_no_formula():
    dollars, spaces = r"$\frac{1}{2}$", r"$\no{such}$"
    assert draw(bars(dollars)) != draw(bars("½"))
    assert draw(bars(spaces))


def test_hostile_names_are_drawn_without_a_complaint():
    names = [one.text[:60] for one in HOSTILE if one.text.isprintable()]
    assert len(names) > 20
    for start in range(0, len(names), 10):
        assert len(draw(strips(*names[start : start + 10], weeks=2))) < 500_000
    assert len(draw(dots(*names[:7]))) < 500_000


def test_a_long_name_is_cut_between_letters_and_not_within_one():
    flood = "e\u0301" * 80
    assert paper._cut(flood, paper._font(13, is_bold=False), 90).removesuffix("…") in flood
    assert paper._letters("e\u0301a") == ["e\u0301", "a"]


def test_signs_that_the_font_lacks_are_one_box():
    assert paper._drawable("東京 Times", is_bold=False) == "□ Times"


def test_the_process_that_answers_doesnt_load_matplotlib():
    code = (
        "import sys, bot.app, bot.desk, bot.command_list;"
        "[__import__(name) for name in bot.command_list.COGS];"
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
