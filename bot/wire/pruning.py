"""Takes out of a page's tree what is surely no text of its article, before any is extracted."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

# Marks of readers' comments and of boxes for signing up, as words of an id or a class.
_READERS = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|commentarea|commenter|respond|disqus|fyre|coral|spot-im|"
    r"replies|reactions|discussion|reader[_-]?(?:comments|replies|feedback|letters))(?:[\s_-]|$)|"
    r"disqus_thread",
    re.IGNORECASE,
)
_NOT_READERS = re.compile(
    r"comments?[_-](?:count|link|open|enabled|closed|off|on)|no-comments|has-comments|with-comments",
    re.IGNORECASE,
)
_BOXES = re.compile(
    r"(?:^|[\s_-])(?:newsletter|tooltip|popover|hovercard|paywall-?prompt|subscribe-?box|"
    r"signup|sign-up|social-?share|share-?(?:bar|buttons|links|tools)|related-?(?:articles?|posts|"
    r"stories|content|links)|read-?more-?box|most-?read|more-?stories|promo-item)(?:[\s_-]|$)",
    re.IGNORECASE,
)
# Attributes beside id and class by which programs and tests of a page find its parts.
_MARKING = ("itemprop", "data-component", "data-module", "data-testid", "data-qa", "data-area")
_SENTENCE_END = re.compile(r"[.!?\u2026:;,][\"'\u201d\u2019)\]]*$")
_STORY = "descendant::h1 or descendant::article or descendant::main or self::body or self::html"
_LINKED_SHARE = 0.9
_LONGEST_BOX = 600
# "comment" is also what some papers call their opinion pages: this many long paragraphs without an
# inner comment are a story.
_STORY_PARAGRAPHS = 4
_LONG_PARAGRAPH = 80


def prune(page: HtmlElement) -> None:
    """Remove readers' comments, hidden parts, sign-up boxes and link-only lines from `page`.

    Words inside a paragraph lose their classes, so that no later rule takes them out of a sentence.
    """
    _drop(element for element in page.iter("dialog", "template") if not _holds_story(element))
    _drop(element for element in _marked(page) if not _holds_story(element))
    _drop(card for card in page.iter("article") if _is_card(card))
    _drop(card for card in page.xpath("//p//span[descendant::img]") if _is_all_link(card))
    _drop(page.xpath("//a[descendant::h2 or descendant::h3 or descendant::h4]"))
    _drop(element for element in page.iter("p", "li") if _is_all_link(element))
    for words in page.xpath("//p//*[self::span or self::a or self::em or self::strong]"):
        words.attrib.pop("class", None)
        words.attrib.pop("id", None)


def _drop(elements: Iterable[HtmlElement]) -> None:
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()


def _holds_story(element: HtmlElement) -> bool:
    return bool(element.xpath(_STORY))


def _marked(page: HtmlElement) -> Iterable[HtmlElement]:
    for element in page.iter("div", "section", "aside", "ol", "ul", "li", "article", "span", "p"):
        if _is_readers(element) or _is_box(element) or _is_hidden(element):
            yield element


def _is_readers(element: HtmlElement) -> bool:
    """Whether it is marked as readers' comments and doesn't look like a story of that section."""
    if not _is_marked_readers(element):
        return False
    long = sum(len(text.text_content()) >= _LONG_PARAGRAPH for text in element.iterfind(".//p"))
    return long < _STORY_PARAGRAPHS or any(
        _is_marked_readers(inner) for inner in element.iterdescendants("li", "div", "article", "ol")
    )


def _is_marked_readers(element: HtmlElement) -> bool:
    if (element.get("itemtype") or "").endswith("/Comment"):
        return True
    names = " ".join((_names(element), *(element.get(name) or "" for name in _MARKING)))
    return _READERS.search(names) is not None and not _NOT_READERS.search(names)


def _is_box(element: HtmlElement) -> bool:
    names = _names(element)
    return _BOXES.search(names) is not None and len(element.text_content()) < _LONGEST_BOX


def _names(element: HtmlElement) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").casefold()
    return "display:none" in style or element.get("hidden") is not None


def _is_card(element: HtmlElement) -> bool:
    """Whether it points to another story: a headline that is a link, with a few words at most."""
    if _holds_story(element) or len(element.text_content()) >= _LONGEST_BOX:
        return False
    return bool(element.xpath(".//a[descendant::h2 or descendant::h3 or descendant::h4]")) or any(
        _is_all_link(heading) for heading in element.iter("h2", "h3", "h4")
    )


def _is_all_link(element: HtmlElement) -> bool:
    """Whether a line is nothing but links and no sentence: a pointer to another story."""
    text = " ".join(element.text_content().split())
    if not text or _SENTENCE_END.search(text):
        return False
    linked = sum(len(" ".join(link.text_content().split())) for link in element.iter("a"))
    return linked >= _LINKED_SHARE * len(text)
