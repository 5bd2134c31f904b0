"""Tells a page that shows no article: a consent wall, an error, a robot check, a bare script."""

import re
from collections.abc import Sequence

# A story that merely speaks of cookies or errors is longer than a wall or an error page is.
_LONGEST_WALL = 1_500

_ERROR_TITLE = re.compile(
    r"\W*(?:error\W*)?(?:40[0-9]|410|429|50[0-4])\b.{0,60}|"
    r".{0,40}\b(?:page|article|story|file|resource|document)\b.{0,20}\bnot? ?(?:be )?(?:found|exist"
    r"|available).{0,60}|not found\b.{0,60}|"
    r"(?:an? )?(?:application |server |internal )*error\b.{0,60}|"
    r"oops\b.{0,80}|access denied\b.{0,60}|forbidden\b.{0,40}|service unavailable\b.{0,40}|"
    r"bad gateway\b.{0,40}|just a moment\W*|attention required\b.{0,40}|are you (?:a )?(?:robot|"
    r"human)\b.{0,40}|before you continue\b.{0,60}|security check\b.{0,40}|(?:page|site) (?:is )?"
    r"(?:under )?maintenance\b.{0,40}",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"before you continue|we (?:value|respect|care about) your privacy|your privacy (?:choices|"
    r"matters|is important)|(?:accept|reject|allow|manage) (?:all )?(?:cookies|consent)|"
    r"we(?:,)? and our (?:\d+ )?(?:\w+ )?partners|we use cookies|uses cookies (?:to|and)|"
    r"(?:manage|privacy|consent|cookie) (?:settings|preferences)|"
    r"(?:enable|turn on|requires?|disable your) (?:javascript|cookies|ad ?blocker)|"
    r"javascript (?:is|to be) (?:disabled|enabled|required)|checking (?:if the site|your browser)|"
    r"verify(?:ing)? (?:that )?you are (?:a )?human|unusual (?:traffic|activity)|captcha|"
    r"(?:page|article|story) (?:you (?:are|were) looking for|(?:has been|was) (?:re)?moved|"
    r"(?:does not|doesn.t|no longer) exist|could not be found|not found)|"
    r"something went wrong|try again later|you don.t have permission to access|"
    r"application error|a client-side exception",
    re.IGNORECASE,
)


def is_wall(headline: str, paragraphs: Sequence[str]) -> bool:
    """Whether a page with this headline and text is a wall or an error page, not an article."""
    length = sum(len(paragraph) for paragraph in paragraphs)
    if length > _LONGEST_WALL:
        return False
    if _ERROR_TITLE.fullmatch(headline):
        return True
    walls = sum(_WALL.search(paragraph) is not None for paragraph in paragraphs)
    return walls * 2 >= len(paragraphs)
