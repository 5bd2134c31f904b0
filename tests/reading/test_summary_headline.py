import pytest

from bot.reading.summary_headline import shortened
from bot.story import Span


def short(text: str) -> str:
    return shortened(text, Span(0, len(text))).of(text)


def test_a_long_frame_before_the_subject_is_left_out():
    assert short(
        "In a rare move that surprised even the members of his own party, Mayor Ole Lind has asked "
        "the council of Harlow to cut the pay of everybody in the town hall by a tenth."
    ).startswith("Mayor Ole Lind has asked")


def test_a_relative_clause_at_the_very_end_is_left_out():
    assert short(
        "Engineers have found cracks in two steel piers of the only bridge between Harlow and the "
        "port of Dunmore on the mainland, which was built in the summer of 1958."
    ).endswith("Dunmore on the mainland")


@pytest.mark.parametrize(
    "lede",
    [
        "After a long night of talks in the town hall of Harlow, Mayor Ole Lind resigned.",
        "If the council of Harlow does not find another twelve million by the end of June, Mayor "
        "Lind has said that he would close the bridge to the mainland for a year or longer.",
        "Two of the piers of the only bridge between Harlow and the mainland are cracked so deeply "
        "that the bridge may have to be torn down, the town's chief engineer said on Tuesday.",
        "In the towns along the northern coast of the island, Harlow, Dunmore, and Pell have been "
        "without any power since a storm tore down most of the lines in the hills on Sunday.",
        "After a night of talks in the town hall of Harlow, “the bridge of tears” was closed, and "
        "with it the only way by which the islanders could reach the port on the mainland by car.",
    ],
)
def test_what_would_change_its_meaning_or_is_short_stays_whole(lede):
    assert short(lede) == lede
