"""Each thing that Discord refuses in a message, refused by the playground."""

import aiohttp
import pytest

from bot.playground.refusal import Gate
from bot.playground.world import FLAG_COMPONENTS_V2


def row(*parts):
    return {"type": 1, "components": list(parts)}


def button(custom_id="a", **more):
    return {"type": 2, "style": 1, "label": "Go", "custom_id": custom_id, **more}


def link(url="https://news.example", **more):
    return {"type": 2, "style": 5, "label": "Read", "url": url, **more}


def select(*options, **more):
    listed = [{"label": str(option), "value": str(option)} for option in options]
    return {"type": 3, "custom_id": "s", "options": listed, **more}


def text(content="words"):
    return {"type": 10, "content": content}


def rows(*parts):
    return {"content": "hi", "components": [row(*parts)]}


def embed(**parts):
    return {"embeds": [{"title": "T", **parts}]}


def field(name="n", value="v"):
    return embed(fields=[{"name": name, "value": value}])


def laid_out(*parts, **more):
    return {"components": list(parts), "flags": FLAG_COMPONENTS_V2, **more}


REFUSED = {
    "content of 2001": ({"content": "x" * 2001}, "content"),
    "an unknown key": ({"content": "x", "embed": {}}, "embed"),
    "an unknown key in an embed": (embed(colour=3), "embeds.0.colour"),
    "eleven embeds": ({"embeds": [{"title": "T"}] * 11}, "embeds"),
    "6001 over all embeds": (
        {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3001}]},
        "embeds",
    ),
    "an embed title of 257": (embed(title="x" * 257), "embeds.0.title"),
    "an embed description of 4097": (embed(description="x" * 4097), "embeds.0.description"),
    "26 fields": (embed(fields=[{"name": "n", "value": "v"}] * 26), "embeds.0.fields"),
    "a field name of 257": (field(name="x" * 257), "embeds.0.fields.0.name"),
    "a field value of 1025": (field(value="x" * 1025), "embeds.0.fields.0.value"),
    "a field without a name": (field(name=""), "embeds.0.fields.0.name"),
    "a field of blanks": (field(value="  "), "embeds.0.fields.0.value"),
    "a footer of 2049": (embed(footer={"text": "x" * 2049}), "embeds.0.footer.text"),
    "an author of 257": (embed(author={"name": "x" * 257}), "embeds.0.author.name"),
    "an author without a name": (embed(author={"name": ""}), "embeds.0.author.name"),
    "a picture in the address": (
        embed(image={"url": "data:image/png;base64,AA"}),
        "embeds.0.image.url",
    ),
    "a blank in an address": (
        embed(thumbnail={"url": "https://x.example/a b.png"}),
        "embeds.0.thumbnail.url",
    ),
    "an address without scheme": (embed(url="news.example"), "embeds.0.url"),
    "an address of 2049": (embed(url="https://x.example/" + "a" * 2031), "embeds.0.url"),
    "an empty icon": (embed(author={"name": "n", "icon_url": ""}), "embeds.0.author.icon_url"),
    "a nonce of 26": ({"content": "x", "nonce": "n" * 26}, "nonce"),
    "eleven files": (
        {"content": "x", "attachments": [{"id": n} for n in range(11)]},
        "attachments",
    ),
    "words of 1025 for a file": (
        {"content": "x", "attachments": [{"id": 0, "description": "x" * 1025}]},
        "attachments.0.description",
    ),
    "words of 4097 for a picture": (
        embed(image={"url": "https://x.example/a.png", "description": "x" * 4097}),
        "embeds.0.image.description",
    ),
    "mentions allowed twice": (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions.parse",
    ),
    "mentions of a made-up kind": (
        {"content": "x", "allowed_mentions": {"parse": ["all"]}},
        "allowed_mentions.parse",
    ),
    "six rows": (
        {"content": "x", "components": [row(button(str(n))) for n in range(6)]},
        "components",
    ),
    "an empty row": (rows(), "components.0.components"),
    "six buttons in a row": (rows(*(button(str(n)) for n in range(6))), "components.0.components"),
    "a select beside a button": (rows(select("a"), button()), "components.0.components"),
    "one custom_id twice": (rows(button("a"), button("a")), "components"),
    "a custom_id of 101": (rows(button("x" * 101)), "components.0.components.0.custom_id"),
    "a button without custom_id": (rows(button(None)), "components.0.components.0.custom_id"),
    "a button with an address": (
        rows(button(url="https://x.example")),
        "components.0.components.0.url",
    ),
    "a link without address": (rows(link(None)), "components.0.components.0.url"),
    "a link with a custom_id": (rows(link(custom_id="a")), "components.0.components.0.custom_id"),
    "a link of 513": (
        rows(link("https://x.example/" + "a" * 495)),
        "components.0.components.0.url",
    ),
    "a label of 81": (rows(button(label="x" * 81)), "components.0.components.0.label"),
    "a button of nothing": (rows(button(label="")), "components.0.components.0.label"),
    "a button of a made-up style": (rows(button(style=9)), "components.0.components.0.style"),
    "an unknown key in a button": (rows(button(colour=3)), "components.0.components.0.colour"),
    "26 options": (rows(select(*range(26))), "components.0.components.0.options"),
    "no option": (rows(select()), "components.0.components.0.options"),
    "one option value twice": (rows(select("a", "a")), "components.0.components.0.options"),
    "an option label of 101": (
        rows(select("x" * 101)),
        "components.0.components.0.options.0.label",
    ),
    "a placeholder of 151": (
        rows(select("a", placeholder="x" * 151)),
        "components.0.components.0.placeholder",
    ),
    "more to choose than there is": (
        rows(select("a", max_values=2)),
        "components.0.components.0.max_values",
    ),
    "min above max": (
        rows(select("a", "b", min_values=2, max_values=1)),
        "components.0.components.0.min_values",
    ),
    "a container without the flag": (
        {"content": "x", "components": [{"type": 17, "components": [text()]}]},
        "components.0.type",
    ),
    "the flag with content": (laid_out(text(), content="x"), "content"),
    "the flag with an embed": (laid_out(text(), embeds=[{"title": "T"}]), "embeds"),
    "41 components, nested ones counted": (
        laid_out(*[{"type": 17, "components": [text()] * 9}] * 4, text()),
        "components",
    ),
    "4001 characters over all texts": (laid_out(text("x" * 2000), text("x" * 2001)), "components"),
    "a text of nothing": (laid_out(text("")), "components.0.content"),
    "a section without accessory": (
        laid_out({"type": 9, "components": [text()]}),
        "components.0.accessory",
    ),
    "a section of four texts": (
        laid_out({"type": 9, "components": [text()] * 4, "accessory": button()}),
        "components.0.components",
    ),
    "a section with a text beside it": (
        laid_out({"type": 9, "components": [text()], "accessory": text()}),
        "components.0.accessory",
    ),
    "a button outside a row": (laid_out(button()), "components.0.type"),
    "an empty container": (laid_out({"type": 17, "components": []}), "components.0.components"),
    "an empty gallery": (laid_out({"type": 12, "items": []}), "components.0.items"),
}
EMPTY = {
    "nothing": {},
    "content of blanks": {"content": " \n "},
    "an embed of nothing": {"embeds": [{}]},
    "an embed of blanks": {"embeds": [{"title": "  "}]},
    "an embed of colour only": {"embeds": [{"color": 3}]},
}
ALLOWED = {
    "content of 2000": {"content": "x" * 2000},
    "6000 over all embeds": {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3000}]},
    "five rows of five buttons": {
        "content": "x",
        "components": [row(*(button(f"{r}{b}") for b in range(5))) for r in range(5)],
    },
    "a link of 512": rows(link("https://x.example/" + "a" * 494)),
    "25 options": rows(select(*range(25))),
    "40 components": laid_out(*[{"type": 17, "components": [text()] * 9}] * 4),
    "4000 characters over two texts": laid_out(text("x" * 2000), text("x" * 2000)),
    "an attachment id as a number": {"content": "x", "attachments": []},
    "a section with a button": laid_out({"type": 9, "components": [text()], "accessory": button()}),
}


