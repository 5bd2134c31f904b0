"""Who wrote an article, out of a byline such as "By Jane Doe and John Roe, political editors"."""

import re

_OPENING = re.compile(
    r"^\W*(?:(?:written|words|story|report|reporting|analysis|text|posted)\s+)?by\s*:?\s+",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"([^,]{5,40}), (?:[\w' \u2019-]{0,40} )?(?:editor|correspondent|reporter|columnist|writer)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[;|/\u2022\u00b7]|,\s*and\s|\band\b|&|,\s*with\s|\bwith\b)\s*", re.I)
_AFTER_NAME = re.compile(
    r"\s*(?:,| \u2013 | \u2014 | - |\(|\bin [A-Z]|\bfor [A-Z]|\bof [A-Z]|@).*$"
)
_NAME_WORD = r"(?:[^\W\d_][\w'\u2019.\-]*)"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,4}}")
_NOT_A_PERSON = re.compile(
    r"https?:|www\.|@|\.(?:com|net|org|co)\b|\b(?:staff|newsroom|editorial|editors?|admin|team|desk|"
    r"agency|agencies|news|reuters|afp|press|wire|media|magazine|network|service|guest|"
    r"contributors?|correspondents?|reporters?|writers?|author|anonymous|unknown|user|bot|inc|ltd|"
    r"llc|times|post|tribune|herald|gazette|journal|today|daily|online|tv|radio|bbc|cnn|the|"
    r"comments?|says?|updated?|published)\b",
    re.IGNORECASE,
)
_PARTICLES = {"van", "von", "der", "den", "de", "la", "le", "di", "da", "del", "dos", "du", "al"}
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!Jr)(?<!Sr)[.!?:]\W*$")
_MOST_WORDS = 16


def byline_of(line: str) -> tuple[str, ...]:
    """The names in a whole line that is a byline ("By …", or "…, political editor"), else ()."""
    if len(line.split()) > _MOST_WORDS or _SENTENCE_END.search(line):
        return ()
    if opening := _OPENING.match(line):
        return names_in(line[opening.end() :])
    titled = _TITLED.fullmatch(line)
    return names_in(titled[1]) if titled else ()


def names_in(written: str) -> tuple[str, ...]:
    """The persons named in `written`, in order and once each; no outlets, addresses or roles.

    A name is at least two words: one alone is an outlet, an agency or a log-in more often.
    """
    text = _OPENING.sub("", " ".join(written.split()))
    names: list[str] = []
    for part in _BETWEEN.split(text):
        for piece in _pieces(part):
            name = _as_written(piece)
            if name and name not in names:
                names.append(name)
    return tuple(names)


def _pieces(part: str) -> list[str]:
    """`part` at its commas where each piece is a name, else its first piece."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) > 1 and all(_is_name(piece) for piece in pieces):
        return pieces
    return [_AFTER_NAME.sub("", part).strip()]


def _as_written(piece: str) -> str | None:
    name = piece.strip(" .,:;\u00b7|")
    if not _is_name(name):
        return None
    return name.title() if name.isupper() and len(name) > 4 else name


def _is_name(piece: str) -> bool:
    if _NOT_A_PERSON.search(piece) or _NAME.fullmatch(piece) is None or " " not in piece:
        return False
    return all(word[0].isupper() or word in _PARTICLES for word in piece.split())
