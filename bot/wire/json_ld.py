"""What a page's JSON-LD says of its article (schema.org's Article and its kinds)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from bot.wire.lines import clean_line

# Json is what json.loads makes.
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Node = dict[str, "Json"]

_ARTICLE_KINDS = ("article", "posting", "report", "review")
# A script larger than this is a data dump of the page's program, not a description of it.
_LONGEST_SCRIPT = 1_000_000
_MOST_NODES = 2_000
_MOST_UPDATES = 500


@dataclass(frozen=True, slots=True)
class StatedUpdate:
    """One update of a live blog as stated; its text may hold markup."""

    published: str | None
    headline: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class StatedArticle:
    """The article as the page's JSON-LD states it; None and () where it says nothing.

    `words` is the article's length in words; `is_free` whether anybody may read all of it;
    `updates` are a live blog's.
    """

    headline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    words: int | None = None
    is_free: bool | None = None
    updates: tuple[StatedUpdate, ...] = ()


def stated_article(page: HtmlElement) -> StatedArticle | None:
    """The first article that the page's JSON-LD describes, None where it describes none.

    A live blog goes before other articles, which are its parts.
    """
    articles = [node for node in _nodes(page) if _is_article(node)]
    live = (node for node in articles if "liveblogposting" in _kinds(node))
    node = next(live, articles[0] if articles else None)
    return _article(node) if node is not None else None


def _is_article(node: Node) -> bool:
    return any(kind.endswith(_ARTICLE_KINDS) for kind in _kinds(node))


def _article(node: Node) -> StatedArticle:
    words = node.get("wordCount")
    return StatedArticle(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        authors=tuple(_names(node.get("author"))),
        publisher=next(_names(node.get("publisher")), None),
        published=_text(node.get("datePublished")),
        words=int(words) if isinstance(words, int | str) and str(words).isdecimal() else None,
        is_free=_is_free(node),
        updates=tuple(_updates(node.get("liveBlogUpdate"))),
    )


def _updates(given: Json) -> Iterator[StatedUpdate]:
    for one in (given if isinstance(given, list) else [given])[:_MOST_UPDATES]:
        if isinstance(one, dict):
            text = one.get("articleBody")
            yield StatedUpdate(
                published=_text(one.get("datePublished")),
                headline=_text(one.get("headline")),
                text=text if isinstance(text, str) else None,
            )


def _nodes(page: HtmlElement) -> Iterator[Node]:
    """Every described thing that stands for itself, outermost first, at most _MOST_NODES."""
    queue: list[Json] = list(_scripts(page))
    for _ in range(_MOST_NODES):
        if not queue:
            return
        given = queue.pop(0)
        if isinstance(given, list):
            queue[:0] = given[:_MOST_NODES]
        elif isinstance(given, dict):
            yield given
            queue.extend(given[key] for key in ("@graph", "mainEntity") if key in given)


def _scripts(page: HtmlElement) -> Iterator[Json]:
    for script in page.iter("script"):
        text = (script.text or "").strip()
        is_stated = (script.get("type") or "").casefold().startswith("application/ld+json")
        if not is_stated or len(text) > _LONGEST_SCRIPT:
            continue
        text = text.removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[")
        try:
            yield json.loads(text.removesuffix("//]]>").rstrip(" ;\n"), strict=False)
        except (ValueError, RecursionError):
            continue


def _kinds(node: Node) -> list[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [name.casefold() for name in kinds if isinstance(name, str)]


def _text(given: Json) -> str | None:
    if isinstance(given, list) and given:
        given = given[0]
    return clean_line(given) or None if isinstance(given, str) else None


def _names(given: Json) -> Iterator[str]:
    """Names of persons or organisations, given as text or as nodes, alone or in a list."""
    for one in given if isinstance(given, list) else [given]:
        name = _text(one.get("name")) if isinstance(one, dict) else _text(one)
        if name:
            yield name


def _is_free(node: Node) -> bool | None:
    parts = node.get("hasPart")
    nodes: Iterable[Json] = [node, *(parts if isinstance(parts, list) else [parts])]
    said = [
        str(one["isAccessibleForFree"]).casefold()
        not in {"false", "no", "0", "http://schema.org/false"}
        for one in nodes
        if isinstance(one, dict) and one.get("isAccessibleForFree") is not None
    ]
    return all(said) if said else None
