import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.sentences import split
from bot.reading.summary import summarise
from bot.story import Quote, QuoteKind, Span, Summary

BRIDGE = "\n\n".join(
    (
        "HARLOW, Maine — The only bridge between Harlow and the mainland was shut on Tuesday "
        "after engineers found cracks in two of its steel piers, the town's mayor, Ada Moss, said.",
        "Photo: The bridge in spring",
        "About 4,000 people live on the island, and most of them work in the port of Dunmore. "
        "Buses will take them to a ferry that runs every 40 minutes until the bridge is safe.",
        "Moss said the repairs would cost $12 million and last until October. “We looked at every "
        "cheaper way. There is none,” she told residents at a meeting in the school gym.",
        "But many in the hall were not convinced. They asked why nobody had looked at the piers "
        "since an inspection in 2016.",
        "The state's transport office said that a team had examined the bridge in 2021 and had "
        "seen no cracks. It promised to publish that report within a week.",
        "Fishing companies fear for the summer season. Lena Ortiz, who owns three boats in Harlow, "
        "said the ferry couldn't carry her lorries and that she might have to lay off 15 people.",
        "The bridge was built in 1958 and carries 6,000 vehicles a day. Meanwhile, the town has "
        "asked the governor to declare an emergency, which would free money for a second ferry.",
        "Sign up for our newsletter to get stories like this every morning.",
        "Your email address will not be published. Required fields are marked *",
    )
)


def summary_of(body: str, headline: str = "", quotes: tuple[Quote, ...] = ()) -> Summary:
    return summarise(body, headline, split(body), quotes)


def texts(body: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(body) for span in spans]


def quote(body: str, words: str, source: str) -> Quote:
    start, named = body.index(words), body.index(source)
    return Quote(
        kind=QuoteKind.DIRECT,
        content=(Span(start, start + len(words)),),
        source=(Span(named, named + len(source)),),
    )


def test_the_headline_is_the_lede_without_its_dateline():
    (headline,) = texts(BRIDGE, summary_of(BRIDGE).headline)
    assert headline.startswith("The only bridge between Harlow and the mainland was shut")


def test_the_brief_has_three_lines_and_the_full_one_six_in_the_articles_order():
    summary = summary_of(BRIDGE)
    assert len(summary.brief) == 3
    assert len(summary.full) == 6
    assert set(summary.brief) <= set(summary.full)
    for spans in (summary.brief, summary.full):
        assert all(a.end <= b.start for a, b in pairwise(spans))


def test_captions_newsletters_and_forms_are_never_in_it():
    shown = " ".join(texts(BRIDGE, summary_of(BRIDGE).full))
    assert not any(word in shown for word in ("Photo", "newsletter", "Required", "email"))


def test_a_sentence_that_leans_comes_with_the_one_it_leans_on():
    shown = texts(BRIDGE, summary_of(BRIDGE).full)
    for before, line in pairwise(("", *shown)):
        if line.startswith(("But ", "They ", "It ", "Meanwhile")):
            assert BRIDGE[: BRIDGE.index(line)].rstrip().endswith(before)
            assert before


def test_a_quotation_of_two_sentences_is_kept_whole():
    body = "\n\n".join(
        (
            "The coach of the Harlow Herons, Kim Brandt, resigned on Sunday after nine defeats.",
            "Brandt told reporters: “I gave all I had. It wasn't enough.”",
            "The club will name a new coach on Friday.",
        )
    )
    assert "Brandt told reporters: “I gave all I had. It wasn't enough.”" in texts(
        body, summary_of(body).brief
    )


def test_an_article_of_three_sentences_is_its_own_summary():
    body = (
        "A lorry spilled 20 tons of apples on the A3 on Monday. Police closed the road for an "
        "hour. Nobody was hurt."
    )
    assert texts(body, summary_of(body).brief) == [span.of(body) for span in split(body)]


