"""Pointing discord.py at the playground, and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address

from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL


@contextmanager
def point_client(api: str, gateway: str, cdn: str) -> Iterator[None]:
    """Within the block every discord.py client talks to these addresses.

    Raises ValueError for an address that isn't this machine's own: a token must never go elsewhere.
    """
    for address in (api, gateway, cdn):
        _check_loopback(address)
    earlier = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = api, URL(gateway), cdn
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = earlier


def _check_loopback(address: str) -> None:
    host = URL(address).host or ""
    try:
        is_own = ip_address(host).is_loopback
    except ValueError:
        is_own = False
    if not is_own:
        raise ValueError(f"{address} is not a loopback address")
