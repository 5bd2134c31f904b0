"""Which addresses may be fetched from: every connection passes here, whatever led to it."""

import errno
import re
import socket
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp import AddrInfoType
from yarl import URL

from bot.errors import AddressRefused
from bot.wire.address import LONGEST, url_of

# Explicit lists: `is_global` of the ipaddress module differs between versions of Python and is True
# for some ranges that lead inside (NAT64, 6to4, site-local, multicast).
_REFUSED_IPV4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # Azure's host, reached from inside its machines
    )
)  # fmt: skip
_PUBLIC_IPV6 = IPv6Network("2000::/3")
_REFUSED_IPV6 = tuple(
    IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
_INNER_NAMES = re.compile(
    r"(?:.*\.)?(?:localhost|local|localdomain|internal|intranet|lan|home|corp|onion|arpa|test|"
    r"invalid)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"0x[\da-f]*|\d+", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"^`{|}\u2028\u2029]")
_CREDENTIALS = re.compile(r"[^/?#]*//[^/?#]*@")
_PORTS = {"http": 80, "https": 443}

# The guard's reason, by which a failed connection is known to be a refused one.
REFUSED = "the guard refused this address"


class Hosts:
    """The private hosts that the operator allows by name, in the setting's spelling."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset(name.strip("[]. ").casefold() for name in names)

    def __contains__(self, host: str) -> bool:
        return host.strip("[].").casefold() in self._names


def checked(address: str, allowed: Hosts) -> URL:
    """The address as a URL that may be tried; AddressRefused says nothing of it.

    Only http and https, no credentials, no spaces or control characters. A host that the operator
    doesn't allow by name must be public by its look and use the scheme's own port.
    """
    if len(address) > LONGEST or _UNSAFE.search(address):
        raise AddressRefused("unsafe characters or too long")
    try:
        url = url_of(address)
        host, port = url.host or "", url.port
    except ValueError:
        raise AddressRefused("no address") from None
    if url.scheme not in _PORTS or not host or not port or "%" in host:
        raise AddressRefused("no web address")
    if _CREDENTIALS.match(address):
        raise AddressRefused("credentials in the address")
    if host not in allowed and (port != _PORTS[url.scheme] or not _looks_public(host)):
        raise AddressRefused("a private host or an unusual port")
    return url


def redirected(url: URL, location: str, allowed: Hosts) -> URL:
    """Where a redirect from `url` leads, checked as any address; never from https down to http."""
    if _UNSAFE.search(location):
        raise AddressRefused("unsafe characters in a redirect")
    try:
        joined = str(url.join(url_of(location)))
    except ValueError:
        raise AddressRefused("a redirect to no address") from None
    further = checked(joined, allowed)
    if url.scheme == "https" and further.scheme == "http":
        raise AddressRefused("a redirect from https to http")
    return further


def guarded_socket(found: AddrInfoType) -> socket.socket:
    """A socket for the address that is about to be connected; OSError for one inside."""
    family, kind, protocol, _, where = found
    if is_refused(str(where[0])):
        raise OSError(errno.EACCES, REFUSED)
    return socket.socket(family, kind, protocol)


def is_refused(literal: str) -> bool:
    """Whether an IP address is inside: private, reserved, multicast, or a way around to those."""
    try:
        address = ip_address(literal)
    except ValueError:
        return True
    if isinstance(address, IPv6Address):
        return address not in _PUBLIC_IPV6 or any(address in network for network in _REFUSED_IPV6)
    return any(address in network for network in _REFUSED_IPV4)


def _looks_public(host: str) -> bool:
    """Whether a host is a public IP address or a dotted name that may be a public site's."""
    name = host.rstrip(".")
    try:
        return not is_refused(str(ip_address(name)))
    except ValueError:
        last = name.rpartition(".")[2]
        return "." in name and not _NUMBER.fullmatch(last) and not _INNER_NAMES.fullmatch(name)
