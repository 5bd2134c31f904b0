"""A reply on its way in: looked at as it was typed, masked, and looked at once more."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.languages import N_
from bot.languages.sentence import Sentence
from bot.moderation import EmailWish, Moderated, Place, ReplySettings
from bot.replies.case import Case
from bot.replies.contact import Address
from bot.replies.masking import Masked, mask
from bot.replies.rules import judge
from bot.reply import (
    Draft,
    HouseRules,
    Matched,
    ReplyId,
    Rule,
    Ruling,
    Verdict,
)
from bot.store.replies.reply_writing import Known, Sender
from bot.story import GuildId, StoryId


@dataclass(frozen=True, slots=True)
class Form:
    """What the form for a reply asks. `answers` is the reply that will be answered.

    That is the one above where the reply that was named is an answer itself.
    """

    settings: ReplySettings
    answers: ReplyId | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that was sent. `where` is the card under which it was written.

    `staff` are names that nobody else may write under, as that of the server.
    """

    guild: GuildId
    story: StoryId
    draft: Draft
    writer: Sender
    address: Address | None = None
    where: Place | None = None
    staff: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a form: `reply` is None where the verdict refuses it.

    `was_masked` says that something like an address was taken out of name or comment.
    """

    verdict: Verdict
    reply: Moderated | None = None
    was_masked: bool = False


@dataclass(frozen=True, slots=True)
class MaskedDraft:
    """A draft that may be kept."""

    draft: Draft
    was_masked: bool
    is_doubtful: bool


def first_look(submission: Submission, known: Known, now: datetime) -> Verdict:
    """What the rules say before anything is masked: most of what is refused ends here."""
    return _address_wanted(submission, known) or judge(
        _case(submission, known, submission.draft, now)
    )


def last_look(submission: Submission, masked: MaskedDraft, known: Known, now: datetime) -> Verdict:
    """What the rules say to the reply as it will be kept; its length was judged as typed."""
    case = _case(submission, known, masked.draft, now)
    return judge(replace(case, is_doubtful=masked.is_doubtful), after=Rule.LENGTH)


def masked_draft(submission: Submission, settings: ReplySettings) -> MaskedDraft:
    """The draft without addresses, and the writer's own in no disguise either."""
    draft, phones = submission.draft, settings.mask_phones
    name, comment = (
        _masked(text.strip(), submission.address, phones=phones)
        for text in (draft.name, draft.comment)
    )
    return MaskedDraft(
        Draft(name.text, comment.text, draft.answers),
        was_masked=name.count + comment.count > 0,
        is_doubtful=name.is_doubtful or comment.is_doubtful,
    )


def _masked(text: str, address: Address | None, *, phones: bool) -> Masked:
    return address.mask(text, phones=phones) if address else mask(text, phones=phones)


def _address_wanted(submission: Submission, known: Known) -> Verdict | None:
    wish, address = known.settings.email, submission.address
    if wish is EmailWish.REQUIRED and address is None:
        return _refused(
            N_("No e-mail address was given."),
            N_(
                "This server asks for an e-mail address. It is never published. Add one and send"
                " it again."
            ),
        )
    if wish is not EmailWish.NOT_ASKED and address is not None and not address.is_plausible:
        return _refused(
            N_("What was given as an e-mail address is none."),
            N_("That doesn't look like an e-mail address. Look at it once more and send it again."),
        )
    return None


def _refused(why: str, reader: str) -> Verdict:
    return Verdict(Ruling.REFUSED, Sentence(reader), (Matched(Rule.EMAIL, Sentence(why)),))


def _case(submission: Submission, known: Known, draft: Draft, now: datetime) -> Case:
    settings = known.settings
    return Case(
        draft=draft,
        writer=known.writer,
        under=known.under,
        house=HouseRules(
            hold=settings.hold,
            longest=settings.longest,
            most_links=settings.most_links,
            words=known.words,
            staff=submission.staff,
            mask_phones=settings.mask_phones,
        ),
        now=now,
        server_sent_at=known.server_sent_at,
    )
