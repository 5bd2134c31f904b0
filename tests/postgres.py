"""A PostgreSQL server of the tests, and an empty database on it for each test that wants one."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from sqlalchemy import Engine, create_engine, make_url

from bench.postgres_server import found_programs, started
from bench.store.emptied import emptied_server
from bot.store.engine import migrating, postgres

GIVEN = "DATELINE_TEST_POSTGRES"
# Where a change is checked, nothing may be left out.
CHECKING = "CI"
_numbers = count()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server's own database: one named in the environment, else one started."""
    if given := os.environ.get(GIVEN):  # noqa: TID251 - a setting of the tests alone
        yield given
        return
    programs = found_programs()
    if programs is None:
        lacking = f"no PostgreSQL is installed and {GIVEN} names none"
        if os.environ.get(CHECKING):  # noqa: TID251 - not one of the program's
            pytest.fail(lacking)
        pytest.skip(lacking)
    with started(programs) as server:
        yield server.url


@pytest.fixture
def database() -> str | None:
    """The address of the test's database; None for SQLite.

    A room whose tests are held to both databases takes `either_database` in its place.
    """
    return None


@pytest.fixture(params=["sqlite", "postgres"])
def either_database(request: pytest.FixtureRequest) -> str | None:
    """None, then an address: runs each test on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return None
    address: str = request.getfixturevalue("emptied_url")
    return address


@pytest.fixture(scope="session")
def migrated(postgres_server: str) -> Iterator[tuple[Engine, str]]:
    """The server's own engine, and the name of a database there with the newest schema."""
    engine = create_engine(postgres.address(postgres_server), isolation_level="AUTOCOMMIT")
    name = _create(engine, "template0")
    writer = postgres.writer_engine(postgres.address(_at(postgres_server, name)), 1)
    with writer.begin() as connection:
        migrating.upgrade(connection)
    writer.dispose()
    yield engine, name
    _drop(engine, name)
    engine.dispose()


@pytest.fixture(scope="session")
def shared_database(
    postgres_server: str, migrated: tuple[Engine, str]
) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of one database for many tests, and what empties it."""
    with _database(postgres_server, migrated) as url:
        yield url, emptied_server(url)


@pytest.fixture
def emptied_url(shared_database: tuple[str, Callable[[], None]]) -> str:
    """The address of a database without any rows; to empty one takes a tenth of making one."""
    url, empty = shared_database
    empty()
    return url


@pytest.fixture
def postgres_url(postgres_server: str, migrated: tuple[Engine, str]) -> Iterator[str]:
    """The address of a database of the test's own, without any rows."""
    with _database(postgres_server, migrated) as url:
        yield url


@pytest.fixture
def another_postgres_url(postgres_server: str, migrated: tuple[Engine, str]) -> Iterator[str]:
    """The address of a second one."""
    with _database(postgres_server, migrated) as url:
        yield url


@contextmanager
def _database(server: str, migrated: tuple[Engine, str]) -> Iterator[str]:
    engine, template = migrated
    name = _create(engine, template)
    yield _at(server, name)
    _drop(engine, name)


def _at(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _create(engine: Engine, template: str) -> str:
    name = f"dateline_{os.getpid()}_{next(_numbers)}"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY wal_log")
    return name


def _drop(engine: Engine, name: str) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
