"""An address is sealed for somebody elsewhere, found again by who names it, and never printed."""

import copy
import json
import pickle
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from bot.errors import DatelineError, SettingsError
from bot.replies.contact import Address, Keys, PrivateKey, contact_row, key_text, new_keys
from bot.replies.opening import keys_of, must_be_elsewhere, throwaway
from bot.reply import ReplyId
from bot.settings import ReplyKeeping, settings_from

ROOT = Path(__file__).resolve().parents[2]
MARA = Address("Mara.Holt+news@Example.com")
KEYS, PRIVATE = new_keys()


@dataclass
class Holder:
    address: Address


@pytest.mark.parametrize(
    "show",
    [
        repr,
        str,
        ascii,
        "{}".format,
        "{!r:>40}".format,
        lambda address: f"{address:x}",
        lambda address: " ".join(map(str, (address, [address]))),
        lambda address: repr([address, {address: address}]),
        lambda address: repr(Holder(address)),
        lambda address: str(vars(type(address))),
        lambda address: repr(ValueError(address)),
        lambda address: json.dumps({"address": address}, default=str),
    ],
    ids=[
        "repr", "str", "ascii", "format", "padded", "spec", "joined", "inside", "dataclass",
        "class", "exception", "json",
    ],
)  # fmt: skip
def test_an_address_prints_nothing_of_itself(show):
    assert "mara" not in show(MARA).lower()
    assert "example" not in show(MARA).lower().replace("for example", "")


@pytest.mark.parametrize(
    "take", [copy.copy, copy.deepcopy, pickle.dumps, lambda one: asdict(Holder(one)), json.dumps],
    ids=["copy", "deepcopy", "pickle", "asdict", "json"],
)  # fmt: skip
def test_an_address_can_be_taken_nowhere(take):
    with pytest.raises(TypeError) as caught:
        take(MARA)
    assert "mara" not in str(caught.value).lower()


def test_an_address_is_asked_for_in_plain_in_one_file_alone():
    asking = {
        path.relative_to(ROOT).as_posix()
        for folder in ("bot", "cogs", "bench")
        for path in (ROOT / folder).rglob("*.py")
        if "in_plain(" in path.read_text() or "._plain" in path.read_text()
    }
    assert asking == {"bot/replies/contact.py"}


@pytest.mark.parametrize(
    ("typed", "is_plausible"),
    [
        ("mara@example.com", True),
        ("  mara@example.com ", True),
        ("o'brien+x@mail.example.co.uk", True),
        ("jürgen@bücher.example", True),
        ("mara@xn--bcher-kva.example", True),
        ("mara@example", False),
        ("mara.example.com", False),
        ("mara@@example.com", False),
        ("mara@exam ple.com", False),
        ("Mara <mara@example.com>", False),
        ("mara..holt@example.com", False),
        (".mara@example.com", False),
        ("mara@-example.com", False),
        ("mara@example.com,ravi@example.com", False),
        ("mara@example.com\x00", False),
        ("mara@\ud800.com", False),
        ("mara\ud800@example.com", False),
        ("x" * 65 + "@example.com", False),
        ("mara@" + "x." * 130 + "com", False),
        ("ü" * 60 + "@" + "ü" * 60 + "." + "ü" * 60 + ".com", False),
    ],
)
def test_what_is_no_address_is_told_from_what_may_be_one(typed, is_plausible):
    assert Address(typed).is_plausible is is_plausible


def test_a_blank_field_is_no_address():
    assert Address.of("  ") is Address.of(None) is Address.of("") is None


def test_only_the_private_key_opens_what_was_sealed_and_only_beside_its_reply():
    contact = KEYS.seal(MARA, ReplyId(7))
    opened = PrivateKey.read(PRIVATE.written).open(contact, ReplyId(7))
    assert contact_row(ReplyId(7), opened) == ("7", "Mara.Holt+news@Example.com")
    with pytest.raises(DatelineError, match="another"):
        PRIVATE.open(contact, ReplyId(8))
    with pytest.raises(DatelineError, match="can't be opened"):
        new_keys()[1].open(contact, ReplyId(7))


