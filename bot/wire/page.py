"""A page's HTML, made the article that it shows; refused where it shows none."""

import logging
import re
import sys
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime

from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from bot.errors import NoArticle
from bot.story import Article, Published
from bot.wire.address import cleaned, is_home
from bot.wire.credit import is_credit
from bot.wire.furniture import is_furniture, without_tail
from bot.wire.lines import clean_line, clean_lines
from bot.wire.live import Update, live_lines, updates_on
from bot.wire.page_facts import PageFacts, page_facts
from bot.wire.pruning import prune
from bot.wire.refusal import is_wall

# Precision mode keeping less than this share of default mode's text has lost the story, unless what
# it kept is a story by itself.
_KEPT_SHARE = 0.6
_A_STORY = 1_000
# Characters of a text too short for a story, on a page that calls itself an article and on others.
_SHORTEST_MARKED = 100
_SHORTEST = 250
# A paywalled text shorter than this was cut, unless the page states its length.
_CUT_WORDS = 300
_CUT_SHARE = 0.7
_CUT_LINE = re.compile(
    r".{0,80}\b(?:to continue reading|to (?:read|unlock) (?:the|this) (?:full|rest|whole)\b.*|"
    r"(?:article|story|content) is (?:for|available (?:only )?to|reserved for|exclusive to) "
    r"(?:our )?(?:\w+ )?(?:subscribers|members)|already a (?:subscriber|member)|"
    r"subscribe (?:now )?(?:to|for) (?:continue|read|full access)).{0,120}",
    re.IGNORECASE,
)
_HEAD_LINES = 5
# The program with its libraries takes about 400 MiB of address space, a 2 MiB page 200 more.
MOST_MEMORY = 1024 * 1024 * 1024
_LIST_MARK = re.compile(r"^[-\u2022*] +")


def load() -> None:
    """Ready a worker process for strangers' pages: bound its memory, silence the parsers' logs.

    Past the bound a parser gets MemoryError. Only Linux holds a process to it.
    """
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is no such module on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def article_from_page(html: str, url: str | None = None, *, now: datetime) -> Article:
    """The article that the page at `url` shows.

    The text is trafilatura's (precision mode, comments off) less the furniture it left. `url` of
    the article is the page's canonical address, else `url` cleaned; `also_at` holds the other.
    Raises NoArticle for a page without one: a home page, a wall, an error page, a bare script.
    """
    page = load_html(html) if "<" in html else None
    if page is None:
        raise NoArticle("no markup")
    facts = page_facts(page, url, now=now)
    if url is not None and is_home(url) and facts.canonical is None and not facts.is_marked_article:
        raise NoArticle("a home page")
    prune(page)
    updates = updates_on(page, facts.stated.updates, (facts.headline, url))
    lines = live_lines(page, updates) if updates else _lines(page, facts.headline)
    paragraphs = [line for line in lines if not _CUT_LINE.fullmatch(line)]
    _refuse_if_none(facts, paragraphs)
    address = cleaned(url) if url else None
    return Article(
        headline=facts.headline or paragraphs[0],
        body="\n\n".join(paragraphs),
        url=facts.canonical or address,
        outlet=facts.outlet,
        byline=facts.byline,
        published=_opened(facts.published, updates),
        also_at=(address,) if address and facts.canonical not in {None, address} else (),
        is_partial=len(paragraphs) < len(lines) or _is_cut(facts, paragraphs),
    )


def _opened(published: Published | None, updates: Sequence[Update]) -> Published | None:
    """When a live blog began: it may show no other time than that of its newest update."""
    if not updates or (published is not None and published.moment <= updates[0].at):
        return published
    return Published(updates[0].at)


def _lines(page: HtmlElement, headline: str | None) -> list[str]:
    """The text's lines, furniture gone, without headlines and credits at their head and tail."""
    tops = {headline, *(clean_line(top.text_content()) for top in page.iter("h1"))}
    lines = [_LIST_MARK.sub("", line) for line in clean_lines(_text(page))]
    lines = without_tail([line for line in lines if line])
    lines = [line for line in lines if not is_furniture(line)]
    head = [line for line in lines[:_HEAD_LINES] if line not in tops and not is_credit(line)]
    lines = head + lines[_HEAD_LINES:]
    while lines and is_credit(lines[-1]):
        lines.pop()
    return lines


def _text(page: HtmlElement) -> str:
    """What trafilatura extracts: in precision mode, unless that lost the story."""
    precise = _extracted(page, favors_precision=True)
    if len(precise) >= _A_STORY:
        return precise
    full = _extracted(page, favors_precision=False)
    return precise if len(precise) >= _KEPT_SHARE * len(full) else full


def _extracted(page: HtmlElement, *, favors_precision: bool) -> str:
    document = bare_extraction(
        deepcopy(page),
        include_comments=False,
        favor_precision=favors_precision,
        with_metadata=False,
        deduplicate=False,
    )
    return document.text or "" if isinstance(document, Document) else ""


def _refuse_if_none(facts: PageFacts, paragraphs: Sequence[str]) -> None:
    length = sum(len(paragraph) for paragraph in paragraphs)
    if length < (_SHORTEST_MARKED if facts.is_marked_article else _SHORTEST):
        raise NoArticle(f"{length} characters of text")
    if is_wall(facts.headline or paragraphs[0], paragraphs):
        raise NoArticle("a wall or an error page")


def _is_cut(facts: PageFacts, paragraphs: Sequence[str]) -> bool:
    """Whether a paywall that the page declares cut the text."""
    if facts.stated.is_free is not False:
        return False
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    return words < (_CUT_SHARE * facts.stated.words if facts.stated.words else _CUT_WORDS)
