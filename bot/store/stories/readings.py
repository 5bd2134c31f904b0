"""A reading as rows: the spans of its text, whom it names, what they said."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, insert, select

from bot.store.engine.keys import name_key
from bot.store.stories import subjects
from bot.store.tables.delivery_tables import subscription
from bot.store.tables.story_tables import alias, mention, quote, reading, speaker
from bot.story import Lede, Quote, QuoteKind, Reading, Speaker, SpeakerKind, Subject, Summary


def write(connection: Connection, text_id: int, read: Reading, body: str) -> None:
    """Put down the reading of a text that has none.

    Raises ValueError where a quote names a speaker that the reading doesn't list.
    """
    connection.execute(ADD_READING, {"text_id": text_id, **_outline(read)})
    ids = _speaker_ids(connection, read.speakers) if read.speakers else []
    if read.speakers:
        mentions = [_mention(text_id, n, ids[n], one) for n, one in enumerate(read.speakers)]
        connection.execute(ADD_MENTIONS, mentions)
        connection.execute(ADD_ALIASES, _aliases(text_id, ids, read.speakers))
    if read.quotes:
        places = {one.name: n for n, one in reversed([*enumerate(read.speakers)])}
        rows = [_quote(text_id, n, one, body) for n, one in enumerate(read.quotes)]
        for row, one in zip(rows, read.quotes, strict=True):
            if one.speaker is not None and one.speaker not in places:
                raise ValueError("a quote's speaker isn't among the reading's")
            place = None if one.speaker is None else places[one.speaker]
            row |= {"mention": place, "speaker_id": None if place is None else ids[place]}
        connection.execute(ADD_QUOTES, rows)


def erase(connection: Connection, text_id: int) -> tuple[int, ...]:
    """Take away the reading of a text; the speakers that it mentioned stay, and are returned."""
    named = select(mention.c.speaker_id).where(mention.c.text_id == text_id)
    speakers = (connection.scalars(named)).all()
    for table in (quote, alias, mention, reading):
        connection.execute(delete(table).where(table.c.text_id == text_id))
    return tuple(speakers)


def forget_unmentioned(connection: Connection, speakers: tuple[int, ...]) -> None:
    """Take away those of `speakers` that no text mentions any more, nor a subscription asks for."""
    mentioned = select(mention.c.text_id).where(mention.c.speaker_id == speaker.c.id).exists()
    asked = select(subscription.c.id).where(subscription.c.speaker_id == speaker.c.id).exists()
    connection.execute(delete(speaker).where(speaker.c.id.in_(speakers), ~mentioned, ~asked))


def load(connection: Connection, text_id: int) -> Reading:
    """The reading of a text, equal to what was written."""
    outline = connection.execute(OUTLINE, {"text": text_id}).one()
    return outlined(connection, outline, subjects.of(connection, text_id).named)


def outlined(connection: Connection, row: Row[Any], named: tuple[Subject, ...]) -> Reading:
    """The reading of a row with the columns `OUTLINED`, which names those subjects."""
    given = {"text": row.read_text_id}
    return Reading(
        engine=row.read_engine,
        language=row.read_language,
        sentences=row.read_sentences,
        summary=Summary(row.read_headline, row.read_brief, row.read_full),
        quotes=tuple(map(quoted, connection.execute(QUOTES, given))),
        speakers=tuple(map(_speaker, connection.execute(SPEAKERS, given))),
        lede=Lede(row.read_who, row.read_what, row.read_when, row.read_where),
        has_reported=row.read_has_reported,
        subjects=named,
    )


# What `outlined` needs of a row.
OUTLINED = tuple(each.label(f"read_{each.name}") for each in reading.columns)
# What `quoted` needs of a row, and how the mention of its speaker is joined to a quote.
QUOTED: tuple[ColumnElement[Any], ...] = (
    quote.c.kind,
    quote.c.content,
    quote.c.source,
    quote.c.cue,
    quote.c.role,
    quote.c.confidence,
    quote.c.weight,
    mention.c.name.label("speaker"),
)
SPOKEN: ColumnElement[bool] = (mention.c.text_id == quote.c.text_id) & (
    mention.c.place == quote.c.mention
)


ADD_READING, ADD_MENTIONS, ADD_ALIASES, ADD_QUOTES = map(insert, (reading, mention, alias, quote))
KNOWN = select(speaker.c.id, speaker.c.key, speaker.c.kind).where(
    speaker.c.key.in_(bindparam("keys", expanding=True, type_=speaker.c.key.type))
)
OUTLINE = select(*OUTLINED).where(reading.c.text_id == bindparam("text"))
SPEAKERS = (
    select(mention, speaker.c.kind)
    .join(speaker)
    .where(mention.c.text_id == bindparam("text"))
    .order_by(mention.c.place)
)
QUOTES = (
    select(*QUOTED)
    .outerjoin_from(quote, mention, SPOKEN)
    .where(quote.c.text_id == bindparam("text"))
    .order_by(quote.c.place)
)


def quoted(row: Row[Any]) -> Quote:
    """The quote of a row with the columns `QUOTED`."""
    return Quote(
        kind=QuoteKind(row.kind),
        content=row.content,
        source=row.source,
        cue=row.cue,
        speaker=row.speaker,
        role=row.role,
        confidence=row.confidence,
        weight=row.weight,
    )


def _speaker_ids(connection: Connection, speakers: tuple[Speaker, ...]) -> list[int]:
    """The numbers of speakers, known ones and new ones, in their order."""
    wanted = [(name_key(one.name), one.kind.value) for one in speakers]
    known = connection.execute(KNOWN, {"keys": [key for key, _ in wanted]})
    ids = {(row.key, row.kind): row.id for row in known}
    new = [
        {"key": key, "kind": kind} for key, kind in dict.fromkeys(wanted) if (key, kind) not in ids
    ]
    if new:
        made = connection.execute(insert(speaker).returning(*speaker.c), new)
        ids |= {(row.key, row.kind): row.id for row in made}
    return [ids[one] for one in wanted]


def _outline(read: Reading) -> dict[str, object]:
    return {
        "engine": read.engine,
        "language": read.language,
        "has_reported": read.has_reported,
        "sentences": read.sentences,
        "headline": read.summary.headline,
        "brief": read.summary.brief,
        "full": read.summary.full,
        "who": read.lede.who,
        "what": read.lede.what,
        "when": read.lede.when,
        "where": read.lede.where,
    }


def _mention(text_id: int, place: int, speaker_id: int, one: Speaker) -> dict[str, object]:
    return {
        "text_id": text_id,
        "place": place,
        "speaker_id": speaker_id,
        "name": one.name,
        "role": one.role,
        "spellings": one.spellings,
    }


def _aliases(
    text_id: int, ids: list[int], speakers: tuple[Speaker, ...]
) -> list[dict[str, object]]:
    pairs = {
        (name_key(spelling), speaker_id)
        for speaker_id, one in zip(ids, speakers, strict=True)
        for spelling in (one.name, *one.spellings)
    }
    return [{"key": key, "speaker_id": n, "text_id": text_id} for key, n in sorted(pairs)]


def _quote(text_id: int, place: int, one: Quote, body: str) -> dict[str, object]:
    start = one.content[0].start if one.content else 0
    return {
        "text_id": text_id,
        "place": place,
        "kind": one.kind.value,
        "content": one.content,
        "source": one.source,
        "cue": one.cue,
        "role": one.role,
        "confidence": one.confidence,
        "weight": one.weight,
        "words": one.words(body),
        "named": one.named(body),
        "paragraph": body.count("\n\n", 0, start) + 1,
    }


def _speaker(row: Row[Any]) -> Speaker:
    return Speaker(
        name=row.name, kind=SpeakerKind(row.kind), role=row.role, spellings=row.spellings
    )
