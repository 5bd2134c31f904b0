"""What a member sees after acting, always as it stands now."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Self

from bot.playground.components import Kind, walked
from bot.playground.interactions import Callback, Interaction
from bot.playground.modal import Modal
from bot.playground.world import Attachment, Id, Json, Message

if TYPE_CHECKING:
    from bot.playground.seat import Seat

UNANSWERED = "unanswered"
NEVER_FILLED = "never filled"


class Answer:
    """The bot's answer to one interaction. `error` is None, "unanswered" or "never filled".

    `message` is what the answer shows: the message it made, the one it edited, or else the newest
    follow-up; it follows later edits and is None once deleted.
    """

    def __init__(self, seat: "Seat", interaction: Interaction) -> None:
        self.seat = seat
        self.interaction = interaction
        self.error: str | None = None

    @property
    def message(self) -> Message | None:
        """The message shown, as it is now."""
        interaction = self.interaction
        if interaction.callback is Callback.DEFERRED_UPDATE and interaction.followups:
            return self._world_message(interaction.followups[-1])
        if interaction.original is None or interaction.callback in (None, Callback.MODAL):
            return None
        return self._world_message(interaction.original)

    @property
    def followups(self) -> tuple[Message, ...]:
        """Further messages, oldest first."""
        found = (self._world_message(number) for number in self.interaction.followups)
        return tuple(message for message in found if message is not None)

    @property
    def content(self) -> str:
        """The message's text."""
        return self.message.content if self.message else ""

    @property
    def embeds(self) -> tuple[Json, ...]:
        """The message's embeds in Discord's JSON."""
        return self.message.embeds if self.message else ()

    @property
    def components(self) -> tuple[Json, ...]:
        """The message's components in Discord's JSON."""
        return self.message.components if self.message else ()

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The message's files."""
        return self.message.attachments if self.message else ()

    @property
    def text(self) -> str:
        """All words that the member reads: content, embeds, text displays; one line each."""
        return "" if self.message is None else words_of(self.message)

    @property
    def buttons(self) -> tuple[str, ...]:
        """The labels of the buttons that can be pressed, in order."""
        return tuple(
            button.get("label") or button.get("emoji", {}).get("name", "")
            for button in walked(self.components)
            if button["type"] == Kind.BUTTON and not button.get("disabled")
        )

    @property
    def is_private(self) -> bool:
        """True where only this member sees it."""
        return self.message is not None and self.message.is_private

    @property
    def is_deferred(self) -> bool:
        """True while the bot "is thinking"."""
        return self.message is not None and self.message.is_loading

    @property
    def modal(self) -> Modal | None:
        """The form that the answer opened, or None."""
        return Modal(self.interaction.modal) if self.interaction.modal is not None else None

    async def press(self, button: str) -> "Answer":
        """Press the button of that label or custom_id."""
        return await self.seat.press(self._shown(), button)

    async def choose(self, *values: str, select: str | None = None) -> "Answer":
        """Choose options by label or value; `select` is its custom_id where there are several."""
        return await self.seat.choose(self._shown(), values, select=select)

    async def submit(
        self, entries: Mapping[str, str | bool | Sequence[str]] | None = None
    ) -> "Answer":
        """Send the form with `entries` by label or custom_id."""
        return await self.seat.submit(self, entries or {})

    async def changed(self, *, within_s: float = 5.0) -> Self:
        """The answer after the bot's next act on it. Raises TimeoutError."""
        seen = self.interaction.touched
        await self.until(lambda answer: answer.interaction.touched > seen, within_s=within_s)
        return self

    async def until(self, is_so: Callable[["Answer"], object], *, within_s: float = 5.0) -> Self:
        """The answer once `is_so(answer)`. Raises TimeoutError."""
        await self.seat.scene.until(lambda: bool(is_so(self)), within_s=within_s)
        return self

    def _shown(self) -> Message:
        if self.message is None:
            raise LookupError("The answer shows no message.")
        return self.message

    def _world_message(self, number: Id) -> Message | None:
        return self.seat.world.messages.get(number)


def words_of(message: Message) -> str:
    """All that a message gives to read, one piece a line."""
    pieces = [message.content]
    for embed in message.embeds:
        pieces.append((embed.get("author") or {}).get("name", ""))
        pieces += [embed.get("title") or "", embed.get("description") or ""]
        for field in embed.get("fields") or ():
            pieces += [field["name"], field["value"]]
        pieces.append((embed.get("footer") or {}).get("text", ""))
    pieces += [c["content"] for c in walked(message.components) if c["type"] == Kind.TEXT]
    return "\n".join(piece for piece in pieces if piece)
