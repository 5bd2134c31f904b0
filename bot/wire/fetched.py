"""What came from an address: the answer with the few headers that matter, and its refusals."""

import re
from dataclasses import dataclass

from bot.errors import FetchFailed, NoArticle, PageRefused
from bot.languages import N_
from bot.wire.charset import text_of

_PAGES = re.compile(
    r"(?:text/(?:html|plain|xml)|application/(?:xhtml\+)?xml|)\s*(?:;.*)?", re.IGNORECASE
)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)
# Refusals that say "not now": a timeout, too early, too many requests.
_PASSING = {408, 425, 429}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `url` is where it came from after all redirects; `content` is plain bytes.

    `moved_to` is the new address where every redirect on the way was permanent. The content of an
    answer that isn't a success (2xx) is empty. `max_age` is in seconds, `retry_after` as sent.
    """

    url: str
    status: int
    content: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    retry_after: str | None = None
    max_age: int | None = None
    moved_to: str | None = None

    @property
    def charset(self) -> str | None:
        """The charset that the server names, None where it names none."""
        label = _CHARSET.search(self.content_type)
        return label[1] if label else None

    @property
    def text(self) -> str:
        """The content in its charset."""
        return text_of(self.content, self.charset)


def require_success(fetched: Fetched) -> Fetched:
    """The answer itself where it is a success; FetchFailed says why it isn't one."""
    status = fetched.status
    if status // 100 == 4 and status not in _PASSING:
        raise PageRefused(f"status {status}", reader=sentence_for(status))
    if status // 100 != 2:
        raise FetchFailed(f"status {status}", reader=sentence_for(status))
    return fetched


def as_page(fetched: Fetched) -> Fetched:
    """The answer itself where it is a page; FetchFailed or NoArticle say why it isn't one."""
    require_success(fetched)
    if not _PAGES.fullmatch(fetched.content_type):
        raise NoArticle(
            "not a page",
            reader=N_("That address leads to a file, not a page. Paste the text instead."),
        )
    return fetched


def sentence_for(status: int) -> str:
    """What a status that is no success means for a reader, in whole sentences."""
    if status in {404, 410}:
        return N_("There is no page at that address. Check it, or paste the text.")
    if status == 429:
        return N_("That site asks for fewer requests. Try again later, or paste the text.")
    if status >= 500:
        return N_("That site has trouble of its own. Try again later, or paste the text.")
    return N_("That site doesn't let Dateline read the page. Paste the text instead.")
