"""A member sitting in a channel: all that a person can do in a chat client."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.playground import components, drafts, invocation, permissions
from bot.playground.answer import NEVER_FILLED, UNANSWERED, Answer, words_of
from bot.playground.commands import Commands
from bot.playground.components import LINK_STYLE, SELECTS, walked
from bot.playground.interactions import Callback, Interaction, Interactions, Kind
from bot.playground.invocation import NotOffered
from bot.playground.modal import Entry
from bot.playground.scene import Scene
from bot.playground.world import KIND_ANSWER, Channel, Json, Member, Message, World

# How long a member looks at "is thinking" before a test calls it never filled.
PATIENCE_S = 10.0


class Seat:
    """One member in one channel. Whatever Discord's client wouldn't allow raises NotOffered."""

    def __init__(
        self,
        scene: Scene,
        commands: Commands,
        interactions: Interactions,
        *,
        member: Member,
        channel: Channel,
    ) -> None:
        self.scene = scene
        self.member = member
        self._commands = commands
        self._interactions = interactions
        self._channel = channel.id
        self.patience_s = PATIENCE_S

    @property
    def world(self) -> World:
        """All nouns."""
        return self.scene.world

    @property
    def channel(self) -> Channel:
        """The channel as it is now."""
        return self.world.channels[self._channel]

    @property
    def messages(self) -> tuple[Message, ...]:
        """What the member sees in the channel, oldest first."""
        if not permissions.in_channel(self.world, self.channel, self.member.user.id):
            return ()
        return self.world.messages_in(self._channel, seen_by=self.member.user.id)

    @property
    def commands(self) -> list[Json]:
        """The commands that the member is offered here, as registered."""
        return self._commands.offered(self.channel, self.member.user.id)

    async def slash(self, name: str, /, **options: object) -> Answer:
        """Use a slash command ("story add") with its options."""
        command = invocation.slash(self.commands, name)
        return await self._act(Kind.COMMAND, command.data(self.world, options))

    async def complete(
        self, name: str, /, *, option: str, typed: str, **options: object
    ) -> list[Json]:
        """The bot's choices ({name, value}) for what was typed so far in `option`."""
        command = invocation.slash(self.commands, name)
        found = [o for o in command.options if o["name"] == option]
        if not found or not found[0].get("autocomplete"):
            raise NotOffered(f"/{name} completes no {option!r}.")
        data = command.data(self.world, {**options, option: typed}, focused=option)
        interaction = self._begin(Kind.AUTOCOMPLETE, data)
        await self._first_answer(interaction)
        return list(interaction.choices)

    async def message_menu(self, name: str, message: Message) -> Answer:
        """Use a command of a message's menu."""
        for command in self.commands:
            if command["type"] == 3 and command["name"] == name:
                data = invocation.menu_data(self.world, command, message)
                return await self._act(Kind.COMMAND, data, message)
        raise NotOffered(f"No menu entry {name!r} is offered here.")

    async def press(self, message: Message, button: str) -> Answer:
        """Press a message's button by label or custom_id."""
        self._check_sees(message)
        found = _button(message, button)
        if found.get("disabled"):
            raise NotOffered(f"The button {button!r} is off.")
        if found.get("style") == LINK_STYLE:
            raise NotOffered(f"The button {button!r} leads to {found['url']}.")
        data = {
            "custom_id": found["custom_id"],
            "component_type": components.Kind.BUTTON,
            "id": found.get("id"),
        }
        return await self._act(Kind.COMPONENT, data, message)

    async def choose(
        self, message: Message, values: Sequence[str], *, select: str | None = None
    ) -> Answer:
        """Choose in a message's select menu; options by label or value, else names or ids."""
        self._check_sees(message)
        found = _select(message, select)
        if found.get("disabled"):
            raise NotOffered("The menu is off.")
        chosen, resolved = invocation.chosen(self.world, found, values)
        data = {"custom_id": found["custom_id"], "component_type": found["type"]}
        data |= {"id": found.get("id"), "values": chosen}
        data |= {"resolved": resolved} if resolved else {}
        return await self._act(Kind.COMPONENT, data, message)

    async def submit(self, opened: Answer, entries: Mapping[str, Entry]) -> Answer:
        """Send the form that an answer opened."""
        if opened.modal is None:
            raise NotOffered("No form is open.")
        source = opened.interaction.source
        message = self.world.messages.get(source) if source is not None else None
        return await self._act(Kind.MODAL, opened.modal.data(entries), message)

    async def say(
        self, text: str, *, reply_to: Message | None = None, pings: bool = True
    ) -> Message:
        """Write a message; an answer notifies whom it answers where `pings` is on, as it is."""
        wanted = permissions.SEND_IN_THREADS if self.channel.kind.is_thread else permissions.SEND
        if not permissions.may(self.world, self.channel, self.member.user.id, wanted=wanted):
            raise NotOffered("You do not have permission to send messages in this channel.")
        who = drafts.mentioned(self.world, {"content": text})
        answered = (reply_to.author,) if reply_to and pings else ()
        message = Message(
            id=self.world.new_id(),
            channel=self._channel,
            author=self.member.user.id,
            written_at=datetime.now(UTC),
            content=text,
            mentions=tuple(dict.fromkeys((*who.users, *answered))),
            mentioned_roles=who.roles,
            refers_to=reply_to.id if reply_to else None,
        )
        return self.scene.post(replace(message, kind=KIND_ANSWER if reply_to else 0))

    async def sees(self, words: str, *, within_s: float = 5.0) -> Message:
        """The newest message here that has `words` in it, once there is one."""

        def look() -> Message | None:
            return next((m for m in reversed(self.messages) if words in words_of(m)), None)

        return await self.scene.until(look, within_s=within_s)

    async def _act(self, kind: Kind, data: Json, source: Message | None = None) -> Answer:
        interaction = self._begin(kind, data, source)
        answer = Answer(self, interaction)
        if not await self._first_answer(interaction):
            answer.error = UNANSWERED
        elif interaction.callback in (Callback.DEFERRED_MESSAGE, Callback.DEFERRED_UPDATE):
            try:
                await self.scene.until(lambda: interaction.touched > 0, within_s=self.patience_s)
            except TimeoutError:
                is_promise = interaction.callback is Callback.DEFERRED_MESSAGE
                answer.error = NEVER_FILLED if is_promise else None
        return answer

    def _begin(self, kind: Kind, data: Json, source: Message | None = None) -> Interaction:
        user = self.member.user.id
        return self._interactions.begin(kind, data, channel=self.channel, user=user, source=source)

    async def _first_answer(self, interaction: Interaction) -> bool:
        try:
            await self.scene.until(
                lambda: interaction.callback is not None,
                within_s=self._interactions.answer_within_s,
            )
        except TimeoutError:
            return False
        return True

    def _check_sees(self, message: Message) -> None:
        now = self.world.messages.get(message.id)
        if now is None or now.visible_to not in (None, self.member.user.id):
            raise NotOffered("That message isn't here.")


def _button(message: Message, name: str) -> Json:
    buttons = [c for c in walked(message.components) if c["type"] == components.Kind.BUTTON]
    for key in ("label", "custom_id"):
        for button in buttons:
            if button.get(key) == name:
                return button
    labels = ", ".join(repr(button.get("label") or button.get("custom_id")) for button in buttons)
    raise NotOffered(f"No button {name!r}; there are: {labels or 'none'}.")


def _select(message: Message, custom_id: str | None) -> Json:
    selects = [c for c in walked(message.components) if c["type"] in SELECTS]
    fitting = [s for s in selects if custom_id in (None, s["custom_id"], s.get("placeholder"))]
    if len(fitting) != 1:
        names = ", ".join(select["custom_id"] for select in selects)
        raise NotOffered(f"Name one of the menus: {names or 'there are none'}.")
    return fitting[0]
