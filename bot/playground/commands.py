"""The application commands that the bot registered, and who is offered them."""

from typing import Any

from bot.playground import permissions
from bot.playground.world import Channel, Id, Json, World

CHAT_INPUT = 1
USER_MENU = 2
MESSAGE_MENU = 3


class Commands:
    """Commands by scope: None for the global ones, else a guild's id.

    `registrations` counts the times that the bot wrote commands.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_scope: dict[Id | None, dict[tuple[int, str], Json]] = {}
        self.registrations = 0

    def of(self, scope: Id | None) -> list[Json]:
        """A scope's commands as Discord gives them back."""
        return list(self._by_scope.get(scope, {}).values())

    def replace(self, scope: Id | None, forms: list[Json]) -> list[Json]:
        """Put `forms` in the place of all that a scope has; a name that stays keeps its id."""
        earlier = self._by_scope.get(scope, {})
        self._by_scope[scope] = {
            _key(form): self._registered(scope, form, earlier.get(_key(form))) for form in forms
        }
        self.registrations += 1
        return self.of(scope)

    def put(self, scope: Id | None, form: Json) -> Json:
        """Add one command, or replace the one of its name."""
        known = self._by_scope.setdefault(scope, {})
        known[_key(form)] = self._registered(scope, form, known.get(_key(form)))
        self.registrations += 1
        return known[_key(form)]

    def find(self, scope: Id | None, command: Id) -> Json | None:
        """A scope's command by its id."""
        return next((c for c in self.of(scope) if c["id"] == str(command)), None)

    def remove(self, scope: Id | None, command: Json) -> None:
        """Take a command away."""
        del self._by_scope[scope][_key(command)]
        self.registrations += 1

    def offered(self, channel: Channel, user: Id) -> list[Json]:
        """What Discord lists to a member in a channel; a guild's own hide global ones."""
        listed = {_key(command): command for command in self.of(None)}
        if channel.guild is not None:
            listed |= {_key(command): command for command in self.of(channel.guild)}
        held = permissions.in_channel(self._world, channel, user)
        return [command for command in listed.values() if _is_offered(command, channel, held)]

    def _registered(self, scope: Id | None, form: Json, earlier: Json | None) -> Json:
        number = earlier["id"] if earlier else str(self._world.new_id())
        written: dict[str, Any] = {
            "default_member_permissions": None,
            "dm_permission": True,
            "contexts": None,
            "integration_types": [0],
            "nsfw": False,
            "description": "",
            "options": [],
        }
        written |= {key: value for key, value in form.items() if value is not None}
        if "default_member_permissions" in written:
            bits = written["default_member_permissions"]
            written["default_member_permissions"] = None if bits is None else str(bits)
        written |= {
            "id": number,
            "application_id": str(self._world.bot.id),
            "version": str(self._world.new_id()),
            "type": form.get("type") or CHAT_INPUT,
        }
        return written if scope is None else {**written, "guild_id": str(scope)}


def _is_offered(command: Json, channel: Channel, held: int) -> bool:
    contexts = command.get("contexts")
    if contexts is not None and (0 if channel.guild else 1) not in contexts:
        return False
    if channel.guild is None:
        return True
    wanted = command.get("default_member_permissions")
    if not held & permissions.USE_COMMANDS:
        return False
    if wanted is None:
        return True
    if int(wanted) == 0:
        return bool(held & permissions.ADMINISTRATOR)
    return held & int(wanted) == int(wanted)


def _key(form: Json) -> tuple[int, str]:
    return form.get("type") or CHAT_INPUT, form["name"]
