"""Why a subscription delivers nothing, and what to do about it, in words."""

from bot.languages import N_, _
from bot.notice import Notice, NoticeKind
from bot.subscription import Pause

WHAT_TO_DO = {
    Pause.BY_MEMBER: N_("A member paused it. `/subscription resume` starts it again."),
    Pause.NO_PERMISSION: N_(
        "I'm not allowed to post there. Give me back what `/subscription test` names, then"
        " `/subscription resume`."
    ),
    Pause.CHANNEL_GONE: N_(
        "The channel is gone. Choose another one with `/subscription edit`, or remove it with"
        " `/subscription remove`."
    ),
    Pause.THREAD_LOCKED: N_(
        "The thread is locked. Unlock it, then `/subscription resume`; or choose another place with"
        " `/subscription edit`."
    ),
    Pause.TAG_NEEDED: N_("The forum asks for a tag now. Choose one with `/subscription edit`."),
    Pause.SERVER_GONE: N_("I was removed from the server. It goes on once I'm invited again."),
    Pause.FAILING: N_(
        "Discord refuses what I send. `/subscription test` shows why; then `/subscription resume`."
    ),
}

# The same of a channel's digest.
DIGESTS = {
    Pause.NO_PERMISSION: N_(
        "I'm not allowed to post there. Let me view the channel, send messages and embed links,"
        " then `/digest set` starts it again."
    ),
    Pause.CHANNEL_GONE: N_("The channel is gone. `/digest set` in another one."),
    Pause.THREAD_LOCKED: N_("The thread is locked. Unlock it, then `/digest set` starts it again."),
}
DIGEST_FAILING = N_(
    "Discord refuses what I send. `/digest preview` shows it; `/digest set` starts it."
)


def pause_sentence(notice: Notice) -> str | None:
    """What the moderators are told of a delivery; None for a notice of another kind.

    The subject of such a notice is the channel's number, its detail the pause.
    """
    where = f"<#{notice.subject}>" if notice.subject.isdecimal() else _("a channel")
    match notice.kind:
        case NoticeKind.DELIVERY_PAUSED:
            return _(
                "⏸️ Stories for {where} are paused. {what_to_do}",
                where=where,
                what_to_do=_(WHAT_TO_DO[Pause(notice.detail)]),
            )
        case NoticeKind.ROLE_GONE:
            return _(
                "🔕 The role that stories in {where} mentioned is gone: they mention nobody now."
                " Choose another one with `/subscription edit`.",
                where=where,
            )
        case NoticeKind.DIGEST_PAUSED:
            todo = DIGESTS.get(Pause(notice.detail), DIGEST_FAILING)
            return _("⏸️ The digest in {where} is paused. {todo}", where=where, todo=_(todo))
        case _:
            return None
