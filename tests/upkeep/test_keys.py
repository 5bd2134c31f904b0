"""The operator's commands: keys, rotation, the list of addresses, erasure by an address."""

import asyncio
import io
import stat

import pytest

from bot.__main__ import main
from bot.folders import ROOT
from bot.replies.contact import Address, Keys, key_text
from bot.settings import read_settings
from bot.store.keeping.erasures import Erasures
from bot.store.store import Store
from tests.store.replying import RAVI, reply_to
from tests.store.sample import take_in


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """No setting from outside and a folder of its own."""
    for name in ("DISCORD_TOKEN", "DATABASE_URL", "DATELINE_LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))


def make_keys(monkeypatch, capsys, path) -> Keys:
    """New keys, set as the command says."""
    assert main(["keys", "new", "--private", str(path)]) == 0
    for line in capsys.readouterr().out.splitlines():
        name, _, value = line.partition("=")
        monkeypatch.setenv(name, value)
    kept = read_settings().replies
    assert kept.public_key
    assert kept.index_key
    return Keys.read(kept.public_key, kept.index_key.reveal())


def fill(tmp_path, keys: Keys, *addresses: str) -> None:
    async def filled() -> None:
        async with Store.open(tmp_path / "data") as store:
            story = (await take_in(store)).story
            for address in addresses:

                def seal(reply, address=address):
                    return keys.seal(Address(address), reply)

                await reply_to(store, story, address[:3], seal=seal, member=RAVI)

    asyncio.run(filled())


def test_new_keys_are_two_lines_for_the_settings_and_a_file_for_the_operator(
    tmp_path, monkeypatch, capsys
):
    path = tmp_path / "away.key"
    keys = make_keys(monkeypatch, capsys, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert key_text(keys.public) not in path.read_text()
    assert main(["keys", "new", "--private", str(path)]) == 1
    assert "new file" in capsys.readouterr().err


@pytest.mark.parametrize("folder", [ROOT / "data", None], ids=["project", "data"])
def test_a_private_key_is_not_written_where_the_bot_would_find_it(tmp_path, capsys, folder):
    path = (folder or tmp_path / "data") / "my.key"
    assert main(["keys", "new", "--private", str(path)]) == 1
    assert "may not lie" in capsys.readouterr().err
    assert not path.exists()


def test_addresses_are_listed_for_who_has_the_private_key(tmp_path, monkeypatch, capsys):
    keys = make_keys(monkeypatch, capsys, tmp_path / "one.key")
    fill(tmp_path, keys, "mara@example.com", "liv@example.org")
    assert main(["replies", "contacts", "--key", str(tmp_path / "one.key")]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == ["reply,address", "1,mara@example.com", "2,liv@example.org"]
    assert "@" not in err


def test_a_rotation_goes_on_where_it_was_and_leaves_nothing_of_the_old_key(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("bot.upkeep.keys.AT_ONCE", 2)
    old = make_keys(monkeypatch, capsys, tmp_path / "old.key")
    fill(tmp_path, old, *(f"reader{n}@example.com" for n in range(5)))
    new = make_keys(monkeypatch, capsys, tmp_path / "new.key")
    stop_after(monkeypatch, 1)
    assert main(["keys", "rotate", "--key", str(tmp_path / "old.key")]) == 1
    assert counted(tmp_path) == {old.id: 3, new.id: 2}
    monkeypatch.undo()
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_REPLY_PUBLIC_KEY", key_text(new.public))
    monkeypatch.setenv("DATELINE_REPLY_INDEX_KEY", key_text(new.index))
    capsys.readouterr()
    assert main(["keys", "rotate", "--key", str(tmp_path / "old.key")]) == 0
    assert counted(tmp_path) == {new.id: 5}
    assert main(["replies", "contacts", "--key", str(tmp_path / "old.key")]) == 1
    assert capsys.readouterr().out.splitlines() == ["reply,address"]
    assert main(["replies", "contacts", "--key", str(tmp_path / "new.key")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 6


def stop_after(monkeypatch, portions: int) -> None:
    """Make the run end as a crash would after so many portions."""
    replace = Erasures.replace
    left = [portions]

    async def until_it_stops(self, changed):
        if not left[0]:
            raise OSError("the power went")
        left[0] -= 1
        await replace(self, changed)

    monkeypatch.setattr(Erasures, "replace", until_it_stops)


def counted(tmp_path) -> dict[str, int]:
    async def count() -> dict[str, int]:
        async with Store.open(tmp_path / "data") as store:
            return dict(await store.erasures.count_by_key())

    return asyncio.run(count())


def test_all_replies_with_an_address_are_erased_without_anybody_reading_one(
    tmp_path, monkeypatch, capsys
):
    keys = make_keys(monkeypatch, capsys, tmp_path / "one.key")
    fill(tmp_path, keys, "mara@example.com", "liv@example.org", "Mara@Example.com")
    monkeypatch.setattr("sys.stdin", io.StringIO("MARA@example.com\n"))
    assert main(["replies", "erase", "--address"]) == 0
    assert "2 replies are erased" in capsys.readouterr().err
    assert counted(tmp_path) == {keys.id: 1}
    monkeypatch.setattr("sys.stdin", io.StringIO("mara@example.com\n"))
    assert main(["replies", "erase", "--address"]) == 1
    assert "mara" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "text", ["", "no key", "DATELINE-PRIVATE-KEY-1:ab:cd"], ids=["1", "2", "3"]
)
def test_a_file_without_a_private_key_is_refused(tmp_path, capsys, text):
    (tmp_path / "bad.key").write_text(text)
    assert main(["replies", "contacts", "--key", str(tmp_path / "bad.key")]) == 1
    assert "holds no private key" in capsys.readouterr().err
    assert main(["replies", "contacts", "--key", str(tmp_path / "none.key")]) == 1
    assert "can't be read" in capsys.readouterr().err
