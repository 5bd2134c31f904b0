"""Who may talk to the playground, and what its page may do."""

import gzip
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.playground.page.line import CLOSE_WRONG_KEY
from bot.playground.play import staged
from bot.playground.world import ChannelKind

STATIC = Path(__file__).parents[3] / "bot" / "playground" / "page" / "static"
MOST_LINES = 300


@pytest_asyncio.fixture
async def stage():
    async with staged() as opened:
        yield opened


@pytest_asyncio.fixture
async def line(stage):
    """A socket that was let in, as `ask(do, ...)`, the answer to that."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{stage.loopback.url}/page/line") as socket,
    ):
        await socket.send_json({"key": stage.page.key})

        async def ask(do, **values):
            await socket.send_json({"id": 1, "do": do, **values})
            while "to" not in (told := await socket.receive_json(timeout=5)):
                pass
            return told

        yield ask


@pytest.mark.parametrize("path", ["/", "/page/js/main.js", "/page/line", "/api/v10/gateway/bot"])
@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": "127.0.0.1:1"}, {"Origin": "https://evil.example"}],
    ids=["other name", "other port", "other page"],
)
async def test_what_comes_from_elsewhere_is_refused(stage, path, headers):
    async with (
        aiohttp.ClientSession() as session,
        session.get(stage.loopback.url + path, headers=headers) as response,
    ):
        assert response.status == 403


async def test_a_socket_of_another_page_is_refused(stage):
    async with aiohttp.ClientSession() as session:
        for path in ("/page/line", "/gateway"):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(stage.loopback.url + path, origin="http://evil.example")
            assert refused.value.status == 403


@pytest.mark.parametrize("first", ['{"key": "wrong"}', "{}", "no json", "[1]"])
async def test_without_the_key_nothing_is_told(stage, first):
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{stage.loopback.url}/page/line") as socket,
    ):
        await socket.send_str(first)
        told = await socket.receive(timeout=5)
        assert (told.type, told.data) == (aiohttp.WSMsgType.CLOSE, CLOSE_WRONG_KEY)


async def test_the_key_is_new_each_time(stage):
    async with staged() as other:
        assert other.page.key != stage.page.key
    assert stage.page.address.startswith("http://127.0.0.1:")


async def test_the_page_loads_from_itself_alone(stage):
    async with (
        aiohttp.ClientSession() as session,
        session.get(stage.loopback.url) as response,
    ):
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert "key" not in response.headers.get("Set-Cookie", "")


async def test_a_file_of_a_message_may_run_nothing(stage):
    number = stage.loopback.world.new_id()
    stage.loopback.world.files[number] = b"<script>alert(1)</script>"
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{stage.loopback.url}/cdn/attachments/0/{number}/a.html") as response,
    ):
        assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("path", ["../page.py", "js/none.js", "..%2fpage.py", "js", "__init__.py"])
async def test_only_the_pages_own_files_are_served(stage, path):
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{stage.loopback.url}/page/{path}") as response,
    ):
        assert response.status == 404


@pytest.mark.parametrize(
    ("do", "values", "said"),
    [
        ("fly", {}, "can't 'fly'"),
        ("slash", {}, "can't be understood"),
        ("slash", {"name": "none", "options": {}}, "No command /none"),
        ("press", {"message": "x", "custom_id": "y"}, "can't be understood"),
        ("press", {"message": "5", "custom_id": "y"}, "isn't here"),
        ("submit", {"form": "5", "entries": {}}, "can't be understood"),
        ("sit", {"member": "5", "channel": "5"}, "can't be understood"),
        ("dismiss", {"message": "5"}, "isn't here"),
    ],
)
async def test_a_request_that_makes_no_sense_is_answered_with_why(line, do, values, said):
    assert said in (await line(do, **values))["no"]


async def test_a_member_is_seated_only_where_they_see(stage, line):
    world = stage.loopback.world
    rita = world.find_member("Rita").user.id
    desk = world.find_channel("mod-desk")
    assert "ok" in await line("sit", member=str(rita), channel=str(desk.id))
    assert "ok" in await line("say", text="hello")
    (message,) = world.messages.values()
    assert world.channels[message.channel].name == "news"
    assert world.channels[message.channel].kind is ChannelKind.TEXT


async def test_a_private_message_is_pressed_by_nobody_else(stage, line):
    olivia = stage.loopback.seat("Olivia")
    said = await olivia.say("mine")
    rita = stage.loopback.world.find_member("Rita").user.id
    elsewhere = stage.loopback.world.find_channel("announcements").id
    await line("sit", member=str(rita), channel=str(elsewhere))
    assert "isn't here" in (await line("dismiss", message=str(said.id)))["no"]


async def test_the_pages_files_are_few_and_none_is_too_long_to_be_read(stage):
    own = [path for path in STATIC.rglob("*.*") if "vendor" not in path.parts]
    assert all(len(path.read_text().splitlines()) <= MOST_LINES for path in own if path.suffix)
    packed = sum(len(gzip.compress(path.read_bytes())) for path in STATIC.rglob("*.*"))
    assert packed < 1_000_000
    assert (STATIC / "vendor" / "simple-markdown.LICENSE").read_text().startswith("Copyright")
