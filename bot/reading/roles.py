"""The role that a text gives somebody, before or behind the name, in its own words."""

import re
from typing import Final

from bot.reading.cues import SAYING, lexicon
from bot.reading.names import Name

SPEAKERS: Final = lexicon("nouns.txt")
_BACK, _ON = 90, 120
_BEFORE: Final = re.compile(
    r"(?:^|(?<=[\s“”\"(—]))((?:the|a|an|its|his|her|their|our|another)\s[^,.;:“”\"\n()]{2,70}),\s$",
    re.I,
)
_DIRECTLY: Final = re.compile(
    r"((?:(?:former|senior|deputy|vice|chief|acting|longtime|veteran|retired|assistant|then|ex)"
    r"[ -]|"
    r"[A-Z][\w.'’-]*\s)*([a-z][\w-]+))\s$"
)
_AFTER: Final = re.compile(r",\s(?:\d{1,3},\s)?([^.;:“”\"\n()—]{2,90})")
_ENDS: Final = re.compile(
    r",\s|\s(?:who|which|and|said|says|told|whose|has|had|is|was|after|in a|at a)\b|[.,]?$"
)
_DETERMINED: Final = re.compile(r"(?:the|a|an|its|his|her|their|our|another|one of)\s", re.I)
_GENDERED: Final = {
    "he": (
        "man men father son husband brother king prince duke uncle widower boy gentleman "
        "priest pope imam rabbi chairman spokesman congressman businessman grandfather actor"
    ),
    "she": (
        "woman mother daughter wife sister queen princess duchess aunt widow girl lady "
        "actress spokeswoman congresswoman businesswoman chairwoman councilwoman grandmother "
        "midwife headmistress singer-songwriter"
    ),
}
_GENDER: Final = {word: pronoun for pronoun, words in _GENDERED.items() for word in words.split()}


def is_person_noun(word: str) -> bool:
    """Whether a noun names a person by what the person is or does."""
    low = word.lower()
    return "person" in SPEAKERS.get(low, ()) or (low.endswith(("woman", "man")) and len(low) > 5)


def head_noun(words: str) -> str:
    """The noun that a phrase without commas is about: the last before "of", "for", "at", "who"."""
    cut = re.split(r"\s(?:of|for|from|at|in|on|who|that|to|with|close|familiar|by)\s", words)[0]
    return cut.split()[-1].lower().strip("’'") if cut.split() else ""


def role_before(text: str, name: Name) -> str:
    """The role in small letters right before a name, with or without a comma, or ""."""
    back = text[max(0, name.start - _BACK) : name.start]
    if led := _BEFORE.search(back):
        phrase = led.group(1)
        if is_person_noun(head_noun(phrase)):
            return phrase
    direct = _DIRECTLY.search(back)
    if direct and is_person_noun(direct.group(2)) and direct.group(2) not in SAYING:
        return direct.group(1)
    return ""


def role_after(text: str, name: Name) -> str:
    """The role between commas behind a name, or ""."""
    behind = _AFTER.match(text, name.end, min(len(text), name.end + _ON))
    if not behind:
        return ""
    phrase = behind.group(1)
    end = _ENDS.search(phrase)
    role = phrase[: end.start()] if end else phrase
    determined = _DETERMINED.match(role) is not None
    if len(role.split()) > 12 or not (determined or is_person_noun(head_noun(role))):
        return ""
    return role if is_person_noun(head_noun(role)) else ""


def gender_of_role(role: str) -> str:
    """The pronoun that a role gives away ("spokeswoman"), or ""."""
    return _GENDER.get(head_noun(role), "")
