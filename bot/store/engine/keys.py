"""What makes two texts, addresses or names the same one."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

# Marks that outlets change between two printings of one text without meaning anything by it.
TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\x00\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)


def text_key(headline: str, body: str) -> str:
    """Equal for texts that differ only in white space and typography."""
    return _digest(f"{_plain(headline)}\n{_plain(body)}")


def address_key(url: str) -> str:
    """Stands for an address of any length."""
    return _digest(url)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Equal for names that differ only in case, diacritics, full stops and white space.

    >>> name_key("J.D.  Vance"), name_key("José")
    ('jd vance', 'jose')
    """
    whole = name.encode("utf-8", "ignore").decode()
    letters = unicodedata.normalize("NFKD", _plain(whole).casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(kept.replace(".", "").split())


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text.translate(TYPOGRAPHY)).replace("...", "…")
    return re.sub(r"\s+", " ", folded).strip()


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
