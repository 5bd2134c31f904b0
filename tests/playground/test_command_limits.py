"""Each thing that Discord refuses in a command, a form or a completion."""

import pytest

from bot.playground.gates.commands import is_command_name
from bot.playground.interactions import Kind
from bot.playground.refusal import Gate


def command(**more):
    return {"name": "summary", "description": "Sums up", "type": 1, **more}


def option(name="story", **more):
    return {"type": 3, "name": name, "description": "Which", **more}


def with_option(**more):
    return [command(options=[option(**more)])]


def group(*options):
    return {"type": 2, "name": "g", "description": "G", "options": list(options)}


def choices(*names):
    return [{"name": name, "value": name} for name in names]


REFUSED = {
    "a name with a capital": ([command(name="Summary")], "0.name"),
    "a name with a blank": ([command(name="a b")], "0.name"),
    "a name of 33": ([command(name="x" * 33)], "0.name"),
    "no description": ([{"name": "summary", "type": 1}], "0.description"),
    "a description of 101": ([command(description="x" * 101)], "0.description"),
    "an option without description": (with_option(description=""), "0.options.0.description"),
    "an unknown key": ([command(desc="x")], "0.desc"),
    "an unknown key in an option": (with_option(autocompletes=True), "0.options.0.autocompletes"),
    "101 commands": ([command(name=f"c{n}") for n in range(101)], ""),
    "16 message menus": ([{"name": f"M {n}", "type": 3} for n in range(16)], ""),
    "a menu with a description": ([{"name": "M", "type": 3, "description": "x"}], "0.description"),
    "one name twice": ([command(), command()], ""),
    "26 options": ([command(options=[option(f"o{n}") for n in range(26)])], "0.options"),
    "one option name twice": ([command(options=[option(), option()])], "0.options"),
    "required after optional": (
        [command(options=[option("a"), option("b", required=True)])],
        "0.options",
    ),
    "choices with autocomplete": (
        with_option(choices=choices("a"), autocomplete=True),
        "0.options.0.choices",
    ),
    "autocomplete of a member": (
        with_option(type=6, autocomplete=True),
        "0.options.0.autocomplete",
    ),
    "26 choices": (with_option(choices=choices(*map(str, range(26)))), "0.options.0.choices"),
    "a choice of 101": (with_option(choices=choices("x" * 101)), "0.options.0.choices.0.name"),
    "one choice twice": (with_option(choices=choices("a", "a")), "0.options.0.choices"),
    "min above max": (with_option(type=4, min_value=3, max_value=2), "0.options.0.min_value"),
    "min_length above max_length": (
        with_option(min_length=3, max_length=2),
        "0.options.0.min_length",
    ),
    "a sub-command beside an option": (
        [command(options=[option(), option("s", type=1)])],
        "0.options",
    ),
    "a group in a group": (
        [command(options=[group(group(option("s", type=1)))])],
        "0.options.0.options",
    ),
    "8001 characters": (
        [
            command(
                options=[
                    option(
                        f"o{n}",
                        choices=[{"name": str(m), "value": f"{m}" + "x" * 98} for m in range(25)],
                    )
                    for n in range(4)
                ]
            )
        ],
        "0",
    ),
    "an unknown locale": ([command(name_localizations={"xx": "a"})], "0.name_localizations"),
    "a translated name with a capital": (
        [command(name_localizations={"de": "Ab"})],
        "0.name_localizations.de",
    ),
}


@pytest.fixture
def registry(loopback):
    return f"/applications/{loopback.world.bot.id}/commands"


@pytest.mark.parametrize(("forms", "path"), REFUSED.values(), ids=REFUSED)
async def test_commands_are_refused_for(loopback, rest, registry, forms, path):
    with loopback.expecting(50035) as refusals:
        status, body = await rest("PUT", registry, forms)
    assert status == 400
    place = body["errors"]
    for step in path.split(".") if path else ():
        place = place[step]
    assert place["_errors"]
    assert [refusal.gate for refusal in refusals] == [Gate.LIMITS]
    assert loopback.commands.of(None) == []


@pytest.mark.parametrize("name", ["whosaid", "who-said_it's", "요약", "สรุป", "सारांश", "1st"])
def test_a_command_may_be_called(name):
    assert is_command_name(name)


async def test_a_registered_command_keeps_its_id(rest, registry):
    _, (first,) = await rest("PUT", registry, [command()])
    _, (second,) = await rest("PUT", registry, [command(description="Otherwise")])
    assert first["id"] == second["id"]
    assert first["version"] != second["version"]


def label(**component):
    inner = {"type": 4, "style": 1, "custom_id": "a", **component}
    return {"type": 18, "label": "L", "component": inner}


def form(*parts, **more):
    return {"title": "T", "custom_id": "f", "components": list(parts), **more}


MODALS = {
    "a title of 46": (form(label(), title="x" * 46), "title"),
    "no title": (form(label(), title=""), "title"),
    "six parts": (form(*(label(custom_id=str(n)) for n in range(6))), "components"),
    "no part": (form(), "components"),
    "one custom_id twice": (form(label(), label()), "components"),
    "a label of 46": (form({**label(), "label": "x" * 46}), "components.0.label"),
    "a label's description of 101": (
        form({**label(), "description": "x" * 101}),
        "components.0.description",
    ),
    "a text input with a label of its own": (
        form(label(label="L")),
        "components.0.component.label",
    ),
    "a length of 4001": (form(label(max_length=4001)), "components.0.component.max_length"),
    "min above max": (form(label(min_length=3, max_length=2)), "components.0.component.min_length"),
    "a value above max": (form(label(max_length=2, value="abc")), "components.0.component.value"),
    "a placeholder of 101": (
        form(label(placeholder="x" * 101)),
        "components.0.component.placeholder",
    ),
    "a button": (
        form({"type": 2, "style": 1, "custom_id": "a", "label": "x"}),
        "components.0.type",
    ),
    "a button in a label": (form(label(type=2)), "components.0.component.type"),
    "26 options": (
        form(label(type=3, options=[{"label": str(n), "value": str(n)} for n in range(26)])),
        "components.0.component.options",
    ),
}


@pytest.mark.parametrize(("modal", "path"), MODALS.values(), ids=MODALS)
async def test_a_form_is_refused_for(loopback, rest, begun, modal, path):
    interaction = begun()
    callback = f"/interactions/{interaction.id}/{interaction.token}/callback"
    with loopback.expecting(50035):
        status, body = await rest("POST", callback, {"type": 9, "data": modal})
    place = body["errors"]["data"]
    for step in path.split("."):
        place = place[step]
    assert status == 400
    assert place["_errors"]
    assert interaction.callback is None


COMPLETIONS = {
    "26 choices": choices(*map(str, range(26))),
    "a name of 101": [{"name": "x" * 101, "value": "x"}],
    "no name": [{"name": "", "value": "x"}],
    "a value of 101": [{"name": "x", "value": "x" * 101}],
}


@pytest.mark.parametrize("offered", COMPLETIONS.values(), ids=COMPLETIONS)
async def test_a_completion_is_refused_for(loopback, rest, begun, offered):
    interaction = begun(Kind.AUTOCOMPLETE)
    callback = f"/interactions/{interaction.id}/{interaction.token}/callback"
    with loopback.expecting(50035):
        status, _ = await rest("POST", callback, {"type": 8, "data": {"choices": offered}})
    assert status == 400
