"""Where inside ends, network by network and rule by rule, without any connection."""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import pytest

from bot.errors import AddressRefused
from bot.wire.address import LONGEST
from bot.wire.guard import Hosts, checked, guarded_socket, is_refused, redirected
from tests.wire.test_guard import HOSTILE

# From the registries of special addresses (RFC 6890 and after), and Azure's inner host.
IPV4 = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32",
    "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
    "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
)  # fmt: skip
IPV6 = ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")


@pytest.mark.parametrize("network", IPV4)
def test_an_ipv4_network_is_refused_from_its_first_address_to_its_last_and_no_further(network):
    inside = IPv4Network(network)
    first, last = int(inside.network_address), int(inside.broadcast_address)
    assert is_refused(str(IPv4Address(first)))
    assert is_refused(str(IPv4Address(last)))
    beside = [each for each in (first - 1, last + 1) if 0 < each < 2**32]
    for each in beside:
        assert not is_refused(str(IPv4Address(each)))


@pytest.mark.parametrize("network", IPV6)
def test_an_ipv6_network_is_refused_from_its_first_address_to_its_last(network):
    inside = IPv6Network(network)
    assert is_refused(str(inside[0]))
    assert is_refused(str(inside[-1]))


@pytest.mark.parametrize("outside", ["2001:200::", "2001:db7::", "2001:db9::", "2003::", "3ffe::"])
def test_what_lies_beside_those_is_public(outside):
    assert not is_refused(outside)


def test_of_ipv6_only_the_public_eighth_is_public():
    eighth = IPv6Network("2000::/3")
    assert is_refused(str(IPv6Address(int(eighth[0]) - 1)))
    assert not is_refused(str(eighth[0]))
    assert is_refused(str(IPv6Address(int(eighth[-1]) + 1)))


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_address_is_no_url_to_try(address):
    with pytest.raises(AddressRefused):
        checked(address, Hosts())


def test_an_address_may_be_as_long_as_any_and_no_longer():
    longest = "https://example.com/".ljust(LONGEST, "a")
    assert str(checked(longest, Hosts())) == longest
    with pytest.raises(AddressRefused):
        checked(longest + "a", Hosts())


@pytest.mark.parametrize("spelled", ["wiki.lan", "WIKI.lan.", " wiki.lan "])
def test_a_host_that_is_allowed_is_known_in_any_spelling(spelled):
    allowed = Hosts([spelled])
    assert "Wiki.LAN." in allowed
    assert "xwiki.lan" not in allowed
    assert "[fd12::1]" in Hosts(["fd12::1"])
    assert "fd12::1" in Hosts(["[fd12::1]"])


@pytest.mark.parametrize("address", ["http://example.com:80/", "https://example.com:443/"])
def test_a_scheme_s_own_port_may_be_named(address):
    assert checked(address, Hosts()).host == "example.com"


@pytest.mark.parametrize("host", ["example.com.", "1.1.1.1", "[2606:4700::1111]", "a.b.example"])
def test_a_public_host_may_be_tried(host):
    assert checked(f"https://{host}/", Hosts()).scheme == "https"


def test_a_redirect_may_lead_up_to_https_and_from_http_to_http():
    url = checked("http://example.com/a", Hosts())
    assert str(redirected(url, "https://example.com/b", Hosts())) == "https://example.com/b"
    assert str(redirected(url, "c", Hosts())) == "http://example.com/c"


def test_a_public_address_gets_the_socket_that_was_asked_for():
    asked = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("1.1.1.1", 443))
    with guarded_socket(asked) as made:
        assert (made.family, made.type, made.proto) == (socket.AF_INET, socket.SOCK_STREAM, 6)
