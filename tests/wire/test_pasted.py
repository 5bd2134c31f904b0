"""Pasted text becomes an article with all of its words and none of the page's furniture."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import NoArticle
from bot.story import Published
from bot.wire.pasted import MOST_CHARACTERS, article_from_text

SEED = Path(__file__).resolve().parents[2] / "../shared/seed/article.txt"
FORM = (
    "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n\n"
    "Comment *\n\nName *\n\nEmail *\n\nWebsite\n\nSave my name, email, and website in this browser"
    " for the next time I comment.\n\nPost Comment\n\nΔ\n\nBack To Top"
)
FIRST = "The harbour council voted on Tuesday to keep the old ferry running for another five years."
SECOND = '"We heard the islanders," the mayor said. "They were right."'
THIRD = "The ferry carries about 400 people on a summer day and fewer than 40 in winter."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
HEADLINE = "Harbour Council Keeps the Old Ferry"


@pytest.mark.skipif(not SEED.exists(), reason="the seed article lies beside the project only")
def test_the_seed_article_keeps_all_its_words_and_nothing_else():
    text = SEED.read_text("utf-8")
    article = article_from_text(text)
    blocks = text.replace('\\"', '"').split("\n\n")
    assert article.headline == blocks[1]
    assert article.paragraphs == tuple(blocks[2:8])


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}\n\n{BODY}",
        f"Harbour_Council_Keeps_the_Old_Ferry\n\n{HEADLINE}\n\n{BODY}",
        f"harbour-council-keeps-the-old\n{HEADLINE}\n\n{BODY}",
        f"{HEADLINE}\n\n{BODY}\n\n{FORM}",
        f"{HEADLINE}\n{FIRST}\n{SECOND}\n{THIRD}\nLeave a Reply\nBack To Top",
        f"{HEADLINE}\n\n{BODY}\n\n{FORM}".replace("\n", "\r\n"),
        f"{HEADLINE}\n\n{BODY}".replace('"', '\\"'),
        f"\ufeff\n\n  {HEADLINE}  \n\n\n\n{BODY}\n\nShare this:\n\nRelated\n\n© 2025 The Post",
        f"{HEADLINE}\n\n{HEADLINE}\n\n{BODY}",
        f"https://news.example/1\n\n{HEADLINE}\n\nPublished 12 March 2025\n\n3 min read\n\n{BODY}",
        f"POLITICS\n\n{HEADLINE}\n\n{BODY}",
        f"# {HEADLINE}\n\n**By Jane Doe**\n\n{BODY}".replace('"We', '> "We'),
        f"{HEADLINE}\n\n{BODY}".replace('"', "&quot;"),
        f"{HEADLINE}\nPublished\n2 hours ago\nShare\n{FIRST}\n{SECOND}\n{THIRD}\nMore on this story"
        "\nIslanders fill the hall\n13 March\nRelated topics\nFerries",
        f"{HEADLINE}\nBy Jane Doe\nMarch 12, 20255:26 PM GMT+1Updated 2 hours ago\n\n{BODY}",
        f"{HEADLINE}\n\n{BODY}\n\n2 Comments\n\nAnn says:\n\nI said so.\n\nReply\n\n{FORM}",
    ],
)
def test_the_same_story_comes_out_however_it_was_copied(text):
    article = article_from_text(text)
    assert article.headline == HEADLINE
    assert article.body == BODY


def test_hard_wrapped_lines_are_joined_to_paragraphs():
    wrapped = (
        "Harbour Council Keeps\nthe Old Ferry\n\n"
        "The harbour council voted on\nTuesday to keep the old ferry\n"
        "running for another five\nyears.\n\n"
        '"We heard the islanders," the\nmayor said. "They were right."\n\n'
        "The ferry carries about 400\npeople on a summer day and\nfewer than 40 in winter."
    )
    article = article_from_text(wrapped)
    assert article.headline == HEADLINE
    assert article.body == BODY


def test_a_speaker_who_talks_of_leaving_a_reply_is_kept():
    said = '"Leave a reply," he said.'
    article = article_from_text(f"{HEADLINE}\n\n{FIRST}\n\n{said}\n\n{FORM}")
    assert article.paragraphs == (FIRST, said)


def test_a_form_line_above_the_last_prose_is_kept():
    article = article_from_text(f"{HEADLINE}\n\n{FIRST}\n\nLeave a Reply\n\n{THIRD}")
    assert article.paragraphs == (FIRST, "Leave a Reply", THIRD)


def test_a_story_that_goes_on_below_the_form_is_not_cut():
    more = " ".join([THIRD, FIRST])
    article = article_from_text(f"{HEADLINE}\n\n{FIRST}\n\n{FORM}\n\n{more}")
    assert article.paragraphs[0] == FIRST
    assert article.paragraphs[-1] == more


def test_escaped_marks_are_undone_once_and_other_backslashes_stay():
    sign = 'The sign reads \\"C:\\ferry\\" and \\\\"twice\\\\" in the captain\\\'s hand.'
    article = article_from_text(f"{HEADLINE}\n\n{sign}")
    assert article.body == 'The sign reads "C:\\ferry" and \\"twice\\" in the captain\'s hand.'


def test_a_given_headline_wins_and_its_line_is_not_repeated():
    assert article_from_text(f"{HEADLINE}\n\n{BODY}", headline=HEADLINE).body == BODY
    other = article_from_text(BODY, headline="Ferry stays", outlet="The Harbour Post")
    assert (other.headline, other.body, other.outlet) == ("Ferry stays", BODY, "The Harbour Post")


def test_without_a_headline_line_the_lede_gives_one_and_stays_in_the_body():
    article = article_from_text(BODY)
    assert article.body == BODY
    assert article.headline == FIRST.removesuffix(".")


def test_a_long_lede_headline_ends_at_a_word():
    lede = "The council said that " + "the ferry and the old pier " * 12 + "would stay."
    headline = article_from_text(f"{lede}\n\n{THIRD}").headline
    assert len(headline) <= 121
    assert headline.endswith("…")
    assert lede.startswith(headline[:-1] + " ")


def test_a_dateline_is_text_and_no_headline():
    lede = "NORTH HARBOUR (Wire) — The ferry stays for another five years, the council said"
    article = article_from_text(f"{lede}\n\n{THIRD}")
    assert article.paragraphs == (lede, THIRD)


def test_an_abbreviation_at_the_end_still_makes_a_headline():
    assert article_from_text(f"Ferry builder to leave U.S.\n\n{BODY}").body == BODY


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("by JANE DOE and John van der Roe, Political Editors", ("Jane Doe", "John van der Roe")),
        ("By Jane Doe | The Harbour Post", ("Jane Doe",)),
        ("Words by Ana O’Neil, Bo Li and Cy Day", ("Ana O’Neil", "Bo Li", "Cy Day")),
        ("Jane Doe, Political Editor", ("Jane Doe",)),
        ("By Staff Reporter", ()),
    ],
)
def test_a_byline_names_its_writers(line, names):
    article = article_from_text(f"{HEADLINE}\n{line}\n\n{BODY}")
    assert article.byline == names
    assert article.headline == HEADLINE


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published 12 March 2025", Published(datetime(2025, 3, 12, tzinfo=UTC), is_day_only=True)),
        ("March 12, 2025", Published(datetime(2025, 3, 12, tzinfo=UTC), is_day_only=True)),
        ("12 March 2025 09:30 GMT", Published(datetime(2025, 3, 12, 9, 30, tzinfo=UTC))),
        ("Updated 12 March 2025", None),
    ],
)
def test_a_time_below_the_headline_is_no_text(line, published):
    article = article_from_text(f"{HEADLINE}\n\nBy Jane Doe\n{line}\n\n{BODY}")
    assert (article.published, article.body) == (published, BODY)


def test_a_paragraph_that_begins_with_by_is_no_byline():
    lede = "By Friday, the council had agreed."
    article = article_from_text(f"{HEADLINE}\n\n{lede}\n\n{THIRD}")
    assert article.byline == ()
    assert article.paragraphs == (lede, THIRD)


@pytest.mark.parametrize(
    "text", ["", " \n\t\r\n", "\u200b", "Ferry", "Ferry\n\nferry", "42 — 17 *", FORM]
)
def test_what_holds_no_story_is_refused(text):
    with pytest.raises(NoArticle) as refusal:
        article_from_text(text)
    assert refusal.value.reader


def test_a_text_over_the_limit_is_refused():
    with pytest.raises(NoArticle):
        article_from_text("ferry " * (MOST_CHARACTERS // 6 + 1))
