"""The types of the columns: how a noun's part becomes a number or a text in a row."""

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, Integer, Text, TypeDecorator

from bot.languages.sentence import Sentence
from bot.reply import Matched, Rule
from bot.story import Span

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

# SQLite makes a row's number of an INTEGER only; elsewhere the same key is a BIGINT.
Id = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware moment as whole milliseconds since 1970 in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Milliseconds of a moment."""
        return None if value is None else (value - EPOCH) // MILLISECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The moment of milliseconds."""
        return None if value is None else EPOCH + value * MILLISECOND


class Spans(TypeDecorator[tuple[Span, ...]]):
    """Spans as one flat JSON list: start, end, start, end, and so on."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Span, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The flat list of spans."""
        edges = [edge for span in value or () for edge in (span.start, span.end)]
        return WRITTEN(edges)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Span, ...]:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The spans of a flat list."""
        edges = json.loads(value or "[]")
        return tuple(map(Span, edges[::2], edges[1::2]))


class Names(TypeDecorator[tuple[str, ...]]):
    """Short texts in their order, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The list of texts."""
        return WRITTEN(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The texts of a list."""
        return tuple(json.loads(value or "[]"))


class Matches(TypeDecorator[tuple[Matched, ...]]):
    """The rules that a reply met with the reasons why, as one JSON list.

    Each is a list of the rule, the sentence, and what stands in its places where it has some.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Matched, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The list of lists."""
        rows = [(met.rule, met.why.text, met.why.given) for met in value or ()]
        return WRITTEN([row if row[2] else row[:2] for row in rows])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Matched, ...]:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The rules of a list of lists."""
        rows = json.loads(value or "[]")
        return tuple(Matched(Rule(rule), Sentence(*why)) for rule, *why in rows)
