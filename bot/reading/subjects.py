"""What an article is about: the people, places and organisations that it names most."""

import re
from typing import Final

from bot.reading.names import GIVEN
from bot.reading.people import Cast, Figure
from bot.story import SpeakerKind, Subject

# An article of 800 words names about ten; what stands further down is named in passing.
MOST_SUBJECTS: Final = 12
# A name longer than this is a heading that was taken for one.
LONGEST_NAME: Final = 80

_DAYS: Final = (
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|"
    "July|August|September|October|November|December"
)
_WHEN: Final = re.compile(rf"(?:^| (?:on|for|of) )(?:{_DAYS}|Christmas|Easter)$")
_CONTRACTED: Final = re.compile(r"['’](?:m|ve|ll|re|d|t)$")
# What somebody is, not who; and words that have their capital for other reasons.
_NO_NAMES: Final = frozenset(
    "american british english scottish welsh irish european african asian russian ukrainian "
    "chinese french german italian spanish israeli palestinian iranian indian canadian australian "
    "western republican republicans democrat democrats democratic labour conservative "
    "conservatives liberal catholic protestant christian muslim jewish god internet covid "
    "covid-19 local day government state city county council hospital union court police "
    "parliament".split()
)
# A name in capitals that is longer than this is no abbreviation but a dateline.
_LONGEST_ACRONYM: Final = 6


def subjects_of(cast: Cast, *, is_english: bool) -> tuple[Subject, ...]:
    """The names of a text, the most mentioned first, at most MOST_SUBJECTS.

    A single word counts only where more than its capital tells that it is a name; where the text
    isn't `is_english`, never, because some languages give every noun a capital.
    """
    named: dict[str, Subject] = {}
    for figure in sorted(cast.figures, key=lambda f: (-len(f.mentions), f.mentions[0].start)):
        name = _WHEN.sub("", figure.name)
        if name.isupper() and len(name) > _LONGEST_ACRONYM:
            name = name.title()
        if _is_sure(figure, name, is_english=is_english):
            kind = figure.kind or SpeakerKind.PERSON
            named.setdefault(name, Subject(name, kind, len(figure.mentions)))
    return tuple(named.values())[:MOST_SUBJECTS]


def _is_sure(figure: Figure, name: str, *, is_english: bool) -> bool:
    if figure.is_weak or not name or len(name) > LONGEST_NAME:
        return False
    if " " in name:
        return True
    if not is_english or name.lower() in _NO_NAMES or _CONTRACTED.search(name):
        return False
    is_known = figure.kind is not None and name not in GIVEN
    return is_known or len(figure.mentions) > 1
