"""The lines around an article that are no part of it: reply forms, sharing, newsletters."""

import re
from collections.abc import Iterator, Sequence

# Whole lines only: a paragraph that merely speaks of leaving a reply matches none of these, and one
# with quotation marks none but the pointers, which name another story's headline.
_FORM = (
    r"(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment|response)(?: to .{1,60})?"
    r"(?:\W{0,3}cancel reply)?",
    r"(?:click here to )?cancel reply",
    r"(?:your )?email address will not be published\b.{0,60}",
    r"required fields are marked\W*",
    r"(?:comments?|name|e-?mail(?: address)?|website|url)\W*",
    r"save my name, e-?mail,? and website in this browser\b.{0,50}",
    r"notify me of (?:follow-?up comments|new posts) by e-?mail\W*",
    r"(?:post|submit|view|show|hide|load(?: more)?|read|see|join|no)(?: all| the)?"
    r"(?: \(?\d+\)?)? (?:comments?|the conversation|repl(?:y|ies))\W*",
    r"this site uses akismet to reduce spam\b.{0,80}",
    r"you must be (?:logged|signed) in to (?:post|leave|write) a comment\W*",
    r"(?:log|sign) ?in to (?:reply|comment|leave a comment|continue reading)\W*",
    r"(?:what do you think|tell us what you think|have your say)\W*",
)
_AROUND = (
    r"(?:go |scroll )?back to (?:the )?top\W*",
    r"(?:return|skip) to (?:top|main content|content|navigation)\W*",
    r"(?:previous|next|older|newer)(?: (?:post|article|story|stories|entries))?:?\W*",
    r"(?:share|tweet|pin|print|copy link|e-?mail|like) (?:this|it)(?: (?:article|story|post|page|on"
    r" \w+))?\W*",
    r"(?:share|tweet|like this|loading|advertisement|advertisement - continue reading below|ad|"
    r"sponsored|follow us|read next|up next|more stories|don.t miss|must reads?|more|also)\W*",
    r"(?:trending|(?:most|popular) (?:read|viewed|popular|shared))(?: (?:now|in|on)\b.{0,40})?\W*",
    r"share (?:on|via) (?:facebook|twitter|x|linkedin|whatsapp|reddit|e-?mail)\W*",
    r"(?:follow|like|find|join) [^.!?]{1,60} on (?:twitter|facebook|x|threads|"
    r"instagram|youtube|linkedin|tiktok|telegram|whatsapp|bluesky|mastodon|flipboard)\b.{0,100}",
    r"(?:related|recommended)(?: (?:articles?|stories|posts?|coverage|content|news|topics))?\W*",
    r"you (?:may|might) also (?:like|be interested in)\W*",
    r"(?:read|see|watch|listen) (?:more|also|next|now)(?: (?:stories|news|articles))?\W*",
    r"(?:subscribe|sign up|signup)(?: now| today| here)?\W*",
    r"(?:subscribe|sign up)\b[^.!?]{0,80}\bnewsletters?\b.{0,160}",
    r"sign up (?:for|to) (?:our|your)\b[^.!?]{0,60}\b(?:briefings?|alerts?|e-?mails?)\b.{0,160}",
    r"(?:get|receive)\b[^.!?]{0,100}\b(?:in|to) your inbox\b.{0,160}",
    r"(?:have|got) a (?:news )?tip\?.{0,200}",
    r"(?:sources?|filed (?:under|in)|posted in|tags?|tagged|topics?|categor(?:y|ies))\s?:.{0,100}",
    r"\[(?P<code>[\w-]+)(?: [^\]]*)?\].{0,100}\[/(?P=code)\]",
    r"our standards: .{0,80}",
    r"\u0394",
    r"(?:copyright )?(?:\u00a9|\(c\)|copyright)\s.{0,120}",
    r"all rights reserved\W*",
)
_LINE = re.compile(r"\W{0,4}(?:" + "|".join(_FORM + _AROUND) + ")", re.IGNORECASE)
# Headings of lists of other stories: what follows one below the last prose belongs to it.
_SECTION = re.compile(
    r"(?:related|recommended)(?: (?:articles?|stories|posts?|coverage|content|news|topics))?|"
    r"more (?:on this(?: story)?|from .{1,40}|stories|in .{1,30})|"
    r"(?:most (?:read|popular|viewed|shared)|trending|read next|up next)(?: .{1,30})?|"
    r"you (?:may|might) also (?:like|be interested in)|(?:top|latest|other) (?:stories|news)",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:read|see|watch|listen)(?: more| also| next)\s?:.{0,200}|"
    r"(?:also read|more on this(?: story)?|related(?: \w+)?|also)\s?:.{0,200}",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"[\"\u201c\u201d\u201e\u00ab\u00bb]")

