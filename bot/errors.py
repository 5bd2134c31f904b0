"""The errors that Dateline raises on purpose.

DatelineError
├── SettingsError            a setting is missing or wrong; the start ends with exit code 2
├── IntakeError              nothing could be taken in
│   ├── AddressRefused       the address isn't one that may be fetched
│   ├── FetchFailed          the page didn't come
│   │   ├── PageRefused      the site says that there is none, or that it may not be read
│   │   └── TooLarge         it is larger than it may be
│   ├── NoArticle            what came holds no article
│   └── NoFeed               what came is no feed
├── ReadingError             the reading didn't come about
│   ├── WorkTimedOut         it took longer than it may
│   ├── WorkerBusy           too much is waiting for the worker already
│   └── WorkerDied           the worker process went away, more than once for the same text
├── NotFound                 the story, speaker or outlet asked for isn't here
├── NotAllowed               this member may not do that
├── NotJoined                two speakers can't be made one that way
├── NotGrouped               stories can't be split or joined that way
├── BadSubscription          a channel can't be subscribed that way
└── StoreError               the database said no
    ├── StoreBusy            another process holds it, or it stayed locked
    ├── StoreFull            the disk is full or read-only
    ├── StoreTooNew          it was written by a newer program
    └── NotCopied            it can't be copied, saved or put back that way

Each error carries two texts that never mix: `reader`, one or two whole sentences fit for anybody's
eyes (what was wrong, what to do next), and the exception's own text, for the log. Neither holds an
address, a token or words from outside.

`reader` is written in English, the key of the catalogue: `N_("…")`, with what stands in its places
apart, in `given`. It is said in a member's language where it is shown.
"""

from collections.abc import Mapping

from bot.languages import ENGLISH, N_, _, speaking


class DatelineError(Exception):
    """The root. `reader` is the sentence that a person is shown; `log` stands in the log."""

    default = N_("That didn't work. Try again in a moment.")

    def __init__(
        self, log: str = "", *, reader: str | None = None, given: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(log or type(self).__name__)
        self._sentence = reader or self.default
        self._given = given or {}

    def said(self) -> str:
        """The sentence for the reader in the language spoken."""
        return _(self._sentence, **self._given)

    @property
    def reader(self) -> str:
        """The sentence in English, for whoever runs the program."""
        with speaking(ENGLISH):
            return self.said()


class SettingsError(DatelineError):
    """A setting is missing or wrong."""

    default = "A setting is missing or wrong: .env.example explains all of them."


class IntakeError(DatelineError):
    """Nothing could be taken in."""

    default = N_(
        "That couldn't be taken in. Check the address, or paste the text with `/story add`."
    )


class AddressRefused(IntakeError):
    """The address isn't one that Dateline may fetch."""

    default = N_(
        "That address can't be fetched. Give the full http or https address of a public page."
    )


class FetchFailed(IntakeError):
    """The page didn't come."""

    default = N_("The page didn't answer. Try again later, or paste the text.")


class PageRefused(FetchFailed):
    """The site says that there is no such page, or that it may not be read."""


class TooLarge(FetchFailed):
    """What came is larger than it may be."""

    default = N_("That page is too large to read. Paste the text instead.")


class NoArticle(IntakeError):
    """What came holds no article."""

    default = N_("No article was found there. Check the address, or paste the text.")


class NoFeed(IntakeError):
    """What came is no feed."""

    default = N_("There is no feed at that address. Give the address of an RSS, Atom or JSON feed.")


class ReadingError(DatelineError):
    """The reading of an article didn't come about."""

    default = N_("The article couldn't be read. Try again in a moment.")


class WorkTimedOut(ReadingError):
    """The work took longer than it may and was ended."""

    default = N_("Reading that took too long and was stopped. Try a shorter text.")


class WorkerBusy(ReadingError):
    """Too much is waiting for the worker process already."""

    default = N_("There is a queue right now. Try again in a minute.")


class WorkerDied(ReadingError):
    """The worker process went away while it worked."""


class NotFound(DatelineError):
    """What was asked for isn't here."""

    default = N_("That isn't here any more. Use `/latest` to see what is.")


class NotAllowed(DatelineError):
    """The member may not do that."""

    default = N_("You may not do that here. `/dateline help` shows what you may do.")


class NotJoined(DatelineError):
    """Two speakers can't be made one that way."""

    default = N_("These two can't be joined. `/speaker list` shows who is joined to whom.")


class BadSubscription(DatelineError):
    """A channel can't be subscribed that way."""

    default = N_("That subscription can't be made. `/subscription list` shows those that are here.")


class NotGrouped(DatelineError):
    """Stories can't be split or joined that way."""

    default = N_("These stories can't be grouped like that. `/timeline` shows which are together.")


class StoreError(DatelineError):
    """The database said no."""

    default = N_("The newsroom's files can't be reached right now. Try again in a moment.")


class StoreBusy(StoreError):
    """Another process holds the database, or it stayed locked past the timeout."""


class StoreFull(StoreError):
    """The disk is full or read-only."""

    default = N_(
        "The newsroom's disk is full, so nothing new can be kept. Tell whoever runs Dateline."
    )


class StoreTooNew(StoreError):
    """The database was written by a newer Dateline than this one."""

    default = (
        "The database is newer than this program. Start the newer Dateline, or restore a backup."
    )


class NotCopied(StoreError):
    """The database can't be copied, saved or put back that way."""

    default = "The database couldn't be copied, and is as it was. Try again."
