"""The parsers of strangers' markup, as functions that a worker can run.

The process that only asks has no use for them, and starts sooner without.
"""

from datetime import datetime

from bot.feed import FoundFeed
from bot.story import Article


def load() -> None:
    """Ready a worker process; see bot.wire.page."""
    from bot.wire import page  # noqa: PLC0415

    page.load()


def article_from_page(html: str, url: str | None = None, *, now: datetime) -> Article:
    """As bot.wire.page has it."""
    from bot.wire import page  # noqa: PLC0415

    return page.article_from_page(html, url, now=now)


def feeds_on(html: str, url: str) -> tuple[FoundFeed, ...]:
    """As bot.wire.discovery has it."""
    from bot.wire import discovery  # noqa: PLC0415

    return discovery.feeds_on(html, url)
