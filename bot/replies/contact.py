"""Readers' e-mail addresses, taken in, compared and sealed: the one file that has them in plain.

What is kept of an address is a sealed box (https://doc.libsodium.org/public-key_cryptography/
sealed_boxes) that only the private key opens, which isn't where the bot runs, and two keyed hashes
by which somebody who names an address finds what it wrote.
"""

import base64
import hmac
import re
import secrets
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NoReturn, Self

from bot.errors import DatelineError
from bot.replies.masking import Masked, mask
from bot.reply import ReplyId
from bot.settings import PRIVATE_MARK
from bot.store.replies.contacts import Contact

KEY_BYTES = 32
# Longer ones can't be delivered (RFC 5321, 4.5.3.1); padded, all sealed ones are of one length.
LONGEST, PADDED = 254, 256
LONGEST_LOCAL = 64

_FORMAT = b"\x01"
_ADDRESS = re.compile(
    r"""[^\s@"(),:;<>\[\]\\\x00-\x1f\x7f\ud800-\udfff]+@"""
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])"
)
_SAME_HOSTS = {"googlemail.com": "gmail.com"}


class Address:
    """An e-mail address as somebody typed it. It can't be printed, copied, pickled or shown."""

    __slots__ = ("_plain",)

    def __init__(self, typed: str) -> None:
        self._plain = unicodedata.normalize("NFC", typed.strip())

    @classmethod
    def of(cls, typed: str | None) -> Self | None:
        """What was typed into a form's field, None where it was left blank."""
        return cls(typed) if typed and typed.strip() else None

    @property
    def is_plausible(self) -> bool:
        """Whether it looks like an address at all; whether mail arrives, nobody can see."""
        plain = self._plain
        local = plain.partition("@")[0]
        is_short = len(plain.encode("utf-8", "replace")) <= LONGEST and len(local) <= LONGEST_LOCAL
        has_dots_well = not local.startswith(".") and not local.endswith(".") and ".." not in local
        return is_short and has_dots_well and _ADDRESS.fullmatch(plain) is not None

    def in_plain(self) -> str:
        """The address itself; no other file than this one asks for it."""
        return self._plain

    def mask(self, text: str, *, phones: bool) -> Masked:
        """`text` masked by somebody who knows this address of its writer."""
        return mask(text, own=self._plain, phones=phones)

    def __repr__(self) -> str:
        return "<e-mail>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("an address stays where it is")


@dataclass(frozen=True, slots=True)
class Keys:
    """A key pair without its private half, and the key of the hashes; each of 32 bytes.

    `id` stands in each row, so that a change of either key can be told.
    """

    public: bytes
    index: bytes = field(repr=False)

    @classmethod
    def read(cls, public: str, index: str) -> Self:
        """The keys as they stand in the settings."""
        return cls(key_bytes(public), key_bytes(index))

    @property
    def id(self) -> str:
        """Names the two keys together."""
        return hmac.digest(self.index, b"v1|key|" + self.public, sha256)[:8].hex()

    def seal(self, address: Address, reply: ReplyId) -> Contact:
        """The address as it may be kept beside `reply`, and beside no other."""
        from nacl.public import PublicKey, SealedBox  # noqa: PLC0415 - 50 ms of a start

        plain = address.in_plain().encode()
        inside = b"".join(
            (_FORMAT, reply.to_bytes(8), len(plain).to_bytes(2), plain.ljust(PADDED, b"\0"))
        )
        sealed = SealedBox(PublicKey(self.public)).encrypt(inside)
        return Contact(self.id, sealed, exact=self.exact(address), alike=self.alike(address))

    def exact(self, address: Address) -> bytes:
        """The keyed hash of the address; case makes no difference."""
        local, host = _parts(address)
        return self._hash("exact", f"{local}@{host}")

    def alike(self, address: Address) -> bytes:
        """The keyed hash of the mailbox: without "+tag" and dots, which many hosts pass over."""
        local, host = _parts(address)
        mailbox = local.partition("+")[0].replace(".", "")
        return self._hash("alike", f"{mailbox}@{_SAME_HOSTS.get(host, host)}")

    def _hash(self, kind: str, text: str) -> bytes:
        # What is no address, as half a character makes it, has a hash too: that of nobody.
        said = f"v1|{kind}|{text}".encode(errors="surrogatepass")
        return hmac.digest(self.index, said, sha256)


def rehearse() -> None:
    """Mask and seal something, for nobody: whatever these load is loaded then."""
    made_up = Address("reader@example.org")
    made_up.mask("Reader at example dot org, or @reader.", phones=True)
    Keys(secrets.token_bytes(KEY_BYTES), b"").seal(made_up, ReplyId(0))


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """The half that opens what was sealed for the key pair `id`."""

    id: str
    secret: bytes = field(repr=False)

    @classmethod
    def read(cls, text: str) -> Self:
        """The key of a file that `written` made; raises DatelineError for any other."""
        try:
            key_id, secret = text.strip().removeprefix(PRIVATE_MARK).split(":")
            return cls(key_id, key_bytes(secret))
        except ValueError:
            raise DatelineError(
                "not a private key", reader="That file holds no private key of Dateline's."
            ) from None

    @property
    def written(self) -> str:
        """The key as it stands in its file."""
        return f"{PRIVATE_MARK}{self.id}:{key_text(self.secret)}\n"

    def open(self, contact: Contact, reply: ReplyId) -> Address:
        """The address that was sealed beside `reply`.

        Raises DatelineError where it was sealed for another key, for another reply, or is broken.
        """
        from nacl.exceptions import CryptoError  # noqa: PLC0415 - 50 ms of a start
        from nacl.public import PrivateKey as Half  # noqa: PLC0415
        from nacl.public import SealedBox  # noqa: PLC0415

        try:
            inside = SealedBox(Half(self.secret)).decrypt(contact.sealed)
        except (CryptoError, ValueError):
            raise DatelineError(f"the address of reply {reply} can't be opened") from None
        if inside[:1] != _FORMAT or int.from_bytes(inside[1:9]) != reply:
            raise DatelineError(f"the address beside reply {reply} was sealed for another")
        return Address(inside[11 : 11 + int.from_bytes(inside[9:11])].decode())


def new_keys() -> tuple[Keys, PrivateKey]:
    """A new key pair and a new key of the hashes."""
    from nacl.public import PrivateKey as Half  # noqa: PLC0415 - 50 ms of a start
    from nacl.utils import random  # noqa: PLC0415

    half = Half.generate()
    keys = Keys(bytes(half.public_key), random(KEY_BYTES))
    return keys, PrivateKey(keys.id, bytes(half))


def key_text(key: bytes) -> str:
    """A key as it stands in a file of settings."""
    return base64.urlsafe_b64encode(key).decode()


def key_bytes(text: str) -> bytes:
    """A key of 32 bytes as `key_text` wrote it; ValueError for anything else."""
    try:
        key = base64.b64decode(text, altchars=b"-_", validate=True)
    except ValueError:
        raise ValueError("not base64") from None
    if len(key) != KEY_BYTES:
        raise ValueError("not 32 bytes")
    return key


def contact_row(reply: ReplyId, address: Address) -> tuple[str, str]:
    """A row of the list that an operator asked for with the private key in hand."""
    return str(reply), address.in_plain()


def _parts(address: Address) -> tuple[str, str]:
    local, _, host = address.in_plain().rpartition("@")
    # A host that IDNA doesn't know is compared as it is written.
    with suppress(UnicodeError):
        host = host.encode("idna").decode()
    return unicodedata.normalize("NFC", local.casefold()), host.casefold()
