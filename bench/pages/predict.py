"""Extracts the articles of a folder of saved pages for a scorer: `predict.py DIR OUT.json`.

DIR holds `html/<id>.html.gz`; OUT.json becomes {id: {"articleBody": text}}, as the
article-extraction-benchmark's scorer wants it. Pages without an article get an empty text. The
furniture phrases left in a text that its truth (`ground-truth.json`) hasn't are printed.
"""

import gzip
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import NoArticle
from bot.wire.page import article_from_page

PHRASES = (
    "leave a reply",
    "your email address will not be published",
    "back to top",
    "subscribe to our newsletter",
    "read more:",
)


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    now = datetime.now(UTC)
    started = time.perf_counter()
    texts: dict[str, dict[str, str]] = {}
    for path in sorted((folder / "html").glob("*.html.gz")):
        page = path.name.removesuffix(".html.gz")
        html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        texts[page] = {"articleBody": body_of(html, truth.get(page, {}).get("url"), now)}
    seconds = time.perf_counter() - started
    out.write_text(json.dumps(texts), "utf-8")
    print(f"{len(texts)} pages, {len(texts) / seconds:.0f} a second")
    for page, text in texts.items():
        for phrase in left_in(text["articleBody"], truth.get(page, {}).get("articleBody", "")):
            print(f"furniture left: {phrase!r} in {page}")


def body_of(html: str, url: str | None, now: datetime) -> str:
    try:
        return article_from_page(html, url, now=now).body
    except NoArticle as refusal:
        print(f"no article: {url}: {refusal}")
        return ""


def left_in(text: str, truth: str) -> list[str]:
    folded, known = text.casefold(), truth.casefold()
    return [phrase for phrase in PHRASES if phrase in folded and phrase not in known]


if __name__ == "__main__":
    main()
