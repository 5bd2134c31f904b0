"""Finds e-mail addresses written with an @, in a text whose disguises are off."""

import re
import unicodedata
from collections.abc import Iterator

from bot.replies.endings import FILES, MAIL_HOSTS, UNMISTAKABLE, ending_of, is_known

# Longer ones exist in no mail system, and a bound keeps a hostile text cheap to read.
MOST_HOST = 400

_SIGN = re.compile(r"@{1,3}")
_LOCAL = frozenset("._+'%-")
_ODD_LOCAL = frozenset("._+'%-!#$&*/=?^`{|}~")
_HOST = re.compile(r"\.?[\w-]+(?:\.{1,3}[\w-]+)+")
_LITERAL = re.compile(r"\[(?:\d{1,3}(?:\.\d{1,3}){3}|ipv6:[0-9a-f:.]{2,60})\]")
_GROUPS = {")": "(", "}": "{", "]": "[", ">": "<"}
_GROUPED = re.compile(r"[\w ,;|.-]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20})://(?:[^\s/@:]{0,80}(:))?\Z")
_WEB = frozenset(("http", "https", "mailto", "email", "ftp"))
_NUMBERED = re.compile(r"v?\d+\Z")
_UNSPACED = re.compile(r".*[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff](?=[a-z0-9])", re.DOTALL)
_REPOSITORY = re.compile(r"(?::\d{1,5})?[:/][\w.~/-]{0,200}?(?:\.git\b|/_git/)")
_FORGES = re.compile(r"(?:git|hg|svn|ssh)\.|.*\b(?:github|gitlab|bitbucket|codeberg|gitea|sr)\.")
_FORGE_USERS = frozenset(("git", "hg", "svn", "gitea", "forgejo"))
_WORDED_DOT = re.compile(r"([\w-]{2,60})dot(com|org|net|edu)\b")
_BARE_MAIL_HOST = re.compile(r"([a-z]+)(?![\w.])")
_BACKWARDS = re.compile(r"(?<![\w.])(?:moc|gro|ten|ude|vog|ku\.oc)\.[\w.-]{1,200}@[\w.+-]{1,64}")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand in `text` (folded, lower case), as half-open spans.

    Any name may end the host but those of files; names of fediverse accounts, users in the URLs of
    services, git remotes, versions and code are left alone.
    """
    for sign in _SIGN.finditer(text):
        end = _host_end(text, sign.end())
        start = _local_start(text, sign.start()) if end else None
        if start is not None and end and not _is_something_else(text, start, sign, end):
            yield _inside_underscores(text, start, end)
    yield from (match.span() for match in _BACKWARDS.finditer(text))


def _local_start(text: str, sign: int) -> int | None:
    if sign and text[sign - 1] == '"':
        opening = text.rfind('"', max(0, sign - 66), sign - 1)
        return opening if opening >= 0 and "\n" not in text[opening:sign] else None
    if sign and text[sign - 1] in _GROUPS:
        return _group_start(text, sign)
    if text[max(0, sign - 2) : sign] == "..":
        return None
    start = _walked(text, sign, _LOCAL)
    if not any(character.isalnum() for character in text[start:sign]):
        odd = _walked(text, sign, _ODD_LOCAL)
        return odd if start < sign and sign - odd >= 2 else None
    glued = _UNSPACED.match(text, start, sign)
    start = glued.end() if glued else start
    while text[start] in ".'+%-" and start < sign - 1:
        start += 1
    return start


def _group_start(text: str, sign: int) -> int | None:
    opening = text.rfind(_GROUPS[text[sign - 1]], max(0, sign - 66), sign)
    if opening < 0 or not _GROUPED.fullmatch(text, opening + 1, sign - 1):
        return None
    return _walked(text, opening, _LOCAL)


def _inside_underscores(text: str, start: int, end: int) -> tuple[int, int]:
    after = end
    while text[start] == text[after : after + 1] == "_":
        start, after = start + 1, after + 1
    return start, end


def _walked(text: str, sign: int, allowed: frozenset[str]) -> int:
    start = sign
    while start and (
        text[start - 1].isalnum() or text[start - 1] in allowed or _is_picture(text, start - 1)
    ):
        start -= 1
    return start


def _is_picture(text: str, at: int) -> bool:
    glued = at > 0 and text[at - 1].isalnum()
    return glued and not text[at].isascii() and unicodedata.category(text[at]) == "So"


def _host_end(text: str, start: int) -> int | None:
    if text[start : start + 1] == "[":
        literal = _LITERAL.match(text, start)
        return literal.end() if literal else None
    host = _HOST.match(text, start, start + MOST_HOST)
    if host is None:
        worded = _WORDED_DOT.match(text, start) or _BARE_MAIL_HOST.match(text, start)
        is_host = worded is not None and (worded.re is _WORDED_DOT or worded[1] in MAIL_HOSTS)
        return worded.end() if worded and is_host else None
    return _last_ending(host[0], start)


def _last_ending(host: str, start: int) -> int | None:
    labels = host.split(".")
    end = len(host)
    is_file = ending_of(labels[-1]) in FILES
    while len(labels) > 1:
        label = labels.pop()
        ending = ending_of(label)
        is_fit = ending in UNMISTAKABLE if is_file else ending is not None
        if ending and is_fit and any(labels) and not _is_version(labels, ending):
            return start + end - len(label) + len(ending)
        end -= len(label) + 1
    return None


def _is_version(labels: list[str], ending: str) -> bool:
    if not _NUMBERED.match(labels[0]):
        return False
    return not is_known(ending) or (len(labels) > 1 and ending not in UNMISTAKABLE)


def _is_something_else(text: str, start: int, sign: re.Match[str], end: int) -> bool:
    local, host = text[start : sign.start()], text[sign.end() : end]
    ending = host.rpartition(".")[2]
    is_mail = not MAIL_HOSTS.isdisjoint(host.split("."))
    if text[start - 1 : start] == "@" and not text[max(0, start - 2) : start - 1].isalnum():
        return not is_mail
    if text[end : end + 1] == "(" and not is_known(ending):
        return True
    if local in _FORGE_USERS or _is_remote(text, host, end):
        return True
    near = text[max(0, start - 110) : start]
    scheme = _SCHEME.search(near) if "://" in near else None
    if scheme:
        return scheme[1] not in _WEB or bool(scheme[2])
    return near.endswith("acct:")


def _is_remote(text: str, host: str, end: int) -> bool:
    path = text[end : end + 1] in (":", "/")
    if not path:
        return False
    return bool(_REPOSITORY.match(text, end)) or (
        text[end] == ":" and bool(_FORGES.match(host)) and text[end + 1 : end + 2].isalnum()
    )
