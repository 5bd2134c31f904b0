"""What the rules weigh, and what one of them finds."""

from dataclasses import dataclass
from datetime import datetime

from bot.languages.sentence import Sentence
from bot.reply import Draft, HouseRules, UnderStory, Writer


@dataclass(frozen=True, slots=True)
class Case:
    """One draft with everything that the rules weigh.

    `server_sent_at` are the times of the server's latest replies. `is_doubtful` says that masking
    wasn't sure of the draft (see `Masked`).
    """

    draft: Draft
    writer: Writer
    under: UnderStory
    house: HouseRules
    now: datetime
    server_sent_at: tuple[datetime, ...] = ()
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says: `reader` is set where it refuses, None where it holds."""

    why: Sentence
    reader: Sentence | None = None
