"""Pages that hold a parser or fill its memory, each of at most 2 MB."""

from collections.abc import Callable

_TEXT = "<p>The harbour council voted on Tuesday to keep the old ferry for five years.</p>" * 20
_LD = "<script type='application/ld+json'>"
_TIMED = (
    "<article><time datetime='2025-11-24T10:00:00Z'></time><p>It is going on here.</p></article>"
)

DOCUMENTS: dict[str, Callable[[], str]] = {
    "50,000 attributes": lambda: (
        "<html><body><div " + " ".join(f"a{n}=1" for n in range(50_000)) + ">" + _TEXT
    ),
    "nested divisions": lambda: "<html><body>" + "<div>" * 60_000 + _TEXT,
    "nested articles": lambda: "<html><body>" + "<article>" * 20_000 + _TEXT,
    "nested spans": lambda: "<html><body><p>" + "<span>" * 60_000 + _TEXT,
    "open comments": lambda: "<html><body>" + _TEXT + "<!--" * 50_000,
    "600,000 paragraphs": lambda: "<html><body>" + "<p>" * 600_000,
    "28,000 paragraphs": lambda: "<html><body><article>" + _TEXT * 1_250,
    "20,000 links": lambda: (
        "<html><body><ul>" + "".join(f"<li><a href='/{n}'>A link</a></li>" for n in range(20_000))
    ),
    "nested JSON": lambda: (
        f"<html>{_LD}" + "[" * 400_000 + "]" * 400_000 + f"</script><body>{_TEXT}"
    ),
    "30,000 articles stated": lambda: (
        "<html>" + (_LD + '{"@type":"NewsArticle"}</script>') * 30_000 + f"<body>{_TEXT}"
    ),
    "20,000 timed articles": lambda: "<html><body><h1>Live</h1>" + _TIMED * 20_000,
    "50,000 headlines": lambda: "<html><body><article>" + "<h1>A b c</h1>" * 50_000 + _TEXT,
    "one attribute of 2 MB": lambda: f"<html><body><div a='{'x' * 2_000_000}'>{_TEXT}",
    "one word of 2 MB": lambda: f"<html><body><p>{'x' * 2_000_000}</p>",
    "a million zero bytes": lambda: "<html><body>" + "\0" * 1_000_000 + _TEXT,
    "a line of furniture": lambda: f"<html><body>{_TEXT}<p>{'subscribe ' * 200_000}</p>",
    "an author's list": lambda: (
        f"<html><meta name='author' content='{'Jane Doe and ' * 100_000}'><body>{_TEXT}"
    ),
    "entities": lambda: "<html><body><p>" + "&amp;" * 400_000,
}
