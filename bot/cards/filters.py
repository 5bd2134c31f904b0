"""What a list is narrowed by, told on its card."""

from dataclasses import dataclass

from bot.cards.days import moment_of
from bot.cards.frame import in_words
from bot.cards.plain import titled


@dataclass(frozen=True, slots=True)
class Filters:
    """The names that stories are narrowed by; `since` and `until` in days from 1970."""

    speaker: str | None = None
    outlet: str | None = None
    topic: str | None = None
    about: str = ""
    since: int | None = None
    until: int | None = None

    def told(self) -> str:
        """One escaped line of at most 400 characters; empty where nothing is narrowed."""
        parts = [
            f"{word} **{titled(name, 100)}**"
            for word, name in (("quoting", self.speaker), ("from", self.outlet), ("on", self.topic))
            if name is not None
        ]
        if self.about:
            parts.append(f"about “{titled(self.about, 80)}”")
        parts += [
            f"{word} {in_words(moment)}"
            for word, moment in (("since", moment_of(self.since)), ("until", moment_of(self.until)))
            if moment is not None
        ]
        return f"Only {' · '.join(parts)}" if parts else ""


EVERYTHING = Filters()
