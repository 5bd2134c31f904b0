"""What an article is about: the names that it tells most of."""

import pytest

from bot.reading.engine import Engine
from bot.reading.subjects import MOST_SUBJECTS
from bot.story import Article, SpeakerKind

BODY = (
    "BRENZ — Mayor Matthias Oehler asked Orla Water on Friday for help.\n\n"
    "“I've had enough,” Mr Oehler said in Brenz. Republican voters disagree with Oehler.\n\n"
    "The army met near Hohenau. Orla Water declined."
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load(None)


def test_subjects_are_canonical_names_the_most_mentioned_first(engine):
    subjects = engine.read(Article("Flood", BODY)).subjects
    assert subjects[0].name == "Matthias Oehler"
    assert subjects[0].kind is SpeakerKind.PERSON
    assert subjects[0].mentions == 3
    assert "Orla Water" in {one.name for one in subjects}


def test_days_adjectives_and_contractions_are_no_subjects(engine):
    names = {one.name for one in engine.read(Article("Flood", BODY)).subjects}
    assert names.isdisjoint({"Friday", "Republican", "I've"})


def test_there_are_only_so_many_subjects(engine):
    body = " ".join(f"Anna Holt{chr(97 + n % 26)}{chr(97 + n // 26)} came." for n in range(60))
    assert len(engine.read(Article("Many", body)).subjects) == MOST_SUBJECTS


def test_where_every_noun_has_a_capital_only_whole_names_count(engine):
    body = (
        "Die Bundesregierung hat am Freitag in der Hauptstadt den Haushalt beschlossen. "
        "Der Kanzler Friedrich Merz sagte, die Lage der Wirtschaft sei nicht so gut wie erhofft, "
        "und die Minister müssten nun mit dem Geld auskommen, das sie haben."
    )
    names = {one.name for one in engine.read(Article("Haushalt", body)).subjects}
    assert all(" " in name for name in names)


@pytest.mark.parametrize("body", ["", "\u202eX", "A" * 500, "\u202e \u202d"])
def test_texts_without_names_have_no_subjects(engine, body):
    assert all(len(one.name) <= 80 for one in engine.read(Article("x", body)).subjects)
