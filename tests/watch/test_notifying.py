"""What a service manager hears."""

import asyncio
import socket
from dataclasses import dataclass

import pytest

from bot.settings import ServiceManager, settings_from
from bot.watch.notifying import Telling


@dataclass
class Alive:
    is_alive: bool = True


@pytest.fixture
def heard(tmp_path):
    """The socket of a service manager."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as there:
        there.bind(str(tmp_path / "notify"))
        there.setblocking(False)
        yield there


async def next_of(heard: socket.socket) -> bytes:
    async with asyncio.timeout(5):
        return await asyncio.get_running_loop().sock_recv(heard, 1000)


async def test_it_hears_of_the_start_and_the_end_and_that_the_program_lives(heard):
    telling = Telling(ServiceManager(heard.getsockname(), watchdog_s=0.03))
    telling.ready()
    assert await next_of(heard) == b"READY=1"
    pulse = Alive()
    async with telling.alive(pulse):
        assert [await next_of(heard) for _ in range(2)] == [b"WATCHDOG=1"] * 2
        pulse.is_alive = False
        while True:
            try:
                async with asyncio.timeout(0.2):
                    await asyncio.get_running_loop().sock_recv(heard, 1000)
            except TimeoutError:
                break
    assert await next_of(heard) == b"STOPPING=1"


async def test_without_a_service_manager_nothing_is_told():
    telling = Telling(None)
    telling.ready()
    telling.status("at work")
    async with telling.alive(Alive()):
        pass


def test_the_service_manager_is_known_from_the_environment():
    given = {"NOTIFY_SOCKET": "@systemd", "WATCHDOG_USEC": "180000000"}
    assert settings_from(given).service_manager == ServiceManager("@systemd", 180.0)
    assert settings_from({}).service_manager is None
