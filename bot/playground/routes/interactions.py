"""REST routes by which the bot answers an interaction and follows it up."""

from dataclasses import replace

from bot.playground import drafts, message_notation, refusal
from bot.playground.call import Call, Reply, Route
from bot.playground.interactions import Callback, Interaction, Kind
from bot.playground.refusal import Gate
from bot.playground.world import FLAG_EPHEMERAL, FLAG_LOADING, Json, Message


async def answer(call: Call) -> Reply:
    """The first answer: a message, a promise of one, an edit, choices or a modal."""
    token = call.path["interaction_token"]
    interaction = call.interactions.to_answer(token, interaction=call.id("interaction_id"))
    callback = _allowed(call, interaction)
    data: Json = call.form.get("data") or {}
    match callback:
        case Callback.MESSAGE:
            interaction.original = _post(call, interaction, data).id
        case Callback.DEFERRED_MESSAGE:
            flags = (int(data.get("flags") or 0) & FLAG_EPHEMERAL) | FLAG_LOADING
            interaction.original = _post(call, interaction, {"flags": flags}).id
        case Callback.UPDATE:
            _edit(call, _source(call, interaction), data)
        case Callback.CHOICES:
            interaction.choices = tuple(data.get("choices") or ())
        case Callback.MODAL:
            interaction.modal = data
    call.interactions.answered(interaction, callback)
    is_asked = call.query.get("with_response", "").casefold() in ("1", "true")
    return _callback_written(call, interaction, callback) if is_asked else None


async def follow_up(call: Call) -> Reply:
    """A further message; the first one after a promise fills the promised message."""
    interaction = _following(call)
    original = call.world.messages.get(interaction.original) if interaction.original else None
    if original is not None and original.is_loading:
        message = _edit(call, original, call.form)
    else:
        message = _post(call, interaction, call.form)
        interaction.followups.append(message.id)
    call.interactions.touch(interaction)
    return message_notation.of_message(call.world, message)


async def read(call: Call) -> Reply:
    """One of the interaction's messages."""
    return message_notation.of_message(call.world, _own(call, _following(call)))


async def edit(call: Call) -> Reply:
    """Change one of the interaction's messages."""
    interaction = _following(call)
    message = _edit(call, _own(call, interaction), call.form)
    call.interactions.touch(interaction)
    return message_notation.of_message(call.world, message)


async def delete(call: Call) -> Reply:
    """Remove one of the interaction's messages."""
    interaction = _following(call)
    call.scene.delete(_own(call, interaction))
    call.interactions.touch(interaction)
    return None


def _allowed(call: Call, interaction: Interaction) -> Callback:
    asked = call.form.get("type")
    allowed = {Callback.MESSAGE, Callback.DEFERRED_MESSAGE}
    if interaction.kind is Kind.AUTOCOMPLETE:
        allowed = {Callback.CHOICES}
    elif interaction.kind is not Kind.MODAL:
        allowed.add(Callback.MODAL)
    if interaction.source is not None:
        allowed |= {Callback.UPDATE, Callback.DEFERRED_UPDATE}
    if asked not in allowed:
        reason = f"Not an answer to an interaction of type {int(interaction.kind)}: {asked}"
        raise refusal.invalid_form(("type", reason), gate=Gate.PROTOCOL)
    return Callback(asked)


def _following(call: Call) -> Interaction:
    if call.id("webhook_id") != call.world.bot.id:
        raise refusal.unknown("Webhook")
    return call.interactions.to_follow(call.path["webhook_token"])


def _own(call: Call, interaction: Interaction) -> Message:
    named = call.path.get("message_id")
    number = interaction.original if named is None else call.id("message_id")
    message = call.world.messages.get(number) if number is not None else None
    if message is None or message.id not in (interaction.original, *interaction.followups):
        raise refusal.unknown("Message")
    return message


def _source(call: Call, interaction: Interaction) -> Message:
    message = call.world.messages.get(interaction.source) if interaction.source else None
    if message is None:
        raise refusal.unknown("Message")
    return message


def _post(call: Call, interaction: Interaction, form: Json) -> Message:
    channel = call.world.channels[interaction.channel]
    message = drafts.drafted(call, channel, form=form)
    is_private = bool(message.flags & FLAG_EPHEMERAL)
    message = replace(
        message,
        kind=20 if interaction.kind is Kind.COMMAND else 0,
        visible_to=interaction.user if is_private else None,
        answers=call.interactions.metadata(interaction),
    )
    drafts.note_pings(call, message, form)
    return call.scene.post(message)


def _edit(call: Call, message: Message, form: Json) -> Message:
    edited = drafts.redrafted(call, message, form=form)
    privately = FLAG_EPHEMERAL if message.is_private else 0
    edited = replace(edited, flags=edited.flags & ~FLAG_EPHEMERAL | privately)
    drafts.note_pings(call, edited, form)
    return call.scene.edit(edited)


def _callback_written(call: Call, interaction: Interaction, callback: Callback) -> Json:
    written: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
    message = call.world.messages.get(interaction.original) if interaction.original else None
    if message is None or callback is Callback.MODAL:
        return {"interaction": written}
    written |= {
        "response_message_id": str(message.id),
        "response_message_loading": message.is_loading,
        "response_message_ephemeral": message.is_private,
    }
    if callback not in (Callback.MESSAGE, Callback.UPDATE):
        return {"interaction": written}
    resource = {"type": int(callback), "message": message_notation.of_message(call.world, message)}
    return {"interaction": written, "resource": resource}


WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES = (
    Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", answer, True),
    Route("POST", WEBHOOK, follow_up, True),
    *(
        Route(method, f"{WEBHOOK}/messages/{which}", act, True)
        for which in ("@original", "{message_id}")
        for method, act in (("GET", read), ("PATCH", edit), ("DELETE", delete))
    ),
)
