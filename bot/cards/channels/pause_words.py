"""Why a subscription delivers nothing, and what to do about it, in words."""

from bot.notice import Notice, NoticeKind
from bot.subscription import Pause

WHAT_TO_DO = {
    Pause.BY_MEMBER: "A member paused it. `/subscription resume` starts it again.",
    Pause.NO_PERMISSION: (
        "I'm not allowed to post there. Give me back what `/subscription test` names, then"
        " `/subscription resume`."
    ),
    Pause.CHANNEL_GONE: (
        "The channel is gone. Choose another one with `/subscription edit`, or remove it with"
        " `/subscription remove`."
    ),
    Pause.THREAD_LOCKED: (
        "The thread is locked. Unlock it, then `/subscription resume`; or choose another place"
        " with `/subscription edit`."
    ),
    Pause.TAG_NEEDED: ("The forum asks for a tag now. Choose one with `/subscription edit`."),
    Pause.SERVER_GONE: "I was removed from the server. It goes on once I'm invited again.",
    Pause.FAILING: (
        "Discord refuses what I send. `/subscription test` shows why; then `/subscription resume`."
    ),
}

# The same of a channel's digest.
DIGESTS = {
    Pause.NO_PERMISSION: (
        "I'm not allowed to post there. Let me view the channel, send messages and embed links,"
        " then `/digest set` starts it again."
    ),
    Pause.CHANNEL_GONE: "The channel is gone. `/digest set` in another one.",
    Pause.THREAD_LOCKED: "The thread is locked. Unlock it, then `/digest set` starts it again.",
}
DIGEST_FAILING = "Discord refuses what I send. `/digest preview` shows it; `/digest set` starts it."


def pause_sentence(notice: Notice) -> str | None:
    """What the moderators are told of a delivery; None for a notice of another kind.

    The subject of such a notice is the channel's number, its detail the pause.
    """
    where = f"<#{notice.subject}>" if notice.subject.isdecimal() else "a channel"
    match notice.kind:
        case NoticeKind.DELIVERY_PAUSED:
            return f"⏸️ Stories for {where} are paused. {WHAT_TO_DO[Pause(notice.detail)]}"
        case NoticeKind.ROLE_GONE:
            return (
                f"🔕 The role that stories in {where} mentioned is gone: they mention nobody now."
                " Choose another one with `/subscription edit`."
            )
        case NoticeKind.DIGEST_PAUSED:
            todo = DIGESTS.get(Pause(notice.detail), DIGEST_FAILING)
            return f"⏸️ The digest in {where} is paused. {todo}"
        case _:
            return None
