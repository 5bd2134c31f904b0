"""The same payloads before the loopback and simcord: where they differ, docs/judges.md says it."""

from importlib.metadata import version
from pathlib import Path

import pytest

from tests.judges.conversations import CHOICES as COMPLETE
from tests.judges.conversations import CONVERSATIONS, MODAL
from tests.judges.judges import ours, theirs
from tests.judges.payloads import CHOICES, COMMANDS, FORMS, MESSAGES, Probes
from tests.judges.talk import Talk

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "judges.md").read_text("utf-8")
OURS, THEIRS, WHY, RIGHT = range(1, 5)
PROBES: Probes = {**MESSAGES, **COMMANDS, **FORMS, **CHOICES, **CONVERSATIONS}
DOCUMENTED = {name: documented for name, (_, documented) in PROBES.items()}


def listed():
    """The page's rows: each probe's name with the cells of its row."""
    rows = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in rows]
    return {name: row for row in cells[2:] for name in row[0].split("; ")}


async def verdicts(judge):
    """What the judge makes of each probe."""
    found = {}
    for name, (body, _) in MESSAGES.items():
        path = f"/channels/{judge.channel}/messages"
        found[name], _ = await judge.client.tell("POST", path, body)
    for name, (body, _) in FORMS.items():
        talk = Talk(judge, await judge.ask())
        await talk.answer(MODAL, body)
        (found[name],) = talk.verdicts
    for name, (choices, _) in CHOICES.items():
        talk = Talk(judge, await judge.complete())
        await talk.answer(COMPLETE, {"choices": choices})
        (found[name],) = talk.verdicts
    for name, (converse, _) in CONVERSATIONS.items():
        talk = Talk(judge, await judge.ask())
        await converse(talk)
        found[name] = ", ".join(talk.verdicts)
    for name, (commands, _) in COMMANDS.items():
        path = f"/applications/{judge.client.application_id}/commands"
        found[name], _ = await judge.client.tell("PUT", path, commands)
    return found


@pytest.mark.parametrize(("made", "column"), [(ours, OURS), (theirs, THEIRS)])
async def test_a_judge_says_what_is_documented_or_what_the_page_lists(made, column):
    async with made() as judge:
        found = await verdicts(judge)
    assert found == DOCUMENTED | {name: row[column] for name, row in listed().items()}


def test_each_row_of_the_page_is_a_difference_with_its_reason():
    for name, row in listed().items():
        assert {row[OURS], row[THEIRS]} != {DOCUMENTED[name]}
        assert row[WHY]
        assert row[RIGHT]


def test_the_page_counts_the_probes_and_names_the_version():
    assert f" {len(DOCUMENTED)} small payloads and conversations" in PAGE
    assert f" {version('simcord')}**" in PAGE
