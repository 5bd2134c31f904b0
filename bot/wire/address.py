"""Addresses of articles: cleaned of trackers, compared, told apart from home pages."""

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import unquote, urljoin

from tld import get_fld
from yarl import URL

LONGEST = 2_048

# Parameters that say where a reader came from. Ones that some site may use to name an article
# (id, cid, source, page) are left alone: to merge two articles is worse than to miss a copy.
_TRACKERS = re.compile(
    r"utm_.*|at_(?:medium|campaign|custom\d|link_.*|format|ptr_name|bbc_team|creation|send_date)|"
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|"
    r"mc_[ce]id|mkt_tok|_ga|_gl|_hsenc|_hsmi|hss_channel|vero_(?:id|conv)|oly_(?:anon|enc)_id|"
    r"__twitter_impression|ref|ref_(?:src|url)|referrer|smid|smtyp|cmpid|ncid|ocid|icid|sr_share|"
    r"xtor|wt_mc|wtmc|emci|emdi|ceid|sref|ito|ns_(?:mchannel|source|campaign|linkname|fee)|"
    r"guccounter|guce_referrer(?:_sig)?|soc_(?:src|trk)|sharetoken",
    re.IGNORECASE,
)
_AMP_VIEWER = re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?", re.IGNORECASE)
_AMP_CACHE = re.compile(r"https?://[\w-]+\.cdn\.ampproject\.org/[cvi]/(s/)?", re.IGNORECASE)
_HOME_PATHS = re.compile(
    r"/?|/(?:index|home|default)(?:\.\w{2,5})?/?|/[a-z]{2}(?:-[a-z]{2})?/?", re.I
)


def as_given(address: str) -> str:
    """The address that somebody means: without chat's angle brackets, out of an AMP viewer."""
    bare = address.strip().removeprefix("<").removesuffix(">").strip()
    for viewer in (_AMP_VIEWER, _AMP_CACHE):
        if (found := viewer.match(bare)) is not None:
            return f"http{'s' if found[1] else ''}://{bare[found.end() :]}"
    return bare


def cleaned(address: str) -> str | None:
    """The address as given, without trackers and fragment, in normal form.

    None where it is no web address. Unknown parameters stay: they may name the article.
    """
    url = _parsed(as_given(address))
    if url is None:
        return None
    query = "&".join(part for part in url.raw_query_string.split("&") if not _is_tracker(part))
    fragment = url.raw_fragment if url.raw_fragment.startswith("!") else ""
    bare = str(url.with_query(None).with_fragment(None))
    return bare + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _is_tracker(part: str) -> bool:
    return _TRACKERS.fullmatch(unquote(part.partition("=")[0])) is not None


def absolute(link: str | None, base: str) -> str | None:
    """A link as written on or in `base`, made absolute; None for what leads to no web page."""
    try:
        joined = urljoin(base, "".join((link or "").split()))
    except ValueError:
        return None
    return joined if link and _parsed(joined) is not None else None


def host_of(address: str) -> str:
    """The host, lower-case and in Unicode; empty where there is none."""
    url = _parsed(address)
    return (url.host or "").casefold() if url else ""


def same_site(one: str, other: str) -> bool:
    """Whether both belong to the same registrable domain (or are the same host without one)."""
    return site_of(one) == site_of(other) != ""


def is_home(address: str) -> bool:
    """Whether the address is a site's front page, or its front page in some language."""
    url = _parsed(address)
    return url is not None and not url.query_string and _HOME_PATHS.fullmatch(url.path) is not None


def url_of(address: str) -> URL:
    """The address as a URL that can be written down again; ValueError where it is none.

    yarl alone breaks on some ("http://[::1]@?") and takes others that it can't write down again
    ("http://[:1]:80/").
    """
    try:
        url = URL(address)
    except IndexError:
        raise ValueError("no address") from None
    if ":" in (url.host or ""):
        ip_address(url.host or "")
    return url


def _parsed(address: str) -> URL | None:
    """The address as an absolute http(s) URL with a host that can be one."""
    if len(address) > LONGEST:
        return None
    try:
        url = url_of(address)
        port = url.port
    except ValueError:
        return None
    host = url.host or ""
    is_host = bool(host) and host.isprintable() and " " not in host
    return url if url.scheme in {"http", "https"} and is_host and port else None


def site_of(address: str) -> str:
    """The registrable domain; where no public suffix is known, the host's last two labels."""
    host = host_of(address)
    return _site_of_host(host) if host else ""


@lru_cache(maxsize=1_024)
def _site_of_host(host: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError:
        found = get_fld(f"https://{host}", fail_silently=True, search_private=True)
        return str(found) if found else ".".join(host.split(".")[-2:])
