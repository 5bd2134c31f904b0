"""What a member does on the page: each request of the page, made an act of the seat."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from bot.playground import permissions
from bot.playground.answer import UNANSWERED, Answer
from bot.playground.interactions import MOST_UPLOAD_BYTES
from bot.playground.invocation import NotOffered
from bot.playground.loopback import Loopback
from bot.playground.page.sight import Sight
from bot.playground.world import Channel, ChannelKind, Id, Json, Message

Act: TypeAlias = Callable[[Json], Awaitable[Json]]

ROOMY = (ChannelKind.TEXT, ChannelKind.ANNOUNCEMENT)
MOST_OPEN_FORMS = 20


class Deeds:
    """One page's acts. `seat` and `sight` change when somebody else or another channel is meant."""

    def __init__(self, loopback: Loopback, dismissed: set[Id]) -> None:
        self._loopback = loopback
        self._dismissed = dismissed
        self._forms: dict[str, Answer] = {}
        guild = next(iter(loopback.world.guilds.values()))
        first = next(c for c in loopback.world.channels_of(guild.id) if c.kind in ROOMY)
        self._take(guild.owner, first)
        self._known: dict[str, Act] = {
            "sit": self._sit,
            "slash": self._slash,
            "complete": self._complete,
            "menu": self._menu,
            "press": self._press,
            "choose": self._choose,
            "submit": self._submit,
            "say": self._say,
            "dismiss": self._dismiss,
            "earlier": self._earlier,
        }

    async def do(self, asked: Json) -> Json:
        """Do what a page asks. Raises NotOffered for what it may not, or can't be understood."""
        act = self._known.get(str(asked.get("do")))
        if act is None:
            raise NotOffered(f"The page can't {asked.get('do')!r}.")
        try:
            return await act(asked)
        except (KeyError, TypeError, ValueError, LookupError) as error:
            raise NotOffered(f"That request can't be understood: {error}") from error

    async def _sit(self, asked: Json) -> Json:
        member = Id(int(asked["member"]))
        if asked["channel"] is None:
            user = self._loopback.world.users[member]
            channel = self._loopback.scene.conversation(user)
        else:
            channel = self._seen_by(
                member, self._loopback.world.channels[Id(int(asked["channel"]))]
            )
        self._take(member, channel)
        return {}

    async def _slash(self, asked: Json) -> Json:
        options = {name: _given(value) for name, value in asked["options"].items()}
        return self._answered(await self.seat.slash(asked["name"], **options))

    async def _complete(self, asked: Json) -> Json:
        others = {name: _given(value) for name, value in asked["options"].items()}
        others.pop(asked["option"], None)
        choices = await self.seat.complete(
            asked["name"], option=asked["option"], typed=asked["typed"], **others
        )
        return {"choices": choices}

    async def _menu(self, asked: Json) -> Json:
        answer = await self.seat.message_menu(asked["name"], self._message(asked["message"]))
        return self._answered(answer)

    async def _press(self, asked: Json) -> Json:
        message = self._message(asked["message"])
        return self._answered(await self.seat.press(message, asked["custom_id"]))

    async def _choose(self, asked: Json) -> Json:
        message = self._message(asked["message"])
        answer = await self.seat.choose(message, asked["values"], select=asked["custom_id"])
        return self._answered(answer)

    async def _submit(self, asked: Json) -> Json:
        opened = self._forms[asked["form"]]
        answer = self._answered(await self.seat.submit(opened, asked["entries"]))
        if answer["error"] is None:
            self._forms.pop(asked["form"], None)
        return answer

    async def _say(self, asked: Json) -> Json:
        replied = self._message(asked["reply_to"]) if asked.get("reply_to") else None
        said = await self.seat.say(
            str(asked["text"]), reply_to=replied, pings=bool(asked.get("pings", True))
        )
        return {"message": str(said.id)}

    async def _dismiss(self, asked: Json) -> Json:
        message = self._message(asked["message"])
        if not message.is_private:
            raise NotOffered("Only what you alone see can be dismissed.")
        self._dismissed.add(message.id)
        self._loopback.scene.bell.ring()
        return {}

    async def _earlier(self, _: Json) -> Json:
        self.sight.widen()
        self._loopback.scene.bell.ring()
        return {}

    def _take(self, member: Id, channel: Channel) -> None:
        self.seat = self._loopback.seat_in(member, channel)
        # What fills a promise comes by sight; the page waits for the first answer alone.
        self.seat.patience_s = 0.0
        self.sight = Sight(self.seat, self._dismissed)
        self._loopback.scene.bell.ring()

    def _seen_by(self, member: Id, channel: Channel) -> Channel:
        """The channel, or the first of its server where the member sees messages."""
        world = self._loopback.world
        if channel.guild is None or permissions.in_channel(world, channel, member):
            return channel
        seen = (c for c in world.channels_of(channel.guild) if c.kind in ROOMY)
        return next((c for c in seen if permissions.in_channel(world, c, member)), channel)

    def _message(self, number: str) -> Message:
        message = self._loopback.world.messages.get(Id(int(number)))
        if message is None or message not in self.seat.messages:
            raise NotOffered("That message isn't here any more.")
        return message

    def _answered(self, answer: Answer) -> Json:
        """What the page must know of an answer; its messages come by sight."""
        told: Json = {"error": UNANSWERED if answer.error == UNANSWERED else None}
        if answer.modal is not None:
            key = str(answer.interaction.id)
            self._forms[key] = answer
            while len(self._forms) > MOST_OPEN_FORMS:
                del self._forms[next(iter(self._forms))]
            told["form"] = {**answer.modal.written, "id": key}
        return told


def _given(value: Any) -> object:  # noqa: ANN401 - any JSON
    """An option's value as a seat takes it; a file comes as its name and base64."""
    if not isinstance(value, dict):
        return value
    try:
        content = base64.b64decode(value["base64"], validate=True)
    except binascii.Error as error:
        raise NotOffered("That file came broken.") from error
    if len(content) > MOST_UPLOAD_BYTES:
        raise NotOffered(f"A file may have {MOST_UPLOAD_BYTES >> 20} MB.")
    return str(value["name"]), content
