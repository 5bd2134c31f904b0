"""Small payloads, and what Discord makes of each by its documentation."""

from typing import Any, TypeAlias

from tests.judges.judges import ACCEPTED

Json: TypeAlias = dict[str, Any]
# By name: what is sent, and the verdict that Discord's documentation gives.
Probes: TypeAlias = dict[str, tuple[Any, str]]

EMPTY = "50006"
INVALID = "50035"


def embed(**parts: Any) -> Json:
    return {"embeds": [parts]}


def rows(*every: list[Json]) -> Json:
    return {"content": "x", "components": [{"type": 1, "components": row} for row in every]}


def button(name: str = "b", **parts: Any) -> Json:
    return {"type": 2, "style": 2, "label": "Press", "custom_id": name, **parts}


def link(**parts: Any) -> Json:
    return {"type": 2, "style": 5, "label": "Open", "url": "https://example.org", **parts}


def select(options: int = 1, **parts: Any) -> Json:
    listed = [{"label": f"Option {n}", "value": str(n)} for n in range(options)]
    return {"type": 3, "custom_id": "s", "options": listed, **parts}


def laid_out(*parts: Json, **more: Any) -> Json:
    return {"flags": 1 << 15, "components": list(parts), **more}


def text(content: str) -> Json:
    return {"type": 10, "content": content}


def mentions(**allowed: Any) -> Json:
    return {"content": "x", "allowed_mentions": allowed}


FIELD = {"name": "n", "value": "v"}
PAIR = {"label": "a", "value": "1"}

MESSAGES: Probes = {
    "an embed title of 256": (embed(title="x" * 256), ACCEPTED),
    "an embed title of 257": (embed(title="x" * 257), INVALID),
    "an embed title of 257, one of them a space at its end": (
        embed(title="x" * 256 + " "),
        ACCEPTED,
    ),
    "a description of 4097": (embed(description="x" * 4097), INVALID),
    "6000 characters over two embeds": (
        {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2000}]},
        ACCEPTED,
    ),
    "6001 characters over two embeds": (
        {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]},
        INVALID,
    ),
    "26 fields": (embed(fields=[FIELD] * 26), INVALID),
    "a field name of 257": (embed(fields=[{**FIELD, "name": "x" * 257}]), INVALID),
    "a field without a value": (embed(fields=[{**FIELD, "value": ""}]), INVALID),
    "a field value of 1025": (embed(fields=[{**FIELD, "value": "x" * 1025}]), INVALID),
    "a footer of 2049": (embed(footer={"text": "x" * 2049}), INVALID),
    "an author of 257": (embed(author={"name": "x" * 257}), INVALID),
    "an embed address that is none": (embed(title="x", url="not an address"), INVALID),
    "an embed address of another scheme": (embed(title="x", url="javascript:go()"), INVALID),
    "11 embeds": ({"embeds": [{"title": "x"}] * 11}, INVALID),
    "an embed with nothing in it": (embed(), EMPTY),
    "content of 2000": ({"content": "x" * 2000}, ACCEPTED),
    "content of 2001": ({"content": "x" * 2001}, INVALID),
    "nothing": ({}, EMPTY),
    "blanks": ({"content": " \n "}, EMPTY),
    "a key that isn't known": ({"content": "x", "contents": "y"}, ACCEPTED),
    "a nonce of 26": ({"content": "x", "nonce": "n" * 26}, INVALID),
    "5 rows": (rows(*[[button(str(n))] for n in range(5)]), ACCEPTED),
    "6 rows": (rows(*[[button(str(n))] for n in range(6)]), INVALID),
    "a row of 6 buttons": (rows([button(str(n)) for n in range(6)]), INVALID),
    "an empty row": (rows([]), INVALID),
    "a button beside a menu": (rows([select(), button()]), INVALID),
    "one custom_id twice": (rows([button("b"), button("b")]), INVALID),
    "a custom_id of 101": (rows([button("b" * 101)]), INVALID),
    "a label of 81": (rows([button(label="x" * 81)]), INVALID),
    "a button without label and emoji": (rows([button(label=None)]), INVALID),
    "a button with an address": (rows([button(url="https://example.org")]), INVALID),
    "a link without an address": (rows([link(url=None)]), INVALID),
    "a link with a custom_id": (rows([link(custom_id="b")]), INVALID),
    "a link of another scheme": (rows([link(url="javascript:go()")]), INVALID),
    "a link of 513": (rows([link(url="https://example.org/".ljust(513, "x"))]), INVALID),
    "a button outside a row": ({"content": "x", "components": [button()]}, INVALID),
    "25 options": (rows([select(25)]), ACCEPTED),
    "26 options": (rows([select(26)]), INVALID),
    "a menu without options": (rows([select(0)]), INVALID),
    "one value twice": (rows([select(options=1) | {"options": [PAIR, PAIR]}]), INVALID),
    "an option's label of 101": (
        rows([select() | {"options": [{**PAIR, "label": "x" * 101}]}]),
        INVALID,
    ),
    "a prompt of 151": (rows([select(placeholder="x" * 151)]), INVALID),
    "more to choose than options": (rows([select(2, max_values=3)]), INVALID),
    "laid-out text without the flag": ({"components": [text("x")]}, INVALID),
    "laid-out text with content": (laid_out(text("x"), content="y"), INVALID),
    "laid-out text with an embed": (laid_out(text("x"), embeds=[{"title": "y"}]), INVALID),
    "4000 characters of laid-out text": (laid_out(text("x" * 2000), text("y" * 2000)), ACCEPTED),
    "4001 characters of laid-out text": (laid_out(text("x" * 2000), text("y" * 2001)), INVALID),
    "40 laid-out parts": (laid_out(*map(text, "x" * 40)), ACCEPTED),
    "41 laid-out parts": (laid_out(*map(text, "x" * 41)), INVALID),
    "all users and one of them": (mentions(parse=["users"], users=["1"]), INVALID),
    "101 users": (mentions(users=[str(n) for n in range(1, 102)]), INVALID),
    "an unknown kind of mention": (mentions(parse=["channels"]), INVALID),
    "an answer to a message that isn't there": (
        {"content": "x", "message_reference": {"message_id": "1"}},
        INVALID,
    ),
}