def test_the_quotation_that_the_headline_is_about_is_in_with_its_speaker():
    words = "I will not sign this budget"
    body = BRIDGE + f"\n\n“{words},” Governor Hale told a radio station in Augusta on Thursday."
    said = quote(body, words, "Governor Hale")
    told = "\n".join(texts(body, summary_of(body, f"Hale: “{words}”", (said,)).brief))
    assert words in told
    assert "Governor Hale" in told


def test_a_quotation_that_the_headline_does_not_mention_has_no_right_to_be_in():
    words = "My cat likes the rain"
    body = BRIDGE + f"\n\n“{words},” Governor Hale told a radio station in Augusta on Thursday."
    said = quote(body, words, "Governor Hale")
    told = summary_of(body, "Bridge to Harlow shut after cracks are found", (said,))
    assert words not in "\n".join(texts(body, told.brief))


def test_a_sentence_that_is_said_twice_is_shown_once():
    repeated = "Engineers found deep cracks in two of the bridge's steel piers on Monday night."
    body = f"{repeated}\n\nThe bridge is shut.\n\n{repeated[:-1]}, it emerged.\n\nBuses run."
    shown = texts(body, summary_of(body).full)
    assert sum("deep cracks" in line for line in shown) == 1


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   ",
        "Read more",
        "He left.\n\nShe stayed.",
        "“I was there all the time and saw it happen.”",
        "\n\n\n",
        "Sign up for our newsletter and never miss a story again.",
    ],
)
def test_where_nothing_can_stand_alone_there_is_no_summary(body):
    assert summary_of(body) == Summary()


def test_a_german_article_is_summarised_by_place_and_likeness():
    body = "\n\n".join(
        (
            "Die einzige Brücke zwischen Harlau und dem Festland ist seit Dienstag gesperrt, weil "
            "Prüfer Risse in zwei Pfeilern gefunden haben.",
            "Auf der Insel leben 4000 Menschen, von denen die meisten in Dünmoor arbeiten.",
            "Sie müssen nun mit der Fähre fahren, die alle 40 Minuten ablegt.",
            "Die Reparatur der Brücke kostet zwölf Millionen Euro und dauert bis zum Oktober.",
            "Aber viele Einwohner fragen, warum die Pfeiler seit 2016 nicht geprüft wurden.",
        )
    )
    shown = texts(body, summary_of(body).brief)
    assert len(shown) == 3
    assert shown[0].startswith("Die einzige Brücke")
    assert not any(line.startswith(("Sie", "Aber")) for line in shown[:1])


def test_a_chinese_article_is_summarised_too():
    body = "\n\n".join(
        (
            "哈洛岛通往大陆的唯一桥梁周二关闭。",
            "工程师在两个桥墩上发现了裂缝。",
            "居民将乘坐渡轮上班。",
        )
    )
    assert len(summary_of(body).brief) == 3


def test_a_huge_body_costs_no_more_than_its_beginning():
    body = (
        BRIDGE + "\n\n" + "\n\n".join(f"Line {n} tells of port {n * 7} today." for n in range(9000))
    )
    sentences = split(body)
    start = time.process_time()
    summarise(body, "", sentences, ())
    assert time.process_time() - start < 2


@given(
    st.lists(
        st.sampled_from(
            [
                *(span.of(BRIDGE) for span in split(BRIDGE)),
                "He said so.",
                "“Half a quote.",
                "Rest of it,” she said.",
                "!!!",
                "word",
                "U.S.",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from([" ", "\n\n"]),
)
def test_any_mixture_of_sentences_gives_verbatim_ordered_balanced_lines(pieces, between):
    body = between.join(pieces)
    summary = summary_of(body)
    for spans in (summary.headline, summary.brief, summary.full):
        assert all(a.end <= b.start for a, b in pairwise(spans))
        for line in texts(body, spans):
            assert line
            assert line == line.strip()
            assert line.count("“") == line.count("”")
