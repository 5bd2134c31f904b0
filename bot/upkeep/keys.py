"""The operator's commands for readers' addresses: keys, the list of addresses, erasure by one."""

import argparse
import asyncio
import csv
import getpass
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import DatelineError, NotFound, SettingsError
from bot.folders import ROOT
from bot.replies.contact import Address, Keys, PrivateKey, contact_row, key_text, new_keys
from bot.replies.opening import keys_of
from bot.reply import ReplyId
from bot.settings import Settings
from bot.store.replies.contacts import Contact
from bot.store.store import Store

# What is sealed anew in one transaction; a run that is cut off goes on where it was.
AT_ONCE = 200


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `keys` and `replies` to the command line."""
    keys = commands.add_parser("keys", help="the keys that seal readers' e-mail addresses")
    keyed = keys.add_subparsers(metavar="WHAT", required=True)
    new = keyed.add_parser("new", help="make keys: two lines for .env, and a private file")
    new.add_argument("--private", metavar="FILE", type=Path, required=True, help="a new file")
    new.set_defaults(run=_new)
    rotate = keyed.add_parser("rotate", help="seal what an older key opens for the one in .env")
    _add_key(rotate)
    rotate.set_defaults(run=_rotate)
    replies = commands.add_parser("replies", help="readers' replies, for the operator")
    kept = replies.add_subparsers(metavar="WHAT", required=True)
    contacts = kept.add_parser("contacts", help="print the addresses (CSV: reply, address)")
    _add_key(contacts)
    contacts.set_defaults(run=_contacts)
    erase = kept.add_parser("erase", help="erase all replies with an address")
    erase.add_argument(
        "--address", action="store_true", required=True, help="is asked for, not an argument"
    )
    erase.set_defaults(run=_erase)


def _add_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--key",
        metavar="FILE",
        type=Path,
        required=True,
        action="append",
        help="the private file that `keys new` wrote; again for each further one",
    )


async def _new(settings: Settings, given: argparse.Namespace) -> int:
    path: Path = given.private.expanduser().resolve()
    for folder in (settings.data.resolve(), ROOT):
        if path.is_relative_to(folder):
            raise DatelineError(
                "private key beside the bot",
                reader=f"The private key may not lie in {folder}, where the bot would find it."
                " Name a file on a drive that you can unplug, or anywhere else.",
            )
    keys, private = await asyncio.to_thread(new_keys)
    await asyncio.to_thread(_write_private, path, private.written)
    _say(f"The private key is in {path}. Move it to another machine or an unplugged drive, and")
    _say("keep a copy: without it nobody can ever read an address. These lines belong in .env:")
    print(f"DATELINE_REPLY_PUBLIC_KEY={key_text(keys.public)}")  # noqa: T201 - for .env
    print(f"DATELINE_REPLY_INDEX_KEY={key_text(keys.index)}")  # noqa: T201
    return 0


async def _rotate(settings: Settings, given: argparse.Namespace) -> int:
    keys = _keys(settings)
    privates = await asyncio.to_thread(_privates, given.key)
    done = failed = 0
    async with _open_store(settings) as store:
        async for some in _portions(store, but_key=keys.id):
            changed, unread = await asyncio.to_thread(_sealed_anew, some, privates, keys)
            await store.erasures.replace(changed)
            done, failed = done + len(changed), failed + unread
            _say(f"{done:,} sealed anew …")
        await store.erasures.overwrite(60)
    _say(f"{done:,} addresses are sealed for the key in .env now.")
    if failed:
        _say(f"{failed:,} can't be opened with what was given, and stay as they were.")
    return 1 if failed else 0


async def _contacts(settings: Settings, given: argparse.Namespace) -> int:
    privates = await asyncio.to_thread(_privates, given.key)
    rows = csv.writer(sys.stdout)
    rows.writerow(("reply", "address"))
    unread = 0
    async with _open_store(settings) as store:
        async for some in _portions(store):
            opened = {reply: _opened(contact, reply, privates) for reply, contact in some}
            read = [(reply, address) for reply, address in opened.items() if address]
            await store.erasures.note_reading([reply for reply, _ in read], datetime.now(UTC))
            rows.writerows(contact_row(reply, address) for reply, address in read)
            unread += len(some) - len(read)
    if unread:
        _say(f"{unread:,} can't be opened with what was given.")
    return 1 if unread else 0


async def _erase(settings: Settings, _: argparse.Namespace) -> int:
    keys = _keys(settings)
    address = Address.of(await asyncio.to_thread(_asked_address))
    if address is None or not address.is_plausible:
        raise DatelineError("no address", reader="That doesn't look like an e-mail address.")
    async with _open_store(settings) as store:
        try:
            erased = await store.erasures.erase_address(keys.exact(address), now=datetime.now(UTC))
        except NotFound:
            _say("No reply here has that address.")
            return 1
    _say(f"{len(erased.replies):,} replies are erased. Their messages on Discord are taken down")
    _say("when the bot runs again. Delete backups, or keep erased-replies.txt beside them: what")
    _say("is restored is erased again by it.")
    return 0


def _open_store(settings: Settings) -> AbstractAsyncContextManager[Store]:
    url = settings.database.reveal() if settings.database else None
    return Store.open(settings.data, url)


async def _portions(
    store: Store, but_key: str | None = None
) -> AsyncIterator[Sequence[tuple[ReplyId, Contact]]]:
    after = 0
    while some := await store.erasures.contacts(AT_ONCE, after=after, but_key=but_key):
        yield some
        after, _ = some[-1]


def _sealed_anew(
    some: Sequence[tuple[ReplyId, Contact]], privates: Sequence[PrivateKey], keys: Keys
) -> tuple[list[tuple[ReplyId, Contact, Contact]], int]:
    """What changes, and how many can't be read."""
    changed = []
    for reply, contact in some:
        address = _opened(contact, reply, privates)
        if address is not None:
            changed.append((reply, contact, keys.seal(address, reply)))
    return changed, len(some) - len(changed)


def _opened(contact: Contact, reply: ReplyId, privates: Sequence[PrivateKey]) -> Address | None:
    for private in privates:
        if private.id == contact.key_id:
            # A row that is damaged is counted with those that no given key opens.
            with suppress(DatelineError):
                return private.open(contact, reply)
    return None


def _keys(settings: Settings) -> Keys:
    index = settings.replies.index_key
    keys = keys_of(settings.replies, index.reveal() if index else None)
    if keys is None:
        raise SettingsError(
            "no keys", reader="No keys are set: `python -m bot keys new` makes them."
        )
    return keys


def _privates(paths: Sequence[Path]) -> list[PrivateKey]:
    return [PrivateKey.read(_text(path)) for path in paths]


def _text(path: Path) -> str:
    try:
        return path.expanduser().read_text(encoding="ascii", errors="replace")
    except OSError as error:
        raise DatelineError(
            "unreadable key", reader=f"{path} can't be read: {error.strerror}."
        ) from error


def _write_private(path: Path, text: str) -> None:
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise DatelineError(
            "unwritable key", reader=f"{path} can't be made: {error.strerror}. Name a new file."
        ) from error
    with os.fdopen(file, "w") as opened:
        opened.write(text)


def _asked_address() -> str:
    # Not an argument: those stand in the shell's history and in the list of processes.
    if sys.stdin.isatty():
        return getpass.getpass("Address (isn't shown): ", sys.stderr)
    return sys.stdin.readline()


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - the command line speaks
