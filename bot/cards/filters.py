"""What a list is narrowed by, told on its card."""

from dataclasses import dataclass

from bot.cards.days import moment_of
from bot.cards.frame import in_words
from bot.cards.plain import titled
from bot.languages import N_, _


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
            _(phrase, name=titled(name, 100))
            for phrase, name in (
                (N_("quoting **{name}**"), self.speaker),
                (N_("from **{name}**"), self.outlet),
                (N_("on **{name}**"), self.topic),
            )
            if name is not None
        ]
        if self.about:
            parts.append(_("about “{about}”", about=titled(self.about, 80)))
        parts += [
            _(phrase, day=in_words(moment))
            for phrase, moment in (
                (N_("since {day}"), moment_of(self.since)),
                (N_("until {day}"), moment_of(self.until)),
            )
            if moment is not None
        ]
        return _("Only {parts}", parts=" · ".join(parts)) if parts else ""


EVERYTHING = Filters()
