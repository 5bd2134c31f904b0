"""The limits of messages, threads and autocomplete choices."""

from collections.abc import Iterator

from bot.playground.gates.components import faults_of_components
from bot.playground.gates.embeds import faults_of_embeds, is_empty
from bot.playground.gates.measures import Fault, count, keys, length, members, under
from bot.playground.world import FLAG_COMPONENTS_V2, Json, Message

MOST_CONTENT = 2000
MOST_NONCE = 25
MOST_FILES = 10
MOST_FILE_TOLD = 1024
MOST_CHOICES = 25
MOST_TAGS = 5
MESSAGE_KEYS = (
    *("content", "embeds", "components", "flags", "tts", "nonce", "enforce_nonce", "poll"),
    *("allowed_mentions", "attachments", "message_reference", "sticker_ids"),
    *("username", "avatar_url", "thread_name", "applied_tags"),
)
THREAD_KEYS = (
    *("name", "auto_archive_duration", "rate_limit_per_user", "type", "invitable"),
    *("message", "applied_tags"),
)
ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
V2_FLAG = "MessageFlags.IS_COMPONENTS_V2"
MENTION_KINDS = ("users", "roles", "everyone")


def faults_of_message(form: Json, *, was_laid_out: bool = False) -> Iterator[Fault]:
    """What is wrong with a message's form; `was_laid_out`: it edits one of Components V2."""
    yield from keys(form, MESSAGE_KEYS)
    yield from length(form, "content", MOST_CONTENT)
    if form.get("nonce") is not None and len(str(form["nonce"])) > MOST_NONCE:
        yield "nonce", f"Must be {MOST_NONCE} or fewer in length."
    yield from count(form, "attachments", MOST_FILES)
    for path, attachment in members(form, "attachments"):
        yield from under(path, length(attachment, "description", MOST_FILE_TOLD))
    yield from faults_of_embeds(form)
    is_laid_out = was_laid_out or bool((form.get("flags") or 0) & FLAG_COMPONENTS_V2)
    yield from faults_of_components(form, is_laid_out=is_laid_out)
    yield from under("allowed_mentions", _faults_of_mentions(form.get("allowed_mentions") or {}))


def faults_of_mixture(message: Message) -> Iterator[Fault]:
    """Components V2 stand alone: a message has them, or content, embeds and a poll."""
    if message.flags & FLAG_COMPONENTS_V2:
        for key in ("content", "embeds", "poll"):
            if getattr(message, key):
                yield key, f"The '{key}' field cannot be used when using {V2_FLAG}"


def shows_nothing(message: Message) -> bool:
    """True for a message that Discord calls empty."""
    embeds = any(not is_empty(embed) for embed in message.embeds)
    texts = message.content or message.components or message.attachments or message.poll
    return not (texts or embeds or message.is_loading)


def faults_of_thread(form: Json) -> Iterator[Fault]:
    """What is wrong with the form of a thread or a forum's post."""
    yield from keys(form, THREAD_KEYS)
    yield from length(form, "name", 100, least=1)
    yield from count(form, "applied_tags", MOST_TAGS)
    if form.get("auto_archive_duration", 1440) not in (None, *ARCHIVE_MINUTES):
        yield "auto_archive_duration", f"Value must be one of {ARCHIVE_MINUTES}."
    if "message" in form:
        yield from under("message", faults_of_message(form["message"] or {}))


def faults_of_choices(form: Json) -> Iterator[Fault]:
    """What is wrong with an autocomplete's choices."""
    yield from keys(form, ("choices",))
    yield from count(form, "choices", MOST_CHOICES)
    for path, choice in members(form, "choices"):
        yield from under(path, faults_of_choice(choice))


def faults_of_choice(choice: Json) -> Iterator[Fault]:
    """What is wrong with one choice, of a completion or of a command."""
    yield from keys(choice, ("name", "name_localizations", "value"))
    yield from length(choice, "name", 100, least=1)
    if isinstance(choice.get("value"), str | None):
        yield from length(choice, "value", 100, least=1)


def _faults_of_mentions(allowed: Json) -> Iterator[Fault]:
    yield from keys(allowed, ("parse", "users", "roles", "replied_user"))
    for kind in allowed.get("parse") or ():
        if kind not in MENTION_KINDS:
            yield "parse", f"Value must be one of {MENTION_KINDS}."
        elif allowed.get(kind):
            yield "parse", f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
    for kind in ("users", "roles"):
        yield from count(allowed, kind, 100)
