"""The people of a text under their canonical names."""

from bot.story import Quote, Speaker, SpeakerKind


def named(quotes: tuple[Quote, ...]) -> tuple[Speaker, ...]:
    """The speakers of `quotes`, each once."""
    names = dict.fromkeys(quote.speaker for quote in quotes if quote.speaker)
    return tuple(Speaker(name, SpeakerKind.PERSON, spellings=(name,)) for name in names)
