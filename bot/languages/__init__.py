"""What members read, in the language that they or their server chose."""

from bot.languages.speaking import (
    CODES,
    ENGLISH,
    N_,
    _,
    known,
    ngettext,
    own,
    prepare,
    speak,
    speaking,
    spoken,
)

__all__ = [
    "CODES",
    "ENGLISH",
    "N_",
    "_",
    "known",
    "ngettext",
    "own",
    "prepare",
    "speak",
    "speaking",
    "spoken",
]
