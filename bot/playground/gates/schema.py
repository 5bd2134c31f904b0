"""The gate of JSON Schema, where Discord's API description lies beside the checkout."""

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.playground import refusal
from bot.playground.call import Reply, Route
from bot.playground.gates.measures import Fault
from bot.playground.refusal import Gate
from bot.playground.world import Json

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, ValidationError

DOCUMENT = Path(__file__).resolve().parents[4] / "shared" / "discord" / "openapi.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
JSON_TYPE = "application/json"
# discord.py sends attachments[].id as an integer, which Discord takes; the description says string.
SNOWFLAKE = {"type": ["string", "integer"]}


def is_present() -> bool:
    """True where the description and its validator are at hand."""
    return DOCUMENT.is_file() and find_spec("jsonschema_rs") is not None


def check_request(route: Route, body: object) -> None:
    """Raises Refused (50035) where the body isn't what the description asks for."""
    validator = _validator(route.method, route.template, "request") if is_present() else None
    if validator is None or body is None:
        return
    if faults := tuple(_faults(validator.iter_errors(body))):
        raise refusal.invalid_form(*faults, gate=Gate.SCHEMA)


def faults_of_reply(route: Route, reply: Reply) -> tuple[Fault, ...]:
    """What is wrong with the playground's own reply."""
    validator = _validator(route.method, route.template, "reply") if is_present() else None
    if validator is None or reply is None:
        return ()
    return tuple(_faults(validator.iter_errors(reply)))


def operation(route: Route) -> Json | None:
    """What the description says about a route; None where it doesn't stand there."""
    found: Json | None = (
        _document(relaxed=True)["paths"].get(route.template, {}).get(route.method.lower())
    )
    return found


@cache
def _document(*, relaxed: bool) -> Json:
    document: Json = json.loads(DOCUMENT.read_bytes())
    if relaxed:
        document["components"]["schemas"]["SnowflakeType"] = SNOWFLAKE
    return document


@cache
def _validator(method: str, template: str, side: str) -> "Draft202012Validator | None":
    document = _document(relaxed=side == "request")
    described = document["paths"].get(template, {}).get(method.lower())
    schema = _schema_of(described or {}, side)
    if schema is None:
        return None
    whole = {"$schema": DRAFT, "components": document["components"], **deepcopy(schema)}
    judges = import_module("jsonschema_rs")
    validator: Draft202012Validator = judges.Draft202012Validator(whole, validate_formats=True)
    return validator


def _schema_of(described: Json, side: str) -> Json | None:
    if side == "request":
        held = described.get("requestBody")
    else:
        replies = described.get("responses", {})
        held = replies.get("200") or replies.get("201")
    found: Json | None = (held or {}).get("content", {}).get(JSON_TYPE, {}).get("schema")
    return found


def _faults(errors: Iterable["ValidationError"]) -> Iterator[Fault]:
    for error in errors:
        deepest = _deepest(error)
        yield ".".join(map(str, deepest.instance_path)), deepest.message[:300]


def _deepest(error: "ValidationError") -> "ValidationError":
    """Of a union's many complaints the one that got furthest into the kind that was meant."""
    branches = [list(branch) for branch in getattr(error.kind, "context", None) or ()]
    kind = [*error.instance_path, "type"]
    meant = [b for b in branches if all(list(e.instance_path) != kind for e in b)] or branches
    inner = [_deepest(complaint) for branch in meant for complaint in branch]
    return max(inner, key=lambda found: len(found.instance_path), default=error)
