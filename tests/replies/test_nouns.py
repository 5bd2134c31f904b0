"""The nouns of replies have no room for an address, and print nothing that was typed."""

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime

from bot import reply
from bot.reply import Draft, Earlier, Reply, ReplyId, ReplyState
from bot.story import StoryId

NOUNS = [noun for noun in vars(reply).values() if is_dataclass(noun)]
NOW = datetime(2026, 5, 4, tzinfo=UTC)


def test_no_noun_has_room_for_an_address():
    assert NOUNS
    names = {field.name for noun in NOUNS for field in fields(noun)}
    assert not {name for name in names if "mail" in name or "address" in name or "contact" in name}


def test_what_was_typed_is_not_printed():
    draft = Draft("Liv Berg", "some words")
    earlier = Earlier("some words", NOW)
    published = Reply(
        ReplyId(1), StoryId(2), "Liv Berg", "some words", NOW, ReplyState.PUBLISHED, None
    )
    printed = f"{draft!r} {earlier!r} {published!r}"
    assert "Berg" not in printed
    assert "words" not in printed


def test_an_answer_to_a_reply_stands_one_level_deeper():
    first = Reply(ReplyId(1), StoryId(2), "Liv", "a", NOW, ReplyState.PUBLISHED)
    second = Reply(ReplyId(3), StoryId(2), "Otto", "b", NOW, ReplyState.HELD, ReplyId(1))
    assert (first.level, second.level) == (1, 2)
