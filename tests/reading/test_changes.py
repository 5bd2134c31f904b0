from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.changes import Changes, between, of_quotes
from bot.story import Quote, QuoteKind, Span

OLD = "\n\n".join(
    (
        "The bridge to Harlow was shut on Tuesday. Engineers found cracks in two piers.",
        "Mayor Ada Moss said the repairs would cost $12 million. Buses will run all day.",
        "The last inspection was in 2016.",
    )
)


def told(old: str, new: str) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    changes = between(old, new)
    return (
        [span.of(new) for span in changes.added],
        [span.of(old) for span in changes.withdrawn],
        [(change.before.of(old), change.after.of(new)) for change in changes.reworded],
    )


def quote(body: str, words: str, speaker: str | None, kind: QuoteKind = QuoteKind.DIRECT) -> Quote:
    start = body.index(words)
    return Quote(kind, (Span(start, start + len(words)),), speaker=speaker)


def test_the_same_body_has_no_changes():
    assert not between(OLD, OLD)
    assert between(OLD, OLD) == Changes()


def test_a_new_sentence_is_added():
    new = OLD + "\n\nThe governor will visit the town on Friday."
    assert told(OLD, new) == (["The governor will visit the town on Friday."], [], [])


def test_a_sentence_that_is_gone_is_withdrawn():
    new = OLD.replace("The last inspection was in 2016.", "")
    assert told(OLD, new) == ([], ["The last inspection was in 2016."], [])


def test_another_figure_is_a_rewording():
    new = OLD.replace("$12 million", "$19 million")
    assert told(OLD, new) == (
        [],
        [],
        [
            (
                "Mayor Ada Moss said the repairs would cost $12 million.",
                "Mayor Ada Moss said the repairs would cost $19 million.",
            )
        ],
    )


def test_a_paragraph_that_moved_is_no_change():
    first, *others = OLD.split("\n\n")
    assert not between(OLD, "\n\n".join((*others, first)))


def test_other_quotation_marks_dashes_and_spaces_are_no_change():
    old = 'Moss said, "It\'s over" - and left.'
    assert not between(old, "Moss  said, “It’s over” — and left.")


def test_a_new_newsletter_line_is_no_news():
    assert not between(OLD, OLD + "\n\nSign up for our newsletter.")


def test_a_sentence_said_once_more_is_added():
    assert told("It rained. It poured.", "It rained. It poured. It rained.")[0] == ["It rained."]


def test_one_old_sentence_becomes_only_one_new_one():
    old = "Two people were hurt in the fire on Monday."
    new = "Three people were hurt in the fire on Monday. Four people were hurt in the fire."
    added, withdrawn, reworded = told(old, new)
    assert len(reworded) == 1
    assert len(added) == 1
    assert not withdrawn


def test_bodies_that_share_nothing_are_all_added_and_withdrawn():
    added, withdrawn, reworded = told(OLD, "A whale was seen in the port of Dunmore.")
    assert added == ["A whale was seen in the port of Dunmore."]
    assert len(withdrawn) == 5
    assert not reworded


def test_altered_words_of_a_quotation_are_shown_with_both_wordings():
    old, new = "“We will rebuild it,” Moss said.", "“We may rebuild it,” Moss said."
    before, after = (
        quote(old, "We will rebuild it", "Moss"),
        quote(new, "We may rebuild it", "Moss"),
    )
    (change,) = of_quotes(old, (before,), new, (after,))
    assert (change.before, change.after) == (before, after)


def test_the_same_words_from_another_speaker_are_a_change():
    body = "“We will rebuild it,” said Moss. Lind agreed."
    before, after = quote(body, "We will", "Moss"), quote(body, "We will", "Lind")
    (change,) = of_quotes(body, (before,), body, (after,))
    assert (change.before, change.after) == (before, after)


def test_quotations_are_added_and_withdrawn():
    old, new = "“We will rebuild it,” Moss said.", "“No ferry runs,” Lind said."
    before, after = quote(old, "We will rebuild it", "Moss"), quote(new, "No ferry runs", "Lind")
    changes = of_quotes(old, (before,), new, (after,))
    assert [(c.before, c.after) for c in changes] == [(before, None), (None, after)]


def test_unchanged_and_reported_quotations_are_left_out():
    body = "“We will rebuild it,” Moss said, adding that ferries would run."
    said = quote(body, "We will rebuild it", "Moss")
    reported = quote(body, "that ferries would run", "Moss", QuoteKind.REPORTED)
    assert of_quotes(body, (said,), body, (said, reported)) == ()


SENTENCES = st.lists(st.sampled_from(["It rained.", "It poured.", "Ada ran.", "Two fell."]))


@given(SENTENCES, SENTENCES)
def test_every_sentence_of_both_bodies_is_accounted_for(before, after):
    old, new = " ".join(before), " ".join(after)
    changes = between(old, new)
    kept_before = len(before) - len(changes.withdrawn) - len(changes.reworded)
    kept_after = len(after) - len(changes.added) - len(changes.reworded)
    assert kept_before == kept_after
    for spans in (changes.added, changes.withdrawn):
        assert all(a.end <= b.start for a, b in pairwise(spans))
