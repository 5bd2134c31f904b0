"""Lists of feeds as other readers write and read them (OPML), titles and folders kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from bot.errors import IntakeError
from bot.languages import N_
from bot.wire.address import absolute
from bot.wire.lines import clean_line

MOST_OUTLINES = 2_000
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list; `folders` from the outermost in."""

    title: str
    feed: str
    site: str | None = None
    folders: tuple[str, ...] = ()


def outlines_in(content: bytes) -> tuple[Outline, ...]:
    """The feeds of an OPML file, each address once. Raises IntakeError for anything else."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal("broken XML") from error
    if root is None or etree.QName(root).localname.casefold() != "opml":
        raise _refusal("no OPML")
    found: dict[str, Outline] = {}
    for outline in _outlines(root, ()):
        found.setdefault(outline.feed, outline)
        if len(found) == MOST_OUTLINES:
            break
    return tuple(found.values())


def opml_of(title: str, outlines: Iterable[Outline]) -> bytes:
    """An OPML 2.0 file of the feeds, one folder for each path of folders."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = clean_line(title)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for outline in outlines:
        parent = _folder(folders, outline.folders)
        site = {"htmlUrl": outline.site} if outline.site else {}
        name = clean_line(outline.title)
        etree.SubElement(
            parent, "outline", type="rss", text=name, title=name, xmlUrl=outline.feed, **site
        )
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _refusal(log: str) -> IntakeError:
    return IntakeError(
        log,
        reader=N_("That file is no list of feeds. Give an OPML file, as feed readers export it."),
    )


def _outlines(node: etree._Element, folders: tuple[str, ...]) -> Iterator[Outline]:
    if len(folders) > _DEEPEST:
        return
    for child in node.iterchildren(tag=etree.Element):
        named = {name.casefold(): str(value) for name, value in child.attrib.items()}
        title = clean_line(named.get("title") or named.get("text") or "")
        feed = absolute(named.get("xmlurl"), "")
        if feed is not None:
            yield Outline(title or feed, feed, absolute(named.get("htmlurl"), feed), folders)
        is_folder = etree.QName(child).localname == "outline" and feed is None and title
        yield from _outlines(child, (*folders, title) if is_folder else folders)


def _folder(known: dict[tuple[str, ...], etree._Element], path: tuple[str, ...]) -> etree._Element:
    if path not in known:
        parent = _folder(known, path[:-1])
        name = clean_line(path[-1])
        known[path] = etree.SubElement(parent, "outline", text=name, title=name)
    return known[path]
