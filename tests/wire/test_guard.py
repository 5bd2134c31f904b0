"""No address from outside leads inside, by whatever spelling, name or redirect."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from ipaddress import IPv4Network

import pytest
import pytest_asyncio

from bot.errors import AddressRefused, FetchFailed
from bot.wire import guard
from bot.wire.fetch import Fetcher, open_fetcher
from bot.wire.guard import REFUSED, Hosts, checked, guarded_socket, is_refused, redirected
from tests.wire.conftest import LIMIT_S
from tests.wire.hostile_answers import ENDLESS, QUICK
from tests.wire.loopback_sites import Names, Site, open_site, plain, redirect

INSIDE = (
    "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
    "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1",
    "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
    "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "100::1",
    "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd12::1", "fe80::1",
    "fe80::1%lo", "fec0::1", "ff02::1", "not an address",
)  # fmt: skip
OUTSIDE = ("1.1.1.1", "8.8.8.8", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "2a00:1450::5")
HOSTILE = (
    "file:///etc/passwd", "ftp://news.example/a", "gopher://news.example/", "data:text/html,hello",
    "javascript:alert(1)", "ws://news.example/", "news.example/a", "//news.example/a", "http:///a",
    "http://", "", "about:blank", "mailto:a@b.example", "http:news.example", "https:/a",
    "http://127.0.0.1/", "http://127.0.0.1:80/", "http://localhost/", "http://LOCALHOST./",
    "http://a.localhost/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
    "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://0/", "http://0.0.0.0/", "http://[::1]/",
    "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1%25lo]/",
    "http://[fec0::1]/", "http://１２７.０.０.１/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/",
    "http://ⓛocalhost/", "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/", "http://100.100.100.200/", "http://168.63.129.16/",
    "http://192.168.0.1/admin", "http://10.0.0.1/", "http://printer/", "http://router.local/",
    "http://a.internal/", "http://abc.onion/", "http://1.0.0.127.in-addr.arpa/",
    "http://pub@127.0.0.1/", "http://user:pw@example.com/", "http://@example.com/",
    "http://example.com\\@127.0.0.1/", "http://example.com/\r\nX-Evil: 1", "http://example.com/\0",
    "http://exa mple.com/", "http://example.com/a b", "http://example.com/\u2028",
    "http://example.com:22/", "http://example.com:0/", "http://example.com:6379/",
    "http://example.com:99999/", "http://example.com:-1/", "http://example.com:443/",
    "https://example.com:80/", "http://example.com:8080/", "http://1.2.3/", "http://999.1.1.1/",
    "http://%31%32%37.0.0.1/", "http://example.com/" + "a" * 2048, "http://[::1", "http://]/",
    "http://.../", "http://xn--/", "http://[::1]@?id=1:80/", "http://[:1]:80/", "http://[zz]/",
)  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE)
async def test_a_hostile_address_is_refused_before_anything_is_sent(web, address):
    with pytest.raises(AddressRefused) as refusal:
        await web.fetcher.fetch(address)
    assert refusal.value.reader == AddressRefused.default
    assert web.victim.connections == web.site.connections == 0
    assert web.names.lookups == []


@pytest.mark.parametrize("address", INSIDE)
def test_an_inner_address_is_refused(address):
    assert is_refused(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_public_address_is_not_refused(address):
    assert not is_refused(address)


def test_the_guard_raises_oserror_and_opens_nothing_for_an_inner_address():
    with pytest.raises(OSError, match=REFUSED):
        guarded_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80)))


@pytest.mark.parametrize("inner", [address for address in INSIDE if "%" not in address][:-1])
async def test_a_name_that_leads_inside_is_refused(web, inner):
    web.names.add("rebound.example.org", inner)
    with pytest.raises(AddressRefused):
        await web.fetcher.fetch("http://rebound.example.org/")
    assert web.victim.connections == 0


@pytest.mark.parametrize("count", [2, 50])
async def test_a_name_with_many_inner_addresses_is_refused(web, count):
    web.names.add("many.example.org", *(f"127.0.0.{number}" for number in range(1, count + 1)))
    with pytest.raises(AddressRefused):
        await web.fetcher.fetch("http://many.example.org/")
    assert web.victim.connections == 0


async def test_a_name_that_keeps_changing_its_address_never_gets_inside(web):
    for turn in range(500):
        web.names.add("turning.example.org", INSIDE[turn % 30])
        with pytest.raises((AddressRefused, FetchFailed)):
            await web.fetcher.fetch("http://turning.example.org/")
    assert web.victim.connections == 0
    assert len(web.names.lookups) == 500


@dataclass(frozen=True, slots=True)
class Outside:
    """A site on 127.0.0.2, which counts as a public address, and a victim behind the same port."""

    site: Site
    victim: Site
    names: Names
    fetcher: Fetcher


@pytest_asyncio.fixture
async def outside(monkeypatch) -> AsyncIterator[Outside]:
    inner = [one for one in guard._REFUSED_IPV4 if not one.overlaps(IPv4Network("127.0.0.0/8"))]
    monkeypatch.setattr(guard, "_REFUSED_IPV4", (*inner, IPv4Network("127.0.0.1/32")))
    async with open_site() as victim:
        try:
            public = open_site("127.0.0.2", victim.port)
            async with public as site:
                names = Names(victim.port)
                site.answers["/"] = plain("public")
                async with open_fetcher(limit_s=LIMIT_S, resolver=names) as fetcher:
                    yield Outside(site, victim, names, fetcher)
        except OSError:
            pytest.skip("this system has no second loopback address")


@pytest.mark.parametrize("addresses", [("127.0.0.1", "127.0.0.2"), ("::1", "127.0.0.2")], ids=str)
async def test_of_mixed_addresses_only_the_public_one_is_used(outside, addresses):
    outside.names.add("mixed.example.org", *addresses)
    for _ in range(20):
        assert (await outside.fetcher.fetch("http://mixed.example.org/")).content == b"public"
    assert (outside.victim.connections, outside.site.connections) == (0, 20)


async def test_a_name_that_turns_inward_after_its_first_answer_leads_nowhere(outside):
    for turn in range(500):
        is_public = turn % 2 == 0
        outside.names.add("turning.example.org", "127.0.0.2" if is_public else "127.0.0.1")
        try:
            await outside.fetcher.fetch("http://turning.example.org/")
        except AddressRefused:
            assert not is_public
        else:
            assert is_public
    assert (outside.victim.connections, outside.site.connections) == (0, 250)


async def test_a_public_site_leads_nobody_inside(outside):
    outside.names.add("open.example.org", "127.0.0.2")
    outside.names.add("inner.example.org", "127.0.0.1")
    outside.site.answers["/go"] = redirect("http://inner.example.org/")
    with pytest.raises(AddressRefused):
        await outside.fetcher.fetch("http://open.example.org/go")
    assert (outside.victim.connections, outside.site.connections) == (0, 1)


def test_there_are_enough_hostile_addresses_and_answers():
    assert len(set(HOSTILE)) + len(set(INSIDE)) >= 100
    assert len(QUICK) + len(ENDLESS) >= 70


@pytest.mark.parametrize(
    "location",
    [
        "http://victim.example/", "//victim.example/a", "http://127.0.0.1/", "http://localhost/",
        "file:///etc/passwd", "ftp://victim.example/", "http://[::1]/", "http://2130706433/",
        "javascript:alert(1)", "data:text/html,x", "http://a:b@victim.example/",
        "http://169.254.169.254/", "http://victim.example:22/", "http://[::ffff:7f00:1]/",
        "gopher://victim.example/", "http://victim.example\\@news.example/",
        "http://[::1]@?id=1:80/", "//[:1]:80/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temp", "308 Perm"])
async def test_a_redirect_inside_is_refused(web, location, status):
    web.site.answers["/go"] = redirect(location, status)
    with pytest.raises(AddressRefused):
        await web.fetcher.fetch("http://news.example/go")
    assert web.victim.connections == 0


def test_a_redirect_never_leads_from_https_down_to_http():
    url = checked("https://example.com/a", Hosts())
    assert str(redirected(url, "/b", Hosts())) == "https://example.com/b"
    with pytest.raises(AddressRefused):
        redirected(url, "http://example.com/b", Hosts())


@pytest.mark.parametrize("name", ["intranet", "INTRANET.", "10.1.2.3", "[fd12::1]", "wiki.local"])
def test_an_operator_may_allow_a_private_host_on_any_port(name):
    allowed = Hosts([name])
    host = name.rstrip(".")
    assert checked(f"http://{host}:8080/feed", allowed).port == 8080
    with pytest.raises(AddressRefused):
        checked(f"http://user:pw@{host}/feed", allowed)
    with pytest.raises(AddressRefused):
        checked("http://10.9.9.9/feed", allowed)
