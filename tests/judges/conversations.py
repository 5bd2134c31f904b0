"""Small conversations with an interaction, and what each comes to by Discord's documentation."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from tests.judges.payloads import Json, button, form, label, rows
from tests.judges.talk import Talk

EPHEMERAL = 1 << 6
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
X: Json = {"content": "x"}
PRIVATE_X: Json = {**X, "flags": EPHEMERAL}
LONG_X: Json = {"content": "x" * 2001}
NOTHING: Json = {"content": "", "components": []}
PRESSED: Json = rows([button()])


Conversation: TypeAlias = Callable[[Talk], Awaitable[None]]
CONVERSATIONS: dict[str, tuple[Conversation, str]] = {}


def conversation(name: str, documented: str) -> Callable[[Conversation], Conversation]:
    """Name a conversation that begins with /probe, and tell what Discord makes of it."""

    def named(talk: Conversation) -> Conversation:
        CONVERSATIONS[name] = talk, documented
        return talk

    return named


@conversation("two first answers", "accepted, 40060")
async def _(talk: Talk) -> None:
    await talk.answer(MESSAGE, X)
    await talk.answer(MESSAGE, X)


@conversation("a refused first answer, then another", "50035, accepted")
async def _(talk: Talk) -> None:
    await talk.answer(MESSAGE, LONG_X)
    await talk.answer(MESSAGE, X)


@conversation("an empty first answer", "50006")
async def _(talk: Talk) -> None:
    await talk.answer(MESSAGE, {"content": ""})


@conversation("a late first answer, then a follow-up", "10062, 10015")
async def _(talk: Talk) -> None:
    await talk.judge.wait(3.001)
    await talk.answer(MESSAGE, X)
    await talk.follow(X)


@conversation("edit and follow-up after 15 minutes", "accepted, 50027, 50027")
async def _(talk: Talk) -> None:
    await talk.answer(MESSAGE, X)
    await talk.judge.wait(900.0)
    await talk.edit(X)
    await talk.follow(X)


@conversation("edit and follow-up before the first answer", "10015, 10015, accepted")
async def _(talk: Talk) -> None:
    await talk.edit(X)
    await talk.follow(X)
    await talk.answer(MESSAGE, X)


@conversation("an answer with another's token", "10062, 10015")
async def _(talk: Talk) -> None:
    await talk.say("POST", talk.callback.replace("/callback", "x/callback"), {"type": 4, "data": X})
    await talk.say("POST", f"{talk.webhook}x", X)


@conversation("an update as the answer to a command", "50035")
async def _(talk: Talk) -> None:
    await talk.answer(UPDATE, X)


@conversation("a promised update as the answer to a command", "50035")
async def _(talk: Talk) -> None:
    await talk.answer(DEFERRED_UPDATE)


@conversation("choices as the answer to a command", "50035")
async def _(talk: Talk) -> None:
    await talk.answer(CHOICES, {"choices": []})


@conversation("a message as the answer to typing", "50035")
async def _(talk: Talk) -> None:
    typing = Talk(talk.judge, await talk.judge.complete())
    await typing.answer(MESSAGE, X)
    talk.verdicts = typing.verdicts


@conversation("a follow-up after a form", "accepted, 40060, accepted")
async def _(talk: Talk) -> None:
    await talk.answer(MODAL, form(label()))
    await talk.answer(MESSAGE, X)
    await talk.follow(X)


@conversation(
    "two follow-ups after a private promise",
    "accepted, accepted, accepted, the first fills it, the first is private, not the second",
)
async def _(talk: Talk) -> None:
    await talk.answer(DEFERRED, {"flags": EPHEMERAL})
    promised = await talk.original()
    first, second = await talk.follow(X), await talk.follow(X)
    talk.note(that="the first fills it", when=first["id"] == promised["id"])
    talk.note(that="the first is private", when=bool(first["flags"] & EPHEMERAL))
    talk.note(that="the second", when=second["id"] == promised["id"])


@conversation("a private follow-up to a public promise", "accepted, accepted, not private")
async def _(talk: Talk) -> None:
    await talk.answer(DEFERRED)
    filled = await talk.follow(PRIVATE_X)
    talk.note(that="private", when=bool(filled["flags"] & EPHEMERAL))


@conversation("a promise kept with nothing", "accepted, 50006")
async def _(talk: Talk) -> None:
    await talk.answer(DEFERRED)
    await talk.edit({"content": ""})


@conversation("a promise deleted, then a follow-up", "accepted, accepted, accepted")
async def _(talk: Talk) -> None:
    await talk.answer(DEFERRED)
    await talk.delete()
    await talk.follow(X)


@conversation("an answer edited to nothing", "accepted, 50006")
async def _(talk: Talk) -> None:
    await talk.answer(MESSAGE, X)
    await talk.edit(NOTHING)


@conversation("an answer edited to 2001", "accepted, 50035")
async def _(talk: Talk) -> None:
    await talk.answer(MESSAGE, X)
    await talk.edit(LONG_X)


@conversation("an answer deleted, then edited", "accepted, accepted, 10008")
async def _(talk: Talk) -> None:
    await talk.answer(MESSAGE, X)
    await talk.delete()
    await talk.edit(X)


@conversation("a private answer edited to be public", "accepted, accepted, private")
async def _(talk: Talk) -> None:
    await talk.answer(MESSAGE, PRIVATE_X)
    edited = await talk.edit({**X, "flags": 0})
    talk.note(that="private", when=bool(edited["flags"] & EPHEMERAL))


@conversation("a private answer by the channel's routes", "accepted, 10008, 10008, 10008")
async def _(talk: Talk) -> None:
    await talk.answer(MESSAGE, PRIVATE_X)
    path = f"/channels/{talk.judge.channel}/messages/{(await talk.original())['id']}"
    await talk.say("GET", path)
    await talk.say("PATCH", path, X)
    await talk.say("DELETE", path)


@conversation("a press answered by an update", "accepted, accepted, in place")
async def _(talk: Talk) -> None:
    press, pressed = await _pressed(talk)
    await press.answer(UPDATE, {"content": "y"})
    now = await press.original()
    talk.note(that="in place", when=(now["id"], now["content"]) == (pressed, "y"))


@conversation("a press answered by a promised update", "accepted, accepted, accepted, in place")
async def _(talk: Talk) -> None:
    press, pressed = await _pressed(talk)
    await press.answer(DEFERRED_UPDATE)
    now = await press.edit({"content": "y"})
    talk.note(that="in place", when=now["id"] == pressed)


@conversation(
    "a press answered by a promise", "accepted, accepted, accepted, not in place, private"
)
async def _(talk: Talk) -> None:
    press, pressed = await _pressed(talk)
    await press.answer(DEFERRED, {"flags": EPHEMERAL})
    now = await press.edit({"content": "y"})
    talk.note(that="in place", when=now["id"] == pressed)
    talk.note(that="private", when=bool(now["flags"] & EPHEMERAL))


@conversation("a press answered by an update to nothing", "accepted, 50006")
async def _(talk: Talk) -> None:
    press, _ = await _pressed(talk)
    await press.answer(UPDATE, NOTHING)


@conversation("a press on what is gone by then", "accepted, accepted, 10008")
async def _(talk: Talk) -> None:
    press, _ = await _pressed(talk)
    await talk.delete()
    await press.answer(UPDATE, X)


@conversation("one enforced nonce twice", "accepted, accepted, one message")
async def _(talk: Talk) -> None:
    path = f"/channels/{talk.judge.channel}/messages"
    body = {**X, "nonce": "n1", "enforce_nonce": True}
    first, second = await talk.say("POST", path, body), await talk.say("POST", path, body)
    talk.note(that="one message", when=first["id"] == second["id"])


@conversation("everyone mentioned, nobody allowed", "accepted, not for everyone")
async def _(talk: Talk) -> None:
    body = {"content": "@everyone", "allowed_mentions": {"parse": []}}
    sent = await talk.say("POST", f"/channels/{talk.judge.channel}/messages", body)
    talk.note(that="for everyone", when=sent["mention_everyone"])


@conversation("everyone mentioned without the permission", "accepted, not for everyone")
async def _(talk: Talk) -> None:
    channel = talk.judge.closed("mention_everyone")
    sent = await talk.say("POST", f"/channels/{channel}/messages", {"content": "@everyone"})
    talk.note(that="for everyone", when=sent["mention_everyone"])


@conversation("a message where the bot may not write", "50013")
async def _(talk: Talk) -> None:
    await talk.say("POST", f"/channels/{talk.judge.closed('send_messages')}/messages", X)


@conversation("a message where the bot sees nothing", "50001")
async def _(talk: Talk) -> None:
    await talk.say("POST", f"/channels/{talk.judge.closed('view_channel')}/messages", X)


@conversation("a card where the bot may not embed", "50013")
async def _(talk: Talk) -> None:
    body = {"embeds": [{"title": "x"}]}
    await talk.say("POST", f"/channels/{talk.judge.closed('embed_links')}/messages", body)


@conversation("a card with content where the bot may not embed", "accepted")
async def _(talk: Talk) -> None:
    body = {**X, "embeds": [{"title": "x"}]}
    await talk.say("POST", f"/channels/{talk.judge.closed('embed_links')}/messages", body)


async def _pressed(talk: Talk) -> tuple[Talk, str]:
    """A press on an answer's button, noting its verdicts with `talk`; and the answer's id."""
    await talk.answer(MESSAGE, PRESSED)
    answered = await talk.original()
    press = Talk(talk.judge, await talk.judge.press(int(answered["id"])))
    press.verdicts = talk.verdicts
    return press, str(answered["id"])
