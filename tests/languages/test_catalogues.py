"""Every language says every sentence once, with all that stands in it."""

import re
from collections import Counter
from string import Formatter

import pytest

from bot.languages import CODES, ENGLISH
from bot.languages.gathering import gathered, lacking
from bot.languages.speaking import files_of

OTHERS = [code for code in CODES if code != ENGLISH]
# What Discord renders, and what it would render where it isn't meant.
MARKS = ("**", "~~", "`", "-# ", "<#", "<@", "<t:", "](", "\n", "[", "¶")
# Commands, options and files are called the same in every language.
CODE = re.compile(r"`([^`]+)`")


def said():
    """Every sentence of every language with what it is there: (code, file, sentence, said)."""
    for code in OTHERS:
        for name, catalogue in files_of(code).items():
            for message in catalogue:
                if message.id:
                    yield code, name, message


def forms(text):
    """One sentence, or its two forms."""
    return text if isinstance(text, tuple) else (text,)


def places(text):
    """What is named in braces, with how it is written."""
    return {(name, spec) for _, name, spec, _ in Formatter().parse(text) if name is not None}


def edges(text):
    """The blanks before and behind, which part a sentence from what it stands next to."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@pytest.mark.parametrize("code", OTHERS)
def test_no_sentence_is_missing(code):
    assert [message.id for message in lacking(code) if message.id] == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_sentence_is_obsolete_doubled_empty_or_doubtful(code):
    now = set(gathered())
    counted = Counter(message.id for each, _, message in said() if each == code)
    assert [text for text, times in counted.items() if times > 1] == []
    assert [text for text in counted if text not in now] == []
    for each, name, message in said():
        assert all(forms(message.string)), (each, name, message.id)
        assert not message.fuzzy, (each, name, message.id)


def test_places_marks_and_code_stand_in_every_language():
    for code, name, message in said():
        assert len(forms(message.id)) == len(forms(message.string))
        for english, other in zip(forms(message.id), forms(message.string), strict=True):
            where = (code, name, english, other)
            # The form for one may name the number or say "1".
            is_one = isinstance(message.id, tuple) and english == message.id[0]
            optional = {("count", ""), ("count", ",")} if is_one else set()
            assert places(english) - optional == places(other) - optional, where
            assert [other.count(mark) for mark in MARKS] == [
                english.count(mark) for mark in MARKS
            ], where
            assert CODE.findall(other) == CODE.findall(english), where
            assert edges(other) == edges(english), where
