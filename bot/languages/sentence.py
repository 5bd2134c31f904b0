"""A sentence that is said later, to somebody whose language isn't known yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.languages.speaking import _


@dataclass(frozen=True, slots=True)
class Sentence:
    """The English sentence, marked with `N_` where it is written, and what its places hold."""

    text: str
    given: Mapping[str, str | int] = field(default_factory=dict)

    def said(self) -> str:
        """The sentence in the language spoken."""
        return _(self.text, **self.given)
