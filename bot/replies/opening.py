"""The operator's keys at the start: read, and refused where the private one lies about."""

import secrets
from pathlib import Path

from bot.errors import SettingsError
from bot.folders import ROOT
from bot.replies.contact import KEY_BYTES, Keys, key_text
from bot.settings import PRIVATE_MARK, ReplyKeeping, Secret

# A private key's file is a line; nothing larger is looked into.
MOST_BYTES = 4096


def keys_of(settings: ReplyKeeping, index_key: str | None) -> Keys | None:
    """The keys that are set; SettingsError for what `keys new` can't have written."""
    if settings.public_key is None or index_key is None:
        return None
    try:
        return Keys.read(settings.public_key, index_key)
    except ValueError:
        raise SettingsError(
            "keys of another form",
            reader="DATELINE_REPLY_PUBLIC_KEY or DATELINE_REPLY_INDEX_KEY isn't whole. Copy both"
            " again as `python -m bot keys new` wrote them.",
        ) from None


def throwaway() -> ReplyKeeping:
    """Keys to try the form with: nobody has the private half of this public key."""
    public, index = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES)
    return ReplyKeeping(key_text(public), Secret(key_text(index)))


def must_be_elsewhere(data: Path, project: Path = ROOT) -> None:
    """Raise SettingsError where a private key lies in the data folder or beside the program.

    With it at hand, who takes the machine has every address.
    """
    for path in (*data.rglob("*"), *project.iterdir()):
        if _holds_private_key(path):
            raise SettingsError(
                "a private key lies here",
                reader=f"{path} is the private key of readers' addresses. Move it to another"
                " machine or a drive that you unplug; Dateline doesn't start beside it.",
            )


def _holds_private_key(path: Path) -> bool:
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return False
        return PRIVATE_MARK.encode() in path.read_bytes()
    except OSError:
        return False