@pytest.fixture
def news(loopback):
    return f"/channels/{loopback.world.find_channel('news').id}/messages"


@pytest.mark.parametrize(("form", "path"), REFUSED.values(), ids=REFUSED)
async def test_a_message_is_refused_for(loopback, rest, news, form, path):
    with loopback.expecting(50035) as refusals:
        status, body = await rest("POST", news, form)
    assert status == 400
    place = body["errors"]
    for step in path.split("."):
        place = place[step]
    assert place["_errors"]
    assert [refusal.gate for refusal in refusals] == [Gate.LIMITS]
    assert not loopback.world.messages


@pytest.mark.parametrize("form", EMPTY.values(), ids=EMPTY)
async def test_a_message_is_empty_with(loopback, rest, news, form):
    with loopback.expecting(50006):
        status, body = await rest("POST", news, form)
    assert (status, body["code"]) == (400, 50006)


@pytest.mark.parametrize("form", ALLOWED.values(), ids=ALLOWED)
async def test_a_message_may_have(rest, news, form):
    status, _ = await rest("POST", news, form)
    assert status == 200


async def test_an_edit_may_not_empty_a_message(loopback, rest, news):
    _, message = await rest("POST", news, {"content": "x"})
    with loopback.expecting(50006):
        await rest("PATCH", f"{news}/{message['id']}", {"content": None})


async def test_an_edit_may_not_put_content_into_a_laid_out_message(loopback, rest, news):
    _, message = await rest("POST", news, laid_out(text()))
    assert (await rest("PATCH", f"{news}/{message['id']}", {"components": [text("b")]}))[0] == 200
    with loopback.expecting(50035):
        await rest("PATCH", f"{news}/{message['id']}", {"content": "x"})


async def test_a_body_that_is_no_json_is_refused(loopback, news):
    url = f"{loopback.url}/api/v10{news}"
    headers = {"Authorization": f"Bot {loopback.token}", "Content-Type": "application/json"}
    async with aiohttp.ClientSession(headers=headers) as session:
        with loopback.expecting(50109):
            async with session.post(url, data="{") as response:
                assert response.status == 400


@pytest.mark.parametrize("form", [{"embeds": "x"}, {"components": [3]}, {"content": 3}, [], "x"])
async def test_a_body_of_another_shape_is_refused(loopback, rest, news, form):
    with loopback.expecting(50035):
        assert (await rest("POST", news, form))[0] == 400
