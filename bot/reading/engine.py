"""The reading of one article: its language, sentences, quotes, speakers, summary and opening."""

from dataclasses import dataclass, replace
from typing import Self

from bot.errors import ReadingError
from bot.reading import language, lede, plain, transcript
from bot.reading.marks import stretches
from bot.reading.parsed import ParsedReader
from bot.reading.parser import Parser
from bot.reading.people import Cast
from bot.reading.quotes import Saying, quotes_of, spans_of
from bot.reading.sentences import split
from bot.reading.subjects import subjects_of
from bot.reading.summary import summarise
from bot.reading.traces import traces_of
from bot.story import Article, Reading

# Raised with every change to rules or weights, so that stored readings are made again.
RULES = 4
# About 16,000 words; longer ones are no article, and the parser's memory grows with the text.
LONGEST_BODY = 100_000
# Short English articles may come out as of no certain language.
_ENGLISH = frozenset(("en", "und"))


@dataclass(frozen=True, slots=True)
class Engine:
    """Reads articles; pure but for loading its weights, so one engine serves a whole process."""

    parsed: ParsedReader | None

    @classmethod
    def load(cls, pipeline: str | None) -> Self:
        """An engine with the installed spaCy pipeline of that name, or one of marks alone for None.

        Where spaCy can't be imported at all, marks alone. Raises SettingsError for a pipeline that
        isn't installed, or whose files aren't those of the release that its name stands for.
        """
        parser = Parser.load(pipeline) if pipeline else None
        return cls(ParsedReader(parser) if parser else None)

    @property
    def version(self) -> str:
        """Names rules, weights and parser; a reading of another version is out of date."""
        return f"{RULES}+{self.parsed.parser.version if self.parsed else 'marks'}"

    def read(self, article: Article) -> Reading:
        """The reading of `article`. Raises ReadingError for a body over LONGEST_BODY characters."""
        body = article.body
        if len(body) > LONGEST_BODY:
            raise ReadingError(
                f"a body of {len(body)} characters",
                reader="That text is too long to be read as one article. Add it in parts.",
            )
        code = language.of(body)
        sentences = split(body)
        cast = Cast.of(body, stretches(body))
        quotes, speakers = quotes_of(cast, self._sayings(body, code), sentences)
        reading = Reading(
            engine=self.version,
            language=code,
            sentences=sentences,
            summary=summarise(body, article.headline, sentences, quotes),
            quotes=quotes,
            speakers=speakers,
            lede=lede.facts(body, sentences),
            has_reported=self.parsed is not None and code in _ENGLISH,
            subjects=subjects_of(cast, is_english=code in _ENGLISH),
        )
        return replace(reading, traces=traces_of(article, reading).packed)

    def _sayings(self, body: str, code: str) -> list[Saying]:
        """What is said in `body`; in other languages than English only what stands in marks."""
        if code not in _ENGLISH:
            return [Saying(inner, inner) for inner in (spans_of((s,)) for s in stretches(body))]
        found = self.parsed.sayings(body) if self.parsed else plain.sayings(body)
        return transcript.with_lines(body, found)
