"""Takes e-mail addresses, and phone numbers if wished, out of what readers write."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.replies.addresses import addresses
from bot.replies.folding import lowered
from bot.replies.own import Own
from bot.replies.phones import phones as numbers
from bot.replies.spoken import is_hinted, spoken
from bot.replies.unveiling import View, unveiled, with_whole_words, without_markup, without_spelling

MARK = "[e-mail removed]"
PHONE_MARK = "[phone removed]"
# Fuzzed texts settle in three; a text that doesn't is masked as a whole.
MOST_PASSES = 6

_MARKS = re.compile(re.escape(MARK) + "|" + re.escape(PHONE_MARK))


@dataclass(frozen=True, slots=True)
class Masked:
    """A text fit to be shown: `text` has marks where addresses stood, `count` says how many.

    `is_doubtful` asks a moderator to look: something in it may be a contact and wasn't masked.
    """

    text: str
    count: int = 0
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True, order=True)
class _Found:
    start: int
    end: int
    mark: str = MARK


def mask(text: str, *, own: str | None = None, phones: bool = False) -> Masked:
    """`text` without e-mail addresses in any writing, and without phone numbers where `phones`.

    `own` is the writer's own address, found in more disguises than a stranger's. Masking a masked
    text changes nothing. Time is linear in the text's length; no text raises.
    """
    mine = Own.of(lowered(unveiled(own, _MARKS).text)) if own else None
    count = 0
    for _ in range(MOST_PASSES):
        seen = unveiled(text, _MARKS)
        found = _merged(_found(seen, own=mine, phones=phones))
        if not found:
            return Masked(text, count, _is_doubtful(seen.text, mine))
        count += len(found)
        text = _replaced(text, found)
    return Masked(MARK, count, is_doubtful=True)


def _found(seen: View, *, own: Own | None, phones: bool) -> Iterator[_Found]:
    text = lowered(seen.text)
    for view in _views(seen) if "@" in text else ():
        yield from (_Found(*view.span(*span)) for span in addresses(lowered(view.text)))
    whole = with_whole_words(seen)
    yield from (_Found(*whole.span(*span)) for span in spoken(whole.text))
    if own:
        yield from (_Found(*seen.span(*span)) for span in own.found_in(text))
    if phones:
        yield from (_Found(*seen.span(*span), PHONE_MARK) for span in numbers(text))


def _views(seen: View) -> Iterator[View]:
    yield seen
    for other in (without_markup(seen), without_spelling(seen)):
        if other is not seen:
            yield other


def _merged(found: Iterable[_Found]) -> list[_Found]:
    """What was found in order; what overlaps becomes one, an address rather than a number."""
    merged: list[_Found] = []
    for one in sorted(found):
        if not merged or one.start >= merged[-1].end:
            merged.append(one)
            continue
        last = merged.pop()
        mark = MARK if MARK in (one.mark, last.mark) else PHONE_MARK
        merged.append(_Found(last.start, max(last.end, one.end), mark))
    return merged


def _replaced(text: str, found: Iterable[_Found]) -> str:
    pieces: list[str] = []
    done = 0
    for one in found:
        pieces += (text[done : one.start], one.mark)
        done = one.end
    return "".join((*pieces, text[done:]))


def _is_doubtful(text: str, own: Own | None) -> bool:
    return is_hinted(text) or (own is not None and own.is_hinted(lowered(text)))