_FORM_HEADING = re.compile(
    r"\W{0,4}(?:leave|post|add|write) (?:a|your) (?:reply|comment|response)(?: to .{1,60})?"
    r"(?:\W{0,3}cancel reply)?\W*",
    re.IGNORECASE,
)
_FORM_SIGN = re.compile(
    r"(?:your )?email address will not be published|required fields are marked|"
    r"you must be (?:logged|signed) in to",
    re.IGNORECASE,
)
_COMMENTS_HEADING = re.compile(
    r"(?:\d{1,5} )?(?:comments?|responses|replies)(?: \(\d{1,5}\))?|"
    r"(?:\d{1,5}|one|two|three) (?:thoughts?|comments?|responses?|replies)(?: (?:on|to) .{1,200})",
    re.IGNORECASE,
)
_COMMENTER = re.compile(
    r".{1,60} says:?|reply|.{1,80}\bat \d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?", re.IGNORECASE
)

# How far below its heading a section still shows itself for one, in lines with text.
_REACH = 3
_SENTENCE_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*$")
_SHORTEST_PROSE = 40
_LONG_LINE = 60
# Below a reply form only a paragraph this long is taken for more of the story.
_SURELY_PROSE = 120


def is_furniture(line: str) -> bool:
    """Whether the whole line is furniture; never true of a line that only mentions some."""
    whole = line.strip()
    if _POINTER.fullmatch(whole):
        return True
    return not _QUOTATION.search(whole) and _LINE.fullmatch(whole) is not None


def without_tail(lines: Sequence[str]) -> list[str]:
    """`lines` without the furniture that follows the story.

    Readers' comments are cut with all that follows them, a reply form too unless the story goes on
    below it; other furniture goes line by line below the last line of prose. The rest stays.
    """
    kept = list(lines[: _section_start(lines)])
    start = _tail_start(kept)
    return kept[:start] + list(_tail_kept(kept[start:]))


def _tail_kept(lines: Sequence[str]) -> Iterator[str]:
    """The lines below the last prose that may be the story's: no furniture, no list of others."""
    is_listing = False
    for line in lines:
        is_listing |= _SECTION.fullmatch(line.strip(" :.\u2026")) is not None
        is_other = is_listing and not _SENTENCE_END.search(line)
        if not is_other and not is_furniture(line):
            yield line


def _section_start(lines: Sequence[str]) -> int:
    """Where the comments or the reply form begin, below some line of prose, else the end."""
    first = next((i for i, line in enumerate(lines) if _is_prose(line.strip())), len(lines))
    for index in range(first + 1, len(lines)):
        line = lines[index].strip()
        below = [other.strip() for other in lines[index + 1 :] if other.strip()]
        if _COMMENTS_HEADING.fullmatch(line) and _are_comments(below):
            return index
        if _FORM_HEADING.fullmatch(line) and _is_form(below):
            return index
    return len(lines)


def _are_comments(below: Sequence[str]) -> bool:
    return any(_COMMENTER.fullmatch(line) for line in below[:_REACH])


def _is_form(below: Sequence[str]) -> bool:
    if not any(_FORM_SIGN.search(line) for line in below[:_REACH]):
        return False
    return not any(len(line) >= _SURELY_PROSE and _is_prose(line) for line in below)


def _tail_start(lines: Sequence[str]) -> int:
    """The index after the last line of prose."""
    for index in range(len(lines) - 1, -1, -1):
        if _is_prose(lines[index].strip()):
            return index + 1
    return 0


def _is_prose(line: str) -> bool:
    if len(line) < _SHORTEST_PROSE or is_furniture(line):
        return False
    return len(line) >= _LONG_LINE or _SENTENCE_END.search(line) is not None
