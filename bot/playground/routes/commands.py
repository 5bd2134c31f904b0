"""REST routes that list and register application commands."""

from bot.playground import refusal
from bot.playground.call import Call, Reply, Route
from bot.playground.world import Id, Json


async def list_commands(call: Call) -> Reply:
    """A scope's commands."""
    return call.commands.of(_scope(call))


async def register_all(call: Call) -> Reply:
    """Replace all of a scope's commands."""
    if not isinstance(call.body, list):
        raise refusal.invalid_form(("", "Only lists may be used here"))
    return call.commands.replace(_scope(call), call.body)


async def register(call: Call) -> Reply:
    """Add or replace one command."""
    return call.commands.put(_scope(call), call.form)


async def read_command(call: Call) -> Reply:
    """One command."""
    return _command(call)


async def remove_command(call: Call) -> Reply:
    """Take one command away."""
    call.commands.remove(_scope(call), _command(call))
    return None


def _scope(call: Call) -> Id | None:
    if call.id("application_id") != call.world.bot.id:
        raise refusal.missing_access()
    return call.guild().id if "guild_id" in call.path else None


def _command(call: Call) -> Json:
    found = call.commands.find(_scope(call), call.id("command_id"))
    if found is None:
        raise refusal.unknown("application command")
    return found


EVERYWHERE = "/applications/{application_id}/commands"
IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"

ROUTES = tuple(
    route
    for scope in (EVERYWHERE, IN_GUILD)
    for route in (
        Route("GET", scope, list_commands),
        Route("PUT", scope, register_all),
        Route("POST", scope, register),
        Route("GET", f"{scope}/{{command_id}}", read_command),
        Route("DELETE", f"{scope}/{{command_id}}", remove_command),
    )
)
