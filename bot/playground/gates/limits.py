"""The gate that always stands: what Discord refuses although its API description lets it pass."""

from collections.abc import Iterator

from bot.playground import refusal
from bot.playground.call import Call, Route
from bot.playground.gates.commands import faults_of_command, faults_of_commands
from bot.playground.gates.measures import Fault, keys, under
from bot.playground.gates.messages import (
    MOST_FILES,
    faults_of_choices,
    faults_of_message,
    faults_of_thread,
)
from bot.playground.gates.modals import faults_of_modal
from bot.playground.interactions import MOST_UPLOAD_BYTES, Callback
from bot.playground.world import FLAG_COMPONENTS_V2, Id, Json


def check(route: Route, call: Call) -> None:
    """Raises Refused (50035 with every fault of the request, 40005 for its files)."""
    if any(len(upload.content) > MOST_UPLOAD_BYTES for upload in call.uploads):
        raise refusal.too_large()
    try:
        faults = list(_faults(route, call))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        reason = f"Not of the shape that is asked for ({error})"
        raise refusal.invalid_form(("", reason)) from error
    if len(call.uploads) > MOST_FILES:
        faults.append(("files", f"Must be {MOST_FILES} or fewer files."))
    if faults:
        raise refusal.invalid_form(*faults)


def _faults(route: Route, call: Call) -> Iterator[Fault]:
    if call.body is None:
        return
    match route.method, route.template.rsplit("/", 1)[-1]:
        case "PUT", "commands":
            yield from faults_of_commands(call.body if isinstance(call.body, list) else [])
        case "POST", "commands":
            yield from faults_of_command(call.form)
        case "POST", "callback":
            yield from _faults_of_callback(call)
        case "POST", "threads":
            yield from faults_of_thread(call.form)
        case "POST", "messages" | "{webhook_token}":
            yield from faults_of_message(call.form)
        case "PATCH", "@original" | "{message_id}":
            yield from faults_of_message(call.form, was_laid_out=_was_laid_out(call))


def _faults_of_callback(call: Call) -> Iterator[Fault]:
    yield from keys(call.form, ("type", "data"))
    data: Json = call.form.get("data") or {}
    match call.form.get("type"):
        case Callback.MESSAGE | Callback.DEFERRED_MESSAGE:
            yield from under("data", faults_of_message(data))
        case Callback.UPDATE | Callback.DEFERRED_UPDATE:
            yield from under("data", faults_of_message(data, was_laid_out=_was_laid_out(call)))
        case Callback.CHOICES:
            yield from under("data", faults_of_choices(data))
        case Callback.MODAL:
            yield from under("data", faults_of_modal(data))


def _was_laid_out(call: Call) -> bool:
    """True where the message that a request edits has the Components V2 flag already."""
    token = call.path.get("webhook_token") or call.path.get("interaction_token") or ""
    interaction = call.interactions.by_token.get(token)
    number: Id | None = interaction.original if interaction is not None else None
    if "message_id" in call.path:
        number = call.id("message_id")
    message = call.world.messages.get(number) if number is not None else None
    return message is not None and bool(message.flags & FLAG_COMPONENTS_V2)
