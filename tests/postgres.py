"""A PostgreSQL server of the tests, and an empty database on it for each test that wants one."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url

from bot.store import migrating, postgres

GIVEN = "DATELINE_TEST_POSTGRES"
# Nothing of a test must outlive a power cut.
QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200"
_numbers = count()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server's own database: one named in the environment, else one started."""
    if given := os.environ.get(GIVEN):  # noqa: TID251 - a setting of the tests alone
        yield given
        return
    folder = _programs()
    if folder is None:
        pytest.skip(f"no PostgreSQL is installed and {GIVEN} names none")
    with _started(folder) as url:
        yield url


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


@pytest.fixture
def postgres_url(postgres_server: str, migrated: tuple[Engine, str]) -> Iterator[str]:
    """The address of a database without any rows, dropped after the test."""
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
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return name


def _drop(engine: Engine, name: str) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest where there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    return Path(named).parent if named else None


def _version(initdb: Path) -> float:
    return float(initdb.parts[-3])


@contextmanager
def _started(programs: Path) -> Iterator[str]:
    """A server on a socket of its own; it refuses to run as root, so root lends it another user."""
    who = pwd.getpwnam("postgres") if os.getuid() == 0 else None
    as_user = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": ()} if who else {}
    with tempfile.TemporaryDirectory(prefix="dateline-pg-") as home:
        if who:
            os.chown(home, who.pw_uid, who.pw_gid)
        data = f"{home}/data"
        initdb = ("-D", data, "-U", "dateline", "--auth=trust", "-E", "UTF8", "--no-sync")
        _run(programs / "initdb", *initdb, "--locale=C.UTF-8", cwd=home, **as_user)
        options = f"-k {home} -c listen_addresses='' {QUICK}"
        start = ("-D", data, "-l", f"{home}/log", "-w", "-o", options, "start")
        _run(programs / "pg_ctl", *start, cwd=home, **as_user)
        try:
            yield f"postgresql://dateline@/postgres?host={home}"
        finally:
            stop = ("-D", data, "-m", "immediate", "-w", "stop")
            _run(programs / "pg_ctl", *stop, cwd=home, **as_user)


def _run(*command: object, **how: object) -> None:
    subprocess.run(  # noqa: S603 - our own words
        [str(part) for part in command],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **how,  # type: ignore[call-overload]
    )
