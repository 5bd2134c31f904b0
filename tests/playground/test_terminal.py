"""The prompt, driven by a pipe."""

import io

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from rich.console import Console
from rich.text import Text

from bot.playground.terminal.lines import PipedLines
from bot.playground.terminal.prompting import SlashCompleter
from bot.playground.terminal.terminal import Terminal

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def talk(loopback):
    """What stands on the screen after these lines."""

    async def talk(*lines):
        screen = io.StringIO()
        console = Console(file=screen, width=80)
        source = io.StringIO("".join(f"{line}\n" for line in lines))
        piped = PipedLines(source, echo=lambda line: console.print(Text(line)))
        await Terminal(loopback, console).run(piped)
        return screen.getvalue()

    return talk


async def test_a_card_is_drawn_with_numbered_buttons(talk):
    screen = await talk("/card")
    assert "│ Card" in screen
    assert "[1] Private   [2] Form   [3] Slow   Off" in screen
    assert "[4] ▾ Choose: One · Two" in screen


@pytest.mark.parametrize("line", ["1", ":press 1"])
async def test_a_number_presses_its_button(talk, line):
    screen = await talk("/card", line)
    assert "only you see this\nonly you" in screen


async def test_a_form_is_asked_line_by_line(talk):
    assert "Ann ['r'] True" in await talk("/card", "2", "Ann", "1", "yes")


async def test_a_form_can_be_left(talk):
    assert "only you see this" not in await talk("/card", "2", ":cancel")


async def test_a_menu_is_chosen_by_number_or_label(talk):
    assert "picked 1" in await talk("/card", "4 One")
    assert "picked Two" in await talk("/card", "4", "2")


async def test_a_typed_value_takes_the_bots_first_choice_and_says_which(talk):
    screen = await talk("/say tru")
    assert "word: Truth" in screen
    assert "truth" in screen


async def test_an_exact_value_stays(talk):
    assert "word:" not in (await talk("/say trust")).replace("/say word:", "")


async def test_another_member_is_offered_other_commands(talk):
    screen = await talk("/secret", ":as Rita", "/secret", ":as", ":as Nobody")
    assert screen.count("only you see this") == 1
    assert "No command /secret is offered here." in screen
    assert "There are: Olivia, Max, Rita, Ravi" in screen
    assert "Nobody is called 'Nobody' here." in screen


async def test_a_channel_that_a_member_does_not_see_is_shut(talk):
    screen = await talk(":channel mod-desk", ":as Rita", ":channel news", ":as Rita")
    assert "Rita doesn't see #mod-desk." in screen
    assert "Olivia #news > :as Rita" in screen


async def test_a_message_menu_takes_the_newest_message(talk):
    assert "3 words" in await talk("three small words", ":menu Count the words")


async def test_what_the_bot_posts_is_seen_without_asking(talk, loopback, bot):
    news = bot.get_channel(loopback.world.find_channel("news").id)
    await news.send("**breaking** \x1b[31mred")
    screen = await talk()
    assert "breaking [31mred" in screen
    assert "\x1b[31m" not in screen


async def test_channels_are_changed_and_listed(talk):
    screen = await talk(":channel announcements", "/say word:truth", ":channel")
    assert "Olivia #announcements > /say" in screen
    assert "There are: #news, #announcements" in screen


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/nothing", "No command /nothing"),
        ("9", "Nothing here has the number 9."),
        (":nonsense", "There is no :nonsense"),
        (":menu Count the words", "There is no message here yet."),
        ("/say", "The option 'word' is required."),
    ],
)
async def test_a_wrong_line_is_answered_and_the_talk_goes_on(talk, line, said):
    screen = await talk(line, "/say word:truth")
    assert said in screen
    assert screen.rstrip().endswith("truth") or "truth\n" in screen


async def test_help_lists_what_is_offered(talk):
    screen = await talk(":help", ":quit", "/say word:never")
    assert "/story add" in screen
    assert ":menu Count the words" in screen
    assert "never" not in screen


async def test_an_unanswered_command_is_told(talk, loopback):
    loopback.interactions.answer_within_s = 0.1
    assert "The application did not respond." in await talk("/quiet")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("/sto", ["/story add "]),
        ("/say ", ["word:", "times:"]),
        ("/say word:tru", ["truth", "trust"]),
        ("plain words", []),
        ("/nothing x", []),
    ],
)
async def test_a_line_completes_with_commands_options_and_the_bots_choices(loopback, line, found):
    completer = SlashCompleter(lambda: loopback.seat("Rita"))
    event = CompleteEvent(text_inserted=True)
    completions = completer.get_completions_async(Document(line), event)
    assert [completion.text async for completion in completions] == found
