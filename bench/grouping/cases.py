"""Reads the cases: base stories, the same told by others, and other events that look like them."""

import email
import email.policy
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.story import Article, Published

HERE = Path(__file__).parent / "cases"
SAMPLES = Path(__file__).resolve().parents[2] / "data" / "stories"


@dataclass(frozen=True, slots=True)
class Case:
    """One article of a part; `event` names what it tells, `role` is base, retold, other or copy."""

    part: str
    event: str
    role: str
    article: Article
    told_at: datetime


def cases(part: str) -> list[Case]:
    """The articles of `cases/<part>.txt`, in its order."""
    found = []
    for block in (HERE / f"{part}.txt").read_text("utf-8").split("== ")[1:]:
        event, *told = block.split("\n@ ")
        for number, each in enumerate(told):
            head, *lines = each.strip().split("\n")
            role, rest = head.split(" ", 1)
            article = _sample(rest) if rest.startswith("sample:") else _written(rest, lines)
            name = f"{event}/other{number}" if role == "other" else event
            address = f"https://{part}.example/{event}/{number}"
            found.append(_case(part, name, role, replace(article, url=address)))
    return found


def _case(part: str, event: str, role: str, article: Article) -> Case:
    if article.published is None:
        raise ValueError(f"{event}: no time")
    return Case(part, event.strip(), role, article, article.published.moment)


def _written(head: str, lines: list[str]) -> Article:
    moment, outlet = head.split(" ", 1)
    told_at = datetime.fromisoformat(f"{moment}+00:00")
    headline, *paragraphs = lines
    body = "\n\n".join(paragraphs)
    return Article(headline, body, outlet=outlet, published=Published(told_at))


def _sample(head: str) -> Article:
    text = (SAMPLES / head.removeprefix("sample:")).read_text("utf-8")
    message = email.message_from_string(text, policy=email.policy.default)
    return Article(
        message["Headline"],
        message.get_content().strip(),
        outlet=message["Outlet"],
        published=Published(datetime.fromisoformat(message["Published"])),
    )
