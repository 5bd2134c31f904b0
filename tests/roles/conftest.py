"""Processes of the live bot, ended with their test."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.playground.loopback import Loopback
from bot.playground.rest import PREFIX
from bot.roles import Role
from tests.roles.role_process import Addresses, RoleProcess

Start = Callable[[Role, Addresses], Awaitable[RoleProcess]]


@pytest_asyncio.fixture
async def start() -> AsyncIterator[Start]:
    """Starts a process with a role."""
    started: list[RoleProcess] = []

    async def starting(role: Role, where: Addresses) -> RoleProcess:
        started.append(await RoleProcess.start(role, where))
        return started[-1]

    yield starting
    for process in started:
        await process.killed()


@pytest.fixture
def where(loopback: Loopback, tmp_path: Path) -> Addresses:
    """The loopback, and SQLite in a folder of the test's own."""
    api = f"{loopback.url}{PREFIX}"
    return Addresses(tmp_path / "data", api, loopback.gateway.url, loopback.world.cdn)
