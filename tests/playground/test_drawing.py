"""Messages drawn for a terminal."""

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot.playground.newsroom import newsroom
from bot.playground.terminal.drawing import controls, drawn
from bot.playground.world import Attachment, Id, Message


@pytest.fixture
def screen():
    """What a message of the bot looks like, 60 columns wide."""
    world = newsroom()

    def draw(**parts):
        message = Message(Id(1), Id(2), world.bot.id, datetime.now(UTC), **parts)
        console = Console(file=io.StringIO(), width=60, record=True)
        console.print(drawn(world, message))
        return console.export_text()

    return draw


def button(label, **more):
    return {"type": 2, "style": 1, "label": label, "custom_id": label, **more}


def test_an_embed_is_a_box_with_all_its_parts(screen):
    embed = {
        "author": {"name": "The Paper"},
        "title": "Ferry stopped",
        "description": "A **crack** was found.",
        "fields": [
            {"name": "Who", "value": "The crew", "inline": True},
            {"name": "When", "value": "Thursday", "inline": True},
            {"name": "Why", "value": "Rudder"},
        ],
        "footer": {"text": "1 min read"},
        "color": 0x336699,
        "image": {"url": "https://x.example/a.png"},
    }
    lines = [line.strip("│╭╮╰╯─ ") for line in screen(embeds=(embed,)).splitlines()]
    assert [line for line in lines if line] == [
        "Dateline APP",
        "The Paper",
        "Ferry stopped",
        "A crack was found.",
        "Who        When",
        "The crew   Thursday",
        "Why",
        "Rudder",
        "[picture]",
        "1 min read",
    ]


def test_only_what_can_be_used_has_a_number(screen):
    row = {
        "type": 1,
        "components": [
            button("Back", disabled=True),
            button("Next"),
            {"type": 2, "style": 5, "label": "Read", "url": "https://x.example"},
        ],
    }
    assert "Back   [1] Next   ↗ Read" in screen(components=(row,))


def test_a_laid_out_message_keeps_its_order(screen):
    parts = (
        {"type": 10, "content": "# Head"},
        {
            "type": 17,
            "components": [
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "beside"}],
                    "accessory": button("Go"),
                },
                {"type": 14},
                {"type": 12, "items": []},
            ],
        },
    )
    drawing = screen(components=parts)
    places = [drawing.index(word) for word in ("Head", "beside", "[1] Go", "────", "[picture]")]
    assert places[:3] == sorted(places[:3])
    assert drawing.index("[picture]") > drawing.index("[1] Go")


def test_names_stand_for_ids(screen):
    world = newsroom()
    rita, news = world.find_member("Rita").user.id, world.find_channel("news").id
    assert "@Rita in #news, @&unknown" in screen(content=f"<@{rita}> in <#{news}>, <@&5>")


def test_files_and_privacy_are_told(screen):
    file = Attachment(Id(3), "a.txt", 12, "http://x")
    drawing = screen(content="x", attachments=(file,), visible_to=Id(4))
    assert "[file] a.txt (12 bytes)" in drawing
    assert "only you see this" in drawing


def test_a_picture_in_an_embed_is_told_once_in_its_words(screen):
    file = Attachment(Id(3), "chart.png", 12, "http://x")
    embed = {"title": "Most quoted", "image": {"url": "http://x", "description": "Ann 4; Bo 1."}}
    drawing = screen(embeds=(embed,), attachments=(file,))
    assert "[picture: Ann 4; Bo 1.]" in drawing
    assert "[file]" not in drawing


def test_controls_are_numbered_in_reading_order():
    row = {"type": 1, "components": [button("a"), button("b", disabled=True), button("c")]}
    message = Message(Id(1), Id(2), Id(3), datetime.now(UTC), components=(row,))
    assert [part["label"] for part in controls(message)] == ["a", "c"]
