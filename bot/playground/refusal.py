"""How the playground says no: Discord's error codes with its error bodies."""

from dataclasses import dataclass
from enum import StrEnum

from bot.playground.gates.measures import Fault
from bot.playground.world import Json


class Gate(StrEnum):
    """Which rule said no."""

    SCHEMA = "schema"
    LIMITS = "limits"
    PROTOCOL = "protocol"
    PERMISSIONS = "permissions"
    MISSING = "missing"
    REPLY = "the playground's own reply"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One request that was refused: where, by which gate, why, and what had been sent."""

    gate: Gate
    method: str
    path: str
    code: int
    reason: str
    payload: object

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.code} ({self.gate}): {self.reason}"


class Refused(Exception):
    """A request that Discord would refuse, with the status and body that it would answer."""

    def __init__(
        self, status: int, code: int, message: str, *, gate: Gate, errors: Json | None = None
    ) -> None:
        super().__init__(message if errors is None else f"{message}: {errors}")
        self.status = status
        self.code = code
        self.message = message
        self.gate = gate
        self.errors = errors

    @property
    def body(self) -> Json:
        """The error as Discord writes it."""
        written: Json = {"message": self.message, "code": self.code}
        return written if self.errors is None else {**written, "errors": self.errors}


UNKNOWN = {
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "User": 10013,
    "Webhook": 10015,
    "interaction": 10062,
    "application command": 10063,
}


def unknown(noun: str) -> Refused:
    """404: what was asked for isn't there (`noun` is a key of UNKNOWN)."""
    gate = Gate.PROTOCOL if noun in ("interaction", "Webhook") else Gate.MISSING
    return Refused(404, UNKNOWN[noun], f"Unknown {noun}", gate=gate)


def no_route() -> Refused:
    """404 without code: no such address, or one that the playground hasn't."""
    return Refused(404, 0, "404: Not Found", gate=Gate.PROTOCOL)


def unauthorised() -> Refused:
    """401: the token isn't the playground's."""
    return Refused(401, 0, "401: Unauthorized", gate=Gate.PROTOCOL)


def missing_access() -> Refused:
    """403, 50001: the bot doesn't see the channel."""
    return Refused(403, 50001, "Missing Access", gate=Gate.PERMISSIONS)


def missing_permissions() -> Refused:
    """403, 50013: the bot may not do that."""
    return Refused(403, 50013, "Missing Permissions", gate=Gate.PERMISSIONS)


def empty_message() -> Refused:
    """400, 50006: nothing in it to show."""
    return Refused(400, 50006, "Cannot send an empty message", gate=Gate.LIMITS)


def already_acknowledged() -> Refused:
    """400, 40060: the interaction had its first answer."""
    message = "Interaction has already been acknowledged."
    return Refused(400, 40060, message, gate=Gate.PROTOCOL)


def token_expired() -> Refused:
    """401, 50027: 15 minutes are over, or the token was never given out."""
    return Refused(401, 50027, "Invalid Webhook Token", gate=Gate.PROTOCOL)


def archived() -> Refused:
    """400, 50083: the thread must be reopened first."""
    return Refused(400, 50083, "Thread is archived", gate=Gate.PERMISSIONS)


def invalid_form(*faults: Fault, gate: Gate = Gate.LIMITS) -> Refused:
    """400, 50035: each fault tells for a dotted path ("embeds.0.title") what is wrong there."""
    errors: Json = {}
    for path, reason in faults:
        place = errors
        for step in path.split(".") if path else ():
            place = place.setdefault(step, {})
        place.setdefault("_errors", []).append({"code": "INVALID", "message": reason})
    return Refused(400, 50035, "Invalid Form Body", gate=gate, errors=errors)


def not_the_author() -> Refused:
    """403, 50005: only one's own messages can be edited."""
    message = "Cannot edit a message authored by another user"
    return Refused(403, 50005, message, gate=Gate.PERMISSIONS)


def takes_no_messages() -> Refused:
    """403, 50007: the user takes no direct messages from the bot."""
    return Refused(403, 50007, "Cannot send messages to this user", gate=Gate.PERMISSIONS)


def wrong_channel_kind() -> Refused:
    """400, 50024: that can't be done in this kind of channel."""
    message = "Cannot execute action on this channel type"
    return Refused(400, 50024, message, gate=Gate.PROTOCOL)


def already_crossposted() -> Refused:
    """400, 40033: the message was published before."""
    message = "This message has already been crossposted"
    return Refused(400, 40033, message, gate=Gate.PROTOCOL)


def needs_tag() -> Refused:
    """400, 40067: the forum asks for a tag on each post."""
    message = "A tag is required to create a forum post in this channel"
    return Refused(400, 40067, message, gate=Gate.PERMISSIONS)


def locked() -> Refused:
    """403, 160005: the thread is locked."""
    return Refused(403, 160005, "Thread is locked", gate=Gate.PERMISSIONS)


def has_thread() -> Refused:
    """400, 160004: the message has its thread already."""
    message = "A thread has already been created for this message"
    return Refused(400, 160004, message, gate=Gate.PROTOCOL)


def not_json() -> Refused:
    """400, 50109: the body can't be read."""
    message = "The request body contains invalid JSON."
    return Refused(400, 50109, message, gate=Gate.PROTOCOL)


def too_large() -> Refused:
    """413, 40005: a file is larger than a bot may send."""
    return Refused(413, 40005, "Request entity too large", gate=Gate.LIMITS)