def command(**parts: Any) -> Json:
    return {"name": "probe", "description": "Say something", **parts}


def option(name: str = "o", **parts: Any) -> Json:
    return {"type": 3, "name": name, "description": "Something", **parts}


def choice(number: int = 0, **parts: Any) -> Json:
    return {"name": f"Choice {number}", "value": str(number), **parts}


LONG = [choice(name="x" * 100, value="y" * 100)] * 25

COMMANDS: Probes = {
    "a command": ([command()], ACCEPTED),
    "a command in capitals": ([command(name="Probe")], INVALID),
    "a command of two words": ([command(name="probe it")], INVALID),
    "a command's name of 33": ([command(name="x" * 33)], INVALID),
    "a command without a description": ([{"name": "probe"}], INVALID),
    "a command's description of 101": ([command(description="x" * 101)], INVALID),
    "two commands of one name": ([command(), command()], INVALID),
    "101 commands": ([command(name=f"c{n}") for n in range(101)], INVALID),
    "a command of 25 options": ([command(options=[option(f"o{n}") for n in range(25)])], ACCEPTED),
    "a command of 26 options": ([command(options=[option(f"o{n}") for n in range(26)])], INVALID),
    "a required option after one that isn't": (
        [command(options=[option(), option("p", required=True)])],
        INVALID,
    ),
    "choices that are completed too": (
        [command(options=[option(choices=[choice()], autocomplete=True)])],
        INVALID,
    ),
    "26 choices of an option": (
        [command(options=[option(choices=[choice(n) for n in range(26)])])],
        INVALID,
    ),
    "a command of more than 8000 characters": (
        [command(options=[option(f"o{n}", choices=LONG) for n in range(2)])],
        INVALID,
    ),
}


def label(number: int = 0, *, text: str = "Label", **parts: Any) -> Json:
    field = {"type": 4, "custom_id": str(number), "style": 1, **parts}
    return {"type": 18, "label": text, "component": field}


def form(*parts: Json, **more: Any) -> Json:
    return {"custom_id": "form", "title": "Form", "components": list(parts), **more}


FORMS: Probes = {
    "a form": (form(label()), ACCEPTED),
    "a form's title of 46": (form(label(), title="x" * 46), INVALID),
    "a form's custom_id of 101": (form(label(), custom_id="x" * 101), INVALID),
    "a form of 5 fields": (form(*map(label, range(5))), ACCEPTED),
    "a form of 6 fields": (form(*map(label, range(6))), INVALID),
    "a form of none": (form(), INVALID),
    "a form with one custom_id twice": (form(label(), label()), INVALID),
    "a field's label of 46": (form(label(text="x" * 46)), INVALID),
    "a field without its label": (form(label()["component"]), INVALID),
    "a field with a label of its own inside one": (form(label(label="Own")), ACCEPTED),
    "a field filled with 4001": (form(label(value="x" * 4001)), INVALID),
    "a field of 5 to 2 characters": (form(label(min_length=5, max_length=2)), INVALID),
    "a field's hint of 101": (form(label(placeholder="x" * 101)), INVALID),
}

CHOICES: Probes = {
    "25 choices while typing": ([choice(n) for n in range(25)], ACCEPTED),
    "26 choices while typing": ([choice(n) for n in range(26)], INVALID),
    "a choice of 101 while typing": ([choice(name="x" * 101)], INVALID),
    "a value of 101 while typing": ([choice(value="x" * 101)], INVALID),
    "a choice without a name while typing": ([choice(name="")], INVALID),
}
