"""From a message as a bot asks for it to the message that stands in the channel."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from bot.playground import echo, refusal
from bot.playground.call import Call, Upload
from bot.playground.components import Kind, walked
from bot.playground.gates.messages import faults_of_mixture, shows_nothing
from bot.playground.scene import Ping
from bot.playground.world import (
    FLAG_COMPONENTS_V2,
    FLAG_CROSSPOSTED,
    FLAG_LOADING,
    KIND_ANSWER,
    Attachment,
    Channel,
    Id,
    Json,
    Message,
    World,
)

MENTION = re.compile(r"@(everyone|here)|<@(&|!?)(\d+)>")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Whom a message notifies, after its allowed_mentions."""

    users: tuple[Id, ...] = ()
    roles: tuple[Id, ...] = ()
    everyone: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Each as text: "everyone", "role 1", "user 2"."""
        everyone = ("everyone",) if self.everyone else ()
        roles = tuple(f"role {role}" for role in self.roles)
        return everyone + roles + tuple(f"user {user}" for user in self.users)


def drafted(call: Call, channel: Channel, *, form: Json) -> Message:
    """A new message of the bot, not yet posted."""
    message = Message(
        id=call.world.new_id(),
        channel=channel.id,
        author=call.world.bot.id,
        written_at=datetime.now(UTC),
        nonce=None if form.get("nonce") is None else str(form["nonce"]),
        poll=echo.of_poll(form["poll"]) if form.get("poll") else None,
        refers_to=_reference(form),
        kind=KIND_ANSWER if form.get("message_reference") else 0,
    )
    return _filled(call, message, form)


def redrafted(call: Call, message: Message, *, form: Json) -> Message:
    """`message` with what `form` changes; what it doesn't name stays."""
    edited_at = None if message.is_loading else datetime.now(UTC)
    edited = replace(message, edited_at=edited_at, flags=message.flags & ~FLAG_LOADING)
    return _filled(call, edited, form)


def mentioned(world: World, form: Json) -> Mentioned:
    """Whom the texts of `form` notify; embeds notify nobody. Without allowed_mentions: all."""
    allowed = form.get("allowed_mentions")
    parse = ["users", "roles", "everyone"] if allowed is None else allowed.get("parse", [])
    named = {kind: {str(i) for i in (allowed or {}).get(kind, [])} for kind in ("users", "roles")}
    users: list[Id] = []
    roles: list[Id] = []
    everyone = False
    for wide, mark, number in MENTION.findall("\n".join(texts_of(form))):
        if wide:
            everyone = everyone or "everyone" in parse
        elif mark == "&":
            if "roles" in parse or number in named["roles"]:
                roles.append(Id(int(number)))
        elif ("users" in parse or number in named["users"]) and int(number) in world.users:
            users.append(Id(int(number)))
    return Mentioned(tuple(dict.fromkeys(users)), tuple(dict.fromkeys(roles)), everyone)


def note_pings(call: Call, message: Message, form: Json) -> None:
    """Record whom the texts of `form` notify, so that a test can say: nobody."""
    names = mentioned(call.world, form).names
    call.scene.pings.extend(Ping(message.id, whom) for whom in names)


def texts_of(form: Json) -> Iterator[str]:
    """The content, and the text of each text display."""
    yield form.get("content") or ""
    for component in walked(form.get("components") or ()):
        if component.get("type") == Kind.TEXT:
            yield component.get("content") or ""


def _filled(call: Call, message: Message, form: Json) -> Message:
    changed: dict[str, Any] = {}
    if "flags" in form:
        kept = message.flags & (FLAG_CROSSPOSTED | FLAG_COMPONENTS_V2)
        changed["flags"] = kept | (int(form["flags"] or 0))
    attachments = _attachments(call, message, form)
    if "content" in form:
        changed["content"] = (form["content"] or "").strip()
    if "embeds" in form:
        changed["embeds"] = tuple(
            echo.of_embed(embed, attachments) for embed in form["embeds"] or ()
        )
    if "components" in form:
        changed["components"] = echo.of_components(form["components"] or (), attachments)
    if "content" in form or "components" in form:
        who = mentioned(call.world, form)
        changed["mentions"] = who.users
        changed["mentioned_roles"] = who.roles
        changed["mentions_everyone"] = who.everyone
    filled = replace(message, attachments=attachments, **changed)
    if faults := tuple(faults_of_mixture(filled)):
        raise refusal.invalid_form(*faults)
    if shows_nothing(filled):
        raise refusal.empty_message()
    return filled


def _attachments(call: Call, message: Message, form: Json) -> tuple[Attachment, ...]:
    asked = form.get("attachments")
    described = {str(entry.get("id")): entry for entry in asked or ()}
    kept = tuple(a for a in message.attachments if asked is None or str(a.id) in described)
    added = (
        _stored(call, message, upload, described.get(str(upload.index), {}))
        for upload in call.uploads
    )
    return kept + tuple(added)


def _stored(call: Call, message: Message, upload: Upload, described: Json) -> Attachment:
    number = call.world.new_id()
    call.world.files[number] = upload.content
    return Attachment(
        id=number,
        name=upload.name,
        size=len(upload.content),
        url=f"{call.world.cdn}/attachments/{message.channel}/{number}/{quote(upload.name)}",
        kind=upload.kind,
        description=described.get("description"),
    )


def _reference(form: Json) -> Id | None:
    reference = form.get("message_reference")
    return Id(int(reference["message_id"])) if reference else None
