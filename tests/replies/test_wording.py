"""Listed words are found as whole words in every script, links in every writing."""

import pytest

from bot.replies.wording import links_in, listed_word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Utter humbug.", "humbug"),
        ("UTTER HUMBUG", "humbug"),
        ("utter hum\u200bbug", "humbug"),
        ("utter ｈｕｍｂｕｇ", "humbug"),
        ("utter hυmbυg", "humbug"),
        ("what utter humbug this is", "utter humbug"),
        ("utter, humbug", "utter humbug"),
        ("humbug_humbug", "humbug"),
        ("eine STRASSE", "straße"),
        ("это Чушь!", "чушь"),
        ("यह बकवास है", "बकवास"),
        ("これは馬鹿だ", "馬鹿"),
        ("cafe\u0301", "café"),
        ("don't", "don't"),
    ],
)
def test_a_listed_word_is_found(text, word):
    assert listed_word(text, ("other", word)) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("humbugs", "humbug"),
        ("Scunthorpe", "horp"),
        ("schon gut", "schön"),
        ("utter and humbug", "utter humbug"),
        ("बकवासी", "बकवास"),
        ("well", ""),
        ("well", "!!"),
    ],
)
def test_a_part_of_a_word_is_none(text, word):
    assert listed_word(text, (word,)) is None


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("none here. None at all", 0),
        ("https://example.org/a http://example.net", 2),
        ("www.example.org", 1),
        ("example.org", 1),
        ("example。org and example[.]org", 1),
        ("[text](https://example.org)", 1),
        ("discord.gg/abc", 1),
        ("steam://run/1", 1),
        ("version 1.2.3 of a.txt, e.g. main.rb", 0),
        ("U.S. and U.N.", 0),
        ("пример.рф", 1),
        ("liv@example.org", 0),
        ("https&#58;//example.org", 1),
    ],
)
def test_links_are_counted(text, links):
    assert links_in(text) == links
