"""The lede as one line, shortened only where what is left stays a true sentence."""

import re

from bot.story import Span

# A lede up to this length is one line as it is, in characters.
ONE_LINE = 140
# What is left must still say something, in words.
LEAST_LEFT = 8

# "In a rare move that nobody had expected, Mayor Moss …": the frame before the subject. Frames that
# set a condition ("If", "Unless", "Without") belong to the truth of the sentence and stay.
_FRAME = re.compile(
    r"(?:After|Amid|As|At|Days|During|Following|Hours|In|Just|Months|On|Once|Speaking|Weeks|With|"
    r"Years)\s(?P<inside>[^,;:\"“”()]{25,}),\s(?=[A-Z])(?!I\b)"
)
# ", which was built in 1931." at the very end.
_TAIL = re.compile(r",\s(?:which|who|whose|where)\s[^,;:\"“”()]{10,}[.!]$")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|said|says|did|does|"
    r"[a-z]+(?:ed|ught|ook|ade|eld|ent|ell|oke|ote|ose|ew|eft|et))\b"
)


def shortened(body: str, lede: Span) -> Span:
    """`lede`, or where it is long the part of it between an opening frame and a relative clause.

    An attribution ("police said") is never dropped: it would make a claim a fact.
    """
    if lede.end - lede.start <= ONE_LINE:
        return lede
    without_frame = _without_frame(body, lede)
    tail = _TAIL.search(without_frame.of(body))
    if tail is None or without_frame.end - without_frame.start <= ONE_LINE:
        return without_frame
    cut = Span(without_frame.start, without_frame.start + tail.start())
    return cut if _stands(cut.of(body)) else without_frame


def _without_frame(body: str, lede: Span) -> Span:
    frame = _FRAME.match(body, lede.start, lede.end)
    if frame is None:
        return lede
    left = Span(frame.end(), lede.end)
    words = left.of(body)
    is_list = re.match(r"[^,]{1,40},\s(?:[^,]{1,40},\s)*(?:and|or)\s", words)
    return left if _stands(words) and not is_list else lede


def _stands(words: str) -> bool:
    is_balanced = words.count('"') % 2 == 0 and words.count("“") == words.count("”")
    before_comma = words.split(",", 1)[0]
    return is_balanced and len(words.split()) >= LEAST_LEFT and bool(_VERB.search(before_comma))