def test_all_sealed_addresses_look_alike():
    short, long = Address("a@b.co"), Address("a" * 60 + "@" + "b" * 180 + ".example")
    assert long.is_plausible
    lengths = {len(KEYS.seal(one, ReplyId(1)).sealed) for one in (short, long)}
    assert len(lengths) == 1
    assert KEYS.seal(short, ReplyId(1)).sealed != KEYS.seal(short, ReplyId(1)).sealed


def test_who_names_an_address_finds_it_whatever_its_case_and_domain_form():
    assert KEYS.exact(MARA) == KEYS.exact(Address("mara.holt+NEWS@example.com"))
    assert KEYS.exact(Address("a@BÜCHER.example")) == KEYS.exact(Address("A@xn--bcher-kva.example"))
    assert KEYS.exact(MARA) != KEYS.exact(Address("mara.holt@example.com"))
    assert KEYS.exact(MARA) != new_keys()[0].exact(MARA)


def test_a_mailbox_is_the_same_with_other_dots_and_tags_for_blocks_alone():
    assert KEYS.alike(MARA) == KEYS.alike(Address("maraholt@example.com"))
    assert KEYS.alike(Address("a.b@googlemail.com")) == KEYS.alike(Address("ab+x@gmail.com"))
    assert KEYS.alike(MARA) != KEYS.alike(Address("maraholt@example.org"))
    assert KEYS.alike(MARA) != KEYS.exact(MARA)


def test_the_name_of_the_keys_changes_with_either_of_them():
    other, _ = new_keys()
    assert len({KEYS.id, Keys(KEYS.public, other.index).id, Keys(other.public, KEYS.index).id}) == 3
    assert KEYS.id == PRIVATE.id


def test_keys_are_read_as_they_were_written():
    written = ReplyKeeping(key_text(KEYS.public))
    assert keys_of(written, key_text(KEYS.index)) == KEYS
    assert keys_of(ReplyKeeping(), None) is None
    assert repr(KEYS.index)[2:20] not in repr(KEYS)
    assert repr(PRIVATE.secret)[2:20] not in repr(PRIVATE)


@pytest.mark.parametrize(
    "public", ["abc", "", key_text(b"short"), "ü" * 44], ids=["1", "2", "3", "4"]
)
def test_keys_that_are_not_whole_stop_the_start(public):
    with pytest.raises(SettingsError, match="form"):
        keys_of(ReplyKeeping(public), key_text(KEYS.index))


def test_throwaway_keys_seal_for_nobody():
    one, other = throwaway(), throwaway()
    assert one.public_key != other.public_key
    keys = keys_of(one, one.index_key.reveal() if one.index_key else None)
    assert keys is not None
    assert keys.seal(MARA, ReplyId(1)).key_id == keys.id


@pytest.mark.parametrize("where", ["key.txt", "backups/old/key"], ids=["beside", "deeper"])
def test_a_private_key_where_the_bot_runs_stops_the_start(tmp_path, where):
    must_be_elsewhere(tmp_path, tmp_path)
    path = tmp_path / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# mine\n{PRIVATE.written}")
    for data, project in ((tmp_path, ROOT / "docs"), (ROOT / "docs", path.parent)):
        with pytest.raises(SettingsError) as caught:
            must_be_elsewhere(data, project)
        assert "Move it" in caught.value.reader
        assert key_text(PRIVATE.secret) not in caught.value.reader


def test_a_private_key_in_the_environment_stops_the_start():
    with pytest.raises(SettingsError) as caught:
        settings_from({"ANY_NAME": PRIVATE.written})
    assert key_text(PRIVATE.secret) not in f"{caught.value} {caught.value.reader}"


def test_one_key_without_the_other_stops_the_start():
    with pytest.raises(SettingsError) as caught:
        settings_from({"DATELINE_REPLY_PUBLIC_KEY": key_text(KEYS.public)})
    assert "belong together" in caught.value.reader
