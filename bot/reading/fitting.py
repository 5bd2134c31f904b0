"""Whether a name, a role or a noun fits a figure."""

from typing import Final

from bot.reading.cues import lexicon
from bot.reading.names import Name
from bot.reading.people import Figure
from bot.reading.roles import head_noun, is_person_noun
from bot.story import Span, SpeakerKind

_KINDS: Final = lexicon("nouns.txt")
_SHORT_TITLES: Final = {
    "Sen.": "senator",
    "Rep.": "representative congressman congresswoman lawmaker",
    "Gov.": "governor",
    "Gen.": "general",
    "Col.": "colonel",
    "Capt.": "captain",
    "Lt.": "lieutenant",
    "Sgt.": "sergeant",
    "Rev.": "reverend minister pastor",
    "Cllr": "councillor",
    "Supt.": "superintendent",
}


def is_named_by(text: str, name: Name, head: int) -> bool:
    """Whether the head word is the name's own last part, not its owner ("Trump's lawyer")."""
    return text[name.end : name.end + 2] not in ("'s", "’s") or head >= name.begins


def is_apposed(text: str, source: Span, name: Name, figure: Figure) -> bool:
    """Whether what stands before the name in the source is its title or role."""
    before = text[source.start : name.start].rstrip()
    leads = before.split()[-1].lower() if before else ""
    if figure.kind is not SpeakerKind.PERSON and "body" in _KINDS.get(leads, ()):
        return True
    led = head_noun(before.split(",", maxsplit=1)[0]) if before.endswith((",", ", the")) else ""
    if figure.kind is SpeakerKind.ORGANISATION and "body" in _KINDS.get(led, ()):
        return True
    if not figure.is_person or text[name.end : name.end + 2] in ("'s", "’s"):
        return False
    if before.endswith((",", "—", "(", ":")):
        leading = before.split(",")[0].rstrip(",—(: ")
        return is_person_noun(head_noun(leading)) or leading.split()[-1][:1].isupper()
    return bool(before) and is_person_noun(before.split()[-1])


def has_role(figure: Figure, noun: str) -> bool:
    """Whether the article gives the figure a role that `noun` names, written out or short."""
    for role in figure.roles:
        if noun in role.lower().replace(",", " ").split() and head_noun(role) == noun:
            return True
        if any(noun in _SHORT_TITLES.get(part, "").split() for part in role.split()):
            return True
    return False


def may_be_body(figure: Figure) -> bool:
    """Whether the figure may be an organisation or a place."""
    if figure.kind is SpeakerKind.ORGANISATION:
        return True
    return figure.kind is None and not figure.gender and not figure.is_weak
