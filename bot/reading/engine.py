"""The reading of one article: its language, sentences, quotes, speakers, summary and opening."""

from dataclasses import dataclass
from typing import Self

from bot.errors import ReadingError
from bot.reading import people, quotes
from bot.reading.parser import Parser
from bot.reading.sentences import split
from bot.story import Article, Lede, Reading, Summary

# Raised with every change to rules or weights, so that stored readings are made again.
RULES = 1
# About 16,000 words; longer ones are no article, and the parser's memory grows with the text.
LONGEST_BODY = 100_000


@dataclass(frozen=True, slots=True)
class Engine:
    """Reads articles; pure but for loading its weights, so one engine serves a whole process."""

    parser: Parser | None

    @classmethod
    def load(cls, pipeline: str | None) -> Self:
        """An engine with the installed spaCy pipeline of that name, or one of marks alone for None.

        Where spaCy can't be imported at all, marks alone. Raises SettingsError for a pipeline that
        isn't installed, or whose files aren't those of the release that its name stands for.
        """
        return cls(Parser.load(pipeline) if pipeline else None)

    @property
    def version(self) -> str:
        """Names rules, weights and parser; a reading of another version is out of date."""
        return f"{RULES}+{self.parser.version if self.parser else 'marks'}"

    def read(self, article: Article) -> Reading:
        """The reading of `article`. Raises ReadingError for a body over LONGEST_BODY characters."""
        body = article.body
        if len(body) > LONGEST_BODY:
            raise ReadingError(
                f"a body of {len(body)} characters",
                reader="That text is too long to be read as one article. Add it in parts.",
            )
        said = quotes.read(body)
        return Reading(
            engine=self.version,
            language="en",
            sentences=split(body),
            summary=Summary(),
            quotes=said,
            speakers=people.named(said),
            lede=Lede(),
            has_reported=self.parser is not None,
        )
