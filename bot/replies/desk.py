"""The desk where replies come in: rules, masking, sealing and store as one."""

import asyncio
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.errors import NotAllowed
from bot.languages import N_
from bot.moderation import EmailWish, Erased, ReplySettings
from bot.replies.contact import Address, Keys, rehearse
from bot.replies.exporting import Export, ExportForm, exported
from bot.replies.pace import Opening, Pace
from bot.replies.submitting import (
    Form,
    Submission,
    Submitted,
    first_look,
    last_look,
    masked_draft,
)
from bot.reply import Draft, ReplyId, Ruling, Verdict
from bot.store.keeping.erasures import Erasures
from bot.store.replies.acts import Deed
from bot.store.replies.replies import Replies
from bot.store.replies.reply_erasing import Keeping
from bot.store.replies.reply_writing import Known, Sender, Sent
from bot.story import GuildId, MemberId, StoryId

# More than fit into a file that Discord takes: a row has a hundred bytes without its texts.
MOST_EXPORTED = 80_000
USUAL = Keeping()
# Loading takes 80 ms, a part of them in the transaction that keeps the first reply.
WARM_AFTER_S = 1.0

NOT_OPENED = {
    Opening.TOO_MANY: N_(
        "Those were many forms within a minute. Wait a minute and open one again."
    ),
    Opening.CROWDED: N_("Very many are replying here right now. Try it again in a few seconds."),
}


class ReplyDesk:
    """What is done with replies beyond keeping them. Without `keys` nobody is asked for an address.

    What moderators, readers and writers see and do with kept replies is in `Replies` and
    `Erasures` of the store.
    """

    def __init__(
        self,
        replies: Replies,
        erasures: Erasures,
        keys: Keys | None = None,
        keeping: Keeping = USUAL,
    ) -> None:
        """`keeping` is how long things are kept, as readers are told."""
        self._replies = replies
        self._erasures = erasures
        self._keys = keys
        self.keeping = keeping
        self._pace = Pace()

    async def form(
        self,
        guild: GuildId,
        story: StoryId,
        member: MemberId,
        *,
        now: datetime,
        answers: ReplyId | None = None,
    ) -> Form:
        """What the form asks. Raises NotFound where the story or the reply to be answered is gone.

        Raises NotAllowed where the story takes no replies, or none from this member.
        """
        sent = Sent(guild, story, Sender(member, now), Draft("", "", answers))
        known = await self._known(sent, now)
        if known.under.is_closed:
            raise NotAllowed(
                "closed",
                reader=N_(
                    "This story takes no more replies. Moderators can open it again with `/replies"
                    " open`."
                ),
            )
        if known.writer.is_blocked:
            raise NotAllowed(
                "blocked",
                reader=N_(
                    "A moderator of this server takes no replies from you. Ask them where you think"
                    " that is a mistake."
                ),
            )
        return Form(known.settings, known.answers)

    async def warm_up(self, after_s: float = WARM_AFTER_S) -> None:
        """Load what the first form would wait for, once the start is over."""
        await asyncio.sleep(after_s)
        await asyncio.to_thread(rehearse)

    def open_form(self, guild: GuildId, member: MemberId, now: datetime) -> None:
        """A member is about to be shown a form. Raises NotAllowed for who opens one on another.

        Also where very many are opened on the server at once.
        """
        opening = self._pace.opening(guild, member, now)
        if opening is not Opening.FREE:
            raise NotAllowed(f"a form isn't opened: {opening.name}", reader=NOT_OPENED[opening])

    def too_fast(self, guild: GuildId, member: MemberId, now: datetime) -> Verdict | None:
        """The refusal that a form sent now would meet for its pace alone, known at once."""
        return self._pace.foreseen(guild, member, now)

    async def submit(self, submission: Submission, *, now: datetime) -> Submitted:
        """Take a form in: publish, hold or refuse it; its address is sealed and never read again.

        Raises NotFound as `form` does. Whatever is raised or refused, nothing was kept.
        """
        guild, member = submission.guild, submission.writer.member
        if hurried := self._pace.verdict(guild, member, now):
            return Submitted(hurried)
        sent = self._sent(submission)
        known = await self._known(sent, now)
        verdict = await asyncio.to_thread(first_look, submission, known, now)
        if verdict.ruling is Ruling.REFUSED:
            return Submitted(verdict)
        masked = await asyncio.to_thread(masked_draft, submission, known.settings)

        def judge(latest: Known) -> Verdict:
            return last_look(submission, masked, latest, now)

        seal = None
        if self._keys and submission.address and known.settings.email is not EmailWish.NOT_ASKED:
            seal = partial(self._keys.seal, submission.address)
        kept = replace(sent, draft=masked.draft)
        verdict, reply = await self._replies.submit(kept, now, judge=judge, seal=seal)
        if reply is not None:
            self._pace.kept(guild, member, now)
        return Submitted(verdict, reply, masked.was_masked)

    async def settings(self, guild: GuildId) -> ReplySettings:
        """What holds on the server: no address is asked for where none could be sealed."""
        return self._possible(await self._replies.settings(guild))

    @property
    def has_keys(self) -> bool:
        """Whether addresses can be sealed, and so be asked for."""
        return self._keys is not None

    async def export(self, form: ExportForm, deed: Deed) -> Export:
        """The server's replies as a file, the newest first; the trail tells who took it."""
        replies = await self._replies.newest(deed.guild, MOST_EXPORTED)
        export = await asyncio.to_thread(exported, replies, form)
        await self._replies.note_export(deed)
        return export

    async def erase_address(self, address: Address, deed: Deed) -> Erased:
        """Erase the server's replies with an address that somebody names; nobody reads one.

        Raises NotFound where there are none, NotAllowed without keys.
        """
        if self._keys is None:
            raise NotAllowed(
                "no keys",
                reader=N_(
                    "No addresses are kept here. Erase a reply by its number: `/replies erase`."
                ),
            )
        return await self._erasures.erase_address(
            self._keys.exact(address), now=deed.now, deed=deed
        )

    async def _known(self, sent: Sent, now: datetime) -> Known:
        known = await self._replies.known(sent, now)
        return replace(known, settings=self._possible(known.settings))

    def _possible(self, settings: ReplySettings) -> ReplySettings:
        return settings if self._keys else replace(settings, email=EmailWish.NOT_ASKED)

    def _sent(self, submission: Submission) -> Sent:
        mailbox = None
        if self._keys and submission.address:
            mailbox = self._keys.alike(submission.address)
        return Sent(
            guild=submission.guild,
            story=submission.story,
            writer=submission.writer,
            draft=submission.draft,
            mailbox=mailbox,
            where=submission.where,
        )
